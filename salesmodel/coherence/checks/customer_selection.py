"""Checks on customer selection: whom the company sells to, and whether that can pay."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from salesmodel.coherence.checks.effort import before_the_win
from salesmodel.coherence.checks.handing import for_less
from salesmodel.coherence.checks.likeness import buy_alike, mix_distance, mixes
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.sharing import as_in, commands_of, hours_by_role
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import beyond, within
from salesmodel.coherence.saying import beside
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing.words import money
from salesmodel.model import ComponentKind, Segment, Severity

PART = ComponentKind.CUSTOMER_SELECTION.value
SELLING = ComponentKind.SELLING_TASKS.value
PAYBACK_MONTHS, PAYBACK_SEVERE = 24, 36
SOLD_DIFFERENTLY = 0.4  # of the hours would have to change roles


def payback_too_long(sight: Sight) -> Iterator[CoherenceFinding]:
    """Winning a customer takes more than 24 months of its gross margin to pay back."""
    for segment in sight.evaluation.segments:
        months = segment.payback_months
        if months is None or within(months, PAYBACK_MONTHS):
            continue
        spent = (segment.acquisition_cost_per_win or 0.0) * segment.wins
        yield CoherenceFinding(
            check="payback-too-long",
            severity=Severity.SEVERE if beyond(months, PAYBACK_SEVERE) else Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"A won {segment.name} customer pays back its acquisition in "
            f"{beside(months, PAYBACK_MONTHS)} months; {PAYBACK_MONTHS} is the limit.",
            mend="Lower the cost per win, or select buyers with larger deals.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            evidence=(("payback_months", months), ("limit", PAYBACK_MONTHS)),
            excess=past(months, PAYBACK_MONTHS),
            offer=Offer(
                for_less,
                sight,
                before_the_win(sight, segment),
                spent * (1 - PAYBACK_MONTHS / months),
            ),
        )


def negative_contribution(sight: Sight) -> Iterator[CoherenceFinding]:
    """A segment costs more than the gross margin it brings in."""
    currency = sight.evaluation.currency
    for segment in sight.evaluation.segments:
        loss, margin = -segment.contribution, segment.cost + segment.contribution
        if within(segment.cost, margin):
            continue
        yield CoherenceFinding(
            check="negative-contribution",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"{segment.name} costs {money(segment.cost, currency)} a year, "
            f"{money(loss, currency)} more than its gross margin.",
            mend="Move its tasks to roles that cost less, or stop selecting it.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            evidence=(
                ("contribution", segment.contribution),
                ("cost", segment.cost),
                ("limit", margin),
            ),
            excess=past(segment.cost, margin),
            offer=Offer(for_less, sight, sight.tasks_of(segment), loss),
        )


def like_buyers_sold_differently(sight: Sight) -> Iterator[CoherenceFinding]:
    """Two segments that buy alike get a different mix of roles."""
    for one, other, distance in mixes(sight):
        if within(distance, SOLD_DIFFERENTLY) or not buy_alike(one, other):
            continue
        yield CoherenceFinding(
            check="like-buyers-sold-differently",
            severity=Severity.WATCH,
            path=f"segments[{one.id}]",
            sentence=f"{one.name} and {other.name} buy alike, but {percent(distance)} of the "
            "hours go to different roles.",
            mend="Sell to both in the way that costs less, or join them into one segment.",
            segment=one.id,
            other_segment=other.id,
            component=PART,
            other=SELLING,
            evidence=(("hours_by_different_roles", distance), ("limit", SOLD_DIFFERENTLY)),
            excess=past(distance, SOLD_DIFFERENTLY),
            offer=Offer(_shared_alike, sight, one, other),
        )


def _shared_alike(sight: Sight, one: Segment, other: Segment) -> tuple[Mend, ...]:
    """The one shared as the other, where that makes them alike; first as in the cheaper one."""
    found = []
    for segment, example in ((one, other), (other, one)):
        sharing = as_in(sight, segment, example)
        after = hours_by_role(sight, sight.tasks_of(segment), sharing)
        distance = mix_distance(after, sight.hours_by_role(example))
        if sharing and distance is not None and within(distance, SOLD_DIFFERENTLY):
            mend = Mend(f"Share {segment.name} as in {example.name}", commands_of(sharing))
            found.append((_money_an_hour(sight, example), example.id, mend))
    return tuple(mend for _, _, mend in sorted(found, key=lambda each: each[:2]))


def _money_an_hour(sight: Sight, segment: Segment) -> float:
    results = [sight.result(task) for task in sight.tasks_of(segment)]
    hours = fsum(result.standard_hours for result in results)
    return fsum(result.cost for result in results) / hours if hours > 0 else 0.0
