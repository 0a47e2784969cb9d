"""The inputs behind a figure: values in full, ranges, and how each is known, in words."""

from __future__ import annotations

import pytest

from salesmodel.evaluation import TraceInput
from salesmodel.model import Estimated, Judged, Observed, Quantity, Unit, assumed
from salesmodel.ui.inputs_table import inputs_table, known_how


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (assumed(1, Unit.HOURS), "assumed, no source"),
        (assumed(1, Unit.HOURS, "T3"), "assumed, row T3 of the default figures"),
        (
            Quantity(value=1, unit=Unit.PER_YEAR, origin=Observed(n=5403, file="deals.csv")),
            "5,403 observed, deals.csv",
        ),
        (
            Quantity(value=1, unit=Unit.SHARE, origin=Estimated(n=40, method="fitted")),
            "estimated from 40 observations, fitted",
        ),
        (Quantity(value=1, unit=Unit.SHARE, origin=Judged(by="Maya")), "judged by Maya"),
        (Quantity(value=1, unit=Unit.SHARE, origin=Judged()), "judged"),
    ],
)
def test_how_a_figure_is_known_is_one_phrase(quantity: Quantity, words: str) -> None:
    assert known_how(quantity) == words


def test_values_can_be_worked_with_and_names_stay_words() -> None:
    pay = assumed(156_000, Unit.MONEY_PER_YEAR, low=130_000, high=182_000)
    item = TraceInput("<b>AE</b>: cost a year", pay, "roles[ae].annual_cost")
    shown = inputs_table({"<i>Demo</i>": (item,), "Nothing": ()}, "USD")
    assert "156,000 USD" in shown
    assert "130,000 to 182,000" in shown
    assert "<b>AE" not in shown
    assert "<i>Demo" not in shown
    assert "Nothing" not in shown
