"""One segment's part of a model, as its drawings read it.

Offers `Journey` (stages in order, tracks and moves by stage),
`journey_of`, `arcs_of` and `loops_on`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmodel.model import Move, Outcome, OutcomeKind, SalesModel, Stage, Track


@dataclass(frozen=True)
class Journey:
    """One segment's part of a model: its stages in order, tracks by stage, moves by source."""

    stages: tuple[Stage, ...]
    after: tuple[Stage, ...]
    tracks: Mapping[str, tuple[Track, ...]]
    moves: Mapping[str, tuple[Move, ...]]
    outcomes: Mapping[str, Outcome]

    def is_win(self, move: Move) -> bool:
        """Whether the move ends in a win."""
        return move.target in self.outcomes and (self.outcomes[move.target].kind is OutcomeKind.WON)


def journey_of(model: SalesModel, segment: str) -> Journey:
    """The segment's journey; stages stand in the order of their place on the canvas."""
    stages = [stage for stage in model.stages if stage.segment == segment]
    stages.sort(key=lambda stage: (stage.x, stage.y))
    ids = {stage.id for stage in stages}
    return Journey(
        stages=tuple(stage for stage in stages if not stage.after_win),
        after=tuple(stage for stage in stages if stage.after_win),
        tracks={name: tuple(t for t in model.tracks if t.stage == name) for name in ids},
        moves={name: tuple(m for m in model.moves if m.source == name) for name in ids},
        outcomes={o.id: o for o in model.outcomes if o.segment == segment},
    )


def arcs_of(journey: Journey) -> tuple[Move, ...]:
    """The moves that run over the top: back, to a later stage than the next, early wins."""
    place = {stage.id: i for i, stage in enumerate(journey.stages)}
    last = len(journey.stages) - 1
    return tuple(
        move
        for stage in journey.stages
        for move in journey.moves[stage.id]
        if (journey.is_win(move) and place[stage.id] != last)
        or (move.target in place and _is_arc(journey, place, move))
    )


def loops_on(journey: Journey, stage: Stage) -> Move | None:
    """The move from a stage to itself, unless it has tracks and the loop runs over the top."""
    if journey.tracks[stage.id]:
        return None
    return next((m for m in journey.moves[stage.id] if m.target == stage.id), None)


def _is_arc(journey: Journey, place: Mapping[str, int], move: Move) -> bool:
    step = place[move.target] - place[move.source]
    return step != 1 and (step != 0 or bool(journey.tracks[move.source]))
