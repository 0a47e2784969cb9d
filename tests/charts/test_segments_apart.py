"""Segments set against each other as a chart: the finding, the marks, and which are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.mark_labels import HIGH, SIZE, WIDE, labels_beside
from salesmodel.charts.panel import MAX_TITLE, ChartPanel
from salesmodel.charts.segments_apart import (
    LISTED,
    NAMED,
    finding_words,
    segments_chart,
    short_name,
    short_names,
    verdict_words,
)
from salesmodel.charts.text_fit import width_of
from salesmodel.coherence.apart import SegmentPair

QUIET, DARK, RING, NAMES = 2, 3, 4, 5
"""Where these stand among the traces; the band and the corners come first."""


def a_pair(
    buying: float, selling: float, names: tuple[str, str] = ("Enterprise", "SMB")
) -> SegmentPair:
    return SegmentPair(names[0].lower(), names[1].lower(), names, buying, selling, (), ())


def sorted_pairs(*at: tuple[float, float]) -> list[SegmentPair]:
    pairs = [a_pair(*point, (f"A{n}", f"B{n}")) for n, point in enumerate(at)]
    return sorted(pairs, key=lambda pair: -abs(pair.misfit))


def trace(panel: ChartPanel, place: int) -> dict[str, Any]:
    found: dict[str, Any] = panel.spec["data"][place]
    return found


def named_at_marks(panel: ChartPanel) -> list[str]:
    data = panel.spec["data"]
    return list(data[NAMES]["text"]) if len(data) > NAMES else []


@pytest.mark.parametrize(
    ("buying", "selling", "words"),
    [
        (0.8, 0.1, "buy differently and are sold alike"),
        (0.5, 0.25, "are sold more alike than they buy"),
        (0.4, 0.1, "are sold more alike than they buy"),
        (0.24, 0.5, "buy alike and are sold differently"),
        (0.35, 0.86, "are sold further apart than they buy"),
        (0.9, 0.8, "are sold as they buy"),
        (0.0, 0.0, "are sold as they buy"),
    ],
)
def test_a_pair_is_called_alike_only_where_it_is(buying: float, selling: float, words: str) -> None:
    pair = a_pair(buying, selling)
    assert verdict_words(pair) == words
    assert finding_words(pair) == f"Enterprise and SMB {words}"


def test_the_title_names_the_largest_misfit() -> None:
    panel = segments_chart([a_pair(0.8, 0.1), a_pair(0.3, 0.3, ("SMB", "Mid"))])
    assert panel.title == "Enterprise and SMB buy differently and are sold alike"
    assert panel.subtitle.endswith("Outside the band: 1 of 2 pairs")


def test_segments_that_are_all_sold_as_they_buy_are_counted() -> None:
    pairs = [
        a_pair(0.2, 0.1, names)
        for names in (("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D"))
    ]
    panel = segments_chart(pairs)
    assert panel.title == "All 4 segments are sold as they buy"
    assert named_at_marks(panel) == []


def test_one_pair_is_not_counted_as_one_of_one() -> None:
    panel = segments_chart([a_pair(0.1, 0.1)])
    assert panel.title == "Enterprise and SMB are sold as they buy"
    assert "pairs" not in panel.subtitle


def test_buying_goes_up_and_selling_across() -> None:
    panel = segments_chart([a_pair(0.8, 0.1)])
    assert trace(panel, DARK)["x"] == [0.1]
    assert trace(panel, DARK)["y"] == [0.8]
    assert panel.drawing.words[0].text == "How far apart they buy"
    assert "sold to and served" in panel.spec["layout"]["xaxis"]["title"]["text"]


def test_the_corners_are_named_where_they_are() -> None:
    corners = trace(segments_chart([a_pair(0.8, 0.1)]), 1)
    at = {
        text: (x, y) for text, x, y in zip(corners["text"], corners["x"], corners["y"], strict=True)
    }
    x, y = at["Buy differently, sold alike"]
    assert (x, y > 1) == (0, True)
    x, y = at["Buy alike, sold differently"]
    assert (x, y < 0) == (1, True)


def test_marks_say_which_pair_they_are_and_the_chosen_one_has_a_ring() -> None:
    pairs = sorted_pairs((0.8, 0.1), (0.3, 0.3), (0.1, 0.7))
    panel = segments_chart(pairs, chosen=1)
    places = [*trace(panel, QUIET)["customdata"], *trace(panel, DARK)["customdata"]]
    assert sorted(places) == [0, 1, 2]
    for which in (QUIET, DARK):
        drawn = trace(panel, which)
        for at, x, y in zip(drawn["customdata"], drawn["x"], drawn["y"], strict=True):
            assert (x, y) == (pairs[at].selling, pairs[at].buying)
    assert trace(panel, RING)["x"] == [pairs[1].selling]
    assert trace(panel, RING)["marker"]["line"]["color"] == "@accent"


def test_pairs_within_the_band_are_named_under_the_hand_only() -> None:
    panel = segments_chart(sorted_pairs((0.8, 0.1), (0.3, 0.3)))
    assert named_at_marks(panel) == ["<b>A0 and B0</b>"]
    assert "A1 and B1" in trace(panel, QUIET)["hovertext"][0]


def test_only_a_few_of_many_misfits_are_named() -> None:
    pairs = sorted_pairs(*((0.3 + n / 40, 0.0) for n in range(20)))
    panel = segments_chart(pairs)
    assert len(trace(panel, DARK)["x"]) == NAMED
    assert 1 <= len(named_at_marks(panel)) <= NAMED


def test_marks_in_one_place_are_counted_under_the_hand() -> None:
    panel = segments_chart([a_pair(0.8, 0.1, (f"A{n}", f"B{n}")) for n in range(3)])
    assert all("2 more pairs here" in words for words in trace(panel, DARK)["hovertext"])
    assert "here" not in trace(segments_chart([a_pair(0.8, 0.1)]), DARK)["hovertext"][0]


def test_the_table_has_every_figure_and_says_what_it_leaves_out() -> None:
    table = segments_chart([a_pair(0.8, 0.1), a_pair(0.25, 0.62, ("SMB", "Mid"))]).table
    assert table.rows[0] == (
        "Enterprise and SMB", "0.80", "0.10", "+0.70", "buy differently and are sold alike",
    )  # fmt: skip
    assert table.rows[1][3] == "−0.37"
    many = segments_chart([a_pair(0.1, 0.1, (f"A{n}", f"B{n}")) for n in range(1225)]).table
    assert len(many.rows) == LISTED + 1
    assert many.rows[-1][0] == "1,125 more, each nearer the diagonal"


@pytest.mark.parametrize("name", ["<b>Big</b> & co", "N" * 200, "Public sector " * 9])
def test_long_names_and_names_with_markup_stay_words(name: str) -> None:
    for at in ((0.8, 0.1), (0.1, 0.8), (0.4, 0.1), (0.5, 0.5), (0.3, 0.9)):
        for names in ((name, "SMB"), ("SMB", name), (name, f"{name} 2")):
            panel = segments_chart([a_pair(*at, names)])
            assert len(panel.title) <= MAX_TITLE
            assert "<b>Big" not in str(panel.spec)
            assert panel.figure is not None


def test_a_short_name_keeps_its_last_word_where_that_is_short() -> None:
    assert short_name("Mid-market region 12", 16) == "Mid-market r… 12"
    assert short_name("Mid-market", 16) == "Mid-market"
    assert short_name("Administration of municipalities", 16) == "Administration…"


@given(names=st.tuples(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60)))
def test_two_names_never_take_more_than_their_letters(names: tuple[str, str]) -> None:
    assert len(short_names(names, 34)) <= 34


def boxes(labels: Sequence[Any]) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each name in px, as Plotly sets it beside a mark of 20 px."""
    found = []
    for label in labels:
        x, y, wide = label.x * WIDE, (1 - label.y) * HIGH, width_of(label.text, SIZE)
        left = {"middle right": x + 10, "middle left": x - 10 - wide}.get(label.side, x - wide / 2)
        middle = {"top center": y - 18, "bottom center": y + 18}.get(label.side, y)
        found.append((left, middle - SIZE / 2, left + wide, middle + SIZE / 2))
    return found


points = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8)


@given(points=points, quiet=points)
def test_names_at_marks_never_cover_each_other_or_another_mark(
    points: list[tuple[float, float]], quiet: list[tuple[float, float]]
) -> None:
    words = [f"Enterprise {n} and SMB" for n in range(len(points))]
    labels = labels_beside(points, words, quiet, (0, 1))
    drawn = boxes(labels)
    for at, one in enumerate(drawn):
        assert -1 <= one[0] <= one[2] <= WIDE + 1
        for other in drawn[at + 1 :]:
            apart_across = one[2] <= other[0] + 1 or other[2] <= one[0] + 1
            assert apart_across or one[3] <= other[1] or other[3] <= one[1]
        for x, y in quiet:
            inside_across = one[0] + 1 < x * WIDE < one[2] - 1
            assert not (inside_across and one[1] < (1 - y) * HIGH < one[3])


def test_a_name_goes_to_the_side_that_has_room() -> None:
    assert labels_beside([(0.1, 0.5)], ["Enterprise and SMB"], [], (0, 1))[0].side == "middle right"
    assert labels_beside([(0.95, 0.5)], ["Enterprise and SMB"], [], (0, 1))[0].side == "middle left"
    assert labels_beside([(0.5, 0.5)], ["N" * 200], [], (0, 1)) == []
