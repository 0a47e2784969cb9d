"""What a win costs by segment: the finding, the bars, and a total that is the sum of its rows."""

from __future__ import annotations

import pytest

from salesmodel.charts.panel import MAX_TITLE
from salesmodel.charts.segment_costs import segment_costs
from salesmodel.evaluation.spent import SegmentSpent, StageSpent


def a_segment(name: str, wins: float, won: float, lost: float, **more: float) -> SegmentSpent:
    """Ten deals lost a year, each at 500, if not said otherwise."""
    stage = StageSpent(f"{name}-a", "A", False, won, lost, 10, 500)
    return SegmentSpent(
        name.lower(), name, wins, more.get("losses", 10), more.get("sunk", 500), (stage,)
    )


DEAR = a_segment("Large", 10, 15_000, 5_000)  # 2,000 a win
CHEAP = a_segment("Small", 90, 40_000, 5_000, losses=30, sunk=100)  # 500 a win


def test_the_title_names_the_dearest_and_the_cheapest_and_what_lost_deals_make() -> None:
    assert segment_costs([CHEAP, DEAR], "USD").title == (
        "A win costs $2.00k in Large, $500 in Small; lost deals make 15% of it"
    )


def test_the_last_row_is_all_segments_together() -> None:
    """65,000 by 100 wins; lost deals: 10 at 500 and 30 at 100, 8,000 by 40."""
    panel = segment_costs([CHEAP, DEAR], "USD")
    assert [row[0] for row in panel.table.rows] == ["Large", "Small", "All segments"]
    assert panel.table.rows[-1] == (
        "All segments", "$65.0k", "100", "$650", "$550", "$100", "15%", "40", "$200"
    )  # fmt: skip


def test_bars_stack_won_and_lost_deals_and_a_click_names_the_segment() -> None:
    panel = segment_costs([CHEAP, DEAR], "USD")
    bar = panel.spec["data"][0]
    assert list(zip(bar["y"], bar["base"], bar["x"], strict=True))[:2] == [
        (0, 0, 1500), (0, 1500, 500),
    ]  # fmt: skip
    assert bar["marker"]["pattern"]["shape"][:2] == ["", "/"]
    assert [about.segments for about in panel.about[::2]] == [("large",), ("small",), ()]


def test_where_nobody_is_won_there_is_no_cost_per_win() -> None:
    nobody = a_segment("None", 0, 0, 900)
    panel = segment_costs([nobody], "USD")
    assert panel.title == "Nobody is won: no cost per win yet"
    assert panel.table.rows[0][3] == "not known yet"
    assert segment_costs([nobody, DEAR], "USD").title.startswith("A win costs $2.00k in every")


@pytest.mark.parametrize("dark", [False, True])
def test_many_segments_with_long_names_stay_within_the_card(dark: bool) -> None:
    many = [a_segment(f"<b>{'N' * 200}{n}</b>", n + 1, 1000, 10) for n in range(30)]
    panel = segment_costs(many, "USD")
    assert len(panel.title) <= MAX_TITLE
    assert len(panel.table.rows) == 31
    assert max(panel.spec["data"][0]["y"]) == 8
    assert "<b>N" not in panel.figure_in(dark=dark).to_json()
