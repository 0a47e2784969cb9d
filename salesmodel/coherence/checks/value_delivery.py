"""Checks on value delivery: what happens after the win, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.checks.handing import for_less
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.mending import task_to_add, usual_task
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import DELIVERING, within
from salesmodel.coherence.saying import counted, money_beside
from salesmodel.coherence.sight import Sight
from salesmodel.editing import AddOutcome, AddStage, Command, fresh_id
from salesmodel.editing.document import ids_of
from salesmodel.model import (
    Assumed,
    BuyingJob,
    BuyingRole,
    ComponentKind,
    OutcomeKind,
    Segment,
    Severity,
    Stage,
    Unit,
    assumed,
)

PART = ComponentKind.VALUE_DELIVERY
ONBOARDING_DAYS = 30


def nothing_after_the_win(sight: Sight) -> Iterator[CoherenceFinding]:
    """A segment is won, and no stage or task follows the win."""
    for segment in sight.model.segments:
        wins = sight.evaluation.segment(segment.id).wins
        stages = any(stage.after_win for stage in sight.stages_of(segment))
        tasks = any(task.kind in DELIVERING for task in sight.tasks_of(segment))
        if wins <= 0 or stages or tasks:
            continue
        yield CoherenceFinding(
            check="nothing-after-the-win",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"{segment.name} wins {counted(wins, 'customer')} a year; nothing is "
            "delivered to them after the win.",
            mend="Add an onboarding stage with its tasks.",
            segment=segment.id,
            component=PART.value,
            other=ComponentKind.VALUE_PROPOSITION.value,
            evidence=(("wins", wins), ("stages_after_the_win", 0), ("limit", 1)),
            excess=1,
            offer=Offer(_with_onboarding, sight, segment, wins),
        )


def cost_to_serve_too_high(sight: Sight) -> Iterator[CoherenceFinding]:
    """Serving a won customer costs more than its gross margin of a year."""
    currency = sight.evaluation.currency
    for segment in sight.model.segments:
        result = sight.evaluation.segment(segment.id)
        cost = result.cost_to_serve_per_win
        margin = segment.deal_value.value * segment.gross_margin.value
        if cost is None or within(cost, margin):
            continue
        serving = [task for task in sight.tasks_of(segment) if sight.part_of(task) == PART]
        yield CoherenceFinding(
            check="cost-to-serve-too-high",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"Serving a won {segment.name} customer costs "
            f"{money_beside(cost, margin, currency)}; its gross margin of a year is "
            f"{money_beside(margin, cost, currency)}.",
            mend="Serve this segment with less effort or cheaper roles, or raise its deal value.",
            segment=segment.id,
            component=PART.value,
            other=ComponentKind.CUSTOMER_SELECTION.value,
            evidence=(("cost_to_serve_per_win", cost), ("limit", margin)),
            excess=past(cost, margin),
            offer=Offer(for_less, sight, serving, (cost - margin) * result.wins),
        )


def _with_onboarding(sight: Sight, segment: Segment, wins: float) -> tuple[Mend, ...]:
    """A stage after the win with its task; every customer stays, for none is known to leave."""
    taken = ids_of(sight.model)
    stage = Stage(
        id=fresh_id(f"{segment.id}.onboarding", taken),
        segment=segment.id,
        name="Onboarding",
        job=BuyingJob.ONBOARDING,
        buyer=BuyingRole.USER,
        after_win=True,
        dwell=assumed(ONBOARDING_DAYS, Unit.DAYS),
    )
    task = task_to_add(sight, stage, usual_task(stage), wins)
    if task is None:
        return ()
    ends = [o.kind for o in sight.model.outcomes if o.segment == segment.id]
    commands: list[Command] = [AddStage(stage=stage, origin=Assumed()), task]
    if OutcomeKind.STAYED not in ends:
        name = fresh_id(f"{segment.id}.stayed", taken)
        stayed = AddOutcome(segment=segment.id, id=name, kind=OutcomeKind.STAYED, name="Stayed")
        commands.insert(0, stayed)
    return (Mend("Add an onboarding stage", tuple(commands)),)
