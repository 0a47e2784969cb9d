"""From a sales model to the arrays that the kernel runs on.

Offers `compile_model`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from salesmodel.evaluation.compiled import CompiledModel, Parameters
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array
from salesmodel.model import Outcome, OutcomeKind, Quantity, SalesModel


def compile_model(model: SalesModel) -> CompiledModel:
    """Compile a valid model."""
    segments, stages, roles, tasks = (
        _places(entities) for entities in (model.segments, model.stages, model.roles, model.tasks)
    )
    outcomes = _places(model.outcomes)
    units, unit_stage = _units(model, stages)
    stage_segment = _index(segments[stage.segment] for stage in model.stages)
    stage_after = _index(int(stage.after_win) for stage in model.stages)
    blocks = _blocks(model)
    stage_block = _index(blocks[stage.segment, stage.after_win] for stage in model.stages)
    outcome_block = _index(blocks[item.segment, _comes_after(item)] for item in model.outcomes)
    moves = model.moves
    skilled, quality, productivity = _proficiencies(model)
    share_task = _index(tasks[item.task] for item in model.assignments)
    share_role = _index(roles[item.role] for item in model.assignments)
    return CompiledModel(
        model=model,
        base=_parameters(model, quality[share_task, share_role],
                         productivity[share_task, share_role]),
        stage_block=stage_block,
        stage_place=_within(stage_block),
        stage_segment=stage_segment,
        stage_after=stage_after,
        outcome_block=outcome_block,
        outcome_place=_within(outcome_block),
        outcome_good=np.array([float(not item.kind.is_loss) for item in model.outcomes]),
        move_source=_index(stages[move.source] for move in moves),
        move_stage_target=_index(stages.get(move.target, -1) for move in moves),
        move_outcome_target=_index(outcomes.get(move.target, -1) for move in moves),
        move_is_loss=_losses(model, outcomes),
        unit_stage=unit_stage,
        task_segment=_index(segments[task.segment] for task in model.tasks),
        task_stage=_index(-1 if task.stage is None else stages[task.stage] for task in model.tasks),
        task_unit=_index(units.get(task.track or task.stage or "", -1) for task in model.tasks),
        task_per_deal=_values(float(task.per == "deal") for task in model.tasks),
        share_task=share_task,
        share_role=share_role,
        task_skilled=skilled,
        task_quality=quality,
        task_productivity=productivity,
        baseline_elsewhere=_baseline_elsewhere(model, quality),
    )  # fmt: skip


def _places(entities: Iterable[object]) -> dict[str, int]:
    return {entity.id: place for place, entity in enumerate(entities)}  # type: ignore[attr-defined] # every entity has an id


def _index(values: Iterable[int]) -> Index:
    return np.fromiter(values, dtype=np.intp)


def _within(blocks: Index) -> Index:
    """The place of each member within its block."""
    seen: dict[int, int] = {}
    places = []
    for block in blocks.tolist():
        places.append(seen.get(block, 0))
        seen[block] = places[-1] + 1
    return _index(places)


def _blocks(model: SalesModel) -> dict[tuple[str, bool], int]:
    """The block of each segment before (False) and, where there is anything, after (True) a win."""
    after = {stage.segment for stage in model.stages if stage.after_win}
    after |= {outcome.segment for outcome in model.outcomes if _comes_after(outcome)}
    keys = [(segment.id, False) for segment in model.segments]
    keys += [(segment.id, True) for segment in model.segments if segment.id in after]
    return {key: block for block, key in enumerate(keys)}


def _comes_after(outcome: Outcome) -> bool:
    return outcome.kind in (OutcomeKind.STAYED, OutcomeKind.CHURNED)


def _units(model: SalesModel, stages: dict[str, int]) -> tuple[dict[str, int], Index]:
    """Tracks, and stages without tracks, by id; and the stage of each."""
    tracked = {track.stage for track in model.tracks}
    alone = [stage for stage in model.stages if stage.id not in tracked]
    units = _places([*model.tracks, *alone])
    stage_of = [stages[track.stage] for track in model.tracks]
    return units, _index([*stage_of, *(stages[stage.id] for stage in alone)])


def _losses(model: SalesModel, outcomes: dict[str, int]) -> Array:
    kinds = [outcome.kind for outcome in model.outcomes]
    return np.array(
        [
            [float(move.target in outcomes and kinds[outcomes[move.target]].is_loss)]
            for move in model.moves
        ]
    ).reshape(-1, 1)


def _proficiencies(model: SalesModel) -> tuple[Array, Array, Array]:
    """Which role can do which task, how well and how fast: three (tasks, roles) arrays."""
    shape = (len(model.tasks), len(model.roles))
    skilled, quality, productivity = np.zeros(shape, bool), np.zeros(shape), np.ones(shape)
    for column, role in enumerate(model.roles):
        for row, task in enumerate(model.tasks):
            proficiency = role.skills.get(task.skill)
            if proficiency is not None:
                skilled[row, column] = True
                quality[row, column] = proficiency.quality.value
                productivity[row, column] = proficiency.productivity.value
    return skilled, quality, productivity


def _baseline_elsewhere(model: SalesModel, quality: Array) -> Array:
    """What the baseline shares of roles that no longer hold the task fulfil of it (rule 3.6)."""
    columns = _places(model.roles)
    held = {(item.task, item.role) for item in model.assignments}
    fulfilled = [
        sum(
            share * float(quality[row, columns[role]])
            for role, share in task.baseline_shares.items()
            if (task.id, role) not in held
        )
        for row, task in enumerate(model.tasks)
    ]
    return _values(fulfilled)


def _parameters(model: SalesModel, quality: Array, productivity: Array) -> Parameters:
    tracked = {track.stage for track in model.tracks}
    alone = [stage for stage in model.stages if stage.id not in tracked]
    baseline = {task.id: task.baseline_shares for task in model.tasks}
    return Parameters(
        move=_column(move.probability for move in model.moves),
        entry=_column(stage.entry for stage in model.stages),
        track_loss=_column(track.loss for track in model.tracks),
        unit_dwell=_column([x.dwell for x in model.tracks] + [x.dwell for x in alone]),
        unit_cv=_column([x.dwell_cv for x in model.tracks] + [x.dwell_cv for x in alone]),
        hours=_column(task.hours for task in model.tasks),
        weight=_column(task.weight for task in model.tasks),
        share=_column(item.share for item in model.assignments),
        baseline_share=_values(
            baseline[item.task].get(item.role, 0.0) if baseline[item.task] else item.share.value
            for item in model.assignments
        ),
        quality=quality[:, None],
        productivity=productivity[:, None],
        annual_cost=_column(role.annual_cost for role in model.roles),
        productive_hours=_column(role.productive_hours for role in model.roles),
        headcount=_column(role.headcount for role in model.roles),
        arrivals=_column(segment.arrivals for segment in model.segments),
        deal_value=_column(segment.deal_value for segment in model.segments),
        gross_margin=_column(segment.gross_margin for segment in model.segments),
        retention=_column(segment.retention for segment in model.segments),
    )


def _column(quantities: Iterable[Quantity]) -> Array:
    return _values(quantity.value for quantity in quantities)


def _values(values: Iterable[float]) -> Array:
    return np.fromiter(values, dtype=np.float64)[:, None]
