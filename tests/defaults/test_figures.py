"""The default figures: each traceable, and the page that is written from them current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesmodel.defaults import figure, figures, quantity_from
from salesmodel.defaults.figures_page import TAGS, as_markdown
from salesmodel.model import Assumed, Unit, WorkbenchError

ROOT = Path(__file__).parents[2]


def test_the_page_of_figures_is_current() -> None:
    assert (ROOT / "docs/figures.md").read_text("utf-8") == as_markdown()


def test_every_figure_names_its_source_its_measure_and_how_far_it_was_verified() -> None:
    assert len(figures()) == len({row.id for row in figures()})
    for row in figures():
        assert re.fullmatch(r"[A-Z]\d{1,2}", row.id)
        assert row.says
        assert row.measures
        assert row.source
        assert row.tag in TAGS


def test_a_leading_number_lies_in_its_range() -> None:
    led = [row for row in figures() if row.value is not None and row.low is not None]
    assert led
    assert all(row.low <= row.value <= row.high for row in led)  # type: ignore[operator]  # in led


def test_the_load_on_pay_is_the_one_that_does_not_count_leave_twice() -> None:
    load = figure("C11")
    assert (load.value, load.low, load.high, load.tag) == (1.30, 1.25, 1.67, "C")


def test_an_unknown_row_is_refused_with_a_mend() -> None:
    with pytest.raises(WorkbenchError, match=r"no default figure 'C99'.*figures\.md"):
        figure("C99")


def test_a_quantity_names_the_rows_it_was_taken_from() -> None:
    """Rule 3.9."""
    cost = quantity_from(["C6", "C11"], 338_000, Unit.MONEY_PER_YEAR, 286_000, 390_000)
    assert cost.origin == Assumed(source="C6, C11")
    assert (cost.low, cost.high) == (286_000, 390_000)


def test_a_quantity_without_a_row_says_that_it_is_assumed() -> None:
    """Rule 3.9."""
    assert quantity_from([], 0.5, Unit.SHARE).origin == Assumed(source="assumed")
