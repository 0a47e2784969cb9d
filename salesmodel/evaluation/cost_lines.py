"""What a stage costs, as products down to the inputs: a line for each task and role.

Offers `cost_lines` and `CostLine`. The lines of a stage add up to its cost a year. Rules 3.1, 3.3,
3.5 and 3.9 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from salesmodel.evaluation.result import Evaluation
from salesmodel.evaluation.trace import TraceInput
from salesmodel.model import Assignment, Role, SalesModel, Segment, Task

Times = Literal["visits", "ever", "once"]
"""How often a task is done for a buyer: at each visit, once for who is ever there, for all."""


@dataclass(frozen=True)
class CostLine:
    """`cost` = `buyers` × `times` × `hours` × `share` ÷ `productivity` × `hourly_cost`, money a
    year. `hourly_cost` is the role's annual cost ÷ its productive hours. `inputs`: those of the
    model that stand in the product; `times` follows from the moves of the journey."""

    task: str
    task_name: str
    role: str
    role_name: str
    role_short: str
    buyers: float
    times: float
    counted: Times
    hours: float
    share: float
    productivity: float
    hourly_cost: float
    inputs: tuple[TraceInput, ...]

    @property
    def cost(self) -> float:
        """Money a year."""
        worked = self.buyers * self.times * self.hours * self.share / self.productivity
        return worked * self.hourly_cost


def cost_lines(
    model: SalesModel, evaluation: Evaluation, segment_id: str, stage_id: str
) -> tuple[CostLine, ...]:
    """The lines of a stage of the evaluated model, the dearest first; `stage_id` empty: what is
    done before the journey. Raises KeyError for a segment that is not there."""
    result = evaluation.segment(segment_id)
    segment = next(each for each in model.segments if each.id == segment_id)
    stage = next((each for each in result.stages if each.id == stage_id), None)
    seen = (stage.visits, stage.ever_visited) if stage else (1.0, 1.0)
    tasks = {
        task.id: task
        for task in model.tasks
        if task.segment == segment_id and (task.stage or "") == stage_id
    }
    roles = {role.id: role for role in model.roles}
    lines = (
        _line(segment, tasks[item.task], roles[item.role], item, seen)
        for item in model.assignments
        if item.task in tasks and item.share.value > 0
    )
    return tuple(sorted(lines, key=lambda line: -line.cost))


def _line(
    segment: Segment, task: Task, role: Role, held: Assignment, seen: tuple[float, float]
) -> CostLine:
    counted: Times = "once" if task.stage is None else "ever" if task.per == "deal" else "visits"
    return CostLine(
        task=task.id,
        task_name=task.name,
        role=role.id,
        role_name=role.name,
        role_short=role.short,
        buyers=segment.arrivals.value,
        times=seen[1] if counted == "ever" else seen[0],
        counted=counted,
        hours=task.hours.value,
        share=held.share.value,
        productivity=role.skills[task.skill].productivity.value,
        hourly_cost=role.annual_cost.value / role.productive_hours.value,
        inputs=_inputs(segment, task, role, held),
    )


def _inputs(segment: Segment, task: Task, role: Role, held: Assignment) -> tuple[TraceInput, ...]:
    place = f"roles[{role.id}]"
    return (
        TraceInput(
            f"{segment.name}: buyers a year", segment.arrivals, f"segments[{segment.id}].arrivals"
        ),
        TraceInput(f"{task.name}: hours", task.hours, f"tasks[{task.id}].hours"),
        TraceInput(f"Share of {role.name}", held.share, f"assignments[{held.id}].share"),
        TraceInput(
            f"{role.name}: productivity at {task.skill}",
            role.skills[task.skill].productivity,
            f"{place}.skills[{task.skill}].productivity",
        ),
        TraceInput(f"{role.name}: cost a year", role.annual_cost, f"{place}.annual_cost"),
        TraceInput(
            f"{role.name}: hours for tasks", role.productive_hours, f"{place}.productive_hours"
        ),
    )
