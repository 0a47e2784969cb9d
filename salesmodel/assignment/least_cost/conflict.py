"""When nothing can hold together: the smallest set of limits that clash, and the nearest mends.

Offers `Conflict`, `clash` and `Mend`. Rule 4.8 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.limit_words import said_of
from salesmodel.assignment.least_cost.mending import Mend, mend_of
from salesmodel.assignment.least_cost.programme import FREE, Limit, Programme
from salesmodel.assignment.least_cost.solving import Watch, solve
from salesmodel.assignment.question import Question
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

_NEVER = ("cover", "link")
"""Limits that are not given up: that every task is done, and what a variable means."""
_TINY = 1e-7
_EACH = 5.0
"""Seconds for one mixed-integer question of the search."""


@dataclass(frozen=True)
class Conflict:
    """One of the limits that cannot hold together; without any one of them, the others can.
    `mend`: the least by which it would have to give way alone, None where that is not enough;
    `suffices`: whether nothing else clashes then."""

    limit: Limit
    sentence: str
    mend: Mend | None
    suffices: bool


def clash(
    able: AbleShares, question: Question, programme: Programme, watch: Watch | None = None
) -> tuple[Conflict, ...]:
    """The limits that keep an infeasible programme from having a solution; none where it has one,
    as when only the answer of conversion makes it impossible."""
    orphans = _without_a_role(able)
    if orphans:
        alone = len(orphans) == 1
        return tuple(
            Conflict(limit, said_of(able.model, limit), mend_of(able, question, limit, 1.0), alone)
            for limit in orphans
        )
    if solve(_feasibility(programme), watch=watch).found:
        return ()
    suspects = _suspects(programme)
    orders = (suspects, suspects[::-1])
    smallest = min((_shrunk(programme, order, watch) for order in orders), key=len)
    kept = {limit for limit in programme.limits if limit.kind in _NEVER} | set(smallest)
    core = programme.keeping(kept)
    found = [_conflict(able, question, programme, core, limit) for limit in smallest]
    return tuple(sorted(found, key=lambda each: not each.suffices))


def _conflict(
    able: AbleShares, question: Question, programme: Programme, core: Programme, limit: Limit
) -> Conflict:
    """The limit with its mend: in the whole programme where this limit alone can mend it, else
    within the set that clashes."""
    give = _least_give(programme, limit)
    suffices = give is not None
    if give is None:
        give = _least_give(core, limit)
    return Conflict(
        limit, said_of(able.model, limit), mend_of(able, question, limit, give), suffices
    )


def _without_a_role(able: AbleShares) -> list[Limit]:
    able_tasks = set(able.task.tolist())
    return [
        Limit("cover", task=task.id, amount=1.0)
        for place, task in enumerate(able.model.tasks)
        if place not in able_tasks
    ]


def _suspects(programme: Programme) -> list[Limit]:
    """A set of limits that clash, found in one go: those that the least total breach leans on.
    All limits where only whole numbers make it impossible."""
    every = [limit for limit in dict.fromkeys(programme.limits) if limit.kind not in _NEVER]
    relaxed = solve(_elastic(programme, every))
    if not len(relaxed.row_dual) or relaxed.objective < _TINY:
        return every
    leaned = np.abs(relaxed.row_dual) > _TINY
    found = {limit for limit, on in zip(programme.limits, leaned, strict=True) if on}
    return [limit for limit in every if limit in found] or every


def _elastic(programme: Programme, giving: Iterable[Limit]) -> Programme:
    """The same with a breach allowed, up and down, in each row of these limits, at least total
    breach; whole numbers may be broken."""
    give = set(giving)
    rows = np.array([r for r, limit in enumerate(programme.limits) if limit in give], np.intp)
    first, size = len(programme.low), len(rows)
    columns = first + np.arange(2 * size)
    row = np.concatenate([programme.row, rows, rows])
    order = np.argsort(row, kind="stable")
    column = np.concatenate([programme.column, columns])
    value = np.concatenate([programme.value, np.ones(size), -np.ones(size)])
    return replace(
        programme,
        cost=np.concatenate([np.zeros(first), np.ones(2 * size)]),
        low=np.concatenate([programme.low, np.zeros(2 * size)]),
        high=np.concatenate([programme.high, np.full(2 * size, FREE)]),
        whole=np.zeros(first + 2 * size, bool),
        row=row[order], column=column[order], value=value[order],
    )  # fmt: skip


def _shrunk(programme: Programme, suspects: Sequence[Limit], watch: Watch | None) -> list[Limit]:
    """Give up one limit after the other; those without which it would hold stay."""
    always = {limit for limit in programme.limits if limit.kind in _NEVER}
    left = list(suspects)
    for number, limit in enumerate(suspects):
        if watch is not None:
            watch.doing, watch.done = "Looking for what clashes", number / len(suspects)
            if watch.stop.is_set():
                break
        fewer = [each for each in left if each != limit]
        part = programme.keeping(always | set(fewer))
        if solve(_feasibility(part), time_limit=_EACH).status == "infeasible":
            left = fewer
    return left


def _feasibility(programme: Programme) -> Programme:
    return replace(programme, cost=np.zeros_like(programme.cost))


def _least_give(core: Programme, limit: Limit) -> float | None:
    """By how much the rows of one limit must give way for the others to hold; for limits that hold
    for all tasks, what each of them must give: a part of the floor, or a number of owners."""
    own = np.array([each == limit for each in core.limits])
    if limit.kind == "floor" and limit.task is None:
        rows = np.flatnonzero(own & (core.row_low > 0))
        return _least_of_each(core, rows, core.row_low[rows], 1.0)
    if limit.kind == "owners":
        rows = np.flatnonzero(own)
        return _least_of_each(core, rows, np.full(len(rows), -1.0), FREE)
    elastic = _elastic(core, [limit])
    whole = np.concatenate([core.whole, np.zeros(len(elastic.low) - len(core.low), bool)])
    solution = solve(replace(elastic, whole=whole), time_limit=_EACH)
    return float(solution.objective) if solution.found else None


def _least_of_each(core: Programme, rows: Index, give: Array, most: float) -> float | None:
    """How often each of these rows must be given `give`, all alike: one column more."""
    row = np.concatenate([core.row, rows])
    order = np.argsort(row, kind="stable")
    part = len(core.low)
    programme = replace(
        core,
        cost=np.append(np.zeros(part), 1.0),
        low=np.append(core.low, 0.0),
        high=np.append(core.high, most),
        whole=np.append(core.whole, False),
        row=row[order],
        column=np.concatenate([core.column, np.full(len(rows), part)])[order],
        value=np.concatenate([core.value, give])[order],
    )
    solution = solve(programme, time_limit=_EACH)
    return float(solution.objective) if solution.found else None
