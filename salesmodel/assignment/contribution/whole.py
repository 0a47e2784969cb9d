"""Owners and people that cannot be broken into parts, from the best that can.

Offers `made_whole`: a mixed-integer step, then exchanges of single tasks and single heads, as long
as they help. Rule 4.14 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from salesmodel.assignment.contribution.climbing import climb, first_prices, settled
from salesmodel.assignment.contribution.judging import FEASIBLE, Judge
from salesmodel.assignment.contribution.response import respond
from salesmodel.assignment.contribution.stepping import Step, Stepper
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Staffing
from salesmodel.journey.linear import Array

_ROUNDS = 40
_TRIED = 1_024
"""Exchanges tried in one round, the most promising by their slope."""
_SECONDS = 3.0
_MOST_PAIRS = 2_000
"""Above so many pairs single heads are not tried out."""
_HELD = 1e-9
_BETTER = 1e-9


def is_whole(judge: Judge) -> bool:
    """Whether anything has to be whole."""
    staffed = judge.question.staffing is Staffing.WHOLE
    return judge.question.max_owners is not None or staffed


def made_whole(
    judge: Judge, shares: Array, watch: Watch, *, seconds: float = _SECONDS
) -> Array | None:
    """The best whole assignment near `shares` (pairs,), which may be in parts; None when none was
    found that keeps the limits. `seconds`: the most for the mixed-integer step."""
    step = _whole_step(judge, shares, watch, seconds)
    if step is None:
        return None
    best = _polished(judge, step.x, watch)
    for _ in range(_ROUNDS):
        if watch.stop.is_set():
            break
        better = _exchanged(judge, best)
        if better is None and len(judge.able) <= _MOST_PAIRS:
            better = _one_head(judge, best, watch)
        if better is None:
            break
        best = better
    return best if judge.one(best).breach[0] <= FEASIBLE else None


def _whole_step(judge: Judge, shares: Array, watch: Watch, seconds: float) -> Step | None:
    at = respond(judge.able, shares)
    loose = Stepper(replace(judge, relaxed=True), watch=watch).step(at, 1.0, first_prices(judge))
    prices = first_prices(judge) if loose is None else loose.prices
    stepper = Stepper(judge, watch=watch)
    return stepper.step(at, 1.0, prices, whole=True, seconds=seconds)


def _polished(judge: Judge, x: Array, watch: Watch) -> Array:
    """The best shares of the same owners and people."""
    shares = settled(judge, x[judge.layout.shares])
    heads = None
    if judge.question.staffing is Staffing.WHOLE:
        heads = np.where(judge.people, np.round(x[judge.layout.heads]), np.nan)
    owners = shares > _HELD
    if judge.question.max_owners is not None:
        owners = x[judge.layout.owns] > 0.5
        if judge.question.max_owners == 1 and heads is None:
            return shares
    fixed = replace(judge, relaxed=True, heads=heads)
    cap = owners.astype(float) if judge.question.max_owners is not None else None
    return _better_of(judge, shares, climb(Stepper(fixed, cap, watch), shares))


def _better_of(judge: Judge, *all_shares: Array) -> Array:
    judged = judge.all(np.stack(all_shares, axis=1))
    place = judged.best()
    return all_shares[int(judged.breach.argmin()) if place is None else place]


def _exchanged(judge: Judge, shares: Array) -> Array | None:
    """The best of the exchanges of one task's owner for another; None when none helps."""
    if judge.question.max_owners is None:
        return None
    able = judge.able
    held, others = np.flatnonzero(shares > _HELD), np.flatnonzero(shares <= _HELD)
    one, other = np.nonzero(able.task[held][:, None] == able.task[others])
    giver, taker = held[one], others[other]
    if not len(giver):
        return None
    slope = _slope(judge, shares)
    promise = (slope[taker] - slope[giver]) * shares[giver]
    chosen = np.argsort(-promise, kind="stable")[:_TRIED]
    giver, taker = giver[chosen], taker[chosen]
    tried = np.repeat(shares[:, None], len(giver), axis=1)
    each = np.arange(len(giver))
    tried[taker, each] = shares[giver]
    tried[giver, each] = 0.0
    return _if_better(judge, shares, tried)


def _slope(judge: Judge, shares: Array) -> Array:
    at = respond(judge.able, shares)
    if judge.aim == "wins":
        return at.wins_slope
    return at.contribution_slope if judge.aim == "contribution" else -at.cost_slope


def _if_better(judge: Judge, shares: Array, tried: Array) -> Array | None:
    """The best of those tried when it is better: first by the limits it misses, then by worth."""
    judged, here = judge.all(tried), judge.one(shares)
    if here.breach[0] > FEASIBLE:
        place = int(judged.missed.argmin())
        is_better = judged.missed[place] < here.missed[0] - _BETTER
        return tried[:, place].copy() if is_better else None
    found = judged.best()
    if found is None:
        return None
    gain = float(judged.value[found] - here.value[0])
    is_better = gain > _BETTER * max(abs(float(here.value[0])), 1.0)
    return tried[:, found].copy() if is_better else None


def _one_head(judge: Judge, shares: Array, watch: Watch) -> Array | None:
    """The best with one head more or less in one role; None when none helps."""
    if judge.question.staffing is not Staffing.WHOLE:
        return None
    raw = respond(judge.able, shares).raw
    heads = judge.completed(shares[:, None], raw)[judge.layout.heads, 0]
    cap = (shares > _HELD).astype(float) if judge.question.max_owners is not None else None
    found = [
        climb(Stepper(replace(judge, relaxed=True, heads=each), cap, watch), shares, steps=12)
        for each in _neighbouring(judge, heads)
        if not watch.stop.is_set()
    ]
    return _if_better(judge, shares, np.stack(found, axis=1)) if found else None


def _neighbouring(judge: Judge, heads: Array) -> Iterator[Array]:
    people = np.where(judge.people, heads, np.nan)
    for role in np.flatnonzero(judge.people).tolist():
        for change in (-1.0, 1.0):
            if heads[role] + change >= judge.lowest_heads[role]:
                other = people.copy()
                other[role] += change
                yield other
