"""Checks on economics: whether a customer's worth carries its winning, and effort goes where the
margin comes from."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from salesmodel.coherence.checks.effort import before_the_win
from salesmodel.coherence.checks.handing import for_less
from salesmodel.coherence.checks.limits import MOST, past
from salesmodel.coherence.findings import CoherenceFinding, Offer
from salesmodel.coherence.lines import at_least, below, beyond, within
from salesmodel.coherence.saying import beside
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing.words import money
from salesmodel.model import ComponentKind, Segment, Severity

SELECTION = ComponentKind.CUSTOMER_SELECTION.value
SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value

WORTH = 3.0
"""Lifetime value over the cost of acquisition: the rule of thumb of three to one that investors in
software use (Skok, forentrepreneurs.com, "SaaS metrics 2.0"); below one a customer is a loss."""
TIMES_ITS_MARGIN, MUCH_EFFORT = 2.0, 0.2
"""A segment's share of the cost over its share of the margin, and of the cost. A convention."""


def lifetime_value_too_low(sight: Sight) -> Iterator[CoherenceFinding]:
    """A customer brings less than three times what winning it costs."""
    currency = sight.evaluation.currency
    for result in sight.evaluation.segments:
        cost, value = result.acquisition_cost_per_win, result.lifetime_value
        if cost is None or cost <= 0 or at_least(value, WORTH * cost):
            continue
        ratio = value / cost
        yield CoherenceFinding(
            check="lifetime-value-too-low",
            severity=Severity.SEVERE if below(ratio, 1) else Severity.WATCH,
            path=f"segments[{result.id}]",
            sentence=f"Winning a customer of {result.name} costs {money(cost, currency)}; it "
            f"brings {money(value, currency)} of margin in its lifetime, "
            f"{beside(ratio, WORTH, 1)} times as "
            "much.",
            mend="Keep customers longer, win them with less, or select larger ones.",
            segment=result.id,
            component=SELECTION,
            other=DELIVERY,
            evidence=(("lifetime_value", value), ("acquisition_cost", cost), ("ratio", ratio)),
            offer=Offer(
                for_less,
                sight,
                before_the_win(sight, result),
                (cost - value / WORTH) * result.wins,
            ),
            excess=past(ratio, WORTH),
        )


def segment_eats_the_effort(sight: Sight) -> Iterator[CoherenceFinding]:
    """A segment takes twice the part of the cost that it brings of the margin."""
    model, evaluation = sight.model, sight.evaluation
    margins = {s.id: _margin(sight, s) for s in model.segments}
    costs = {result.id: result.cost for result in evaluation.segments}
    margin, cost = fsum(margins.values()), fsum(costs.values())
    if len(model.segments) < 2 or margin <= 0 or cost <= 0:
        return
    for segment in model.segments:
        taken, brought = costs[segment.id] / cost, margins[segment.id] / margin
        # A segment that costs more than it brings is told by `negative-contribution`.
        at_a_loss = beyond(costs[segment.id], margins[segment.id])
        if at_a_loss or within(taken, max(MUCH_EFFORT, TIMES_ITS_MARGIN * brought)):
            continue
        yield CoherenceFinding(
            check="segment-eats-the-effort",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"{segment.name} takes {percent(taken)} of the cost and brings "
            f"{percent(brought)} of the gross margin.",
            mend="Sell to it with less, or move the effort to the segments that pay for it.",
            segment=segment.id,
            component=SELECTION,
            other=SELLING,
            evidence=(("of_cost", taken), ("of_margin", brought), ("limit", TIMES_ITS_MARGIN)),
            excess=past(taken / brought, TIMES_ITS_MARGIN) if brought > 0 else MOST,
        )


def _margin(sight: Sight, segment: Segment) -> float:
    """Gross margin of a year's wins."""
    wins = sight.evaluation.segment(segment.id).wins
    return wins * segment.deal_value.value * segment.gross_margin.value
