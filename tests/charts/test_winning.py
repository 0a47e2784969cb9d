"""Win rate and cycle time by segment: values of the evaluation, side by side, with the finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.charts import ChartPanel, win_and_cycle
from salesmodel.evaluation.result import SegmentResult
from tests.charts.sample import evaluation, segment


def won(
    rate: float, days: float | None, segment_id: str = "ent", name: str = "Enterprise"
) -> SegmentResult:
    """A segment with its win rate and the mean days of its won deals."""
    made = segment(segment_id, name, wins=rate * 400)
    return replace(made, cycle_days=replace(made.cycle_days, won_mean=days))


def chart(now: tuple[SegmentResult, ...], before: tuple[SegmentResult, ...]) -> ChartPanel:
    return win_and_cycle(evaluation(now), evaluation(before))


def test_both_panels_show_what_the_evaluation_gives_on_axes_of_their_own() -> None:
    small = won(0.41, 30, "smb", "Small firms")
    panel = chart((won(0.24, 152), small), (won(0.20, 166),))
    assert [
        (t["type"], t.get("xaxis", "x"), t["x"]) for t in panel.spec["data"] if t["type"] != "bar"
    ] == [
        ("scatter", "x", [0.20, None]),
        ("scatter", "x", pytest.approx([0.24, 0.41])),
        ("scatter", "x2", [166, None]),
        ("scatter", "x2", [152, 30]),
    ]
    rate, days = (t for t in panel.spec["data"] if t["type"] == "bar")
    assert (rate["base"], rate["x"]) == ([0.20], pytest.approx([0.04]))
    assert (days["base"], days["x"]) == ([166], [-14])
    first, second = (panel.spec["layout"][axis]["domain"] for axis in ("xaxis", "xaxis2"))
    assert first[1] < second[0]
    assert panel.table.rows[0] == ("Enterprise", "24.0%", "+4.0 pts", "152 days", "−14 days")


@pytest.mark.parametrize(
    ("now", "before", "title"),
    [
        ((0.24, 152), (0.20, 166), "Enterprise wins 24 of 100 (+4.0 pts), 14 days sooner"),
        ((0.24, 152), (0.24, 151), "Enterprise wins 24 of 100, 1 day later"),
        ((0.20, 152), (0.24, 152), "Enterprise wins 20 of 100, −4.0 pts on the baseline"),
        ((0.24, 152), (0.24, 152), "Enterprise wins 24 of 100 in 152 days"),
        ((0.012, 152), (0.012, 152), "Enterprise wins 1.2 of 100 in 152 days"),
    ],
)
def test_the_title_says_what_moved(
    now: tuple[float, float], before: tuple[float, float], title: str
) -> None:
    assert chart((won(*now),), (won(*before),)).title == title


def test_the_segment_that_moved_most_is_named_and_without_a_move_the_best_and_the_last() -> None:
    small = won(0.41, 30, "smb", "Small firms")
    moved = chart((won(0.24, 152), small), (won(0.24, 150), won(0.41, 60, "smb")))
    assert moved.title == "Small firms wins 41 of 100, 30 days sooner"
    still = chart((won(0.24, 152), small), (won(0.24, 152), small))
    assert still.title == "Small firms wins 41 of 100, enterprise 24"


def test_nobody_won_is_said_and_nothing_drawn() -> None:
    nobody = chart((won(0, None),), (won(0.2, 150),))
    assert nobody.title == "Nobody is won in any segment: no win rate yet"
    assert nobody.table.rows == ()
    nobody.figure_in(dark=True)


def test_long_names_keep_the_title_on_its_card() -> None:
    name = "Public sector and framework contracts of the northern regions"
    for before in (won(0.2, 166), won(0.24, 152), won(0.2, 152)):
        assert len(chart((won(0.24, 152, name=name),), (before,)).title) <= 72
