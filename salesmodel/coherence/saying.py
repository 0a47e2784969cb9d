"""Figures in sentences: counted in words, and told from the limit beside them.

Offers `counted`, `amount`, `beside`, `percent_beside` and `money_beside`.
"""

from __future__ import annotations

from salesmodel.editing.number_words import SYMBOLS, money

_LEAST = 0.01
"""What is smaller is said to be under it: nobody acts on a finer figure."""
_FINEST = 12
"""Decimals. Figures that differ by less are the same (`lines.ROUNDING`)."""


def amount(value: float) -> str:
    """1,400, 24, 2.5, 0.04, under 0.01: whole from ten on, one decimal from one on."""
    if value == 0 or value >= _LEAST:
        decimals = 0 if value >= 9.95 or value == 0 else 1 if value >= 0.95 else 2
        return _trimmed(f"{value:,.{decimals}f}")
    return f"under {_LEAST}"


def counted(value: float, one: str, many: str | None = None) -> str:
    """1 day, 2.5 days, 1,400 hours."""
    text = amount(value)
    return f"{text} {one}" if text == "1" else f"{text} {many or f'{one}s'}"


def beside(value: float, limit: float, decimals: int = 0) -> str:
    """A figure beside its limit, with as many decimals as tell the two apart: 24.03 beside 24."""
    for finer in range(decimals, _FINEST):
        text = f"{value:,.{finer}f}"
        if value == limit or text != f"{limit:,.{finer}f}":
            return _trimmed(text)
    return _trimmed(f"{value:,.{_FINEST}f}")


def percent_beside(share: float, limit: float) -> str:
    """A share in per cent beside its limit, a share as well: 85.2% beside 85%."""
    return f"{beside(share * 100, limit * 100)}%"


def money_beside(value: float, limit: float, currency: str) -> str:
    """Money beside its limit: $12.1k where that tells the two apart, else in full, $12,043."""
    short = money(value, currency)
    if short != money(limit, currency):
        return short
    return f"{SYMBOLS.get(currency, f'{currency} ')}{beside(value, limit)}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
