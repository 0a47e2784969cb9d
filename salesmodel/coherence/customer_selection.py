"""Checks on customer selection: whom the company sells to, and whether that can pay."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.likeness import buy_alike, mix_distance
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing.words import money
from salesmodel.model import ComponentKind, Finding, Severity

PART = ComponentKind.CUSTOMER_SELECTION.value
PAYBACK_MONTHS, PAYBACK_SEVERE = 24, 36
SOLD_DIFFERENTLY = 0.4  # of the hours would have to change roles


def payback_too_long(sight: Sight) -> Iterator[Finding]:
    """Winning a customer takes more than 24 months of its gross margin to pay back."""
    for segment in sight.evaluation.segments:
        months = segment.payback_months
        if months is None or months <= PAYBACK_MONTHS:
            continue
        yield Finding(
            check="payback-too-long",
            severity=Severity.SEVERE if months > PAYBACK_SEVERE else Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"A won {segment.name} customer pays back its acquisition in "
            f"{months:.0f} months; {PAYBACK_MONTHS} is the limit.",
            mend="Lower the cost per win, or select buyers with larger deals.",
            segment=segment.id,
            component=PART,
            evidence=(("payback_months", months), ("limit_months", PAYBACK_MONTHS)),
        )


def negative_contribution(sight: Sight) -> Iterator[Finding]:
    """A segment costs more than the gross margin it brings in."""
    currency = sight.evaluation.currency
    for segment in sight.evaluation.segments:
        if segment.contribution >= 0:
            continue
        loss = money(-segment.contribution, currency)
        cost = money(segment.cost, currency)
        yield Finding(
            check="negative-contribution",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"{segment.name} costs {cost} a year, {loss} more than its gross margin.",
            mend="Move its tasks to roles that cost less, or stop selecting it.",
            segment=segment.id,
            component=PART,
            evidence=(("contribution", segment.contribution), ("cost", segment.cost)),
        )


def like_buyers_sold_differently(sight: Sight) -> Iterator[Finding]:
    """Two segments that buy alike get a different mix of roles."""
    segments = sight.model.segments
    for index, one in enumerate(segments):
        for other in segments[index + 1 :]:
            distance = mix_distance(sight.hours_by_role(one), sight.hours_by_role(other))
            if distance is None or distance <= SOLD_DIFFERENTLY or not buy_alike(one, other):
                continue
            yield Finding(
                check="like-buyers-sold-differently",
                severity=Severity.WATCH,
                path=f"segments[{one.id}]",
                sentence=f"{one.name} and {other.name} buy alike, but {percent(distance)} of the "
                "hours go to different roles.",
                mend="Sell to both in the way that costs less, or join them into one segment.",
                segment=one.id,
                component=PART,
                evidence=(("hours_by_different_roles", distance), ("limit", SOLD_DIFFERENTLY)),
            )
