"""Every way to give each task one owner, tried out.

Offers `all_single_owners`: exact, for small questions. Rule 4.14 of docs/method.md.
"""

from __future__ import annotations

import numpy as np

from salesmodel.assignment.contribution.judging import FEASIBLE, Judge
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

MOST_COMBINATIONS = 20_000
_AT_ONCE = 2_048


def all_single_owners(judge: Judge, watch: Watch) -> Array | None:
    """The best of all assignments with one owner a task, (pairs,); empty when none keeps the
    limits; None when there are too many to try, when more owners are allowed, or when stopped."""
    if judge.question.max_owners != 1 or not judge.able.model.tasks:
        return None
    options = _options(judge)
    sizes = [len(each) for each in options]
    total = float(np.prod(np.array(sizes, float)))
    if total > MOST_COMBINATIONS:
        return None
    best, value = np.zeros(0), -np.inf
    for first in range(0, int(total), _AT_ONCE):
        if watch.stop.is_set():
            return None
        watch.done = first / total
        numbers = np.arange(first, min(first + _AT_ONCE, int(total)))
        shares = np.zeros((len(judge.able), len(numbers)))
        for own, chosen in zip(options, np.unravel_index(numbers, sizes), strict=True):
            shares[own[chosen], np.arange(len(numbers))] = 1.0
        judged = judge.all(shares)
        place = judged.best()
        if place is not None and judged.value[place] > value:
            best, value = shares[:, place].copy(), float(judged.value[place])
    return best


def _options(judge: Judge) -> list[Index]:
    """The pairs of each task that may hold all of it."""
    able, limits = judge.able, judge.programme
    open_ = np.ones(limits.low.shape, bool)
    none = limits.row_high <= FEASIBLE
    for row, limit in enumerate(limits.limits):
        if none[row] and limit.kind in ("lock", "pin", "forbid"):
            open_[limits.column[limits.row == row]] = False
    pairs = np.arange(len(able))
    return [pairs[(able.task == task) & open_[pairs]] for task in range(len(able.model.tasks))]
