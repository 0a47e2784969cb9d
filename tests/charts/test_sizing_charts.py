"""The plan of hires and what breaks first, as they are drawn: findings, marks, numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesmodel.assignment.staffing.breaking import Breaking, RoleLoad, breaking_points
from salesmodel.assignment.staffing.sizing import RolePlan, StaffingPlan
from salesmodel.charts.breaking import breaking_finding, breaking_map
from salesmodel.charts.panel import MAX_TITLE, ChartPanel
from salesmodel.charts.sizing import month_name, periods, staffing
from tests.charts.sample import evaluation, role

NONE = (0.0,) * 12


def a_plan(**figures: object) -> StaffingPlan:
    """Twelve months of 5 AEs of which the work needs 5, with these series in their place."""
    aes = RolePlan(
        role="ae", name="Account executive", short="AE", kind="ae", ramp_months=3, attrition=0.2,
        heads_now=5, hours=(500.0,) * 12, need=(5.0,) * 12, heads=(5.0,) * 12,
        effective=(5.0,) * 12, hires=NONE, leavers=NONE, utilisation=(0.85,) * 12,
        short_hours=NONE, short_if_none_hired=NONE, idle=NONE, payroll=(50_000.0,) * 12,
    )  # fmt: skip
    return StaffingPlan(12, 0.25, 0.85, True, "USD", (replace(aes, **figures),))  # type: ignore[arg-type]


def in_month(month: int, amount: float) -> tuple[float, ...]:
    return tuple(amount if place == month else 0.0 for place in range(1, 13))


def loads(panel: ChartPanel) -> list[list[str]]:
    rows: list[list[str]] = panel.spec["data"][0]["text"]
    return rows


def test_the_title_says_whom_to_hire_by_when_and_what_happens_otherwise() -> None:
    plan = a_plan(hires=in_month(3, 3), short_if_none_hired=in_month(7, 410))
    assert staffing(plan, "ae").title == "Hire 3 AEs in March, or July is short of 410 hours"


def test_hires_of_several_months_are_due_by_the_last_of_them() -> None:
    hires = (1.0, 0.0, 2.0, *[0.0] * 9)
    plan = a_plan(hires=hires, short_if_none_hired=in_month(12, 90))
    assert staffing(plan).title == "Hire 3 people by March, or December is short of 90 hours"


def test_a_long_title_shortens_its_months_before_it_leaves_out_the_hours() -> None:
    assert month_name(21, 1, short=True) == "Sep of year 2"


def test_a_plan_of_two_years_keeps_month_and_hours_in_its_title() -> None:
    none = (0.0,) * 24
    late = (*none[:23], 7101.0)
    plan = replace(
        a_plan(need=(5.0,) * 24, heads=(5.0,) * 24, effective=(5.0,) * 24, leavers=none,
               hours=(500.0,) * 24, hires=(*none[:23], 111.0), short_if_none_hired=late,
               short_hours=none, idle=none, payroll=none),
        months=24,
    )  # fmt: skip
    assert staffing(plan).title == (
        "Hire 111 people in Dec of year 2, or that month is 7,101 hours short"
    )


def test_two_years_are_marked_by_quarter_and_no_hire_is_lost() -> None:
    hires = tuple(float(month % 3) for month in range(24))
    plan = replace(
        a_plan(**dict.fromkeys(
            ("need", "heads", "effective", "leavers", "hours", "short_if_none_hired",
             "short_hours", "idle", "payroll"), (1.0,) * 24), hires=hires),
        months=24,
    )  # fmt: skip
    spans = periods(24, first_month=11)
    assert [(span.name, span.year) for span in (spans[0], spans[4])] == [
        ("Nov–Jan", 1), ("Nov–Jan", 2),
    ]  # fmt: skip
    assert sum(span.sum(hires) for span in spans) == sum(hires)
    marks = staffing(plan, "ae").spec["data"][3]
    assert (marks["x"][:2], marks["text"][0]) == ([2, 5], "<b>+3</b>")
    assert len(marks["x"]) == 8


def test_a_year_and_a_half_ends_with_its_last_quarter() -> None:
    assert [(span.first, span.last) for span in periods(18, 1)][-1] == (16, 18)
    assert [(span.first, span.last) for span in periods(13, 1)][-1] == (13, 13)
    assert [span.name for span in periods(12, 1)][:2] == ["Jan", "Feb"]


def test_hours_that_no_hire_can_take_in_time_are_told_beside_the_plan() -> None:
    plan = a_plan(
        hires=in_month(1, 2), short_if_none_hired=(150.0,) * 12,
        short_hours=(100.0, 40.0, *[0.0] * 10),
    )  # fmt: skip
    assert staffing(plan, "ae").subtitle.endswith("short even so: 140 hours, January to February")


def test_a_team_that_suffices_needs_no_hire() -> None:
    title = staffing(a_plan(), "ae", first_month=4).title
    assert title == "Nobody to hire: AE carries its work to March"


def test_months_have_their_names_from_the_month_in_which_the_plan_begins() -> None:
    assert [month_name(month, 11) for month in (1, 2, 3)] == ["November", "December", "January"]
    assert month_name(14, 1) == "February of year 2"


def test_the_bars_stack_ramping_heads_on_those_of_full_use_and_start_at_zero() -> None:
    panel = staffing(a_plan(heads=(6.0,) * 12, effective=(5.25,) * 12), "ae")
    full, ramping, needed = panel.spec["data"][:3]
    assert (full["y"][0], ramping["y"][0], needed["y"][0]) == (5.25, 0.75, 5.0)
    assert full["marker"]["color"] == "@role-ae"
    assert panel.spec["layout"]["yaxis"]["range"][0] == 0


def test_each_hire_is_marked_at_its_month() -> None:
    marks = staffing(a_plan(hires=in_month(4, 2)), "ae").spec["data"][3]
    assert (marks["x"], marks["text"]) == ([4], ["<b>+2</b>"])


def test_the_numbers_stand_behind_the_plan_month_by_month() -> None:
    table = staffing(a_plan(hires=in_month(2, 1)), "ae").table
    assert len(table.rows) == 12
    assert table.rows[1][0] == "February"
    assert dict(zip(table.columns, table.rows[1], strict=True))["Hired"] == "1"


@pytest.mark.parametrize("dark", [False, True])
def test_both_charts_are_figures_in_both_themes(dark: bool) -> None:
    breaking = breaking_points(evaluation(roles=(role("ae", 1.3), role("se", 0.5))))
    for panel in (staffing(a_plan()), breaking_map(breaking)):
        assert panel.figure_in(dark=dark).data
        assert len(panel.title) <= MAX_TITLE


def test_the_role_that_breaks_first_is_named_with_the_growth_at_which_it_does() -> None:
    breaking = breaking_points(evaluation(roles=(role("se", 0.5), role("ae", 0.885))))
    assert breaking_finding(breaking) == (
        "At +13% demand the account executives pass 100%: they break first"
    )


def test_roles_that_are_past_the_line_are_named_and_who_is_next() -> None:
    breaking = breaking_points(evaluation(roles=(role("ae", 1.2), role("se", 0.95))))
    title = breaking_finding(breaking)
    assert title == "AE is past 100% already; SE is next, at +5.3% demand"


def test_the_map_marks_85_and_100_percent_with_signs_and_not_by_colour_alone() -> None:
    panel = breaking_map(breaking_points(evaluation(roles=(role("ae", 0.8),))))
    assert loads(panel) == [["80%", "88% △", "100% △", "<b>120% ▲</b>", "<b>160% ▲</b>"]]
    assert panel.spec["data"][0]["z"] == [[0, 1, 1, 2, 2]]
    assert panel.table.rows[0][-2:] == ("+6.2%", "+25%")


def test_a_role_that_nobody_fills_is_said_so_and_one_without_work_is_left_out() -> None:
    panel = breaking_map(breaking_points(evaluation(roles=(role("ae", math.inf), role("se", 0)))))
    assert loads(panel) == [["<b>nobody ▲</b>"] * 5]
    assert panel.title == "AE is past 100% already"


def test_a_model_without_work_has_nothing_to_break() -> None:
    assert breaking_map(Breaking((0.1,), ())).title == "No role has work yet: nothing can break"
    assert staffing(StaffingPlan(12, 0, 0.85, True, "USD", ())).title == (
        "The team: no work in this plan"
    )


def test_names_do_not_become_markup_and_long_ones_do_not_burst_the_title() -> None:
    load = RoleLoad("x", "B" * 200, "<b>x</b>", "ae", 0.9, (1.1,), -0.06, 0.11)
    panel = breaking_map(Breaking((0.1,), (load,)))
    assert panel.spec["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;x&lt;/b&gt;"]
    assert len(panel.title) <= MAX_TITLE
