"""What one more hour, or one more head, of a role is worth.

Offers `ShadowPrice` and `shadow_prices`. Rule 4.7 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.bounds import capacities, head_hours
from salesmodel.assignment.least_cost.formulating import Formulation
from salesmodel.assignment.least_cost.programme import Programme
from salesmodel.assignment.least_cost.solving import TIME_LIMIT, Solution, Solver, Watch, solve
from salesmodel.assignment.question import Question, Staffing
from salesmodel.journey.linear import Array

_NOTHING = 1e-6
"""Money an hour below which a price is rounding."""
_ROUNDING = 1e-6
_WHOLE_SECONDS = 1.0
"""For one head more where something is whole: what is found by then is worth at least that."""


@dataclass(frozen=True)
class ShadowPrice:
    """`per_hour`: money a year that one more hour a year of the role is worth, beyond what the hour
    costs; `per_head`: what one whole head more is worth, beyond the pay (found by solving again,
    since the first hours are worth more than the last)."""

    role: str
    per_hour: float
    per_head: float


def shadow_prices(
    able: AbleShares,
    question: Question,
    formulation: Formulation,
    best: Solution,
    watch: Watch | None = None,
) -> tuple[ShadowPrice, ...]:
    """The price of each role's hours at the least cost, all roles in the model's order. Empty when
    somebody stops it."""
    if watch is not None and watch.stop.is_set():
        return ()
    per_hour = hour_prices(able, question, formulation, best)
    hours = _of_one_head(able, question)
    solver = Solver(formulation.programme, watch=watch, time_limit=_seconds(formulation.programme))
    found = []
    for place, (role, price) in enumerate(zip(able.model.roles, per_hour, strict=True)):
        if watch is not None:
            watch.done = place / len(per_hour)
            if watch.stop.is_set():
                return ()
        # Where something is whole, the duals say nothing of what a whole head more would change.
        asks = price > 0 or formulation.programme.has_whole
        rows = _rows_of(formulation, question, place)
        more = float(hours[place])
        head = _one_more(solver, rows, more, best) if asks and rows and more > 0 else 0.0
        found.append(ShadowPrice(role.id, price, head))
    return tuple(found)


def _of_one_head(able: AbleShares, question: Question) -> Array:
    """Hours that one head more adds: none where the role is asked for more than it has already,
    and would be with the head."""
    if question.staffing is not Staffing.AS_IS:
        return head_hours(able, question)
    return capacities(able, question, more=1.0) - capacities(able, question)


def hour_prices(
    able: AbleShares, question: Question, formulation: Formulation, best: Solution
) -> list[float]:
    """The duals of the rows that bind a role's hours: its capacity, or the bound of its heads."""
    programme = with_whole_fixed(formulation.programme, best)
    solution = best if programme is formulation.programme else solve(programme)
    if not len(solution.row_dual):
        return [0.0] * len(able.model.roles)
    prices = np.zeros(len(able.model.roles))
    hours = head_hours(able, question)
    if question.staffing is Staffing.AS_IS:
        limits = [programme.limits[row] for row in formulation.capacity.tolist()]
        scale = np.maximum([limit.amount for limit in limits], 1.0)
        prices = -solution.row_dual[formulation.capacity] / scale
    else:
        places = {role.id: place for place, role in enumerate(able.model.roles)}
        for row, limit in enumerate(programme.limits):
            if limit.kind == "heads" and limit.role is not None:
                role = places[limit.role]
                prices[role] = max(0.0, -solution.row_dual[row]) / hours[role]
    prices[prices < _NOTHING] = 0.0
    return [float(price) for price in prices]


def with_whole_fixed(programme: Programme, best: Solution) -> Programme:
    """The programme with its whole columns where the best has them: a linear one."""
    if not programme.has_whole:
        return programme
    low, high = programme.low.copy(), programme.high.copy()
    low[programme.whole] = high[programme.whole] = np.round(best.x[programme.whole])
    return replace(programme, low=low, high=high, whole=np.zeros_like(programme.whole))


def _seconds(programme: Programme) -> float:
    return _WHOLE_SECONDS if programme.has_whole else TIME_LIMIT


def _one_more(solver: Solver, rows: list[int], hours: float, best: Solution) -> float:
    """What it saves to solve again with one head more; nothing within what is not proven."""
    programme = solver.programme
    low, high = programme.row_low, programme.row_high
    for row in rows:
        limit = programme.limits[row]
        more = hours / max(limit.amount, 1.0) if limit.kind == "capacity" else 1.0
        solver.set_row(row, low[row], high[row] + more)
    after = solver.minimise()
    for row in rows:
        solver.set_row(row, low[row], high[row])
    saved = best.objective - after.objective if after.found else 0.0
    unproven = best.gap + _ROUNDING if programme.has_whole else _ROUNDING**2
    return saved if saved > unproven * abs(best.objective) else 0.0


def _rows_of(formulation: Formulation, question: Question, role: int) -> list[int]:
    capacity = int(formulation.capacity[role])
    if question.staffing is Staffing.AS_IS:
        return [capacity]
    limits = formulation.programme.limits
    name = limits[capacity].role
    return [r for r, limit in enumerate(limits) if limit.kind == "heads" and limit.role == name]
