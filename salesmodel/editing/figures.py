"""Numbers that a command sets: who says so, and what they may be.

Offers `Figure`, the base of commands that set one number, and `judged_to`. A number set by a person
is judged unless the command says otherwise (rule 3.9).
"""

from __future__ import annotations

from pydantic import FiniteFloat

from salesmodel.editing.rows import points
from salesmodel.model import CommandRefused, Judged, Origin, Quantity, Unit
from salesmodel.model.quantities import Frozen

POSITIVE = (Unit.HOURS_PER_YEAR,)


class Figure(Frozen):
    """A number, its origin, and a range where one is known."""

    value: FiniteFloat
    origin: Origin = Judged()
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None

    def instead_of(self, old: Quantity, what: str, path: str) -> Quantity:
        """The new quantity in the old one's unit; refused where the number cannot be."""
        _within_bounds(self.value, old.unit, what, path)
        new = old.with_value(self.value, self.origin)
        if self.low is None and self.high is None:
            return new
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not low <= self.value <= high:
            raise CommandRefused(
                f"{what} would be {self.value:g}, outside its range {low:g} to {high:g}.",
                "Widen the range, or give a figure inside it.",
                path=path,
                value=self.value,
            )
        return Quantity(value=self.value, unit=old.unit, origin=self.origin, low=low, high=high)


def judged_to(old: Quantity, value: float, origin: Origin) -> Quantity:
    """The quantity at `value`, untouched when it is there already."""
    return old if old.value == value else old.with_value(value, origin)


def _within_bounds(value: float, unit: Unit, what: str, path: str) -> None:
    if unit == Unit.SHARE and not 0 <= value <= 1:
        raise CommandRefused(
            f"{what} would be {points(value)}%.",
            "Give a share between 0% and 100%.",
            path=path,
            value=value,
        )
    if value < 0:
        raise CommandRefused(
            f"{what} would be below zero (−{-value:g}).",
            "Give a figure of zero or more.",
            path=path,
            value=value,
        )
    if value == 0 and unit in POSITIVE:
        raise CommandRefused(
            f"{what} would be zero hours.",
            "Give the hours of a year, for example 1,400.",
            path=path,
            value=value,
        )
