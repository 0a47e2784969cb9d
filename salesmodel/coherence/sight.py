"""What a structural check looks at: a model beside its evaluation, and how it speaks.

Offers `Sight`, the lookups that checks share, and `Check`, one check with its id and component.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from salesmodel.evaluation.result import Evaluation, StageResult, TaskResult
from salesmodel.model import (
    BuyingJob,
    ComponentKind,
    Finding,
    Role,
    SalesModel,
    Segment,
    Stage,
    Task,
)


@dataclass(frozen=True)
class Sight:
    """A model and its evaluation, with what belongs to each segment at hand."""

    model: SalesModel
    evaluation: Evaluation

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Every role by its id."""
        return {role.id: role for role in self.model.roles}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Every stage by its id."""
        return {stage.id: stage for stage in self.model.stages}

    @cached_property
    def _stage_results(self) -> dict[str, StageResult]:
        return {s.id: s for segment in self.evaluation.segments for s in segment.stages}

    def stages_of(self, segment: Segment) -> list[Stage]:
        """The stages of a segment's journey."""
        return [stage for stage in self.model.stages if stage.segment == segment.id]

    def tasks_of(self, segment: Segment) -> list[Task]:
        """The tasks done for a segment."""
        return [task for task in self.model.tasks if task.segment == segment.id]

    def tasks_on(self, stage: Stage) -> list[Task]:
        """The tasks that serve a stage or one of its tracks."""
        return [task for task in self.model.tasks if task.stage == stage.id]

    def jobs_of(self, stage: Stage) -> set[BuyingJob]:
        """The buying jobs done in a stage: its own and those of its tracks."""
        return {stage.job} | {t.job for t in self.model.tracks if t.stage == stage.id}

    def reached(self, stage_id: str) -> float:
        """The share of a segment's buyers that ever visit a stage."""
        return self._stage_results[stage_id].ever_visited

    def result(self, task: Task) -> TaskResult:
        """What a task takes and gives."""
        return self.evaluation.task(task.id)

    def part_of(self, task: Task) -> ComponentKind:
        """The component a task belongs to: what follows the win is value delivery."""
        stage = self.stages.get(task.stage or "")
        delivers = stage is not None and stage.after_win
        return ComponentKind.VALUE_DELIVERY if delivers else ComponentKind.SELLING_TASKS

    def hours_by_role(self, segment: Segment, *, buying_only: bool = False) -> dict[str, float]:
        """Hours a year that each role spends on a segment; `buying_only`: up to the win."""
        hours: dict[str, float] = {}
        for task in self.tasks_of(segment):
            stage = self.stages.get(task.stage or "")
            if buying_only and stage is not None and stage.after_win:
                continue
            for share in self.result(task).shares:
                hours[share.role] = hours.get(share.role, 0.0) + share.hours
        return hours


@dataclass(frozen=True)
class Check:
    """One structural check: its id, what it looks for, and the function that finds it."""

    id: str
    looks_for: str
    run: Callable[[Sight], Iterator[Finding]]


def percent(share: float) -> str:
    """A share in whole per cent: 34%."""
    return f"{share * 100:.0f}%"
