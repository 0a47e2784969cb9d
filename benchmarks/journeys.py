"""Journeys of any length to measure the canvas on. Offers `long_journey`.

One segment; every stage with a step back, a skip now and then and two losses; tasks spread over the
stages.
"""

from __future__ import annotations

from benchmarks.reference import reference_model
from salesmodel.model import (
    Move,
    Outcome,
    OutcomeKind,
    SalesModel,
    Stage,
    Unit,
    assumed,
)

SEGMENT = "segment0"
ACROSS, FIRST, AXIS = 136, 14, 160
"""Pixels from stage to stage, of the first stage's left edge, and of the line they stand on."""


def long_journey(stages: int, tasks: int) -> SalesModel:
    """A valid model with `stages` stages and `tasks` tasks, roles as in the reference model."""
    whole = reference_model()
    segment = next(each for each in whole.segments if each.id == SEGMENT)
    served = tuple(
        task.model_copy(update={"segment": SEGMENT, "stage": _stage_id(k % stages), "track": None})
        for k, task in enumerate(whole.tasks[:tasks])
    )
    kept = {task.id for task in served}
    return SalesModel(
        id="long",
        name=f"{stages} stages, {tasks} tasks",
        segments=(segment,),
        stages=tuple(_stage(i) for i in range(stages)),
        outcomes=tuple(
            Outcome(id=kind.value, segment=SEGMENT, name=kind.value.capitalize(), kind=kind)
            for kind in (OutcomeKind.WON, OutcomeKind.LOST_TO_RIVAL, OutcomeKind.NO_DECISION)
        ),
        moves=tuple(move for i in range(stages) for move in _moves(i, stages)),
        roles=whole.roles,
        tasks=served,
        assignments=tuple(each for each in whole.assignments if each.task in kept),
    )


def _stage_id(i: int) -> str:
    return f"stage{i}"


def _stage(i: int) -> Stage:
    return Stage(
        id=_stage_id(i),
        segment=SEGMENT,
        name=f"Stage {i + 1}",
        entry=assumed(1.0 if i == 0 else 0.0, Unit.SHARE),
        dwell=assumed(14, Unit.DAYS),
        x=FIRST + ACROSS * i,
        y=AXIS,
    )


def _moves(i: int, stages: int) -> list[Move]:
    row = {"lost_to_rival": 0.02, "no_decision": 0.03}
    if i > 0:
        row[_stage_id(i - 1)] = 0.05
    if i % 4 == 0 and i + 2 < stages:
        row[_stage_id(i + 2)] = 0.05
    row[_stage_id(i + 1) if i + 1 < stages else "won"] = 1 - sum(row.values())
    return [
        Move(
            id=f"{_stage_id(i)}-{target}",
            source=_stage_id(i),
            target=target,
            probability=assumed(value, Unit.SHARE),
        )
        for target, value in row.items()
    ]
