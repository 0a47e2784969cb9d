"""All that is as good as the best: the shares that a role may have within 1% of it.

Offers `ShareRange` and `near_optimal`. Profit is flat over a wide range (Zoltners, Sinha and
Lorimer), so a group may choose among equals. Rule 4.6 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.formulating import Formulation
from salesmodel.assignment.least_cost.shadow_prices import with_whole_fixed
from salesmodel.assignment.least_cost.solving import Solution, Solver, Watch

WITHIN = 0.01
"""As good as the best: within this part of it."""
MOST_PAIRS = 4_000
"""Above so many pairs the ranges are not worked out: two programmes each would take minutes."""


@dataclass(frozen=True)
class ShareRange:
    """A role's share of a task (ids) may lie anywhere from `low` to `high`, all else chosen anew,
    and the result stays within 1% of the best, where it is `best`."""

    task: str
    role: str
    low: float
    high: float
    best: float


def near_optimal(
    able: AbleShares,
    formulation: Formulation,
    best: Solution,
    *,
    within: float = WITHIN,
    watch: Watch | None = None,
) -> tuple[ShareRange, ...]:
    """The range of each pair at the least cost; whole people and owners stay those of the best.
    Empty when there are too many pairs, or when somebody stops it."""
    if len(able) > MOST_PAIRS or (watch is not None and watch.stop.is_set()):
        return ()
    most = best.objective + within * abs(best.objective)
    programme = with_whole_fixed(formulation.programme, best).costing_at_most(most)
    solver = Solver(replace(programme, cost=np.zeros_like(programme.cost)), watch=watch)
    tasks = [task.id for task in able.model.tasks]
    roles = [role.id for role in able.model.roles]
    found: list[ShareRange] = []
    for pair in range(len(able)):
        if watch is not None:
            watch.doing, watch.done = "Looking for equals", pair / len(able)
            if watch.stop.is_set():
                return ()
        low, high = (_end(solver, pair, sign) for sign in (1.0, -1.0))
        share = _part(best.x[pair])
        found.append(
            ShareRange(
                tasks[able.task[pair]], roles[able.role[pair]],
                float(np.fmin(low, share)), float(np.fmax(high, share)), share,
            )
        )  # fmt: skip
    return tuple(found)


def _end(solver: Solver, pair: int, sign: float) -> float:
    """The least (sign 1) or most (sign -1) share of the pair."""
    cost = np.zeros(len(solver.programme.low))
    cost[pair] = sign
    solution = solver.minimise(cost)
    return _part(solution.x[pair]) if solution.found else np.nan


def _part(share: float) -> float:
    """Without the solver's rounding; adding zero makes minus zero zero."""
    return float(np.clip(share, 0.0, 1.0)) + 0.0


def equals(ranges: Iterable[ShareRange], least: float = 0.05) -> tuple[ShareRange, ...]:
    """The ranges that leave a choice worth naming, the widest first."""
    wide = [each for each in ranges if each.high - each.low >= least]
    return tuple(sorted(wide, key=lambda each: each.low - each.high))
