"""Checks on value delivery: what happens after the win, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.sight import Sight
from salesmodel.editing.words import money
from salesmodel.model import ComponentKind, Finding, Severity, TaskKind

PART = ComponentKind.VALUE_DELIVERY.value
DELIVERS = (TaskKind.ONBOARDING, TaskKind.SERVICE)


def nothing_after_the_win(sight: Sight) -> Iterator[Finding]:
    """A segment is won, and no stage or task follows the win."""
    for segment in sight.model.segments:
        wins = sight.evaluation.segment(segment.id).wins
        stages = any(stage.after_win for stage in sight.stages_of(segment))
        tasks = any(task.kind in DELIVERS for task in sight.tasks_of(segment))
        if wins <= 0 or stages or tasks:
            continue
        yield Finding(
            check="nothing-after-the-win",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"{segment.name} wins {wins:,.0f} customers a year; nothing is delivered to "
            "them after the win.",
            mend="Add an onboarding stage with its tasks.",
            segment=segment.id,
            component=PART,
            evidence=(("wins", wins),),
        )


def cost_to_serve_too_high(sight: Sight) -> Iterator[Finding]:
    """Serving a won customer costs more than its gross margin of a year."""
    currency = sight.evaluation.currency
    for segment in sight.model.segments:
        cost = sight.evaluation.segment(segment.id).cost_to_serve_per_win
        margin = segment.deal_value.value * segment.gross_margin.value
        if cost is None or cost <= margin:
            continue
        yield Finding(
            check="cost-to-serve-too-high",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}]",
            sentence=f"Serving a won {segment.name} customer costs {money(cost, currency)}; its "
            f"gross margin of a year is {money(margin, currency)}.",
            mend="Serve this segment with less effort or cheaper roles, or raise its deal value.",
            segment=segment.id,
            component=PART,
            evidence=(("cost_to_serve_per_win", cost), ("gross_margin_a_year", margin)),
        )
