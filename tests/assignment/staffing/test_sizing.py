"""Heads by month: against closed forms, and against every plan of a few months (rule 4.16)."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest

from salesmodel.assignment.staffing.breaking import breaking_points
from salesmodel.assignment.staffing.hiring import (
    ALMOST_ONE,
    NEAR,
    UNMET_WEIGHS,
    Staff,
    hires_for,
    paths,
    worth,
)
from salesmodel.assignment.staffing.sizing import RolePlan, plan_by_month
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Unit, WorkbenchError, assumed
from tests.builders import a_model, changed, share


def a_team(heads: float, *, ramp: float = 0, attrition: float = 0, work: float = 1.0) -> SalesModel:
    """Acme, with `heads` account executives whose work is `work` heads at all their hours."""
    model = a_model()
    hours = evaluate(model).role("ae").hours
    return changed(
        model, "roles", "ae", headcount=assumed(heads, Unit.HEADS), attrition=share(attrition),
        ramp_months=assumed(ramp, Unit.MONTHS), present_hours=assumed(1e6, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(hours / work, Unit.HOURS_PER_YEAR),
    )  # fmt: skip


def the_aes(model: SalesModel, **asked: float) -> RolePlan:
    plan = plan_by_month(model, evaluate(model), **{"max_utilisation": 1.0, **asked})  # type: ignore[arg-type]
    found = plan.role("ae")
    assert found is not None
    return found


def test_a_ramp_of_three_months_gives_a_quarter_a_half_and_three_quarters() -> None:
    """Figure R8."""
    assert worth(3, 5).tolist() == [0.25, 0.5, 0.75, 1, 1]
    assert worth(0, 2).tolist() == [1, 1]


@pytest.mark.parametrize(("heads", "work"), [(2, 5.3), (0, 1), (4, 4), (6, 2.5), (1.5, 3)])
def test_with_nobody_leaving_and_no_ramp_the_gap_is_filled_at_once(
    heads: float, work: float
) -> None:
    """Rule 4.16: hires of month 1 = ceil(need - heads), and nobody after."""
    aes = the_aes(a_team(heads, work=work))
    assert aes.hires == (max(0, math.ceil(work - heads)), *[0] * 11)
    assert aes.first_month_short is None
    assert aes.idle[0] == pytest.approx(max(heads, heads + math.ceil(work - heads)) - work)


def test_people_who_leave_are_replaced_one_for_one_once_the_team_is_complete() -> None:
    """Rule 4.16: in steady state the hires of a month are the leavers of the month before."""
    aes = the_aes(a_team(6, attrition=0.3, work=6), whole_people=False)
    assert aes.hires[1:] == pytest.approx([6 * 0.3 / 12] * 11)
    assert sum(aes.leavers) == pytest.approx(6 * 0.3)


def test_demand_grows_smoothly_to_the_growth_of_the_year() -> None:
    """Rule 4.16: (1 + growth)^(m/12)."""
    aes = the_aes(a_team(20, work=8), growth_a_year=0.5, months=24)
    assert aes.need[11] == pytest.approx(8 * 1.5)
    assert aes.need[23] == pytest.approx(8 * 1.5**2)
    assert aes.need[5] == pytest.approx(8 * 1.5**0.5)


def test_at_85_percent_more_heads_are_needed_than_at_100() -> None:
    assert the_aes(a_team(8, work=8), max_utilisation=0.85).need[0] == pytest.approx(8 / 0.85)


def test_people_are_hired_so_early_that_they_are_ramped_when_needed() -> None:
    """One head more from month 7 on, a ramp of 3: the hire of month 4 counts in full in month 7."""
    need = np.array([2.0] * 6 + [3.0] * 6)
    hires = hires_for(Staff(2, 0, 3), need, np.full(3, 3.0), whole=True).by_month
    assert np.flatnonzero(hires).tolist() == [3]


def test_a_gap_that_nobody_can_fill_yet_is_told_month_by_month() -> None:
    """Ramp 3, two heads missing: 1.5, 1 and 0.5 heads' hours stay undone; no crowd is hired."""
    model = a_team(4, ramp=3, work=6)
    aes = the_aes(model)
    gives = evaluate(model).role("ae").hours / 6 / 12
    assert aes.hired == 2
    assert aes.hires[0] == 2
    assert aes.short_hours[:4] == pytest.approx([1.5 * gives, gives, 0.5 * gives, 0])
    assert (aes.first_month_short, aes.last_month_short) == (1, 3)
    assert aes.short_if_none_hired == pytest.approx([2 * gives] * 12)


def test_nobody_is_dismissed_when_demand_falls_but_the_idle_are_counted() -> None:
    aes = the_aes(a_team(6, work=6), growth_a_year=-0.5)
    assert aes.hired == 0
    assert set(aes.heads) == {6.0}
    assert aes.idle[11] == pytest.approx(3)
    assert aes.utilisation[11] == pytest.approx(0.5)


def test_the_pay_of_a_month_is_a_twelfth_of_the_annual_cost_of_all_heads() -> None:
    model = a_team(4, ramp=3, work=6)
    plan = plan_by_month(model, evaluate(model), max_utilisation=1.0)
    by_hand = sum(
        plan_role.heads[5] * role.annual_cost.value / 12
        for plan_role, role in zip(plan.roles, model.roles, strict=True)
    )
    assert plan.payroll[5] == pytest.approx(by_hand)
    assert plan.payroll_in_all == pytest.approx(sum(plan.payroll))


@pytest.mark.parametrize("seed", range(25))
def test_no_other_plan_of_five_months_leaves_less_undone_for_less_pay(seed: int) -> None:
    """Rule 4.17: against all 3,125 plans of 0 to 4 hires a month, by the rules in plain loops."""
    rng = random.Random(seed)
    staff = Staff(rng.choice([0, 1, 2, 2.5, 4]), rng.choice([0, 0.02, 1 / 12]), rng.randint(0, 3))
    needs = [rng.uniform(0, 5)]
    for _ in range(4 + staff.lead):
        needs.append(needs[-1] * rng.uniform(0.95, 1.25))
    needs = [min(need, 3 + staff.heads * 0.6) for need in needs]
    plans = itertools.product(range(5), repeat=5)
    least = min(weight for plan in plans if (weight := _slow(staff, plan, needs)) is not None)
    hires = hires_for(staff, np.array(needs[:5]), np.array(needs[5:]), whole=True, near=0)
    assert hires.gap < 0.05
    found = _slow(staff, tuple(hires.by_month), needs)
    assert found == pytest.approx(least, abs=0.05)


def _slow(staff: Staff, hires: tuple[float, ...], needs: list[float]) -> float | None:
    """What a plan weighs; None when more are there than the work will carry (rule 4.17)."""
    groups, weight, most = [(staff.heads, -1)], 0.0, staff.heads
    for month in range(5 + staff.lead):
        groups = (
            [(size * (1 - staff.leaving), since) for size, since in groups] if month else groups
        )
        if month >= 5:
            weight += sum(size for size, since in groups if since >= 0)
            continue
        groups.append((hires[month], month))
        ahead = needs[month + staff.lead] / (1 - staff.leaving) ** staff.lead
        most = max(ahead + ALMOST_ONE, most * (1 - staff.leaving) if month else most)
        if sum(size for size, _ in groups) > most + 1e-6:
            return None
        able = 0.0
        for size, since in groups:
            age = month - since + 1
            able += size * (1.0 if since < 0 or age > staff.ramp else age / (staff.ramp + 1))
        weight += UNMET_WEIGHS * max(0.0, needs[month] - able)
        weight += sum(size for size, since in groups if since >= 0)
    return weight


@pytest.mark.parametrize("seed", range(10))
def test_heads_are_those_of_the_month_before_less_leavers_plus_hires(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hires = rng.integers(0, 4, 12).astype(float)
    staff = Staff(5, 0.02, 4)
    path = paths(staff, hires)
    assert path.heads[0] == 5 + hires[0]
    assert path.heads[1:] == pytest.approx(path.heads[:-1] - path.leavers[:-1] + hires[1:])
    assert (path.effective <= path.heads + 1e-9).all()


def test_a_large_team_is_planned_as_near_to_the_least_as_it_says() -> None:
    """Rule 4.17: a plan of thousands of hires, within the pay that is said, and nobody short."""
    staff = Staff(1_000, 0.32 / 12, 3)
    need = 1_073.4 * 2 ** (np.arange(1, 28) / 12)
    hires = hires_for(staff, need[:24], need[24:], whole=True)
    assert 0 < hires.gap <= NEAR * hires.by_month.sum() + 0.1
    assert (paths(staff, hires.by_month).effective[3:] >= need[3:24] - 1e-6).all()
    again = hires_for(staff, need[:24], need[24:], whole=True)
    assert again.by_month.tolist() == hires.by_month.tolist()


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"months": 0}, "months"),
        ({"months": 61}, "months"),
        ({"growth_a_year": -1.0}, "growth"),
        ({"growth_a_year": math.nan}, "growth"),
        ({"max_utilisation": 0.0}, "max_utilisation"),
        ({"max_utilisation": 1.2}, "max_utilisation"),
    ],
)
def test_a_plan_that_cannot_be_made_is_refused_in_words(asked: dict[str, float], path: str) -> None:
    with pytest.raises(WorkbenchError) as refused:
        the_aes(a_team(2), **asked)
    assert refused.value.path == path


def test_a_role_that_would_need_a_city_is_named() -> None:
    with pytest.raises(WorkbenchError, match=r"AE would take 1,000,000 people"):
        the_aes(a_team(2, work=1e6))


def test_a_model_without_roles_or_work_has_an_empty_plan() -> None:
    model = SalesModel(id="none", name="None")
    plan = plan_by_month(model, evaluate(model))
    assert (plan.roles, plan.hired, plan.payroll_in_all) == ((), 0, 0)
    assert len(plan.payroll) == 12


def test_what_breaks_first_and_at_which_growth() -> None:
    """Rule 4.18: a role at 80% passes 85% at +6.25% and 100% at +25%, exactly."""
    model = a_team(5, work=4)
    breaking = breaking_points(evaluate(model))
    ae = next(role for role in breaking.roles if role.role == "ae")
    assert breaking.roles[0] is ae
    assert (ae.grows_to_85, ae.grows_to_100) == pytest.approx((0.0625, 0.25))
    assert ae.at == pytest.approx((0.88, 1.0, 1.2, 1.6))
    assert breaking.next_to_100 is ae
    assert breaking.past_100 == ()


def test_a_role_that_nobody_fills_is_past_the_line_already() -> None:
    breaking = breaking_points(evaluate(a_team(0)))
    assert [role.role for role in breaking.past_100] == ["ae"]
    assert breaking.roles[0].at == (math.inf,) * 4


@pytest.mark.parametrize("growth", [0.1, 0.5])
def test_the_load_at_a_growth_is_that_of_a_model_with_so_many_more_buyers(growth: float) -> None:
    model = a_model()
    arrivals = assumed(100 * (1 + growth), Unit.PER_YEAR)
    grown = {
        r.id: r.utilisation
        for r in evaluate(changed(model, "segments", "ent", arrivals=arrivals)).roles
    }
    for role in breaking_points(evaluate(model), (growth,)).roles:
        assert role.at[0] == pytest.approx(grown[role.role])
