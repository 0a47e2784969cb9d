"""What people write beside a number: units, sizes and currencies.

Offers `factor_of` (what the words beside a number multiply it by), `example` (how a number of
a unit may be written) and what goes without saying in a unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from salesmodel.editing.number_words import SYMBOLS
from salesmodel.model import Unit

YEAR = Decimal("365.25")
DEFAULT_FACTOR = {Unit.SHARE: Decimal("0.01")}
LEFT_OUT = {Unit.SHARE: "%", Unit.DAYS: " d", Unit.MONTHS: " mo", Unit.HOURS: " h"}
"""The sign that a bare number of this unit goes without."""
MONEY = (Unit.MONEY, Unit.MONEY_PER_YEAR)
A_YEAR = (Unit.MONEY_PER_YEAR, Unit.PER_YEAR, Unit.HOURS_PER_YEAR)
POINTS_GROUP = (*MONEY, Unit.PER_YEAR, Unit.HOURS_PER_YEAR, Unit.HEADS, Unit.PEOPLE)
"""Units in which nobody gives three decimals, so that a point before three digits groups."""


def _named(**factors: Decimal | int) -> dict[str, Decimal]:
    return {word: Decimal(factor) for words, factor in factors.items() for word in words.split("_")}


_HOURS = _named(h_hr_hrs_hour_hours=1)
_SIZES = {"": Decimal(1)} | _named(
    k_thousand=1_000, m_mn_mio_mln_million=1_000_000, b_bn_billion=1_000_000_000
)
_PER_CENT = dict.fromkeys(("%", "percent", "per cent", "pct"), Decimal("0.01"))
_WORDS: dict[Unit, dict[str, Decimal]] = {
    Unit.SHARE: _PER_CENT,
    Unit.RATIO: _PER_CENT | dict.fromkeys(("x", "×", "times"), Decimal(1)),
    Unit.DAYS: _named(
        d_day_days=1,
        w_wk_wks_week_weeks=7,
        m_mo_mos_month_months=YEAR / 12,
        q_qtr_quarter_quarters=YEAR / 4,
        y_yr_yrs_year_years=YEAR,
    ),
    Unit.MONTHS: _named(
        w_wk_wks_week_weeks=7 * 12 / YEAR,
        m_mo_mos_month_months=1,
        q_qtr_quarter_quarters=3,
        y_yr_yrs_year_years=12,
    ),
    Unit.HOURS: _HOURS | _named(m_min_mins_minute_minutes=Decimal(1) / 60),
    Unit.HOURS_PER_YEAR: _HOURS | _named(k=1_000),
    Unit.PER_YEAR: _SIZES,
    Unit.HEADS: _named(head_heads_people_person_fte_ftes=1),
    Unit.PEOPLE: _named(people_person_stakeholder_stakeholders=1),
    Unit.LOG_ODDS: {},
}
_EXAMPLES = {
    Unit.SHARE: "25%, 12.5 or 20-30%",
    Unit.RATIO: "1.2",
    Unit.DAYS: "10 d, 3 wk or 1-2 mo",
    Unit.MONTHS: "5, 2 q or 3-6 mo",
    Unit.HOURS: "90 min, 1h30 or 2-3 h",
    Unit.HOURS_PER_YEAR: "1,400",
    Unit.PER_YEAR: "1,200 or 1.2k",
    Unit.HEADS: "6 or 2.5",
    Unit.PEOPLE: "9 or 6-10",
    Unit.LOG_ODDS: "0.2",
}

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_SIGNS = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "us$": frozenset({"USD"}),
    "€": frozenset({"EUR"}),
    "euro": frozenset({"EUR"}),
    "euros": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "pounds": frozenset({"GBP"}),
    "¥": frozenset({"JPY", "CNY"}),
}
_CODES = _DOLLARS | {
    "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BRL", "ZAR", "ILS", "KRW", "TRY", "AED", "SAR",
}  # fmt: skip
_SIZE = "|".join(sorted(filter(None, _SIZES), key=len, reverse=True))
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_AFTER_MONEY = re.compile(rf"(?P<size>{_SIZE})?\s*(?P<sign>{_SIGN}|[a-z]{{3}})?")
_PER_YEAR = re.compile(r"\s*(?:(?:/|\bper\b|\ba\b|\ban\b)\s*(?:y|yr|year)|\bp\.?a\.?)$")

_COUNTED = re.compile(r"\s*\b(?:buyer|deal)s?$")


class ForeignCurrency(Exception):
    """The amount is in a currency that is not the model's."""


def factor_of(before: str, after: str, unit: Unit, currency: str) -> Decimal | None:
    """What the words beside a number multiply it by; None where none of them says.

    Raises `ForeignCurrency`, and `ValueError` for words that this unit does not know.
    """
    if unit in A_YEAR:
        after = _PER_YEAR.sub("", after)
    if unit == Unit.PER_YEAR:
        after = _COUNTED.sub("", after)
    after = after.strip()
    if unit not in MONEY:
        if before.strip() or (after and after not in _WORDS[unit]):
            raise ValueError
        return _WORDS[unit][after] if after else None
    match = _AFTER_MONEY.fullmatch(after)
    if match is None:
        raise ValueError
    for sign in (before.strip(), match["sign"]):
        if sign:
            _check_currency(sign, currency)
    return _SIZES[match["size"]] if match["size"] else None


def example(unit: Unit, currency: str) -> str:
    """How a number of this unit may be written."""
    if unit in MONEY:
        return f"{SYMBOLS.get(currency, f'{currency} ')}48.6k or {currency} 1.2m"
    return _EXAMPLES[unit]


def _check_currency(sign: str, currency: str) -> None:
    meant = _SIGNS.get(sign, frozenset({sign.upper()}))
    if currency in meant:
        return
    if meant & _CODES:
        raise ForeignCurrency
    raise ValueError
