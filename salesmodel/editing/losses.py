"""Keeps the tracks of a stage in step with its losses: 1 - prod(1 - loss_t), rule 2.8.

Offers `with_tracks_in_step`, `scaled_losses` and `losses_by_stage`. When the loss moves of a stage
change, the losses of its tracks follow by one common factor on log(1 - loss), so that each track
keeps its part of the risk.
"""

from __future__ import annotations

import math

from salesmodel.editing.document import replaced
from salesmodel.editing.figures import judged_to
from salesmodel.editing.rows import DIGITS
from salesmodel.model import Entity, Origin, SalesModel, Track


def with_tracks_in_step(before: SalesModel, after: SalesModel, origin: Origin) -> SalesModel:
    """`after`, with the track losses of each stage whose loss moves changed made to fit."""
    staged = {track.stage for track in after.tracks}
    if not staged or before.moves is after.moves:
        return after
    old, new = losses_by_stage(before), losses_by_stage(after)
    changed: dict[str, Entity] = {}
    for stage in staged:
        target = new.get(stage, 0.0)
        if abs(target - old.get(stage, 0.0)) <= 1e-15:
            continue
        tracks = [track for track in after.tracks if track.stage == stage]
        for track, loss in zip(tracks, scaled_losses(tracks, target), strict=True):
            quantity = judged_to(track.loss, loss, origin)
            changed[track.id] = track.model_copy(update={"loss": quantity})
    return replaced(after, "tracks", changed)


def scaled_losses(tracks: list[Track], target: float) -> list[float]:
    """The tracks' losses, scaled so that together they lose `target` of the buyers."""
    present = [track.loss.value for track in tracks]
    survival = math.prod(1 - loss for loss in present)
    if target >= 1 - 1e-12:
        bearing = [loss > 0 for loss in present]
        return [1.0 if bears or not any(bearing) else 0.0 for bears in bearing]
    if survival <= 0 or survival >= 1:
        return [round(1 - (1 - target) ** (1 / len(tracks)), DIGITS)] * len(tracks)
    factor = math.log1p(-target) / math.log(survival)
    return [round(-math.expm1(factor * math.log1p(-loss)), DIGITS) for loss in present]


def losses_by_stage(model: SalesModel) -> dict[str, float]:
    """Stage id to the share of its buyers that its moves lose; nothing where none does."""
    lost = {outcome.id for outcome in model.outcomes if outcome.kind.is_loss}
    sums: dict[str, float] = {}
    for move in model.moves:
        if move.target in lost:
            sums[move.source] = sums.get(move.source, 0.0) + move.probability.value
    return sums
