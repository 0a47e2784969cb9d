"""The week of the highest-paid sellers, and which reading of the 30% rule fires (rule 3.13)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from salesmodel.assignment.able import able_shares
from salesmodel.assignment.non_selling.week import Diagnostic, SellerWeek, diagnose
from salesmodel.evaluation import evaluate
from salesmodel.model import Proficiency, RoleKind, SalesModel, TaskKind, Unit, assumed
from tests.builders import a_model, a_role, a_task, also, changed, holds, share
from tests.evaluation.random_models import models

WEEKS = 1_750 / 40
EVALUATED = 0.7 / 0.94
"""Visits of vendor evaluation a buyer: e = 0.25 + 0.6 (0.75 + 0.1 e); half go on to consensus."""
PROSPECTING = 200.0  # hours of the two account executives a year: 100 buyers x 4 h x a half
DEMO = 100 * EVALUATED * 4 * 0.4
PROPOSAL = 100 * EVALUATED / 2 * 4
MEETINGS = 2 * 600.0
WORKING = PROSPECTING + DEMO + PROPOSAL + MEETINGS


def diagnosed(model: SalesModel, **rule: float) -> Diagnostic:
    return diagnose(able_shares(model), evaluate(model), **rule)


def the_executive(model: SalesModel) -> SellerWeek:
    (week,) = diagnosed(model).sellers
    assert week.role == "ae"
    return week


def acme(*, meetings: float = 600, heads: float = 2) -> SalesModel:
    """Acme, whose account executives are there so many hours a year beyond their 1,200."""
    present = assumed(1_200 + meetings, Unit.HOURS_PER_YEAR)
    headcount = assumed(heads, Unit.HEADS)
    return changed(a_model(), "roles", "ae", present_hours=present, headcount=headcount)


def without_takers(model: SalesModel) -> SalesModel:
    """Only the account executive is able to prospect."""
    model = changed(model, "assignments", "prospect:ae", share=share(1))
    model = changed(model, "assignments", "prospect:sdr", share=share(0))
    return changed(model, "roles", "sdr", skills={})


def test_a_week_worked_out_by_hand() -> None:
    week = the_executive(a_model())
    hours = {part.kind: part.hours for part in week.parts}
    assert list(hours) == [
        "selling", "technical", "prospecting", "qualification", "onboarding", "service",
        "administration", "meetings", "free",
    ]  # fmt: skip
    each = {"selling": PROPOSAL, "technical": DEMO, "prospecting": PROSPECTING, "meetings": 1_200}
    for kind, a_year in each.items():
        assert hours[kind] == pytest.approx(a_year / 2 / WEEKS)
    assert hours["free"] == pytest.approx((1_200 - (WORKING - MEETINGS) / 2) / WEEKS)
    assert week.hours == pytest.approx(1_800 / WEEKS)
    assert (week.overtime, week.hourly_cost, week.headcount) == (0, 150, 2)


def test_1750_hours_a_year_are_a_week_of_40() -> None:
    assert the_executive(acme(meetings=550)).hours == pytest.approx(40)


def test_the_three_shares_worked_out_by_hand() -> None:
    week = the_executive(a_model())
    assert week.stated_share == pytest.approx((PROSPECTING + MEETINGS) / WORKING)
    assert week.actionable_share == pytest.approx(PROSPECTING / WORKING)
    assert week.task_share == pytest.approx(PROSPECTING / (WORKING - MEETINGS))
    assert week.meetings_share == pytest.approx(MEETINGS / WORKING)


def test_the_cause_is_the_task_with_what_moving_it_saves() -> None:
    """An hour costs 150 with an executive and 62.50 with an SDR, both equally good at it."""
    (cause,) = the_executive(a_model()).causes
    assert (cause.task, cause.name, cause.segment) == ("prospect", "Prospecting", "ent")
    assert (cause.hours, cause.to_role) == (pytest.approx(PROSPECTING), "sdr")
    assert cause.share == pytest.approx(PROSPECTING / WORKING)
    assert cause.saving == pytest.approx(200 * (150 - 62.5))
    assert cause.win_rate_change == pytest.approx(0)
    assert cause.contribution_change == pytest.approx(cause.saving)
    assert cause.why == "A standard hour of it costs $62 with SDR, $150 with Account executive."


def test_a_worse_role_costs_points_of_win_rate_as_the_evaluated_model_says() -> None:
    model = also(a_model(), "tasks", a_task("notes", "Notes", "consensus", "Prospecting",
                                            kind=TaskKind.ADMINISTRATION))  # fmt: skip
    model = also(model, "assignments", holds("notes", "ae", 1))
    model = changed(model, "roles", "sdr", skills={"Prospecting": Proficiency(quality=share(0.3))})
    cause = next(c for c in the_executive(model).causes if c.task == "notes")
    moved = changed(model, "assignments", "notes:ae", share=share(0))
    moved = also(moved, "assignments", holds("notes", "sdr", 1))
    moved = changed(moved, "tasks", "notes", baseline_shares={"ae": 1.0})
    before, after = evaluate(model).totals, evaluate(moved).totals
    assert cause.win_rate_change == pytest.approx(after.win_rate - before.win_rate)
    assert cause.win_rate_change is not None
    assert cause.win_rate_change < -0.001
    assert cause.contribution_change == pytest.approx(after.contribution - before.contribution)


def test_of_several_roles_the_one_that_saves_most_is_named() -> None:
    model = also(a_model(), "roles", a_role("bot", "Robot", RoleKind.PRODUCT, 12_000,
                                            "Prospecting"))  # fmt: skip
    (cause,) = the_executive(model).causes
    assert (cause.to_role, cause.saving) == ("bot", pytest.approx(200 * 140))


def test_a_role_of_quality_zero_takes_nothing_over() -> None:
    model = changed(a_model(), "roles", "sdr",
                    skills={"Prospecting": Proficiency(quality=share(0))})  # fmt: skip
    assert the_executive(model).causes[0].to_role is None


def test_what_nobody_else_can_do_says_why() -> None:
    (cause,) = the_executive(without_takers(a_model())).causes
    assert cause.why == "No other role has the skill Prospecting."
    assert cause.to_role is cause.saving is cause.win_rate_change is None
    assert cause.contribution_change is None


def test_one_of_the_dearest_sellers_is_no_relief_for_another() -> None:
    model = without_takers(a_model())
    model = also(model, "roles", a_role("am", "Account manager", RoleKind.AM, 170_000, "Deal",
                                        "Prospecting"))  # fmt: skip
    model = changed(model, "assignments", "proposal:ae", share=share(0.5))
    model = also(model, "assignments", holds("proposal", "am", 0.5))
    found = diagnosed(model)
    executive = found.sellers[0]
    assert [week.role for week in found.sellers] == ["ae", "am"]
    assert executive.actionable_share == 0
    assert "only Account manager could do it" in executive.causes[0].why
    alone = diagnosed(model, top_pay=0.95).sellers[0]
    assert (alone.causes[0].to_role, alone.actionable_fires) == ("am", False)


def test_who_the_highest_paid_are_is_a_rule_that_can_be_moved() -> None:
    model = changed(a_model(), "tasks", "demo", kind=TaskKind.SELLING)  # engineers cost 150,000
    assert [week.role for week in diagnosed(model).sellers] == ["ae", "se"]
    stricter = diagnosed(model, top_pay=0.9)
    assert [week.role for week in stricter.sellers] == ["ae"]
    assert stricter.rule == (
        "Roles that hold selling tasks and cost at least 90% of the dearest such role."
    )


def test_only_as_stated_when_meetings_make_it() -> None:
    found = diagnosed(a_model())
    assert (found.fires, found.limit) == ("stated", 0.3)
    assert found.sentence == (
        "Only as stated: Account executive does not sell for 84% of the working time, but meetings "
        "and internal work make 72 points of it and other roles could take 12 points, which is not "
        "above the 30% line."
    )


def test_only_as_stated_when_nobody_else_could_do_it() -> None:
    found = diagnosed(without_takers(acme(meetings=0)))
    assert found.fires == "stated"
    assert found.sentence == (
        "Only as stated: Account executive does not sell for 60% of the working time, but nobody "
        "else could do 60 points and there is nothing that another role could take."
    )


def test_both_when_others_could_do_it() -> None:
    found = diagnosed(acme(meetings=0))
    assert found.fires == "both"
    assert found.sentence == (
        "Both: Account executive does not sell for 43% of the working time, and 43% goes to tasks "
        "that other roles could do, above the 30% line. Prospecting alone takes 43%."
    )


def test_neither_when_the_line_is_higher() -> None:
    found = diagnosed(acme(meetings=0), limit=0.5)
    assert found.fires == "neither"
    assert found.sentence == (
        "Neither: Account executive, the nearest to the 50% line, does not sell for 43% of the "
        "working time."
    )


def test_past_all_capacity_the_week_is_longer_than_the_hours_present() -> None:
    week = the_executive(acme(heads=0.1))
    asked = (WORKING - MEETINGS) / 0.1
    assert week.parts[-1].hours == 0
    assert week.hours == pytest.approx((asked + 600) / WEEKS)
    assert week.overtime == pytest.approx((asked - 1_200) / WEEKS)


def test_a_role_that_nobody_fills_has_no_week_but_its_tasks_are_judged() -> None:
    model = acme(heads=0)
    assert math.isinf(evaluate(model).role("ae").utilisation)
    week = the_executive(model)
    assert {part.hours for part in week.parts} == {0}
    assert (week.hours, week.overtime, week.meetings_share) == (0, 0, 0)
    for of_work in (week.stated_share, week.task_share):
        assert of_work == pytest.approx(PROSPECTING / (WORKING - MEETINGS))


def test_without_work_nobody_sells() -> None:
    model = changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR))
    for nothing in (model, SalesModel(id="empty", name="Empty")):
        found = diagnosed(nothing)
        assert (found.sellers, found.fires) == ((), "neither")
        assert found.sentence == "No role does selling tasks yet."


def test_a_seller_who_only_sells_never_fires_as_actionable() -> None:
    model = changed(a_model(), "tasks", "prospect", kind=TaskKind.SELLING)
    week = diagnosed(model, limit=0).sellers[0]
    assert (week.causes, week.actionable_share, week.actionable_fires) == ((), 0, False)


@given(models())
@settings(max_examples=40, deadline=None)
def test_weeks_hold_together_for_any_model(model: SalesModel) -> None:
    found = diagnosed(model)
    for week in found.sellers:
        assert sum(part.hours for part in week.parts) == pytest.approx(week.hours)
        assert all(part.hours >= 0 for part in week.parts)
        assert week.hours - week.overtime == pytest.approx(1_800 / WEEKS)
        assert 0 <= week.actionable_share <= week.stated_share <= 1
        assert week.task_share <= week.stated_share + 1e-12
        caused = sum(cause.share for cause in week.causes)
        assert caused + week.meetings_share == pytest.approx(week.stated_share)
        assert list(week.causes) == sorted(week.causes, key=lambda cause: -cause.hours)
    stated = any(week.stated_fires for week in found.sellers)
    actionable = any(week.actionable_fires for week in found.sellers)
    assert found.fires == ("both" if actionable else "stated" if stated else "neither")
