"""The week of the dearest sellers as it is drawn: what stands where, and both verdicts in words."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from salesmodel.assignment import able_shares
from salesmodel.assignment.non_selling.week import Cause, Diagnostic, SellerWeek, WeekPart, diagnose
from salesmodel.charts.panel import MAX_TITLE
from salesmodel.charts.week_bars import week_bars
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Unit, assumed
from tests.builders import a_model, changed, without
from tests.evaluation.random_models import models

MODEL = a_model()
KINDS = ("selling", "technical", "prospecting", "meetings", "free")


def a_cause(task: str = "prospect", **more: Any) -> Cause:
    known: dict[str, Any] = {
        "task": task, "name": "Prospecting", "segment": "ent", "hours": 175.0, "share": 0.1,
        "to_role": "sdr", "saving": 9_000.0, "win_rate_change": 0.002,
        "contribution_change": 12_000.0, "why": "It is cheaper there.",
    }  # fmt: skip
    return Cause(**(known | more))


def a_week(role: str = "ae", hours: tuple[float, ...] = (16, 2, 8, 10, 4), **more: Any
) -> SellerWeek:  # fmt: skip
    """A week of 40 hours by `KINDS`, 36 of them worked: 18 of those not selling."""
    known: dict[str, Any] = {
        "role": role, "name": "Account executive", "short": role.upper(), "kind": "ae",
        "hourly_cost": 148.4, "headcount": 2.0, "hours": sum(hours), "stated_share": 0.5,
        "task_share": 0.31, "actionable_share": 0.18, "stated_fires": True,
        "actionable_fires": False, "causes": (a_cause(),),
        "parts": tuple(WeekPart(kind, each) for kind, each in zip(KINDS, hours, strict=True)),
    }  # fmt: skip
    return SellerWeek(**(known | more))


def drawn(*weeks: SellerWeek, fires: Any = "stated", model: SalesModel = MODEL) -> dict[str, Any]:
    diagnostic = Diagnostic(weeks, "Who costs most.", "Because of that.", fires, 0.30)
    return week_bars(diagnostic, model, evaluate(MODEL))


def test_what_is_not_selling_stands_first_then_technical_selling_and_free_time() -> None:
    (row,) = drawn(a_week())["rows"]
    kinds = [part["kind"] for part in row["parts"]]
    assert kinds == ["meetings", "prospecting", "technical", "selling", "free"]
    assert [part["text"] for part in row["parts"]] == ["10.0", "8.0", "2.0", "16.0", "4.0"]


def test_the_line_stands_at_30_per_cent_of_the_hours_worked() -> None:
    """36 of 40 hours are worked; the bar passes the line exactly when the rule as stated fires."""
    (row,) = drawn(a_week())["rows"]
    assert row["line"] == pytest.approx(0.30 * 36)


@settings(max_examples=15, deadline=None)
@given(models())
def test_the_dark_part_of_the_bar_passes_the_line_only_when_the_rule_fires(
    model: SalesModel,
) -> None:
    evaluation = evaluate(model)
    diagnostic = diagnose(able_shares(model), evaluation)
    stated = {week.role: week.stated_share for week in diagnostic.sellers}
    for row in week_bars(diagnostic, model, evaluation)["rows"]:
        dark = sum(
            part["hours"]
            for part in row["parts"]
            if part["kind"] not in ("selling", "technical", "free")
        )
        if row["hours"] > 0 and abs(dark - row["line"]) > 0.5:
            assert (dark > row["line"]) == (stated[row["role"]] > 0.30)


def test_both_verdicts_say_over_or_within_in_words() -> None:
    (row,) = drawn(a_week())["rows"]
    said = [f"{each['share']} {each['reading']}, {each['side']}" for each in
            (row["stated"], row["actionable"])]  # fmt: skip
    assert said == ["50% as stated, over", "18% can be acted on, within"]
    assert row["stated"]["tip"] == "50.0% of the working time: 20 pts over the 30% line."
    assert row["actionable"]["tip"] == "18.0% of the working time: 12 pts under the 30% line."


@pytest.mark.parametrize(
    ("fires", "pill"),
    [("both", "Restructure"), ("stated", "Only as stated"), ("neither", "Within")],
)
def test_the_pill_says_which_reading_fires(fires: str, pill: str) -> None:
    assert drawn(a_week(), fires=fires)["pill"]["text"] == pill


def test_the_title_names_the_seller_who_sells_least() -> None:
    other = a_week("am", stated_share=0.62)
    payload = drawn(a_week(), other)
    assert payload["title"] == "AMs spend 62% of the week on non-selling work"
    assert [row["role"] for row in payload["rows"]] == ["am", "ae"]
    calm = a_week(stated_share=0.2, stated_fires=False)
    assert drawn(calm, fires="neither")["title"] == "Every senior role is under the 30% line"


def test_a_title_fits_however_long_the_role_is_called() -> None:
    assert len(drawn(a_week(short="X" * 200))["title"]) <= MAX_TITLE


def test_a_part_tells_its_share_and_its_tasks() -> None:
    """The executives spend 200 hours a year on prospecting: 100 each, in 43.75 weeks."""
    (row,) = drawn(a_week())["rows"]
    part = next(part for part in row["parts"] if part["kind"] == "prospecting")
    assert part["tip"] == (
        "Prospecting: 8.0 hours a week, 22% of the working time.\nProspecting: 2.3"
    )
    assert part["movable"] == pytest.approx(175 / 2 / 43.75)


def test_what_nobody_else_can_do_is_not_marked_and_says_why() -> None:
    bound = a_cause(to_role=None, saving=None, win_rate_change=None, why="Nobody else.")
    (row,) = drawn(a_week(causes=(bound,)))["rows"]
    assert all(part["movable"] == 0 for part in row["parts"])
    (cause,) = row["causes"]
    assert (cause["to"], cause["saving"], cause["win"]) == (None, None, None)
    assert cause["why"] == "Nobody else."


def test_a_cause_says_who_could_take_it_and_what_that_saves_or_costs() -> None:
    dear = a_cause(saving=-12_300.0, win_rate_change=-0.004)
    (row,) = drawn(a_week(causes=(a_cause(), dear)))["rows"]
    saves, costs = row["causes"]
    assert (saves["to"]["people"], saves["saving"]["text"]) == ("SDRs", "$9.00k")
    assert saves["win"] == {"text": "+0.2 pts", "tone": "better"}
    assert costs["saving"] == {"text": "costs $12.3k", "tone": "worse"}
    assert costs["win"] == {"text": "\u22120.4 pts", "tone": "worse"}


def test_a_role_that_nobody_fills_has_no_bar_and_says_so() -> None:
    week = a_week(hours=(0, 0, 0, 0, 0), headcount=0.0)
    (row,) = drawn(week)["rows"]
    assert row["parts"] == []
    assert "nobody fills this role" in row["tip"]
    diagnosed = changed(MODEL, "roles", "ae", headcount=assumed(0, Unit.HEADS))
    assert week_bars(diagnose(able_shares(diagnosed), evaluate(diagnosed)), diagnosed,
                     evaluate(diagnosed))["rows"]  # fmt: skip


def test_overtime_is_told() -> None:
    (row,) = drawn(a_week(overtime=6.0))["rows"]
    assert "6.0 hours a week more than a head is there" in row["tip"]


@pytest.mark.parametrize("cost", [math.inf, math.nan])
def test_an_hour_without_a_price_is_not_known(cost: float) -> None:
    (row,) = drawn(replace(a_week(), hourly_cost=cost))["rows"]
    assert row["rate"] == "not known yet"


def test_no_sellers_no_bars_but_a_sentence() -> None:
    payload = drawn(fires="neither")
    assert payload["rows"] == []
    assert payload["pill"]["text"] == ""
    assert payload["empty"].startswith("No role does selling tasks yet.")


def test_a_legend_names_what_is_drawn_and_nothing_else() -> None:
    assert [each["label"] for each in drawn(a_week())["legend"]] == [
        "Meetings", "Prospecting", "Technical", "Selling", "Free",
    ]  # fmt: skip


def test_a_taker_that_is_gone_from_the_model_is_no_taker() -> None:
    (row,) = drawn(a_week(), model=without(MODEL, "roles", "sdr"))["rows"]
    assert row["causes"][0]["to"] is None
