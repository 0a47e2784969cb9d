"""Checks on tasks: whether each stage is served, each task done, and by whom.

What follows the win counts for value delivery, everything else for selling tasks.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.able import hours_of
from salesmodel.coherence.checks.limits import FULL, WEAK_FULFILMENT, past
from salesmodel.coherence.checks.mending import (
    MULTI_THREADING,
    best_role,
    load,
    task_to_add,
    usual_task,
    visits_a_year,
)
from salesmodel.coherence.checks.sharing import ROOM, present_shares
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import A_FEW, MANY_PEOPLE, at_least, beyond, within
from salesmodel.coherence.saying import amount, beside, counted, percent_beside
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing import RemoveTask, SetShares
from salesmodel.editing.words import money
from salesmodel.model import (
    Assumed,
    BuyingJob,
    ComponentKind,
    Purpose,
    Role,
    Severity,
    Stage,
    Task,
    TaskKind,
    purposes_of,
)

SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value
SELECTION = ComponentKind.CUSTOMER_SELECTION.value
BEFORE_THE_JOURNEY = (TaskKind.PROSPECTING, TaskKind.QUALIFICATION)


def stage_without_task(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers pass a stage that no task serves."""
    served = {task.stage for task in sight.model.tasks}
    alone = _left_alone(sight)
    for stage in sight.model.stages:
        reached = sight.reached(stage.id)
        if reached <= 0 or stage.id in served:
            continue
        yield CoherenceFinding(
            check="stage-without-task",
            severity=Severity.SEVERE if stage.id in alone else Severity.WATCH,
            path=f"stages[{stage.id}]",
            sentence=f"No task serves {stage.name}; {amount(reached * 100)} of 100 buyers "
            "pass it without you.",
            mend="Add a task, or leave it so on purpose.",
            segment=stage.segment,
            stage=stage.id,
            component=DELIVERY if stage.after_win else SELLING,
            evidence=(("buyers_of_100", reached * 100), ("tasks", 0), ("limit", 1)),
            excess=reached,
            offer=Offer(_with_a_task, sight, stage),
        )


def task_without_stage(sight: Sight) -> Iterator[CoherenceFinding]:
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
        yield CoherenceFinding(
            check="task-without-stage",
            severity=Severity.NOTE,
            path=f"tasks[{task.id}].stage",
            sentence=f"{task.name} {where}; it costs {cost} a year.",
            mend="Place it on the stage that it helps buyers through, or drop it.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(("cost", result.cost), ("hours", result.hours), ("limit", 0)),
            excess=_part_of_its_segment(sight, task),
            offer=(Mend("Remove the task", (RemoveTask(task=task.id),)),),
        )


def consensus_without_multithreading(sight: Sight) -> Iterator[CoherenceFinding]:
    """Many stakeholders must agree, and no task of consensus building reaches them."""
    for segment in sight.model.segments:
        people = segment.profile.stakeholders.value
        if within(people, A_FEW):
            continue
        for stage in sight.stages_of(segment):
            if BuyingJob.CONSENSUS_BUILDING not in sight.jobs_of(stage):
                continue
            if any(Purpose.REACHES_MANY in purposes_of(t) for t in sight.tasks_on(stage)):
                continue
            yield CoherenceFinding(
                check="consensus-without-multithreading",
                severity=Severity.SEVERE if beyond(people, MANY_PEOPLE) else Severity.WATCH,
                path=f"stages[{stage.id}]",
                sentence=f"Buyers here average {beside(people, A_FEW, 1)} "
                f"stakeholders; no task reaches past the first {A_FEW}.",
                mend=f"Add multi-threading or executive alignment to {stage.name}.",
                segment=segment.id,
                stage=stage.id,
                component=SELLING,
                other=SELECTION,
                evidence=(("stakeholders", people), ("limit", A_FEW)),
                excess=past(people, A_FEW),
                offer=Offer(_with_multi_threading, sight, stage),
            )


def task_without_owner(sight: Sight) -> Iterator[CoherenceFinding]:
    """Nobody does a task, or only part of it."""
    held: dict[str, float] = {}
    for assignment in sight.model.assignments:
        held[assignment.task] = held.get(assignment.task, 0.0) + assignment.share.value
    for task in sight.model.tasks:
        covered = held.get(task.id, 0.0)
        if covered >= 1 - 1e-6:
            continue
        hours = sight.result(task).standard_hours
        if hours <= 0:
            continue
        yield CoherenceFinding(
            check="task-without-owner",
            severity=Severity.SEVERE,
            path=f"tasks[{task.id}]",
            sentence=f"Nobody does {percent_beside(1 - covered, 0)} of {task.name}, which takes "
            f"{counted(hours, 'hour')} a year.",
            mend=f"Give it to a role with the skill {task.skill}.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(("covered", covered), ("limit", 1), ("standard_hours", hours)),
            excess=past(covered, 1),
            offer=Offer(_given_to_somebody, sight, task, covered),
        )


def low_fulfilment(sight: Sight) -> Iterator[CoherenceFinding]:
    """A task that counts for the buyer is done, but below 60% fulfilment."""
    covered = {held.task for held in sight.model.assignments if held.share.value > 0}
    for task in sight.model.tasks:
        fulfilment = sight.result(task).fulfilment
        counts = task.id in covered and task.weight.value > 0
        if not counts or at_least(fulfilment, WEAK_FULFILMENT):
            continue
        yield CoherenceFinding(
            check="low-fulfilment",
            severity=Severity.WATCH,
            path=f"tasks[{task.id}]",
            sentence=f"{task.name} is fulfilled to {percent_beside(fulfilment, WEAK_FULFILMENT)} "
            f"as buyers see it; below {percent(WEAK_FULFILMENT)} it loses deals.",
            mend="Give more of it to the role that does it best, or train the one that does it.",
            segment=task.segment,
            stage=task.stage,
            task=task.id,
            component=sight.part_of(task).value,
            evidence=(
                ("fulfilment", fulfilment),
                ("limit", WEAK_FULFILMENT),
                ("weight", task.weight.value),
            ),
            excess=past(fulfilment, WEAK_FULFILMENT),
            offer=Offer(_done_well, sight, task),
        )


def _left_alone(sight: Sight) -> set[str]:
    """The stages before the win of segments in which none of them has a task."""
    alone: set[str] = set()
    for segment in sight.model.segments:
        stages = [stage for stage in sight.stages_of(segment) if not stage.after_win]
        if not any(sight.tasks_on(stage) for stage in stages):
            alone.update(stage.id for stage in stages)
    return alone


def _with_a_task(sight: Sight, stage: Stage) -> tuple[Mend, ...]:
    new = usual_task(stage)
    added = task_to_add(sight, stage, new, visits_a_year(sight, stage))
    return () if added is None else (Mend(f"Add the task {new.name}", (added,)),)


def _with_multi_threading(sight: Sight, stage: Stage) -> tuple[Mend, ...]:
    """On the parallel job that builds consensus, where there is one."""
    job = BuyingJob.CONSENSUS_BUILDING
    tracks = (t.id for t in sight.model.tracks if t.stage == stage.id and t.job == job)
    visits = visits_a_year(sight, stage)
    added = task_to_add(sight, stage, MULTI_THREADING, visits, min(tracks, default=None))
    return () if added is None else (Mend("Add a multi-threading task", (added,)),)


def _given_to_somebody(sight: Sight, task: Task, covered: float) -> tuple[Mend, ...]:
    """What nobody does goes to who does it well and has the hours; the others keep their shares."""
    rest, shares = 1 - covered, present_shares(sight, task.id)
    if covered > 0 and task.id in sight.locked_tasks:
        return ()
    hours = rest * sight.result(task).standard_hours

    def able(role: Role) -> bool:
        busy = load(sight, role, hours_of(role, task.skill, hours))
        does_it_well = at_least(role.skills[task.skill].quality.value, WEAK_FULFILMENT)
        return does_it_well and within(busy, ROOM * FULL)

    owner = best_role(sight, task.skill, hours, able)
    if owner is None:
        return ()
    given = {**shares, owner.id: shares.get(owner.id, 0.0) + rest}
    what = "it" if covered == 0 else "the rest"
    return (Mend(f"Give {what} to {owner.short}", (_set_shares(task, given),)),)


def _done_well(sight: Sight, task: Task) -> tuple[Mend, ...]:
    """The whole task for the role that should do it, if that one does it well."""

    def able(role: Role) -> bool:
        return at_least(role.skills[task.skill].quality.value, WEAK_FULFILMENT)

    owner = best_role(sight, task.skill, sight.result(task).standard_hours, able)
    if owner is None or task.id in sight.locked_tasks:
        return ()
    return (Mend(f"Give it to {owner.short}", (_set_shares(task, {owner.id: 1.0}),)),)


def _set_shares(task: Task, shares: dict[str, float]) -> SetShares:
    return SetShares(task=task.id, shares=shares, origin=Assumed())


def _part_of_its_segment(sight: Sight, task: Task) -> float:
    whole = sight.evaluation.segment(task.segment).cost
    return sight.result(task).cost / whole if whole > 0 else 0.0
