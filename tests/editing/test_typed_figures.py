"""Numbers as people type them: shares, days, hours, money, ranges, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesmodel.charts import formats
from salesmodel.editing.typed import MOST, read_figure
from salesmodel.model import CommandRefused, Unit

MONTH = 365.25 / 12


def read(text, unit=Unit.SHARE, currency="EUR"):
    return read_figure(text, unit, currency)


def refused(text, unit=Unit.SHARE, currency="EUR"):
    with pytest.raises(CommandRefused) as caught:
        read(text, unit, currency)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25%", 0.25),
        ("25", 0.25),
        ("25 %", 0.25),
        ("25 percent", 0.25),
        ("25 per cent", 0.25),
        ("1", 0.01),
        ("1%", 0.01),
        ("100", 1),
        ("0", 0),
        ("33.3", 0.333),
        ("33,3 %", 0.333),
        ("33,333", 0.33333),
        (".5", 0.005),
        ("~30", 0.3),
        ("about 30", 0.3),
        ("approx. 30%", 0.3),
        ("25\N{NO-BREAK SPACE}%", 0.25),
        ("２５％", 0.25),
        ("٢٥٪", 0.25),
        ("\N{RIGHT-TO-LEFT MARK}25%", 0.25),
    ],
)
def test_a_share_is_read_in_per_cent(text, value):
    assert read(text).value == value


def test_a_bare_number_is_per_cent_always_and_the_echo_says_so():
    """0.25 is a quarter of a per cent: else 0.9 would be ninety times as much as 1."""
    quarter = read("0.25")
    assert (quarter.value, quarter.typed) == (0.0025, "0.25%")
    assert read("20-30").typed == "20-30%"
    assert read("14", Unit.DAYS).typed == "14 d"
    assert read("1.5", Unit.HOURS).typed == "1.5 h"
    assert read("48600", Unit.MONEY).typed == "48600"


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("20-30%", Unit.SHARE, 0.2, 0.3),
        ("20–30 %", Unit.SHARE, 0.2, 0.3),
        ("20%-30%", Unit.SHARE, 0.2, 0.3),
        ("20% to 30", Unit.SHARE, 0.2, 0.3),
        ("20…30", Unit.SHARE, 0.2, 0.3),
        ("~ 20 — 30", Unit.SHARE, 0.2, 0.3),
        ("2-4 wk", Unit.DAYS, 14, 28),
        ("10 d - 4 wk", Unit.DAYS, 10, 28),
        ("2-3 h", Unit.HOURS, 2, 3),
        ("30-90 min", Unit.HOURS, 0.5, 1.5),
        ("1h30-2h", Unit.HOURS, 1.5, 2),
        ("€1-2m", Unit.MONEY, 1e6, 2e6),
        ("1.200-1.500 EUR", Unit.MONEY, 1_200, 1_500),
        ("1.250-1.500m", Unit.MONEY, 1.25e6, 1.5e6),
        ("6-10 people", Unit.PEOPLE, 6, 10),
        ("5-5", Unit.DAYS, 5, 5),
    ],
)
def test_the_value_of_a_range_is_its_middle_and_its_last_unit_stands_for_both(
    text, unit, low, high
):
    figure = read(text, unit)
    assert (figure.low, figure.high) == (low, high)
    assert figure.value == pytest.approx((low + high) / 2, rel=1e-12)


def test_a_single_figure_has_no_range():
    assert (read("25%").low, read("25%").high) == (None, None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10", 10),
        ("10 d", 10),
        ("1 day", 1),
        ("3 wk", 21),
        ("3wk", 21),
        ("3 weeks", 21),
        ("3 W", 21),
        ("1 month", MONTH),
        ("2 mo", 2 * MONTH),
        ("1 quarter", 91.3125),
        ("1.5 yr", 547.875),
        ("1,5 years", 547.875),
        ("1,200", 1_200),
        ("1.200", 1.2),
        ("1 200 d", 1_200),
    ],
)
def test_days_are_calendar_days(text, days):
    assert read(text, Unit.DAYS).value == days


@pytest.mark.parametrize(
    ("text", "hours"),
    [("90 min", 1.5), ("1h30", 1.5), ("1 h 30 min", 1.5), ("1:30", 1.5), ("2 h", 2), ("2", 2)],
)
def test_hours_may_be_given_in_minutes(text, hours):
    assert read(text, Unit.HOURS).value == hours


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("EUR 1.2m", 1_200_000),
        ("€1.2M", 1_200_000),
        ("1.2m EUR", 1_200_000),
        ("1,2 Mio €", 1_200_000),
        ("1.2bn", 1_200_000_000),
        ("48.6k", 48_600),
        ("48600", 48_600),
        ("1,200.50", 1_200.5),
        ("1.200,50", 1_200.5),
        ("1,200", 1_200),
        ("1.200", 1_200),
        ("1.250m", 1_250_000),
        ("1,2", 1.2),
        ("0,125", 0.125),
        ("1 200", 1_200),
        ("1\N{NARROW NO-BREAK SPACE}200\N{NARROW NO-BREAK SPACE}000,5", 1_200_000.5),
        ("1'200", 1_200),
        ("1’200’000.50", 1_200_000.5),
        ("1,200,000", 1_200_000),
        ("1.200.000", 1_200_000),
    ],
)
def test_money_has_sizes_and_separators_of_all_kinds(text, amount):
    assert read(text, Unit.MONEY).value == amount


def test_what_counts_by_the_year_may_say_so():
    assert read("€120k a year", Unit.MONEY_PER_YEAR).value == 120_000
    assert read("120k/yr", Unit.MONEY_PER_YEAR).value == 120_000
    assert read("120k p.a.", Unit.MONEY_PER_YEAR).value == 120_000
    assert read("1.2k buyers a year", Unit.PER_YEAR).value == 1_200
    assert read("1.400 h per year", Unit.HOURS_PER_YEAR).value == 1_400
    assert "cannot be read" in refused("120k a year", Unit.MONEY).sentence


@pytest.mark.parametrize("text", ["$48.6k", "USD 48,600", "48.6k dollars", "£5"])
def test_an_amount_in_another_currency_is_refused_and_not_converted(text):
    error = refused(text, Unit.MONEY, "EUR")
    assert error.sentence == f'"{text}" is not in EUR, the currency of this model.'
    assert error.mend == (
        "Nothing is converted; give the amount in it, for example €48.6k or EUR 1.2m."
    )


def test_the_models_own_currency_may_be_any():
    assert read("$48.6k", Unit.MONEY, "USD").value == 48_600
    assert read("$48.6k", Unit.MONEY, "CAD").value == 48_600
    assert read("XAF 5m", Unit.MONEY, "XAF").value == 5_000_000


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("", Unit.SHARE, "An empty cell holds no number."),
        (" \N{NO-BREAK SPACE}\t", Unit.SHARE, "An empty cell holds no number."),
        ("120%", Unit.SHARE, '"120%" is more than 100%.'),
        ("90-110", Unit.SHARE, '"90-110" is more than 100%.'),
        ("-5%", Unit.SHARE, '"-5%" is below zero.'),
        ("−3 wk", Unit.DAYS, '"−3 wk" is below zero.'),
        ("30-20", Unit.SHARE, '"30-20" runs from high to low.'),
        ("1 wk-10", Unit.DAYS, '"1 wk-10" leaves open what its second figure is in.'),
        ("9" * 30, Unit.DAYS, f'"{"9" * 30}" is larger than any figure here can be.'),
        ("x" * 5_000, Unit.DAYS, f'"{"x" * 30}…" is too long for a number.'),
        ("1" * 5_000, Unit.DAYS, f'"{"1" * 30}…" is too long for a number.'),
    ],
)
def test_what_cannot_be_is_refused_by_name(text, unit, sentence):
    assert refused(text, unit).sentence == sentence


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("soon", Unit.DAYS),
        ("3 wk 2 d", Unit.DAYS),
        ("1 2000", Unit.DAYS),
        ("10²", Unit.DAYS),
        ("½", Unit.DAYS),
        ("1e5", Unit.DAYS),
        ("nan", Unit.DAYS),
        ("inf", Unit.DAYS),
        ("1 h 75", Unit.HOURS),
        ("1 d", Unit.HOURS),
        ("3 wk", Unit.SHARE),
        ("20-30-40", Unit.SHARE),
        ("20--30", Unit.SHARE),
        ("20-", Unit.SHARE),
        ("-20-30", Unit.SHARE),
        ("25%%", Unit.SHARE),
        ("1,2.5", Unit.MONEY),
        ("1,20,000", Unit.MONEY),
        ("1.2.3", Unit.MONEY),
        ("12 zł", Unit.MONEY),
        ("<b>5</b>", Unit.MONEY),
        ("=1+1", Unit.MONEY),
        ("🙂", Unit.MONEY),
        ("\ud800", Unit.MONEY),
    ],
)
def test_nonsense_is_refused_with_an_example(text, unit):
    error = refused(text, unit)
    assert error.sentence.endswith("cannot be read as a number here.")
    assert "for example" in error.mend
    str(error).encode()


def test_the_refusal_points_at_the_cell():
    with pytest.raises(CommandRefused) as caught:
        read_figure("soon", Unit.DAYS, "EUR", path="stages[demo].dwell")
    assert caught.value.path == "stages[demo].dwell"


# What we write ourselves, we read


@given(st.integers(0, 100_000_000))
def test_every_share_that_a_table_shows_is_read_as_it_is_shown(millionths):
    """Six decimals of a per cent are the most that `fine_share` writes."""
    shown = formats.fine_share(millionths / 1e8)
    assert read(shown).value == pytest.approx(float(shown.rstrip("%")) / 100, rel=1e-15)
    assert read(shown).value == pytest.approx(millionths / 1e8, abs=0.0005 + 1e-9)


@given(st.just(0.0) | st.floats(1e-6, 1e6), st.sampled_from([(Unit.DAYS, "d"), (Unit.HOURS, "h")]))
def test_every_time_that_a_table_shows_is_read_as_it_is_shown(value, unit):
    shown = formats.amount(value)
    assert read(f"{shown} {unit[1]}", unit[0]).value == float(shown.replace(",", ""))


@given(st.integers(0, 10**14), st.sampled_from(["USD", "EUR", "GBP", "CHF"]))
def test_money_in_full_is_read_to_the_unit(amount, currency):
    shown = formats.money_in_full(amount, currency)
    assert read(shown, Unit.MONEY, currency).value == amount


@given(st.floats(1, 9e9), st.sampled_from(["USD", "EUR", "CHF"]))
def test_short_money_is_read_to_its_three_figures(amount, currency):
    shown = formats.money(amount, currency)
    assert read(shown, Unit.MONEY, currency).value == pytest.approx(amount, rel=0.005)


@given(
    st.integers(0, 10**9),
    st.integers(0, 99),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\N{NO-BREAK SPACE}", "."), ("'", ".")]),
)
def test_thousands_and_decimals_are_read_in_the_ways_of_all_countries(whole, cents, marks):
    group, point = marks
    text = f"{whole:,}".replace(",", group) + f"{point}{cents:02d}"
    assert read(text, Unit.MONEY).value == float(f"{whole}.{cents:02d}")


@given(
    st.sampled_from(list(Unit)),
    st.integers(0, 50),
    st.integers(0, 50),
    st.sampled_from(["-", "–", " — ", " to ", "‑", " − "]),
)
def test_what_is_echoed_says_the_same_when_it_is_typed_again(unit, low, width, dash):
    figure = read(f"{low}{dash}{low + width}", unit)
    assert figure.low <= figure.value <= figure.high
    assert read(figure.typed, unit) == figure


@given(st.text(max_size=60), st.sampled_from(list(Unit)))
@example("1" * MOST, Unit.LOG_ODDS)
def test_any_text_is_read_or_refused_in_a_sentence(text, unit):
    try:
        figure = read(text, unit)
    except CommandRefused:
        error = refused(text, unit)
        assert (error.sentence[-1], error.mend[-1]) == (".", ".")
        return
    assert 0 <= figure.value <= (1 if unit == Unit.SHARE else 1e15)
    assert 0 < len(figure.typed) <= MOST
