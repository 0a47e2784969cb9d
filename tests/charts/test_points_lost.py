"""The waterfall of points lost: it leads from 100 down to the score, and says what costs most."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.formats import MINUS, half_up
from salesmodel.charts.points_lost import (
    lost_by_component,
    points_lost,
    points_words,
)
from salesmodel.coherence import Coherence, Layer, check_coherence
from salesmodel.defaults import template
from salesmodel.evaluation import evaluate

PICTURE = {Layer.STRUCTURE: 14.0, Layer.CROSS_IMPACT: 9.0, Layer.DEBT: 6.0}
part = st.floats(0, 33, allow_nan=False)


@pytest.fixture(scope="module")
def coherence() -> Coherence:
    model = template("enterprise")
    return check_coherence(model, evaluate(model))


def test_the_title_says_the_score_its_change_and_what_costs_the_most() -> None:
    panel = points_lost(71.0, PICTURE, 66.0)
    assert panel.title == "Coherence 71 of 100, up 5: structure costs the most"
    assert panel.subtitle == "Points lost from 100, by cause"


def test_the_title_tells_a_fall_and_leaves_out_what_did_not_change() -> None:
    assert ", down 3:" in points_lost(71.0, PICTURE, 74.0).title
    same = points_lost(71.0, {**PICTURE, Layer.DEBT: 15.0}, 71.0).title
    assert same == "Coherence 71 of 100: debt costs the most"
    assert points_lost(71.0, PICTURE, None).title.startswith("Coherence 71 of 100: ")


def test_a_model_that_loses_nothing_says_so() -> None:
    panel = points_lost(100.0, dict.fromkeys(Layer, 0.0), 100.0)
    assert panel.title == "Coherence 100 of 100: nothing is lost"
    assert [row[1] for row in panel.table.rows[:3]] == ["none"] * 3


@given(part, part, part)
def test_each_cause_hangs_from_where_the_last_one_ended_down_to_the_score(
    structure: float, cross: float, debt: float
) -> None:
    lost = {Layer.STRUCTURE: structure, Layer.CROSS_IMPACT: cross, Layer.DEBT: debt}
    score = 100 - structure - cross - debt
    bars = points_lost(score, lost, None).spec["data"][0]
    spans = [(start, start + by) for start, by in zip(bars["base"], bars["x"], strict=True)]
    *causes, whole = spans
    assert causes[0][1] == pytest.approx(100)
    assert all(above[0] == pytest.approx(below[1]) for above, below in pairwise(causes))
    assert whole == (0, pytest.approx(causes[-1][0], abs=1e-9))


def test_only_alignment_debt_is_hatched_and_only_where_there_is_some() -> None:
    hatch = points_lost(71.0, PICTURE, None).spec["data"][0]["marker"]["pattern"]["shape"]
    assert hatch == ["", "", "/", ""]
    none = points_lost(77.0, {**PICTURE, Layer.DEBT: 0.0}, None)
    assert set(none.spec["data"][0]["marker"]["pattern"]["shape"]) == {""}


def test_the_tick_of_the_baseline_stands_over_the_score() -> None:
    tick = points_lost(71.0, PICTURE, 66.0).spec["data"][-1]
    assert tick["x"] == [66.0, 66.0]
    assert tick["line"]["color"] == "@base"
    drawn = [trace["line"]["color"] for trace in points_lost(71.0, PICTURE, None).spec["data"][1:2]]
    assert "@base" not in drawn


@pytest.mark.parametrize("dark", [False, True])
def test_it_draws_in_both_themes(dark: bool) -> None:
    figure = points_lost(71.0, PICTURE, 66.0).figure_in(dark=dark)
    assert len(figure.data) == 5


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (8.2, f"{MINUS}8 points"),
        (1.2, f"{MINUS}1 point"),
        (0.96, f"{MINUS}1 point"),
        (0.94, f"{MINUS}0.9 points"),
        (0.4, f"{MINUS}0.4 points"),
        (0.0, "no points"),
    ],
)
def test_points_are_whole_and_below_one_have_a_decimal(points: float, words: str) -> None:
    assert points_words(points) == words


def test_the_table_of_components_ends_in_the_score(coherence: Coherence) -> None:
    table = lost_by_component(coherence)
    assert [row[0] for row in table.rows] == [
        "Customer selection", "Value proposition", "Selling tasks", "Value delivery",
        "All four, the mean",
    ]  # fmt: skip
    last = table.rows[-1]
    places = len(last[-1].partition(".")[2])
    assert last[-1] == f"{half_up(coherence.score, places):.{places}f}"
    for row in table.rows:
        taken = [float(each.removeprefix(MINUS)) for each in row[1:-1] if each != "none"]
        assert 100 - sum(taken) == pytest.approx(float(row[-1]))


def test_the_table_of_one_segment_is_of_that_segment(coherence: Coherence) -> None:
    segment = coherence.segments[0]
    table = lost_by_component(coherence, segment.id)
    shown = [float(row[-1]) for row in table.rows[:-1]]
    assert shown == pytest.approx([c.score for c in segment.components], abs=0.5)


def test_figures_of_the_waterfall_add_up() -> None:
    # regression: −16, −4 and none stood over 81
    panel = points_lost(80.6, {Layer.STRUCTURE: 15.5, Layer.CROSS_IMPACT: 3.9}, None)
    assert [row[1] for row in panel.table.rows[:4]] == [
        f"{MINUS}15.5", f"{MINUS}3.9", "none", "80.6",
    ]  # fmt: skip


def test_a_change_of_less_than_a_twentieth_is_not_told_and_a_small_loss_is_not_whole() -> None:
    lost = {Layer.STRUCTURE: 0.4}
    assert points_lost(99.6, lost, 99.59).title == "Coherence 99.6 of 100: structure costs the most"
