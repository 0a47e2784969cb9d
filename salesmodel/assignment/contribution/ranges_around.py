"""All that is as good as the most contribution, one task at a time.

Offers `ranges_around`. Rule 4.12 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.contribution.judging import FEASIBLE, Judge
from salesmodel.assignment.least_cost.near_optimal import MOST_PAIRS, WITHIN, ShareRange
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Question, Staffing
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

_HALVINGS = 14
_HELD = 1e-9
_MOST_NUMBERS = 20_000_000
"""Ways times pairs above which the ranges are not worked out: they would take minutes."""


@dataclass(frozen=True)
class _Ways:
    """Straight ways from the shares as they are: `pair` takes (`sign` 1) or gives (-1) up to
    `longest` of its task, from or to the pair `other`; -1 stands for all others, in proportion."""

    pair: Index
    other: Index
    sign: Array
    longest: Array


def ranges_around(
    able: AbleShares,
    shares: Array,
    question: Question,
    within: float = WITHIN,
    *,
    watch: Watch | None = None,
) -> tuple[ShareRange, ...]:
    """How far each share may go from `shares` (pairs,), one task at a time, other tasks as they
    are, so that the contribution stays within that part of it and all limits are kept.

    What a role gives up goes to the one other role that allows most of it; what it takes comes
    from one other role, or from all in proportion. So a range is never too wide, but several tasks
    moved together may go further. Empty when there are too many pairs, or when it is stopped.
    """
    if len(able) > MOST_PAIRS:
        return ()
    judge = Judge(able, question, by_hour=question.staffing is Staffing.AS_IS)
    ways = _ways(able, shares)
    if len(ways.pair) * len(able) > _MOST_NUMBERS:
        return ()
    best = float(judge.one(shares).value[0])
    least = best - within * abs(best)
    length = _lengths(judge, shares, ways, least, watch)
    if length is None:
        return ()
    low, high = shares.copy(), shares.copy()
    np.minimum.at(low, ways.pair, shares[ways.pair] + np.minimum(ways.sign, 0.0) * length)
    np.maximum.at(high, ways.pair, shares[ways.pair] + np.maximum(ways.sign, 0.0) * length)
    tasks = [task.id for task in able.model.tasks]
    roles = [role.id for role in able.model.roles]
    return tuple(
        ShareRange(
            tasks[able.task[pair]], roles[able.role[pair]],
            max(float(low[pair]), 0.0), min(float(high[pair]), 1.0), float(shares[pair]),
        )
        for pair in range(len(able))
    )  # fmt: skip


def _ways(able: AbleShares, shares: Array) -> _Ways:
    found: list[tuple[int, int, float, float]] = []
    for task in range(len(able.model.tasks)):
        own = np.flatnonzero(able.task == task).tolist()
        for pair in own:
            share = float(shares[pair])
            others = [other for other in own if other != pair]
            if share > _HELD:
                found += [(pair, other, -1.0, share) for other in others]
            if others and share < 1.0 - _HELD:
                found.append((pair, -1, 1.0, 1.0 - share))
                found += [
                    (pair, other, 1.0, float(shares[other]))
                    for other in others
                    if _HELD < shares[other] < 1.0 - share - _HELD
                ]
    table = np.array(found).reshape(-1, 4)
    pairs, others = table[:, :2].T.astype(np.intp)
    return _Ways(pairs, others, table[:, 2], table[:, 3])


def _lengths(
    judge: Judge, shares: Array, ways: _Ways, least: float, watch: Watch | None
) -> Array | None:
    """How far each way may be gone, by halving; None when stopped."""
    good, bad = np.zeros(len(ways.pair)), ways.longest.copy()
    trial = bad
    for halving in range(_HALVINGS + 1):
        if watch is not None:
            watch.doing, watch.done = "Looking for equals", halving / (_HALVINGS + 1)
            if watch.stop.is_set():
                return None
        open_ = np.flatnonzero(bad > good)
        if not len(open_):
            break
        judged = judge.all(_gone(judge.able, shares, ways, open_, trial[open_]))
        fine = (judged.value >= least) & (judged.breach <= FEASIBLE)
        good[open_[fine]] = trial[open_[fine]]
        bad[open_[~fine]] = trial[open_[~fine]]
        trial = (good + bad) / 2.0
    return good


def _gone(able: AbleShares, shares: Array, ways: _Ways, chosen: Index, length: Array) -> Array:
    """The shares at the end of each chosen way, (pairs, ways)."""
    pair, other, sign = ways.pair[chosen], ways.other[chosen], ways.sign[chosen]
    column = np.arange(len(chosen))
    found = np.repeat(shares[:, None], len(chosen), axis=1)
    together = other < 0
    scale = np.where(together, 1.0 - length / np.maximum(1.0 - shares[pair], _HELD), 1.0)
    same = able.task[:, None] == able.task[pair]
    found = np.where(same, found * scale, found)
    found[pair, column] = shares[pair] + sign * length
    alone = np.flatnonzero(~together)
    found[other[alone], alone] -= (sign * length)[alone]
    result: Array = np.maximum(found, 0.0)
    return result
