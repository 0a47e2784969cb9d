"""What a first model takes from a template: its stages as a plain chain, and where it loses deals.

Offers `StartingPoint` and `starting_point`, which picks the template whose deal value is nearest.
Loops are left out and parallel tracks folded into their stage: nothing in CRM data with the current
stage alone tells of either.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from salesmodel.defaults import template
from salesmodel.model import RoleKind, SalesModel, Segment, Stage

TEMPLATES = ("smb", "mid_market", "enterprise")


@dataclass(frozen=True)
class StartingPoint:
    """A template seen as a chain of buying `stages`: days in each, share of the losses at each,
    the share of losses to no decision, its win rate, and how many account executives it has."""

    model: SalesModel
    segment: Segment
    stages: tuple[Stage, ...]
    dwells: tuple[float, ...]
    losses: tuple[float, ...]
    no_decision: float
    win_rate: float
    account_executives: float


def starting_point(deal_value: float | None) -> StartingPoint:
    """The template with the deal value nearest in proportion; the smallest if none is known."""
    models = [template(key) for key in TEMPLATES]
    if deal_value is None or deal_value <= 0:
        return _seen_as_chain(models[0])
    return _seen_as_chain(
        min(models, key=lambda m: abs(math.log(m.segments[0].deal_value.value / deal_value)))
    )


def _seen_as_chain(model: SalesModel) -> StartingPoint:
    segment = model.segments[0]
    stages = tuple(s for s in model.stages if s.segment == segment.id and not s.after_win)
    here = 1.0
    losses = []
    for stage in stages:
        losses.append(here * _loss_rate(model, stage))
        here -= losses[-1]
    return StartingPoint(
        model,
        segment,
        stages,
        dwells=tuple(_dwell(model, stage) for stage in stages),
        losses=tuple(losses),
        no_decision=NO_DECISION_SHARE[model.id],
        win_rate=here,
        account_executives=sum(
            role.headcount.value for role in model.roles if role.kind is RoleKind.AE
        ),
    )


NO_DECISION_SHARE = {"smb": 0.57, "mid_market": 0.58, "enterprise": 0.59}
"""No decision as a share of the losses: figure G4, by template."""


def _loss_rate(model: SalesModel, stage: Stage) -> float:
    """Losses per visit that moves on or out: moves back or again are left out."""
    kept_by_tracks = [1 - track.loss.value for track in model.tracks if track.stage == stage.id]
    if kept_by_tracks:
        return 1 - math.prod(kept_by_tracks)
    is_loss = {outcome.id: outcome.kind.is_loss for outcome in model.outcomes}
    order = {other.id: place for place, other in enumerate(model.stages)}
    onward = lost = 0.0
    for move in model.moves:
        if move.source != stage.id:
            continue
        if is_loss.get(move.target):
            lost += move.probability.value
        elif move.target in is_loss or order[move.target] > order[stage.id]:
            onward += move.probability.value
    return lost / (onward + lost)


def _dwell(model: SalesModel, stage: Stage) -> float:
    """Days in the stage: of its slowest track, if it has tracks."""
    tracks = [track.dwell.value for track in model.tracks if track.stage == stage.id]
    return max(tracks, default=stage.dwell.value)
