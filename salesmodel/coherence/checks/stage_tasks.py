"""Checks on what a stage is to the buyer against the tasks on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesmodel.coherence.checks.effort import MISSING, none_of
from salesmodel.coherence.checks.mending import NewTask
from salesmodel.coherence.checks.proposing import NEGOTIATE, PROVE, REACH_EXECUTIVES, adding
from salesmodel.coherence.choices import buying_of
from salesmodel.coherence.findings import CoherenceFinding, Offer
from salesmodel.coherence.lines import A_FEW, MUST_AGREE, within
from salesmodel.coherence.sight import Sight
from salesmodel.model import (
    BuyingJob,
    BuyingRole,
    ComponentKind,
    Purpose,
    Segment,
    Severity,
    Stage,
    Task,
    TaskKind,
    purposes_of,
)

SELECTION = ComponentKind.CUSTOMER_SELECTION.value
PROPOSITION = ComponentKind.VALUE_PROPOSITION.value
SELLING = ComponentKind.SELLING_TASKS.value
FOR_WHO_DECIDES = {Purpose.REACHES_EXECUTIVES, Purpose.MAKES_THE_CASE}


@dataclass(frozen=True, slots=True)
class Lack:
    """What a stage lacks: the check, the task and button that mend it, and the sentences."""

    check: str
    new: NewTask
    label: str
    sentence: str
    mend: str
    other: str | None = None


def procurement_without_commercial_task(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers run a procurement, and no task on it is selling: nobody offers or negotiates."""
    for segment, stage, tasks in _stages_before_the_win(sight):
        if BuyingJob.PROCUREMENT not in sight.jobs_of(stage) or _any_kind(tasks, TaskKind.SELLING):
            continue
        lack = Lack(
            "procurement-without-commercial-task",
            NEGOTIATE,
            "Add negotiation",
            f"{stage.name} is where {segment.name} buyers settle price and terms; "
            f"{none_of(len(tasks))} selling.",
            "Add the offer or the negotiation to it.",
        )
        yield _found(sight, stage, tasks, lack)


def economic_buyer_unreached(sight: Sight) -> Iterator[CoherenceFinding]:
    """The economic buyer of a group decides at a stage, and no task on it reaches executives."""
    for segment, stage, tasks in _stages_before_the_win(sight):
        people = segment.profile.stakeholders.value
        if stage.buyer != BuyingRole.ECONOMIC_BUYER or within(people, A_FEW):
            continue
        if any(FOR_WHO_DECIDES & set(purposes_of(task)) for task in tasks):
            continue
        lack = Lack(
            "economic-buyer-unreached",
            REACH_EXECUTIVES,
            "Add executive alignment",
            f"The economic buyer, one of {people:.3g} people, is to be won over at {stage.name}; "
            f"{none_of(len(tasks))} for executives.",
            "Add executive alignment or a business case to it.",
            SELECTION,
        )
        yield _found(sight, stage, tasks, lack)


def evaluation_without_proof(sight: Sight) -> Iterator[CoherenceFinding]:
    """A group or a formal buyer compares vendors, and no technical task gives proof."""
    for segment, stage, tasks in _stages_before_the_win(sight):
        way = buying_of(segment).way
        if way.id not in MUST_AGREE or BuyingJob.VENDOR_EVALUATION not in sight.jobs_of(stage):
            continue
        if _any_kind(tasks, TaskKind.TECHNICAL):
            continue
        lack = Lack(
            "evaluation-without-proof",
            PROVE,
            "Add a technical proof",
            f"{segment.name} buyers (“{way.name}”) compare vendors at {stage.name}; "
            f"{none_of(len(tasks))} a technical proof.",
            "Add a demonstration, a trial or a proof of value to it.",
            PROPOSITION,
        )
        yield _found(sight, stage, tasks, lack)


def _stages_before_the_win(sight: Sight) -> Iterator[tuple[Segment, Stage, list[Task]]]:
    """Stages with tasks that buyers reach; one without any is told by `stage-without-task`."""
    for segment in sight.model.segments:
        for stage in sight.stages_of(segment):
            tasks = sight.tasks_on(stage)
            if not stage.after_win and tasks and sight.reached(stage.id) > 0:
                yield segment, stage, tasks


def _any_kind(tasks: list[Task], kind: TaskKind) -> bool:
    return any(task.kind == kind for task in tasks)


def _found(sight: Sight, stage: Stage, tasks: list[Task], lack: Lack) -> CoherenceFinding:
    return CoherenceFinding(
        check=lack.check,
        severity=Severity.WATCH,
        path=f"stages[{stage.id}]",
        sentence=lack.sentence,
        mend=lack.mend,
        segment=stage.segment,
        stage=stage.id,
        component=SELLING,
        other=lack.other,
        evidence=(("tasks", len(tasks)), ("buyers_of_100", sight.reached(stage.id) * 100)),
        offer=Offer(adding, sight, lack.label, (stage, lack.new)),
        excess=MISSING,
    )
