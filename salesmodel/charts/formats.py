"""Numbers in words: how money, rates, days and changes are written everywhere.

Money has three significant figures with M or k; shares are per cents, their differences points
("pts"); a change always carries its sign, with a true minus. What is not known is said, never 0.
"""

from __future__ import annotations

import math

MINUS = "\u2212"
NOT_KNOWN = "not known yet"
NO_CHANGE = "no change"
NOTHING_TO_PAY = "none"
NOBODY = "no heads"
"""What stands for the utilisation of a role that has work and nobody to do it: it is infinite."""
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_FLOAT_NOISE = 1e-9
_LEAST_MONEY = 0.005
_LEAST_POINTS = 0.05


def symbol(currency: str) -> str:
    """The sign of a currency, to stand before a number: "$", or "CHF " where it has none."""
    return _SYMBOLS.get(currency, f"{currency} ")


def money(value: float | None, currency: str) -> str:
    """Money to three significant figures: $6.65M, $48.6k, $148."""
    if value is None:
        return NOT_KNOWN
    return _sign(value) + symbol(currency) + _short(abs(value))


def money_in_full(value: float | None, currency: str) -> str:
    """Money to the unit, for a tooltip: $6,648,112."""
    if value is None:
        return NOT_KNOWN
    return f"{_sign(round(value))}{symbol(currency)}{abs(value):,.0f}"


def payable(value: float | None, currency: str) -> str:
    """Money to pay; "none" when there is nothing to pay."""
    if value is not None and abs(value) < 0.5:
        return NOTHING_TO_PAY
    return money(value, currency)


def rate(value: float | None) -> str:
    """A share with one decimal: 23.9%."""
    return _per_cent(value, 1)


def share(value: float | None) -> str:
    """A share in whole per cents: 34%."""
    return _per_cent(value, 0)


def _per_cent(value: float | None, decimals: int) -> str:
    if value is None:
        return NOT_KNOWN
    return NOBODY if math.isinf(value) else f"{_plain(value * 100, decimals)}%"


def fine_share(value: float) -> str:
    """A share as a table of inputs writes it: 64%, 12.5%; 0.04% and 99.96% keep their meaning."""
    percent = 100 * value
    if abs(percent - round(percent)) < 1e-9:
        return f"{_plain(percent, 0)}%"
    texts = (_plain(percent, decimals) for decimals in range(1, 7))
    return next((text for text in texts if float(text) not in (0, 100)), "0") + "%"


def amount(value: float) -> str:
    """A number without its unit, three significant figures at least where it has them: 38, 1.5."""
    decimals = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    text = _plain(value, decimals)
    return text.rstrip("0").rstrip(".") if decimals else text


def days(value: float | None) -> str:
    """152 days."""
    if value is None:
        return NOT_KNOWN
    text = _plain(value, 0)
    return f"{text} day" if text == "1" else f"{text} days"


def hours(value: float | None) -> str:
    """Hours with a thousands separator: 3,272."""
    return NOT_KNOWN if value is None else _plain(value, 0)


def half_up(value: float, decimals: int = 0) -> float:
    """A score or points as they are written: halves go up. A whole number rounds what one decimal
    shows, so that 97 stands beside 96.5 and never 96."""
    for places in range(max(1, decimals), decimals - 1, -1):
        scale = 10**places
        value = math.copysign(math.floor(abs(value) * scale + 0.5 + _FLOAT_NOISE) / scale, value)
    return value + 0.0  # no negative zero


def score(value: float | None) -> str:
    """A score of 100, without saying so: 71."""
    return NOT_KNOWN if value is None else _plain(half_up(value), 0)


def money_change(now: float | None, before: float | None, currency: str) -> str:
    """A change of money: +$2.15M, −$8.30k, no change."""
    if now is None or before is None:
        return NOT_KNOWN
    change = now - before
    if abs(change) <= max(_FLOAT_NOISE * max(abs(now), abs(before)), _LEAST_MONEY):
        return NO_CHANGE
    text = _short(abs(change))
    return NO_CHANGE if float(text.rstrip("Mk").replace(",", "")) == 0 else (
        _signed(change) + symbol(currency) + text
    )  # fmt: skip


def rate_change(now: float | None, before: float | None, decimals: int = 1) -> str:
    """The difference of two shares: +3.9 pts."""
    if now is None or before is None:
        return NOT_KNOWN
    if math.isinf(now) or math.isinf(before):
        return NO_CHANGE if now == before else NOT_KNOWN
    return _change((now - before) * 100, decimals, "pts", "pts")


def days_change(now: float | None, before: float | None) -> str:
    """A difference of days: −14 days."""
    if now is None or before is None:
        return NOT_KNOWN
    return _change(now - before, 0, "day", "days")


def score_change(now: float | None, before: float | None) -> str:
    """A difference of scores: +5 points; with one decimal where the whole number would read 0 or
    would not be the difference of the whole scores; below 0.05 it is no change."""
    if now is None or before is None:
        return NOT_KNOWN
    change = now - before
    if abs(change) < _LEAST_POINTS - _FLOAT_NOISE:
        return NO_CHANGE
    whole = half_up(change)
    tells = whole != 0 and whole == half_up(now) - half_up(before)
    text = f"{abs(whole):.0f}" if tells else f"{abs(half_up(change, 1)):.1f}"
    return f"{_signed(change)}{text} {'point' if text == '1' else 'points'}"


def _change(change: float, decimals: int, one: str, many: str) -> str:
    """Small changes get up to two more decimals before they count as none."""
    for places in range(decimals, decimals + 3):
        text = f"{abs(change):,.{places}f}"
        if float(text.replace(",", "")) != 0:
            return f"{_signed(change)}{text} {one if text == '1' else many}"
    return NO_CHANGE


def _short(value: float) -> str:
    """Three significant figures of a value that is not negative, in M, k or units."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        # 999.5 is the first value that three figures write as 1,000.
        if value >= size * 0.9995:
            return _three_figures(value / size) + letter
    return _three_figures(value)


def _three_figures(value: float) -> str:
    if value == 0:
        return "0"
    decimals = max(0, min(2, 2 - math.floor(math.log10(value) + 1e-12)))
    text = f"{value:,.{decimals}f}"
    # Rounding may add a figure: 9.996 is 10.0, not 10.00.
    return f"{value:,.{decimals - 1}f}" if decimals and _figures(text) > 3 and value > 1 else text


def _figures(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _plain(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    return _sign(value if float(text.replace(",", "")) else 0) + text


def _sign(value: float) -> str:
    return MINUS if value < 0 else ""


def _signed(value: float) -> str:
    return MINUS if value < 0 else "+"
