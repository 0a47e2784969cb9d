"""From where to where an input is varied.

Offers `Span` and `span_of`: the range that is stated, or half to one and a half times the value,
kept to what is possible; and `steps_of`, the values on the way, the present one among them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.model.inputs import Input
from salesmodel.model.quantities import Quantity, Unit

HALF, MORE = 0.5, 1.5
LARGEST_SHARE = 1.0
JUST_BELOW_ONE = 0.99
SMALL_SHARE = 0.1
"""Up to where a share that is zero, and has no range, is varied."""
BELOW_ONE = ("gross_margin", "retention")


@dataclass(frozen=True)
class Span:
    """`low` to `high` in the input's unit; `stated`: whether the model itself gives this range."""

    low: float
    high: float
    stated: bool


def is_stated(quantity: Quantity) -> bool:
    """Whether a range is known, be it to one side only."""
    return quantity.low is not None or quantity.high is not None


def span_of(item: Input) -> Span:
    """The range over which the input is varied."""
    quantity = item.quantity
    value = quantity.value
    if is_stated(quantity):
        low = value if quantity.low is None else quantity.low
        high = value if quantity.high is None else quantity.high
        if low < high:
            return Span(low, high, stated=True)
    if value == 0:
        return Span(0.0, SMALL_SHARE if quantity.unit is Unit.SHARE else 1.0, stated=False)
    most = MORE * value
    if quantity.unit is Unit.SHARE:
        below = item.path.rpartition(".")[2] in BELOW_ONE
        most = min(most, max(value, JUST_BELOW_ONE if below else LARGEST_SHARE))
    return Span(HALF * value, most, stated=False)


def steps_of(span: Span, value: float, steps: int) -> tuple[float, ...]:
    """`steps` values from low to high, in even steps on either side of the present one."""
    if value <= span.low or value >= span.high:
        return tuple(np.linspace(span.low, span.high, steps).tolist())
    wanted = round((steps - 1) * (value - span.low) / (span.high - span.low))
    below = min(max(wanted, 1), steps - 2)
    lower = np.linspace(span.low, value, below + 1)
    upper = np.linspace(value, span.high, steps - below)
    return (*lower[:-1].tolist(), value, *upper[1:].tolist())
