"""Numbers as the design guide writes them."""

from __future__ import annotations

import pytest

from salesmodel.charts import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (6_648_112, "$6.65M"),
        (48_612, "$48.6k"),
        (148, "$148"),
        (109_400, "$109k"),
        (8_300, "$8.30k"),
        (999.4, "$999"),
        (999.6, "$1.00k"),
        (999_499, "$999k"),
        (999_600, "$1.00M"),
        (9.996, "$10.0"),
        (1_234_000_000, "$1,234M"),
        (-1_200_000, "−$1.20M"),
        (0, "$0"),
        (None, "not known yet"),
    ],
)
def test_money_has_three_significant_figures(value: float | None, text: str) -> None:
    assert formats.money(value, "USD") == text


@pytest.mark.parametrize(
    ("currency", "text"), [("EUR", "€48.6k"), ("GBP", "£48.6k"), ("CHF", "CHF 48.6k")]
)
def test_a_currency_has_its_sign_or_else_its_code(currency: str, text: str) -> None:
    assert formats.money(48_600, currency) == text


def test_the_full_value_stands_in_the_tooltip() -> None:
    assert formats.money_in_full(6_648_112.4, "USD") == "$6,648,112"
    assert formats.money_in_full(-0.2, "USD") == "$0"


def test_nothing_to_pay_is_said() -> None:
    assert formats.payable(0.2, "USD") == "none"
    assert formats.payable(26_000, "USD") == "$26.0k"


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (6_650_000, 4_500_000, "+$2.15M"),
        (48_600, 56_900, "−$8.30k"),
        (48_600, 48_600, "no change"),
        (48_600, 48_600 + 1e-9, "no change"),
        (0.3, 0.1 + 0.2, "no change"),
        (None, 1, "not known yet"),
        (1, None, "not known yet"),
    ],
)
def test_a_change_of_money_carries_its_sign(
    now: float | None, before: float | None, text: str
) -> None:
    assert formats.money_change(now, before, "USD") == text


def test_shares_are_per_cents_and_their_differences_points() -> None:
    assert formats.rate(0.2391) == "23.9%"
    assert formats.share(0.338) == "34%"
    assert formats.share(-0.001) == "0%"
    assert formats.rate_change(0.239, 0.2) == "+3.9 pts"
    assert formats.rate_change(0.91, 0.97, 0) == "−6 pts"
    assert formats.rate_change(0.239, 0.239) == "no change"


def test_a_small_change_is_shown_rather_than_rounded_away() -> None:
    assert formats.rate_change(0.2394, 0.2391) == "+0.03 pts"
    assert formats.days_change(152.3, 152) == "+0.3 days"
    assert formats.days_change(152.001, 152) == "no change"


def test_days_hours_and_scores_say_their_unit_in_the_right_number() -> None:
    assert formats.days(152.2) == "152 days"
    assert formats.days(1) == "1 day"
    assert formats.days_change(151, 152) == "−1 day"
    assert formats.days_change(138, 152) == "−14 days"
    assert formats.hours(3272.4) == "3,272"
    assert formats.score(71.2) == "71"
    assert formats.score_change(71, 66) == "+5 points"


@pytest.mark.parametrize(
    "write", [formats.rate, formats.share, formats.days, formats.hours, formats.score]
)
def test_what_is_not_known_is_never_zero(write: object) -> None:
    assert callable(write)
    assert write(None) == "not known yet"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.64, "64%"), (0.125, "12.5%"), (0.0004, "0.04%"), (0.9996, "99.96%"), (0, "0%"), (1, "100%"),
     (1 / 3, "33.3%")],
)  # fmt: skip
def test_a_share_in_a_table_never_reads_as_nothing_or_all_when_it_is_not(value, text):
    assert formats.fine_share(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(38, "38"), (1.5, "1.5"), (0, "0"), (0.0123, "0.0123"), (1250, "1,250")]
)
def test_an_amount_in_a_table_keeps_three_significant_figures(value, text):
    assert formats.amount(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(96.5, "97"), (95.5, "96"), (96.49, "97"), (96.44, "96"), (0.0, "0")]
)
def test_a_score_is_rounded_half_up_from_what_one_decimal_shows(value: float, text: str) -> None:
    """96.49 stands as 96.5 where there is a decimal; 96 beside that would look wrong."""
    assert formats.score(value) == text


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (71.01, 71.0, "no change"),
        (71.04, 71.0, "no change"),
        (71.0, 71.06, "−0.1 points"),
        (71.3, 71.0, "+0.3 points"),
        (72.0, 71.0, "+1 point"),
        (66.4, 70.6, "−4.2 points"),  # 66 less 71 is not −4
        (70.6, 66.4, "+4.2 points"),
        (96.5, 95.5, "+1 point"),
    ],
)
def test_a_change_of_a_score_is_the_difference_of_what_is_shown(
    now: float, before: float, text: str
) -> None:
    assert formats.score_change(now, before) == text
