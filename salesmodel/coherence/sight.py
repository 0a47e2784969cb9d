"""What a structural check looks at: a model beside its evaluation, and how it speaks.

Offers `Sight`, the lookups that checks share, and `Check`, one check with its id and component.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, TypeVar

from salesmodel.coherence.findings import CoherenceFinding
from salesmodel.evaluation.result import Evaluation, SegmentResult, StageResult, TaskResult
from salesmodel.model import (
    BuyingJob,
    ComponentKind,
    Role,
    SalesModel,
    Segment,
    Stage,
    Task,
)

E = TypeVar("E", Stage, Task)

if TYPE_CHECKING:
    from salesmodel.coherence.choices import Choice


@dataclass(frozen=True)
class Sight:
    """A model and its evaluation, with what belongs to each segment at hand.

    `chosen`: what salesmodel.coherence.choices has read so far, by segment; `hours`: the hours by
    role that were summed so far, by segment and whether they are those up to the win.
    """

    model: SalesModel
    evaluation: Evaluation
    chosen: dict[str, dict[ComponentKind, Choice]] = field(default_factory=dict)
    hours: dict[tuple[str, bool], Mapping[str, float]] = field(default_factory=dict)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Every role by its id."""
        return {role.id: role for role in self.model.roles}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Every stage by its id."""
        return {stage.id: stage for stage in self.model.stages}

    @cached_property
    def locked_tasks(self) -> frozenset[str]:
        """The tasks of which a share is locked, by id: no mend touches them."""
        return frozenset(held.task for held in self.model.assignments if held.locked)

    @cached_property
    def _stages_by_segment(self) -> dict[str, list[Stage]]:
        return _grouped(self.model.stages, lambda stage: stage.segment)

    @cached_property
    def _tasks_by_segment(self) -> dict[str, list[Task]]:
        return _grouped(self.model.tasks, lambda task: task.segment)

    @cached_property
    def _tasks_by_stage(self) -> dict[str, list[Task]]:
        return _grouped(self.model.tasks, lambda task: task.stage or "")

    @cached_property
    def _jobs_by_stage(self) -> dict[str, set[BuyingJob]]:
        jobs = {stage.id: {stage.job} for stage in self.model.stages}
        for track in self.model.tracks:
            jobs[track.stage].add(track.job)
        return jobs

    @cached_property
    def _stage_results(self) -> dict[str, StageResult]:
        return {s.id: s for segment in self.evaluation.segments for s in segment.stages}

    @cached_property
    def _hours_on_tasks(self) -> dict[str, dict[str, float]]:
        hours: dict[str, dict[str, float]] = {}
        for task in self.evaluation.tasks:
            for share in task.shares:
                hours.setdefault(share.role, {})[task.id] = share.hours
        return hours

    def stages_of(self, segment: Segment) -> list[Stage]:
        """The stages of a segment's journey."""
        return self._stages_by_segment.get(segment.id, [])

    def tasks_of(self, segment: Segment | SegmentResult) -> list[Task]:
        """The tasks done for a segment."""
        return self._tasks_by_segment.get(segment.id, [])

    def tasks_on(self, stage: Stage) -> list[Task]:
        """The tasks that serve a stage or one of its tracks."""
        return self._tasks_by_stage.get(stage.id, [])

    def jobs_of(self, stage: Stage) -> set[BuyingJob]:
        """The buying jobs done in a stage: its own and those of its tracks."""
        return self._jobs_by_stage[stage.id]

    def reached(self, stage_id: str) -> float:
        """The share of a segment's buyers that ever visit a stage."""
        return self._stage_results[stage_id].ever_visited

    def result(self, task: Task) -> TaskResult:
        """What a task takes and gives."""
        return self.evaluation.task(task.id)

    def hours_on_tasks(self, role: Role) -> Mapping[str, float]:
        """Hours a year that a role spends on each task that it has a share of, by task id."""
        return self._hours_on_tasks.get(role.id, {})

    def part_of(self, task: Task) -> ComponentKind:
        """The component a task belongs to: what follows the win is value delivery."""
        stage = self.stages.get(task.stage or "")
        delivers = stage is not None and stage.after_win
        return ComponentKind.VALUE_DELIVERY if delivers else ComponentKind.SELLING_TASKS

    def hours_by_role(self, segment: Segment, *, buying_only: bool = False) -> Mapping[str, float]:
        """Hours a year that each role spends on a segment; `buying_only`: up to the win."""
        key = (segment.id, buying_only)
        if key not in self.hours:
            delivery = ComponentKind.VALUE_DELIVERY
            self.hours[key] = summed(
                (share.role, share.hours)
                for task in self.tasks_of(segment)
                if not (buying_only and self.part_of(task) == delivery)
                for share in self.result(task).shares
            )
        return self.hours[key]


@dataclass(frozen=True)
class Check:
    """One structural check: its id, what it looks for, and the function that finds it."""

    id: str
    looks_for: str
    run: Callable[[Sight], Iterator[CoherenceFinding]]


def summed(amounts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The sum by key, exact (`fsum`): the order of the lists moves no digit of it."""
    found: dict[str, list[float]] = {}
    for key, amount in amounts:
        found.setdefault(key, []).append(amount)
    return {key: fsum(each) for key, each in found.items()}


def percent(share: float) -> str:
    """A share in whole per cent: 34%."""
    return f"{share * 100:.0f}%"


def _grouped(items: Iterable[E], key: Callable[[E], str]) -> dict[str, list[E]]:
    groups: dict[str, list[E]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
