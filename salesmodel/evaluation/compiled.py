"""A sales model as arrays: what the kernel runs on.

Offers `CompiledModel` (who belongs to whom, as index arrays) and `Parameters` (the numbers,
`(entities, batch)`). The structure is compiled once; numbers may be drawn many times.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.evaluation.grouping import Grouping, Index
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel, TaskKind

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
    baseline_elsewhere: Array  # (tasks, 1): baseline fulfilment by roles that hold no assignment

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
    def parallel(self) -> tuple[tuple[Index, Index], ...]:
        """Stages with two tracks, with three, ...; and their units, (tracks, stages)."""
        counts = np.bincount(self.unit_stage, minlength=len(self.stage_block))
        found = []
        for tracks in sorted(set(counts[counts > 1].tolist())):
            stages = np.flatnonzero(counts == tracks)
            units = [np.flatnonzero(self.unit_stage == stage) for stage in stages]
            found.append((stages, np.stack(units, axis=1)))
        return tuple(found)

    @cached_property
    def by_stage_losses(self) -> Grouping:
        lost = np.where(self.move_is_loss[:, 0] > 0, self.move_source, -1)
        return Grouping(lost, len(self.stage_block))

    @cached_property
    def segment_moves(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """The moves of each segment: id and place."""
        found: list[list[tuple[str, int]]] = [[] for _ in self.model.segments]
        for place, segment in enumerate(self.stage_segment[self.move_source].tolist()):
            found[segment].append((self.model.moves[place].id, place))
        return tuple(map(tuple, found))

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
        after: Array = np.r_[self.stage_after, 0].astype(float)
        return after[self.task_stage]
