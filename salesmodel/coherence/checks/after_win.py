"""Checks on what follows the win: who sets customers up, who keeps them, and whether they stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from salesmodel.coherence.checks.effort import MISSING, with_people
from salesmodel.coherence.checks.handing import handover
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.proposing import KEEP, adding, last_after_the_win
from salesmodel.coherence.checks.sharing import Sharing, at_least_cost, hours_by_role
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import at_least, below, within
from salesmodel.coherence.saying import counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing.words import money
from salesmodel.evaluation import highest_paid_sellers
from salesmodel.model import BuyingJob, ComponentKind, Segment, Severity, Task, TaskKind

PROPOSITION = ComponentKind.VALUE_PROPOSITION.value
SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value

MOSTLY = 0.5
"""Of the hours of onboarding: who does more than half of them does them. A convention."""
USUAL_RETENTION = 0.9
"""The median of gross revenue retention at small deals; at large ones it is 93% (E3)."""
LOW_RETENTION, VERY_LOW_RETENTION = 0.7, 0.5
"""The median firm keeps 90% (E3). Below 70% a customer pays for about three years, below 50% for
less than two. A convention of this tool."""
KEEPS = (BuyingJob.ADOPTION, BuyingJob.RENEWAL, BuyingJob.EXPANSION)


def sellers_do_onboarding(sight: Sight) -> Iterator[CoherenceFinding]:
    """The highest-paid sellers do most of the onboarding, and others do it as well for less."""
    paid = {role.id for role in highest_paid_sellers(sight.evaluation.roles)}
    for segment in sight.model.segments:
        tasks = _onboarding(sight, segment)
        hours = hours_by_role(sight, tasks, {})
        sellers = [
            r for r in sight.model.roles if r.id in paid & hours.keys() and with_people(sight, r.id)
        ]
        spent, total = fsum(hours[role.id] for role in sellers), fsum(hours.values())
        if within(spent, MOSTLY * total):
            continue
        sharing, saved = at_least_cost(sight, tasks)
        if saved <= 0:
            continue
        names = " and ".join(role.short for role in sellers)
        less = money(saved, sight.evaluation.currency)
        do = "does" if len(sellers) == 1 else "do"
        yield CoherenceFinding(
            check="sellers-do-onboarding",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"{names} {do} {percent(spent / total)} of the {counted(total, 'hour')} "
            f"of onboarding {segment.name} customers; others do it as well for {less} a year less.",
            mend="Give onboarding to the role that delivers, and let sellers hand over.",
            segment=segment.id,
            component=DELIVERY,
            other=SELLING,
            evidence=(("of_onboarding_hours", spent / total), ("saved", saved)),
            offer=Offer(_left_to_others, sight, tasks, sharing, [role.id for role in sellers]),
            excess=past(spent / total, MOSTLY),
        )


def nobody_works_on_renewal(sight: Sight) -> Iterator[CoherenceFinding]:
    """More customers leave than usual, and no task after onboarding keeps them."""
    for segment in sight.model.segments:
        retention, wins = segment.retention.value, sight.evaluation.segment(segment.id).wins
        begun = _onboarding(sight, segment) or last_after_the_win(sight, segment)
        if at_least(retention, USUAL_RETENTION) or wins <= 0 or not begun or _kept(sight, segment):
            continue
        yield CoherenceFinding(
            check="nobody-works-on-renewal",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].retention",
            sentence=f"{(1 - retention) * 100:.0f} of 100 {segment.name} customers leave in a "
            "year; no task after onboarding keeps them.",
            mend="Add check-ins or a renewal task after onboarding.",
            segment=segment.id,
            component=DELIVERY,
            evidence=(("retention", retention), ("usual", USUAL_RETENTION), ("wins", wins)),
            offer=Offer(adding, sight, "Add check-ins", (last_after_the_win(sight, segment), KEEP)),
            excess=MISSING,
        )


def customers_leave(sight: Sight) -> Iterator[CoherenceFinding]:
    """Fewer than 70% of the customers stay for another year."""
    for segment in sight.model.segments:
        retention = segment.retention.value
        if at_least(retention, LOW_RETENTION):
            continue
        years = 1 / (1 - retention)
        yield CoherenceFinding(
            check="customers-leave",
            severity=Severity.SEVERE if below(retention, VERY_LOW_RETENTION) else Severity.WATCH,
            path=f"segments[{segment.id}].retention",
            sentence=f"{segment.name} keeps {retention * 100:.0f} of 100 customers for another "
            f"year; one pays for {years:.1f} years on average.",
            mend="Deliver what was promised, or select customers who stay.",
            segment=segment.id,
            component=DELIVERY,
            other=PROPOSITION,
            evidence=(("retention", retention), ("limit", LOW_RETENTION), ("years", years)),
            excess=past(retention, LOW_RETENTION),
        )


def _onboarding(sight: Sight, segment: Segment) -> list[Task]:
    delivered = (t for t in sight.tasks_of(segment) if t.kind == TaskKind.ONBOARDING)
    return [t for t in delivered if sight.part_of(t) == ComponentKind.VALUE_DELIVERY]


def _left_to_others(
    sight: Sight, tasks: list[Task], sharing: Sharing, sellers: list[str]
) -> tuple[Mend, ...]:
    def few(hours: Mapping[str, float]) -> bool:
        spent = fsum(hours.get(role, 0.0) for role in sellers)
        return within(spent, MOSTLY * fsum(hours.values()))

    return handover(sight, tasks, sharing, "Give it to cheaper roles", few)


def _kept(sight: Sight, segment: Segment) -> bool:
    """Whether a task of service, or any on adoption, renewal or expansion, is there."""
    for task in sight.tasks_of(segment):
        stage = sight.stages.get(task.stage or "")
        if task.kind == TaskKind.SERVICE or (stage is not None and stage.job in KEEPS):
            return True
    return False
