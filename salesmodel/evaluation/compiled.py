"""A sales model as arrays: what the kernel runs on.

Offers `compile_model`, `CompiledModel` (who belongs to whom, as index arrays) and `Parameters`
(the numbers, `(entities, batch)`). The structure is compiled once; numbers may be drawn many times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.evaluation.grouping import Grouping, Index
from salesmodel.journey.linear import Array
from salesmodel.model import Outcome, OutcomeKind, Quantity, SalesModel, TaskKind

SELLING_KINDS = frozenset({TaskKind.SELLING, TaskKind.TECHNICAL})


@dataclass(frozen=True)
class Parameters:
    """The numbers of a model, each `(entities, 1)` or, for a batch of draws, `(entities, n)`.

    A unit is a track, or a stage that has none: `unit_dwell` and `unit_cv` have all tracks, in the
    model's order, then the stages without one. `share`, `baseline_share` (that of rule 3.6),
    `quality` and `productivity` have one row for each assignment.
    """

    move: Array
    entry: Array
    track_loss: Array
    unit_dwell: Array
    unit_cv: Array
    hours: Array
    weight: Array
    share: Array
    baseline_share: Array
    quality: Array
    productivity: Array
    annual_cost: Array
    productive_hours: Array
    headcount: Array
    arrivals: Array
    deal_value: Array
    gross_margin: Array
    retention: Array


@dataclass(frozen=True)
class CompiledModel:
    """The structure of one model, and its own numbers in `base`.

    A block is one chain: block `s` is segment `s` up to its outcomes; the blocks behind those are
    what comes after the wins of the segments that have such stages. Each stage has a local place
    in its block, and so has each outcome.
    """

    model: SalesModel
    base: Parameters
    stage_block: Index
    stage_place: Index
    stage_segment: Index
    stage_after: Index
    outcome_block: Index
    outcome_place: Index
    outcome_good: Array
    move_source: Index
    move_stage_target: Index  # -1 when the move ends the journey
    move_outcome_target: Index  # -1 when the move goes to a stage
    move_is_loss: Array
    unit_stage: Index
    task_segment: Index
    task_stage: Index  # -1: before the journey
    task_unit: Index  # -1: weighs on no loss
    task_per_deal: Array
    share_task: Index
    share_role: Index
    task_skilled: Array  # (tasks, roles) bool
    task_quality: Array  # (tasks, roles), zero where the skill is missing
    task_productivity: Array  # (tasks, roles), one where the skill is missing

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Stages and outcomes of the largest block, and the number of blocks."""
        blocks = np.r_[self.stage_block, self.outcome_block, len(self.model.segments) - 1]
        return (
            int(self.stage_place.max(initial=-1)) + 1,
            int(self.outcome_place.max(initial=-1)) + 1,
            int(blocks.max()) + 1,
        )

    @cached_property
    def good(self) -> Array:
        """1 for each outcome that is good, (outcomes of a block, blocks, 1)."""
        good = np.zeros((*self.shape[1:], 1))
        good[self.outcome_place, self.outcome_block, 0] = self.outcome_good
        return good

    @cached_property
    def onward(self) -> tuple[Index, tuple[Index, Index, Index]]:
        """The moves to stages, and where they stand: source, target, block."""
        moves = np.flatnonzero(self.move_stage_target >= 0)
        source, target = self.move_source[moves], self.move_stage_target[moves]
        places = (self.stage_place[source], self.stage_place[target], self.stage_block[source])
        return moves, places

    @cached_property
    def ending(self) -> tuple[Index, tuple[Index, Index, Index]]:
        """The moves to outcomes, and where they stand: source, outcome, block."""
        moves = np.flatnonzero(self.move_stage_target < 0)
        source, target = self.move_source[moves], self.move_outcome_target[moves]
        places = (self.stage_place[source], self.outcome_place[target], self.stage_block[source])
        return moves, places

    @cached_property
    def parallel(self) -> tuple[tuple[int, Index], ...]:
        """The stages with two tracks or more, and the units of each."""
        counts = np.bincount(self.unit_stage, minlength=len(self.stage_block))
        return tuple(
            (int(stage), np.flatnonzero(self.unit_stage == stage))
            for stage in np.flatnonzero(counts > 1)
        )

    @cached_property
    def by_stage_losses(self) -> Grouping:
        lost = np.where(self.move_is_loss[:, 0] > 0, self.move_source, -1)
        return Grouping(lost, len(self.stage_block))

    @cached_property
    def segment_moves(self) -> tuple[Index, ...]:
        """The moves of each segment."""
        of = self.stage_segment[self.move_source]
        return tuple(np.flatnonzero(of == s) for s in range(len(self.model.segments)))

    @cached_property
    def by_stage_moves(self) -> Grouping:
        return Grouping(self.move_source, len(self.stage_block))

    @cached_property
    def by_stage_units(self) -> Grouping:
        return Grouping(self.unit_stage, len(self.stage_block))

    @cached_property
    def by_unit_tasks(self) -> Grouping:
        return Grouping(self.task_unit, len(self.unit_stage))

    @cached_property
    def by_task(self) -> Grouping:
        return Grouping(self.share_task, len(self.task_segment))

    @cached_property
    def by_role(self) -> Grouping:
        return Grouping(self.share_role, len(self.model.roles))

    @cached_property
    def by_stage_tasks(self) -> Grouping:
        return Grouping(self.task_stage, len(self.stage_block))

    @cached_property
    def by_segment_tasks(self) -> Grouping:
        return Grouping(self.task_segment, len(self.model.segments))

    @cached_property
    def task_after(self) -> Array:
        """1 for a task after the win, else 0."""
        after = np.r_[self.stage_after, 0]
        return after[self.task_stage].astype(float)


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
        task_per_deal=np.array([[float(task.per == "deal")] for task in model.tasks]).reshape(-1, 1),
        share_task=share_task,
        share_role=share_role,
        task_skilled=skilled,
        task_quality=quality,
        task_productivity=productivity,
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


def _parameters(model: SalesModel, quality: Array, productivity: Array) -> Parameters:
    tracked = {track.stage for track in model.tracks}
    units = [*model.tracks, *(stage for stage in model.stages if stage.id not in tracked)]
    baseline = {task.id: task.baseline_shares for task in model.tasks}
    return Parameters(
        move=_column(move.probability for move in model.moves),
        entry=_column(stage.entry for stage in model.stages),
        track_loss=_column(track.loss for track in model.tracks),
        unit_dwell=_column(unit.dwell for unit in units),
        unit_cv=_column(unit.dwell_cv for unit in units),
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
