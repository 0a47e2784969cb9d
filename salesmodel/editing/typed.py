"""Numbers as people type them: "20-30%", "3 wk", "1h30", "EUR 1.2m", "1 200", "~30".

Offers `read_figure` and what it gives, `Typed`. Rule 3.9: a figure may carry its range. The middle
of a range is its value; a unit at the end of a range stands for both of its figures.

A share is shown in per cent everywhere, so a bare number is per cent, always: 25 is 25%, 1 is 1%,
and 0.25 is a quarter of a per cent. To guess that 0.25 means 25% would make 0.9 ninety times 1.
So that nobody is misled, the sign that was left out is added to what is echoed ("0.25%", "14 d").
Days are calendar days: a week has 7, a year 365.25, a month a twelfth and a quarter a fourth of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic import FiniteFloat

from salesmodel.editing.numerals import NUMERAL, number, plain
from salesmodel.editing.unit_words import (
    DEFAULT_FACTOR,
    LEFT_OUT,
    POINTS_GROUP,
    ForeignCurrency,
    example,
    factor_of,
)
from salesmodel.model import CommandRefused, Unit
from salesmodel.model.quantities import Frozen
from salesmodel.model.ranges import LARGEST

MOST = 40
"""Characters that a number may have; a `Quantity` holds as many."""
SHOWN = 30
ABOUT = re.compile(r"(?:~|(?:about|around|roughly|approx\.?|circa|ca\.?) )\s*")
BETWEEN = re.compile(r"\s*(?:-|\.\.+|\bto\b)\s*")
SIDE = re.compile(rf"(?P<before>[^\d.,-]*?)\s*(?P<number>{NUMERAL})\s*(?P<after>\D*)")
CLOCK = re.compile(
    r"(?P<h>\d{1,4})(?::|\s*(?:h|hrs?|hours?)\s*)(?P<m>[0-5]?\d)\s*(?:m|min|mins|minutes?)?"
)


class Typed(Frozen):
    """A figure in its unit, its range where one was typed, and the text to echo."""

    value: FiniteFloat
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """One figure of a range: the number, and what it is to be multiplied by if it says so."""

    number: Decimal
    factor: Decimal | None


def read_figure(text: str, unit: Unit, currency: str, path: str = "") -> Typed:
    """What the text says, in `unit`. Raises `CommandRefused` with an example of how to write it."""
    return _Reader(text, unit, currency, path).read()


class _Reader:
    def __init__(self, text: str, unit: Unit, currency: str, path: str) -> None:
        self.text, self.unit, self.currency, self.path = text, unit, currency, path

    def read(self) -> Typed:
        if len(self.text.strip()) > MOST:
            raise self._refused("is too long for a number", "Write only the number")
        body = plain(self.text)
        if not body:
            raise self._refused("holds no number", "Give one")
        body = ABOUT.sub("", body, count=1) if ABOUT.match(body) else body
        below_zero = body.startswith("-")
        parts = BETWEEN.split(body.removeprefix("-").strip())
        last = self._side(parts[-1])
        sides = [*(self._side(part, last) for part in parts[:-1]), last]
        if below_zero and len(sides) == 1:
            raise self._refused("is below zero", "Give a figure of zero or more")
        if below_zero or len(sides) > 2:
            raise self._not_a_number()
        ends = self._ends(sides)
        for end in ends:
            self._within_bounds(end)
        middle = (ends[0] + ends[-1]) / 2
        low, high = (float(ends[0]), float(ends[1])) if len(ends) == 2 else (None, None)
        return Typed(value=float(middle), low=low, high=high, typed=self._echo(sides))

    def _side(self, text: str, last: _Side | None = None) -> _Side:
        clock = CLOCK.fullmatch(text) if self.unit == Unit.HOURS else None
        if clock:
            return _Side(int(clock["h"]) + Decimal(clock["m"]) / 60, Decimal(1))
        match = SIDE.fullmatch(text)
        if match is None:
            raise self._not_a_number()
        try:
            factor = factor_of(match["before"], match["after"], self.unit, self.currency)
        except ForeignCurrency:
            raise self._refused(
                f"is not in {self.currency}, the currency of this model",
                "Nothing is converted; give the amount in it",
            ) from None
        except ValueError:
            raise self._not_a_number() from None
        no_size = {factor, last.factor if last else factor} <= {None, Decimal(1)}
        value = number(
            match["number"],
            commas_group=self.unit != Unit.SHARE,
            points_group=no_size and self.unit in POINTS_GROUP,
        )
        if value is None:
            raise self._not_a_number()
        return _Side(value, factor)

    def _ends(self, sides: list[_Side]) -> list[Decimal]:
        usual = DEFAULT_FACTOR.get(self.unit, Decimal(1))
        last = sides[-1].factor
        if last is None and sides[0].factor not in (None, usual):
            raise self._refused("leaves open what its second figure is in", "Give the unit last")
        shared = usual if last is None else last
        ends = [side.number * (shared if side.factor is None else side.factor) for side in sides]
        if ends[0] > ends[-1]:
            raise self._refused("runs from high to low", "Put the lower figure first")
        return ends

    def _within_bounds(self, value: Decimal) -> None:
        if self.unit == Unit.SHARE and value > 1:
            raise self._refused("is more than 100%", "Give a share between 0% and 100%")
        if value > LARGEST:
            raise self._refused("is larger than any figure here can be", "Give a smaller one")

    def _echo(self, sides: list[_Side]) -> str:
        visible = "".join(c for c in self.text if c.isprintable() or c.isspace())
        typed = " ".join(visible.split())
        left_out = LEFT_OUT.get(self.unit, "") if all(s.factor is None for s in sides) else ""
        return typed + left_out if len(typed + left_out) <= MOST else typed

    def _not_a_number(self) -> CommandRefused:
        return self._refused("cannot be read as a number here", "Write it")

    def _refused(self, fault: str, mend: str) -> CommandRefused:
        words = " ".join(self.text[: 10 * MOST].split())
        words = words.encode("utf-8", "replace").decode()
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
        name = f'"{shown}"' if shown else "An empty cell"
        return CommandRefused(
            f"{name} {fault}.",
            f"{mend}, for example {example(self.unit, self.currency)}.",
            path=self.path,
            value=shown,
        )
