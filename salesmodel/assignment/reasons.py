"""Why one assignment is better than another: as moves, ranked, each with its price.

Offers `moves_between`, `taken`, `ranked` and `set_apart`. Rules 4.4 to 4.6 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.moves import Asked, TaskMove, priced_in_order, priced_moves, saving
from salesmodel.assignment.question import Goal
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array

TOLD = 1e-6
"""A share that changes by less is rounding, not a move."""
_ROUNDING = 1e-9
_TRIED = 60
"""Up to so many moves the order is found step by step; beyond, by what each gains alone."""


def moves_between(able: AbleShares, start: Array, end: Array) -> list[Asked]:
    """The moves that lead from one vector of shares to another: within each task the role that
    gives most hands to the one that takes most, until nothing is left."""
    tasks = [task.id for task in able.model.tasks]
    roles = [role.id for role in able.model.roles]
    found: list[Asked] = []
    changed = np.flatnonzero(np.abs(end - start) >= TOLD)
    for task in np.unique(able.task[changed]).tolist():
        own = np.flatnonzero(able.task == task)
        left = dict(zip(own.tolist(), (end - start)[own].tolist(), strict=True))
        while True:
            giver, taker = min(left, key=left.__getitem__), max(left, key=left.__getitem__)
            share = min(-left[giver], left[taker])
            if share < TOLD:
                break
            found.append((tasks[task], roles[able.role[giver]], roles[able.role[taker]], share))
            left[giver] += share
            left[taker] -= share
    return found


def taken(able: AbleShares, start: Array, asked: Sequence[Asked]) -> Array:
    """The shares after these moves."""
    after = start.copy()
    for task, giver, taker, share in asked:
        after[able.places[task, giver]] -= share
        after[able.places[task, taker]] += share
    after[np.abs(after) < _ROUNDING] = 0.0
    return np.minimum(after, 1.0)


def ranked(
    able: AbleShares,
    groups: Sequence[Sequence[Asked]],
    goal: Goal,
    cost: Callable[[Array], float],
) -> tuple[TaskMove, ...]:
    """The moves of one group after those of the other, each priced after those before it, so that
    the prices add up to the whole: the largest saving first, or for most contribution always the
    move that adds most next. `cost`: what shares cost, as the question counts it."""
    order: list[Asked] = []
    for group in groups:
        if goal is Goal.COST:
            order += sorted(group, key=lambda each: -saving(able, *each))
        else:
            order += _most_next(able, taken(able, able.present, order), group)
    moves = priced_in_order(able, order)
    return _counted(able, moves, cost) if goal is Goal.COST else moves


def _counted(
    able: AbleShares, moves: Sequence[TaskMove], cost: Callable[[Array], float]
) -> tuple[TaskMove, ...]:
    """With the savings as the question counts them: heads in whole people, handovers included."""
    shares, before = able.present, cost(able.present)
    counted = []
    for move in moves:
        step = (move.task, move.from_role, move.to_role, move.share)
        shares = taken(able, shares, [step])
        after = cost(shares)
        counted.append(replace(move, saving=before - after))
        before = after
    return tuple(counted)


def _most_next(able: AbleShares, shares: Array, group: Sequence[Asked]) -> list[Asked]:
    left, order = list(group), []
    if len(left) > _TRIED:
        alone = dict(zip(left, priced_moves(able, left), strict=True))
        return sorted(left, key=lambda each: -alone[each].contribution_change)
    while left:
        tried = np.stack([taken(able, shares, [each]) for each in left], axis=1)
        gained = run(able.compiled, able.values(tried)).contribution.sum(axis=0)
        best = int(gained.argmax())
        shares = tried[:, best]
        order.append(left.pop(best))
    return order


def set_apart(
    able: AbleShares,
    asked: Sequence[Asked],
    worth: Callable[[Asked], float],
    is_near: Callable[[Array], bool],
) -> tuple[list[Asked], list[Asked]]:
    """The moves that matter, and those that are worth nothing: without all of the latter the result
    is still as good as the best (`is_near`). Moves of one task belong together; the least are
    tried first."""
    by_task: dict[str, list[Asked]] = {}
    for each in asked:
        by_task.setdefault(each[0], []).append(each)
    least_first = sorted(by_task, key=lambda task: abs(sum(map(worth, by_task[task]))))
    nothing: set[str] = set()
    for task in least_first:
        kept = [each for each in asked if each[0] not in nothing | {task}]
        if is_near(taken(able, able.present, kept)):
            nothing.add(task)
    return (
        [each for each in asked if each[0] not in nothing],
        [each for each in asked if each[0] in nothing],
    )
