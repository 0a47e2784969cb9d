"""The limits that several checks and their mends share, and how far a figure lies past one.

Offers the limits and `past`. What is computed from them is rule 5.1 of docs/method.md.
"""

from __future__ import annotations

FULL, NEARLY_FULL = 1.0, 0.85
"""Utilisation of a role (rule 3.11)."""
WEAK_FULFILMENT = 0.6
"""Below this a task that counts for the buyer loses deals."""
MOST = 10.0
"""The furthest that a figure is said to lie past its limit, so that all findings can be ranked."""


def past(value: float, limit: float) -> float:
    """How far a figure lies past its limit, as a part of the limit: 0 at it, at most 10.

    The same on both sides: 36 of at most 24 months and 30% of at least 60% both lie 0.5 past.
    Rounded to nine decimals, so that the order in which figures are summed ranks nothing.
    """
    if limit == 0:
        return MOST if value != 0 else 0.0
    return round(min(MOST, abs(value - limit) / abs(limit)), 9)
