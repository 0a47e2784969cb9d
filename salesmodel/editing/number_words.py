"""Numbers as the screens write them: 70%, $48.6k, 1,400 hours, +2.

Offers `figure` (a field's value), `money`, `money_in_full` and `signed`.
"""

from __future__ import annotations

from pydantic import JsonValue

from salesmodel.model import Unit

UNIT_WORDS = {
    Unit.DAYS: " days",
    Unit.MONTHS: " months",
    Unit.HOURS: " hours",
    Unit.HOURS_PER_YEAR: " hours",
}
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
MINUS = "−"


def figure(value: JsonValue, currency: str = "USD") -> str:
    """A field's value as the screens write it: 70%, $48.6k, 1,400 hours, none."""
    if not isinstance(value, dict):
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float | int):
            return f"{_number(value)}"
        return "none" if value in (None, "") else str(value)
    if "quality" in value:
        return f"{figure(value['quality'])} quality"
    typed = value.get("typed")
    if isinstance(typed, str) and typed:
        return typed
    number, unit = value.get("value"), Unit(str(value.get("unit")))
    if not isinstance(number, float | int):
        return "none"
    if unit == Unit.SHARE:
        return f"{_number(round(number * 100, 1))}%"
    if unit in (Unit.MONEY, Unit.MONEY_PER_YEAR):
        return money(number, currency)
    return f"{_number(number)}{UNIT_WORDS.get(unit, '')}"


def money_in_full(amount: float, currency: str) -> str:
    """Money to the unit: $6,000,000, CHF 6,000,000."""
    return f"{SYMBOLS.get(currency, f'{currency} ')}{amount:,.0f}"


def money(amount: float, currency: str) -> str:
    """Money with three significant figures: $6.65M, $48.6k, $148."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    size, suffix = abs(amount), ""
    for step, letter in ((1e6, "M"), (1e3, "k")):
        if size >= step * 0.9995:
            size, suffix = size / step, letter
            break
    sign = MINUS if amount < 0 else ""
    if size >= 999.5:
        return f"{sign}{symbol}{size:,.0f}{suffix}"
    return f"{sign}{symbol}{size:.3g}{suffix}"


def signed(value: float) -> str:
    """A judgement or an impact balance with its sign: +2, −1, 0."""
    text = f"{abs(value):.3g}"
    return f"+{text}" if value > 0 else f"{MINUS}{text}" if value < 0 else "0"


def _number(value: float) -> str:
    size = abs(value)
    # Two decimals are more than anybody acts on; what is smaller than one keeps its first digits.
    text = f"{round(size, 2):,.10g}" if size >= 1 else f"{size:.4g}" if size >= 1e-9 else "0"
    return f"{MINUS}{text}" if value < 0 and text != "0" else text
