"""How many people of each role are needed, month by month, and what breaks first as demand grows.

Offers `plan_by_month`, which gives a `StaffingPlan` of `RolePlan`s, and `SizingChoice`, what a plan
is asked for; `breaking`, beside it, has the rest. Rules 4.16 and 4.17 of docs/method.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.staffing.hiring import Staff, hires_for, paths
from salesmodel.evaluation import Evaluation, RoleResult
from salesmodel.journey.linear import Array
from salesmodel.model import Role, SalesModel, WorkbenchError

HORIZONS = (12, 18, 24)
LONGEST = 60
MOST_HEADS = 100_000.0
WAITING_GROWS = 0.85
Series = tuple[float, ...]


@dataclass(frozen=True)
class SizingChoice:
    """What a plan is asked for, and what of it is shown.

    `growth`: of demand, a year; `months`: of the plan; `max_utilisation`: of the productive hours;
    `whole_people`: hire whole people only; `first_month`: of the calendar, 1 to 12; `role`: the id
    of the role that is drawn, "" for all together.
    """

    growth: float = 0.25
    months: int = 12
    max_utilisation: float = WAITING_GROWS
    whole_people: bool = True
    first_month: int = 1
    role: str = ""


@dataclass(frozen=True)
class RolePlan:
    """One role, by month: each series has a figure a month.

    `hours` asked for; `need`: heads of full use for them; `heads` on the payroll, `effective`:
    their worth in heads of full use, new people counted by their ramp; `hires` at the start of the
    month, `leavers` (expected) at its end; `utilisation` of what the effective heads can give;
    `short_hours`: work above what they can take at the utmost utilisation, `short_if_none_hired`:
    the same without any hire; `idle`: effective heads that the work does not need; `payroll`;
    `gap`: months of one person's pay by which a cheaper plan could still differ, 0 when none can.
    """

    role: str
    name: str
    short: str
    kind: str
    ramp_months: float
    attrition: float
    heads_now: float
    hours: Series
    need: Series
    heads: Series
    effective: Series
    hires: Series
    leavers: Series
    utilisation: Series
    short_hours: Series
    short_if_none_hired: Series
    idle: Series
    payroll: Series
    gap: float = 0.0

    @property
    def hired(self) -> float:
        """Heads hired in all."""
        return sum(self.hires)

    @property
    def first_month_short(self) -> int | None:
        """The first month, from 1, in which work is left; None when there is none."""
        return _first(self.short_hours)

    @property
    def last_month_short(self) -> int | None:
        """The last such month."""
        late = _first(self.short_hours[::-1])
        return None if late is None else len(self.short_hours) + 1 - late


@dataclass(frozen=True)
class StaffingPlan:
    """Who is hired when, role by role; `growth_a_year` of demand, `max_utilisation` allowed."""

    months: int
    growth_a_year: float
    max_utilisation: float
    whole_people: bool
    currency: str
    roles: tuple[RolePlan, ...]

    @cached_property
    def payroll(self) -> Series:
        """Money of each month, all roles."""
        return self.total("payroll")

    @property
    def payroll_in_all(self) -> float:
        """Money over the whole plan."""
        return sum(self.payroll)

    @property
    def hired(self) -> float:
        """Heads hired in all."""
        return sum(role.hired for role in self.roles)

    @property
    def first_month_short(self) -> int | None:
        """The first month, from 1, in which some role leaves work."""
        return _first(self.total("short_hours"))

    def total(self, series: str) -> Series:
        """A series of `RolePlan`, added up over the roles."""
        columns = zip(*(getattr(role, series) for role in self.roles), strict=True)
        return tuple(map(sum, columns)) or (0.0,) * self.months

    def role(self, role_id: str) -> RolePlan | None:
        """The plan of that role, if it is there."""
        return next((role for role in self.roles if role.role == role_id), None)


def plan_by_month(
    model: SalesModel,
    evaluation: Evaluation,
    *,
    months: int = 12,
    growth_a_year: float = 0.0,
    max_utilisation: float = WAITING_GROWS,
    whole_people: bool = True,
    watch: Watch | None = None,
) -> StaffingPlan:
    """The plan of hires, month by month, for the buyers of `model` as they grow.

    Demand of month m is a twelfth of the year's task hours times (1 + growth)^(m/12): hours follow
    arrivals in proportion (rule 3.1). Raises WorkbenchError for a plan that cannot be made.
    """
    _possible(months, growth_a_year, max_utilisation)
    asked = SizingChoice(growth_a_year, months, max_utilisation, whole_people)
    results = {role.id: role for role in evaluation.roles}
    plans = []
    for number, role in enumerate(model.roles):
        _look_at(watch, role, number / len(model.roles))
        plans.append(_role_plan(role, results[role.id], asked))
    return StaffingPlan(
        months, growth_a_year, max_utilisation, whole_people, evaluation.currency, tuple(plans)
    )


def _look_at(watch: Watch | None, role: Role, done: float) -> None:
    """Say how far the plan is. Raises WorkbenchError when somebody has stopped it."""
    if watch is None:
        return
    watch.doing, watch.done = f"Planning {role.short}", done
    if watch.stop.is_set():
        raise WorkbenchError(
            "The plan was stopped.", "Ask for fewer months, or for parts of people."
        )


def _role_plan(role: Role, result: RoleResult, asked: SizingChoice) -> RolePlan:
    months, utmost = asked.months, asked.max_utilisation
    staff = Staff(role.headcount.value, role.attrition.value / 12, role.ramp_months.value)
    month = np.arange(1, months + staff.lead + 1)
    hours = result.hours / 12 * (1 + asked.growth) ** (month / 12)
    gives = role.productive_hours.value / 12
    needs = hours / (gives * utmost)
    _can_be_staffed(role, float(needs[:months].max()))
    hires = hires_for(staff, needs[:months], needs[months:], whole=asked.whole_people)
    path, without = paths(staff, hires.by_month), paths(staff, np.zeros(months))
    hours, need = hours[:months], needs[:months]
    return RolePlan(
        role=role.id,
        name=role.name,
        short=role.short,
        kind=role.kind.value,
        ramp_months=staff.ramp,
        attrition=role.attrition.value,
        heads_now=staff.heads,
        hours=_series(hours),
        need=_series(need),
        heads=_series(path.heads),
        effective=_series(path.effective),
        hires=_series(hires.by_month),
        leavers=_series(path.leavers),
        utilisation=_series(_utilisation(hours, path.effective * gives)),
        short_hours=_series(_above(need, path.effective) * gives * utmost),
        short_if_none_hired=_series(_above(need, without.effective) * gives * utmost),
        idle=_series(_above(path.effective, need)),
        payroll=_series(path.heads * role.annual_cost.value / 12),
        gap=hires.gap,
    )


def _above(one: Array, other: Array) -> Array:
    """How far one is above the other, where it is by more than rounding."""
    more = one - other
    return np.where(more > 1e-6 * np.maximum(1.0, other), more, 0.0)


def _utilisation(hours: Array, available: Array) -> Array:
    """Rule 3.11; infinite when work falls on a role that nobody fills."""
    idle = np.where(hours > 0, np.inf, 0.0)
    return np.divide(hours, available, out=idle, where=available > 0)


def _series(values: Array) -> Series:
    return tuple(float(value) for value in values)


def _first(amounts: Series) -> int | None:
    return next((month for month, amount in enumerate(amounts, start=1) if amount > 0), None)


def _possible(months: int, growth: float, utmost: float) -> None:
    if not 1 <= months <= LONGEST:
        raise WorkbenchError(
            f"A plan of {months} months cannot be made.",
            f"Give 1 to {LONGEST} months.",
            path="months",
        )
    if not (math.isfinite(growth) and -1 < growth <= 10):
        raise WorkbenchError(
            f"Demand cannot grow by {growth:.0%} a year in a plan.",
            "Give a growth between −99% and 1,000%.",
            path="growth",
        )
    if not 0 < utmost <= 1:
        raise WorkbenchError(
            f"People cannot be planned at {utmost:.0%} of their hours.",
            "Give a utilisation above 0%, up to 100%.",
            path="max_utilisation",
        )


def _can_be_staffed(role: Role, heads: float) -> None:
    if not heads <= MOST_HEADS:
        raise WorkbenchError(
            f"The work of {role.short} would take {heads:,.0f} people; a plan goes up to "
            f"{MOST_HEADS:,.0f}.",
            "Check the buyers a year and the hours of its tasks.",
            path=f"roles[{role.id}].productive_hours",
        )
