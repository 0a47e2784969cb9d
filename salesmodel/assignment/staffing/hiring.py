"""Whom to hire in which month so that the work of one role gets done, at the least pay.

Offers `Staff`, `hires_for`, what it gives (`Hires`) and what they rest on: `worth` of a new head by
month, and `paths`, how heads and their effect follow from the hires. Rules 4.16 and 4.17 of
docs/method.md.

A mixed-integer programme of one whole number a month. Unmet work outweighs pay, since nobody can be
of full use in the first month; but nobody is hired whom the work will not need once ramped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.assignment.least_cost.programme import Limit, Programme, Rows
from salesmodel.assignment.least_cost.solving import Solver
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

UNMET_WEIGHS = 10_000.0
"""Months of pay that a head missing for a month counts as: unmet work comes first."""
ALMOST_ONE = 1 - 1e-4
"""People are whole: so much more than what is needed may be there. Wider than what the solver takes
for equal, so that nobody is hired for a rounding."""
LONGEST_RAMP = 60
"""Months; who takes longer is of no use within any plan made here."""
NEAR = 0.05
"""Months of pay, for each hire of a plan, within which the search need not go on: it would take
minutes to prove what no budget shows."""
SECONDS = 2.0
"""For the search of one role. What is still open at its end is said as `Hires.gap`."""


@dataclass(frozen=True)
class Staff:
    """The people of a role today: `heads`, all of full use; `leaving`: share of all heads that
    leaves each month; `ramp`: months until a new head is of full use."""

    heads: float
    leaving: float
    ramp: float

    @cached_property
    def lead(self) -> int:
        """Whole months from a hire to the first month before full use."""
        return math.ceil(min(self.ramp, LONGEST_RAMP))


@dataclass(frozen=True)
class Paths:
    """Month by month `(months,)`: `heads` on the payroll, `effective`: what they are worth in
    heads of full use, `leavers`: who leave at the end of the month."""

    heads: Array
    effective: Array
    leavers: Array


@dataclass(frozen=True)
class Hires:
    """Heads hired at the start of each month `(months,)`; `gap`: how many months of one person's
    pay the plan may lie above the least, 0 where it is proven to be the least."""

    by_month: Array
    gap: float


def worth(ramp: float, months: int) -> Array:
    """What a new head is worth in its 1st, 2nd, ... month, in heads of full use `(months,)`:
    j / (ramp + 1) while j <= ramp, then 1. A ramp of 3 gives 25, 50 and 75% (figure R8)."""
    month = np.arange(1, months + 1)
    return np.where(month <= ramp, month / (ramp + 1), 1.0)


def paths(staff: Staff, hires: Array) -> Paths:
    """What comes of hiring `hires[m]` heads at the start of month m + 1."""
    stay, effect = _matrices(staff, len(hires))
    present = staff.heads * _kept(staff, len(hires))
    heads = present + stay @ hires
    return Paths(heads, present + effect @ hires, staff.leaving * heads)


def hires_for(staff: Staff, need: Array, later: Array, *, whole: bool, near: float = NEAR) -> Hires:
    """The hires of each month that leave the least work undone, then cost least.

    `need`: heads of full use needed in each month; `later`: the same for the `staff.lead` months
    after, which decide how many hires of the last months the work will carry.
    """
    months = len(need)
    needs = np.concatenate([need, later])
    parts = Solver(_programme(staff, need, needs, whole=False)).minimise()
    in_parts = np.where(parts.x[:months] < 1e-9, 0.0, parts.x[:months])
    if not whole:
        return Hires(in_parts, 0.0)
    rounded = _rounded_up(staff, in_parts)
    weight = _weight(staff, need, rounded)
    gap = near * float(rounded.sum()) / max(weight, 1.0)
    programme = _programme(staff, need, needs, whole=True)
    best = Solver(programme, gap=gap, time_limit=SECONDS).minimise()
    if not best.found:
        return Hires(rounded, weight)
    found = np.round(best.x[:months])
    least = _weight(staff, need, found)
    hires = rounded if best.status != "optimal" and weight < least else found
    return Hires(hires, max(0.0, min(weight, least) - best.bound))


def most_heads(staff: Staff, needs: Array, months: int, *, whole: bool) -> Array:
    """How many may be on the payroll in each month `(months,)`: as many as will be needed, after
    those who leave meanwhile, when a hire of that month is of full use; never fewer than stay."""
    ahead = needs[staff.lead : staff.lead + months] / (1 - staff.leaving) ** staff.lead
    most = ahead + (ALMOST_ONE if whole else 0.0)
    most[0] = max(most[0], staff.heads)
    for month in range(1, months):
        most[month] = max(most[month], most[month - 1] * (1 - staff.leaving))
    return most


def _rounded_up(staff: Staff, in_parts: Array) -> Array:
    """Whole people, as soon as the plan in parts has any part of them: never fewer heads than it,
    and less than one more."""
    planned = paths(staff, in_parts).heads
    hires, present = np.zeros(len(planned)), float(staff.heads)
    for month, wanted in enumerate(planned):
        hires[month] = max(0, math.ceil(wanted - present - 1e-9))
        present = (present + hires[month]) * (1 - staff.leaving)
    return hires


def _weight(staff: Staff, need: Array, hires: Array) -> float:
    """What the programme minimises, in months of one person's pay."""
    missing = np.maximum(0.0, need - paths(staff, hires).effective).sum()
    return float(_pay(staff, len(need)) @ hires + UNMET_WEIGHS * missing)


def _programme(staff: Staff, need: Array, needs: Array, whole: bool) -> Programme:
    """Columns: hires, then heads missing, by month. Rows: the need, then the most heads."""
    months = len(need)
    stay, effect = _matrices(staff, months)
    present = staff.heads * _kept(staff, months)
    covered = np.hstack([effect, np.eye(months)])
    rows = Rows()
    rows.add([Limit("cover")] * months, _entries(covered), low=need - present)
    most = most_heads(staff, needs, months, whole=whole)
    rows.add([Limit("heads")] * months, _entries(stay), high=most - present + 1e-9)
    return rows.programme(
        np.concatenate([_pay(staff, months), np.full(months, UNMET_WEIGHS)]),
        np.zeros(2 * months),
        np.full(2 * months, np.inf),
        np.repeat([whole, False], months),
    )


def _pay(staff: Staff, months: int) -> Array:
    """Months of pay that a hire of each month will draw, until the hires of the last month are of
    full use: else a crowd of beginners in the last month would seem cheap."""
    drawn = np.cumsum((1 - staff.leaving) ** np.arange(months + staff.lead))
    pay: Array = drawn[::-1][:months]
    return pay


def _kept(staff: Staff, months: int) -> Array:
    kept: Array = np.power(1.0 - staff.leaving, np.arange(months), dtype=np.float64)
    return kept


def _matrices(staff: Staff, months: int) -> tuple[Array, Array]:
    """What of a hire of each month (column) is there, and of use, in each month (row)."""
    age = np.subtract.outer(np.arange(months), np.arange(months))
    there = age >= 0
    stay = np.where(there, (1 - staff.leaving) ** np.maximum(age, 0), 0.0)
    return stay, stay * worth(staff.ramp, months)[np.maximum(age, 0)]


def _entries(matrix: Array) -> tuple[Index, Index, Array]:
    row, column = np.nonzero(matrix)
    return row.astype(np.intp), column.astype(np.intp), matrix[row, column]
