"""Checks on tasks: whether each stage is served, each task done, and by whom.

What follows the win counts for value delivery, everything else for selling tasks.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing.words import money
from salesmodel.model import BuyingJob, ComponentKind, Finding, Severity, TaskKind

SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value
BEFORE_THE_JOURNEY = (TaskKind.PROSPECTING, TaskKind.QUALIFICATION)
MANY_STAKEHOLDERS, VERY_MANY = 3, 6
WEAK_FULFILMENT = 0.6
REACHES_MANY = ("multi-thread", "multithread", "executive", "align", "champion", "stakeholder")


def stage_without_task(sight: Sight) -> Iterator[Finding]:
    """Buyers pass a stage that no task serves."""
    for stage in sight.model.stages:
        reached = sight.reached(stage.id)
        if reached <= 0 or sight.tasks_on(stage):
            continue
        yield Finding(
            check="stage-without-task",
            severity=Severity.WATCH,
            path=f"stages[{stage.id}]",
            sentence=f"No task serves {stage.name}; {reached * 100:.0f} of 100 buyers pass it "
            "without you.",
            mend="Add a task, or leave it so on purpose.",
            segment=stage.segment,
            stage=stage.id,
            component=DELIVERY if stage.after_win else SELLING,
            evidence=(("buyers_of_100", reached * 100),),
        )


def task_without_stage(sight: Sight) -> Iterator[Finding]:
    """A task serves no stage, or one that nobody reaches."""
    for task in sight.model.tasks:
        if task.stage is None:
            idle, where = task.kind not in BEFORE_THE_JOURNEY, "serves no stage of the journey"
        else:
            idle = sight.reached(task.stage) <= 0
            where = f"serves {sight.stages[task.stage].name}, which no buyer reaches"
        if not idle:
            continue
        result = sight.result(task)
        cost = money(result.cost, sight.evaluation.currency)
        yield Finding(
            check="task-without-stage",
            severity=Severity.NOTE,
            path=f"tasks[{task.id}].stage",
            sentence=f"{task.name} {where}; it costs {cost} a year.",
            mend="Place it on the stage that it helps buyers through, or drop it.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(("cost", result.cost), ("hours", result.hours)),
        )


def consensus_without_multithreading(sight: Sight) -> Iterator[Finding]:
    """Many stakeholders must agree, and no task of consensus building reaches them."""
    for segment in sight.model.segments:
        people = segment.profile.stakeholders.value
        if people <= MANY_STAKEHOLDERS:
            continue
        for stage in sight.stages_of(segment):
            if BuyingJob.CONSENSUS_BUILDING not in sight.jobs_of(stage):
                continue
            if any(_reaches_many(t.name, t.skill) for t in sight.tasks_on(stage)):
                continue
            yield Finding(
                check="consensus-without-multithreading",
                severity=Severity.SEVERE if people > VERY_MANY else Severity.WATCH,
                path=f"stages[{stage.id}]",
                sentence=f"Buyers here average {people:.3g} stakeholders; no task reaches past "
                f"the first {MANY_STAKEHOLDERS}.",
                mend=f"Add multi-threading or executive alignment to {stage.name}.",
                segment=segment.id,
                stage=stage.id,
                component=SELLING,
                evidence=(("stakeholders", people), ("reached", MANY_STAKEHOLDERS)),
            )


def task_without_owner(sight: Sight) -> Iterator[Finding]:
    """Nobody does a task, or only part of it."""
    held: dict[str, float] = {}
    for assignment in sight.model.assignments:
        held[assignment.task] = held.get(assignment.task, 0.0) + assignment.share.value
    for task in sight.model.tasks:
        covered = held.get(task.id, 0.0)
        if covered >= 1 - 1e-6:
            continue
        hours = sight.result(task).standard_hours
        yield Finding(
            check="task-without-owner",
            severity=Severity.SEVERE,
            path=f"tasks[{task.id}]",
            sentence=f"Nobody does {percent(1 - covered)} of {task.name}, which takes "
            f"{hours:,.0f} hours a year.",
            mend=f"Give it to a role with the skill {task.skill}.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(("covered", covered), ("standard_hours", hours)),
        )


def low_fulfilment(sight: Sight) -> Iterator[Finding]:
    """A task that counts for the buyer is done, but below 60% fulfilment."""
    covered = {held.task for held in sight.model.assignments if held.share.value > 0}
    for task in sight.model.tasks:
        fulfilment = sight.result(task).fulfilment
        if task.id not in covered or task.weight.value <= 0 or fulfilment >= WEAK_FULFILMENT:
            continue
        yield Finding(
            check="low-fulfilment",
            severity=Severity.WATCH,
            path=f"tasks[{task.id}]",
            sentence=f"{task.name} is fulfilled to {percent(fulfilment)} as buyers see it; below "
            f"{percent(WEAK_FULFILMENT)} it loses deals.",
            mend="Give more of it to the role that does it best, or train the one that does it.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(("fulfilment", fulfilment), ("weight", task.weight.value)),
        )


def _reaches_many(*texts: str) -> bool:
    return any(word in text.casefold() for text in texts for word in REACHES_MANY)
