"""Values of inputs and results of what-ifs, in words.

Offers `value_words` (an input's value with its unit), `unit_words` (of its axis), `answer_words`
(a result) and `where` (for which part of the model).
"""

from __future__ import annotations

from salesmodel.charts import formats
from salesmodel.model.quantities import Unit
from salesmodel.uncertainty import Answer

_AFTER = {Unit.HOURS: " h", Unit.HOURS_PER_YEAR: " h", Unit.DAYS: " days"}
_UNITS = {
    Unit.SHARE: "%",
    Unit.RATIO: "1 = standard",
    Unit.DAYS: "days",
    Unit.HOURS: "hours",
    Unit.HOURS_PER_YEAR: "hours a year",
    Unit.PER_YEAR: "a year",
    Unit.HEADS: "heads",
    Unit.PEOPLE: "people",
    Unit.LOG_ODDS: "log-odds",
}


def value_words(value: float, unit: Unit, currency: str) -> str:
    """An input's value: 8 h, 24%, $148k, 1.25."""
    if unit in (Unit.MONEY, Unit.MONEY_PER_YEAR):
        return formats.money(value, currency)
    if unit is Unit.SHARE:
        return formats.share(value) if 0.1 <= value <= 0.9 else _fine(value)
    return _short(value) + _AFTER.get(unit, "")


def unit_words(unit: Unit, currency: str) -> str:
    """What an axis is counted in."""
    if unit in (Unit.MONEY, Unit.MONEY_PER_YEAR):
        return currency + (" a year" if unit is Unit.MONEY_PER_YEAR else "")
    return _UNITS.get(unit, unit.value.replace("_", " "))


def answer_words(value: float | None, answer: Answer, currency: str) -> str:
    """A result: $4.2M, 24.3%, 152 days, 1,204."""
    if value is None:
        return formats.NOT_KNOWN
    if answer.kind == "money":
        return formats.money(value, currency)
    if answer.kind == "rate":
        return formats.rate(value)
    return formats.days(value) if answer.kind == "days" else _short(value)


def swing_words(value: float, answer: Answer, currency: str) -> str:
    """How far a result moves, without a sign: $1.1M, 3.9 pts, 14 days, 210."""
    if answer.kind == "rate":
        return f"{100 * value:,.1f} pts"
    return answer_words(value, answer, currency)


def where(segment: str | None, names: dict[str, str]) -> str:
    """The segment's name, or the whole model."""
    return "all segments" if segment is None else names.get(segment, segment)


def _fine(value: float) -> str:
    text = f"{100 * value:,.1f}".removesuffix(".0")
    return f"{text}%"


def _short(value: float) -> str:
    """Three figures, whole numbers from 100 on."""
    text = formats.amount(value) if abs(value) < 100 else f"{value:,.0f}"
    return text
