"""The frontier as it is drawn: its findings, its axes, what stands beside it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from salesmodel.assignment.contribution.frontier import Frontier, FrontierPoint
from salesmodel.charts.frontier_drawing import (
    Beside,
    Pick,
    Surroundings,
    first_pick,
    frontier_drawing,
)
from salesmodel.charts.frontier_words import basis, title
from salesmodel.model import Judged, Quantity, Unit, assumed
from tests.builders import a_model, changed

MODEL = a_model()
NOW = FrontierPoint(2_000_000.0, 1_000_000.0, 0.2)


def line(*points: tuple[float, float, float]) -> tuple[FrontierPoint, ...]:
    return tuple(FrontierPoint(*each) for each in points)


CONTRIBUTION = line((1e6, 1.2e6, 0.15), (1.5e6, 1.5e6, 0.18), (1.9e6, 1.64e6, 0.2))
WINS = line((1e6, 1.2e6, 0.15), (2e6, 1.4e6, 0.216), (3e6, 0.9e6, 0.25))
FRONTIER = Frontier(CONTRIBUTION, WINS, NOW)


def drawn(
    frontier: Frontier = FRONTIER,
    *,
    reference: FrontierPoint | None = None,
    picked: Pick | None = None,
    **beside: Any,
) -> dict[str, Any]:
    around = Surroundings(Beside("Baseline", reference or frontier.present), **beside)
    return frontier_drawing(MODEL, frontier, around, picked or first_pick(frontier))


def said(now: tuple[float, float, float], frontier: Frontier = FRONTIER) -> tuple[str, str]:
    """The findings on contribution and win rate for another present."""
    other = replace(frontier, present=FrontierPoint(*now))
    return title(other, "contribution", "USD"), title(other, "win_rate", "USD")


def test_the_titles_say_what_todays_cost_could_buy() -> None:
    contribution, wins = said((1.91e6, 1e6, 0.1))
    assert contribution == "At today's cost, $640k more contribution is possible"
    assert wins == "Win rate could be 5.0 pts higher, at $910k less cost"
    assert said((2e6, 1e6, 0.2))[1] == "At today's cost, the win rate could be 1.6 pts higher"


def test_what_is_cheaper_too_says_by_how_much() -> None:
    assert said((2.5e6, 1e6, 0.2)) == (
        "$640k more contribution is possible, at $600k less cost",
        "Win rate could be 1.6 pts higher, at $500k less cost",
    )


def test_on_the_frontier_more_costs_more() -> None:
    assert said((1.5e6, 1.5e6, 0.15)) == (
        "The present model is on the frontier: more contribution costs more money",
        "The same win rate is possible for $500k less a year",
    )
    at_the_end = said((1.9e6, 1.64e6, 0.1))[0]
    assert at_the_end == "The present model is on the frontier: no money buys more contribution"
    assert said((2e6, 1e6, 0.216))[1] == (
        "The present model is on the frontier: more wins cost more money"
    )


def test_between_two_points_the_present_may_stand_above_the_lower_one() -> None:
    assert "on the frontier" in said((1.7e6, 1.55e6, 0.1))[0]


def test_a_present_outside_the_limits_is_named() -> None:
    assert said((0.9e6, 1e6, 0.1))[0] == "Today's cost is below anything that the limits allow"
    above = said((1.2e6, 1.9e6, 0.3))
    assert above[0] == "The present model has more contribution than the limits allow"
    assert above[1] == "The present model has more win rate than the limits allow"


def test_a_single_point_leaves_nothing_to_trade_off() -> None:
    one = Frontier(line((1e6, 5e5, 0.2)), line((1e6, 5e5, 0.2)), FrontierPoint(1e6, 5e5, 0.2))
    assert said((1e6, 5e5, 0.2), one) == (
        ("Nothing to trade off: one assignment is best at every cost",) * 2
    )
    payload = drawn(one)
    assert [len(each["points"]) for each in payload["lines"]] == [1, 1]
    assert payload["picked"] == {"curve": "contribution", "index": 0, "count": 0}


def test_no_line_is_drawn_where_nothing_was_found() -> None:
    nothing = Frontier((), (), NOW)
    assert first_pick(nothing) is None
    assert drawn(nothing)["lines"] == []
    assert said((1e6, 1e6, 0.2), nothing)[0].startswith("No line for contribution")
    only_wins = Frontier((), WINS, NOW)
    assert first_pick(only_wins) == Pick("win_rate", 1)
    assert [each["key"] for each in drawn(only_wins)["lines"]] == ["win_rate"]


def test_the_handle_stands_first_where_todays_cost_buys_most() -> None:
    assert first_pick(FRONTIER) == Pick("contribution", 2)
    cheap = replace(FRONTIER, present=FrontierPoint(1.6e6, 1e6, 0.1))
    assert first_pick(cheap) == Pick("contribution", 1)
    below = replace(FRONTIER, present=FrontierPoint(0.5e6, 1e6, 0.1))
    assert first_pick(below) == Pick("contribution", 0)


def test_each_point_says_its_figures_and_their_change_against_now() -> None:
    point = drawn()["lines"][1]["points"][2]
    assert point["text"] == "cost $3.00M, contribution $900k, win rate 25.0%"
    assert point["change"] == {
        "cost": {"text": "+$1.00M", "tone": "worse"},
        "contribution": {"text": "\u2212$100k", "tone": "worse"},
        "win_rate": {"text": "+5.0 pts", "tone": "better"},
    }
    assert drawn()["present"]["change"]["cost"] == {"text": "no change", "tone": "same"}


def test_the_subtitle_says_measure_unit_where_the_axes_start_and_the_basis() -> None:
    payload = drawn()
    contribution, wins = (panel["subtitle"] for panel in payload["panels"])
    assert contribution.startswith(
        "Contribution, $M, against cost, $M, a year; axes from $856k and $880k."
    )
    assert wins.startswith("Win rate by cohort, %, against cost, $M, a year; axes from 14.4% and")
    assert "which hangs on assumed task weights." in wins


def test_the_basis_follows_the_weights() -> None:
    judged = MODEL
    for task in MODEL.tasks:
        weight = Quantity(value=0.2, unit=Unit.LOG_ODDS, origin=Judged())
        judged = changed(judged, "tasks", task.id, weight=weight)
    assert basis(judged).endswith("which hangs on task weights.")
    for task in MODEL.tasks:
        judged = changed(judged, "tasks", task.id, weight=assumed(0, Unit.LOG_ODDS))
    assert basis(judged) == (
        "No task has a weight: conversion does not answer to who does the tasks."
    )


def test_a_reference_that_is_the_present_has_no_mark_of_its_own() -> None:
    assert drawn()["reference"] is None
    other = drawn(reference=FrontierPoint(2.1e6, 9e5, 0.19))["reference"]
    assert (other["name"], other["change"]["cost"]["text"]) == ("Baseline", "+$100k")


def test_scenarios_are_marks_and_one_far_away_is_only_told() -> None:
    near, far = Beside("Near", NOW), Beside("Far", FrontierPoint(5e8, 1e6, 0.2))
    payload = drawn(scenarios=(near, far), notes=("1 older scenario is not shown.",))
    assert [each["name"] for each in payload["scenarios"]] == ["Near"]
    assert payload["cost"]["high"] < 4e6
    assert payload["notes"] == [
        "1 older scenario is not shown.",
        "Far: in the numbers only, too far away to draw.",
    ]
    assert ["Far", "$500M", "$1.00M", "20.0%"] in payload["table"]["rows"]


def test_the_path_leads_to_now_and_a_stopped_drawing_says_so() -> None:
    path = (Beside("Before", FrontierPoint(2.2e6, 8e5, 0.2)), Beside("Now", NOW))
    payload = drawn(replace(FRONTIER, is_whole=False), path=path)
    assert [each["name"] for each in payload["path"]] == ["Before", "Now"]
    assert payload["notes"] == ["Stopped before its end: the lines are drawn in part."]


def test_the_table_holds_every_number() -> None:
    rows = drawn()["table"]["rows"]
    assert rows[0] == ["Now", "$2.00M", "$1.00M", "20.0%"]
    assert rows[2] == ["Most contribution, 1 of 3", "$1.00M", "$1.20M", "15.0%"]
    assert len(rows) == 2 + 3 + 3


MONEY = some.floats(-1e12, 1e12)
POINTS = some.builds(
    FrontierPoint, some.floats(0, 1e12), MONEY, some.floats(0, 1), some.just(NOW.shares)
)


@settings(max_examples=80, deadline=None)
@given(points=some.lists(POINTS, min_size=1, max_size=6), now=POINTS)
def test_whatever_the_numbers_all_lies_on_the_axes_with_four_ticks_at_most(
    points: list[FrontierPoint], now: FrontierPoint
) -> None:
    rising = tuple(sorted(points, key=lambda each: each.cost))
    payload = drawn(Frontier(rising, rising, now))
    json.dumps(payload, allow_nan=False)
    for key, axis in (
        ("cost", payload["cost"]),
        *((panel["measure"], panel["axis"]) for panel in payload["panels"]),
    ):
        assert axis["low"] <= min(getattr(each, key) for each in (*points, now))
        assert axis["high"] >= max(getattr(each, key) for each in (*points, now))
        ticks = [tick["at"] for tick in axis["ticks"]]
        assert 1 <= len(ticks) <= 4
        assert all(axis["low"] <= at <= axis["high"] for at in ticks)
        assert len({tick["text"] for tick in axis["ticks"]}) == len(ticks)
        gaps = [b - a for a, b in pairwise(ticks)]
        assert all(math.isclose(gap, gaps[0], rel_tol=1e-6) for gap in gaps)
    for panel in payload["panels"]:
        assert len(panel["title"]) <= 72


@pytest.mark.parametrize("tiny", [1e-6, 1.0, 40.0])
def test_tiny_numbers_are_drawn(tiny: float) -> None:
    small = line((tiny, tiny, 1e-6), (2 * tiny, 1.5 * tiny, 2e-6))
    payload = drawn(Frontier(small, small, small[0]))
    assert payload["cost"]["high"] > payload["cost"]["low"]
