"""Mends that add a task which a check misses: what it is, and where it goes.

Offers the tasks, `adding`, and the stages where a task usually goes. Hours are those of the same
tasks in the templates (rows T1 to T8 of docs/figures.md); a workshop replaces them.
"""

from __future__ import annotations

from salesmodel.coherence.checks.mending import NewTask, task_to_add, visits_a_year
from salesmodel.coherence.findings import Mend
from salesmodel.coherence.lines import largest
from salesmodel.coherence.sight import Sight
from salesmodel.editing import AddTask, fresh_id
from salesmodel.editing.document import ids_of
from salesmodel.model import BuyingJob, Segment, Stage, TaskKind

PROSPECT = NewTask(
    "First contact and follow-up", TaskKind.PROSPECTING, 3, ("prospect",), (0.3, 0.0, 0.6)
)
QUALIFY = NewTask(
    "Qualify need, budget and timing", TaskKind.QUALIFICATION, 0.75, ("qualif",), (0.5, 0.0, 1.9)
)
PROVE = NewTask(
    "Proof of value", TaskKind.TECHNICAL, 6, ("technical", "proof", "demo"), (0.5, 0.0, 1.1)
)
MAKE_THE_CASE = NewTask(
    "Business case", TaskKind.SELLING, 3, ("business case", "consensus"), (0.4, 0.0, 0.9)
)
REACH_EXECUTIVES = NewTask(
    "Executive alignment", TaskKind.SELLING, 3, ("executive", "consensus"), (0.4, 0.0, 0.9)
)
NEGOTIATE = NewTask(
    "Negotiate terms", TaskKind.SELLING, 2, ("negotiat", "commercial", "procure", "deal")
)
SET_UP = NewTask("Onboarding", TaskKind.ONBOARDING, 4, ("onboard", "implement", "train"))
KEEP = NewTask("Check-ins by plan", TaskKind.SERVICE, 3, ("service", "success", "adopt"))


def adding(sight: Sight, label: str, *wanted: tuple[Stage | None, NewTask]) -> tuple[Mend, ...]:
    """The mend that adds these tasks to these stages; none where one has no stage, or nobody has a
    skill for it."""
    commands: list[AddTask] = []
    for stage, new in wanted:
        command = None if stage is None else added(sight, stage, new)
        if command is None:
            return ()
        taken = ids_of(sight.model) | {earlier.task.id for earlier in commands}
        task = command.task.model_copy(update={"id": fresh_id(command.task.id, taken)})
        commands.append(command.model_copy(update={"task": task}))
    return (Mend(label, tuple(commands)),)


def added(sight: Sight, stage: Stage, new: NewTask, track: str | None = None) -> AddTask | None:
    """The command that adds a task to a stage; None when nobody has a skill for it."""
    return task_to_add(sight, stage, new, visits_a_year(sight, stage), track)


def stage_with(sight: Sight, segment: Segment, *jobs: BuyingJob) -> Stage | None:
    """The first stage before the win with one of these jobs (the first job first), or the last
    stage before the win; None where a segment has no stage."""
    stages = [stage for stage in sight.stages_of(segment) if not stage.after_win]
    for job in jobs:
        for stage in stages:
            if job in sight.jobs_of(stage):
                return stage
    return stages[-1] if stages else None


def entry_stage(sight: Sight, segment: Segment) -> Stage | None:
    """The stage at which most buyers enter."""
    stages = [stage for stage in sight.stages_of(segment) if not stage.after_win]
    return largest(stages, lambda stage: stage.entry.value)


def first_after_the_win(sight: Sight, segment: Segment) -> Stage | None:
    """The first stage after the win, None where there is none."""
    return next((stage for stage in sight.stages_of(segment) if stage.after_win), None)


def last_after_the_win(sight: Sight, segment: Segment) -> Stage | None:
    """The last stage after the win, None where there is none."""
    stages = [stage for stage in sight.stages_of(segment) if stage.after_win]
    return stages[-1] if stages else None
