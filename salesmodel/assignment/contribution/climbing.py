"""From one assignment uphill to the best nearby: a sequence of linear programmes.

Offers `climb` and `admitted`. Rule 4.10 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesmodel.assignment.contribution.judging import FEASIBLE, Judge, Judged
from salesmodel.assignment.contribution.merit import Prices
from salesmodel.assignment.contribution.response import Response, gain_of_share, respond
from salesmodel.assignment.contribution.stepping import Step, Stepper
from salesmodel.assignment.least_cost.programme import Programme
from salesmodel.assignment.least_cost.solving import Watch, solve
from salesmodel.assignment.question import Staffing
from salesmodel.journey.linear import Array

MOST_STEPS = 60
DONE = 1e-10
"""A promised gain, as a part of all margin and cost, that is not worth another step."""
_SHORT = 1e-8
_EXACT = 1e-9


def climb(stepper: Stepper, start: Array, *, steps: int = MOST_STEPS, done: float = DONE) -> Array:
    """The best shares (pairs,) that can be reached from `start`, which keeps the structure's
    limits. Stops early, with the best so far, when somebody stops it."""
    judge, reach = stepper.judge, 1.0
    at, judged = respond(judge.able, start), judge.one(start)
    prices = first_prices(judge)
    for _ in range(steps):
        if stepper.watch is not None and stepper.watch.stop.is_set():
            break
        step = stepper.step(at, reach, prices)
        if step is None:
            break
        prices = step.prices
        merit = stepper.merit(judged, prices)
        promised = step.reached - merit
        if promised <= done * stepper.scale:
            break
        step, found = _corrected(stepper, at, reach, step, merit + 0.75 * promised)
        gained = stepper.merit(found, prices) - merit
        length = float(np.abs(step.shares - at.shares).max(initial=0.0))
        if gained > 0:
            at, judged = respond(judge.able, step.shares), found
        if gained < 0.25 * promised:
            reach = 0.4 * length
        elif gained > 0.75 * promised:
            reach = min(1.0, 2.0 * reach)
        if reach < _SHORT:
            break
    return at.shares


def first_prices(judge: Judge) -> Prices:
    """Heads that are free are paid from the first hour on."""
    if judge.question.staffing is Staffing.AS_IS or judge.by_hour:
        return Prices(np.zeros(len(judge.able.model.roles)))
    return Prices(judge.able.compiled.base.annual_cost[:, 0] / judge.room)


def _corrected(
    stepper: Stepper, at: Response, reach: float, step: Step, enough: float
) -> tuple[Step, Judged]:
    """The step, or, where its merit is not `enough`, a second one that allows for what the line
    has missed of capacity and budget (a second-order correction), whichever is better; with what
    it is worth."""
    clean = replace(step, shares=settled(stepper.judge, step.shares))
    judged = stepper.judge.one(clean.shares)
    is_enough = stepper.merit(judged, step.prices) >= enough
    if is_enough or judged.breach[0] <= _EXACT or _is_unlimited(stepper.judge):
        return clean, judged
    missed = _missed(stepper, at, clean)
    again = stepper.step(at, reach, step.prices, beyond=missed)
    if again is None:
        return clean, judged
    again = replace(again, shares=settled(stepper.judge, again.shares))
    then = stepper.judge.one(again.shares)
    better = stepper.merit(then, step.prices) > stepper.merit(judged, step.prices)
    return (again, then) if better else (clean, judged)


def _is_unlimited(judge: Judge) -> bool:
    free = judge.question.staffing is not Staffing.AS_IS and judge.heads is None
    return free and judge.question.budget is None


def _missed(stepper: Stepper, at: Response, step: Step) -> tuple[Array, float]:
    """By how much the kernel's hours and cost exceed those of the line."""
    judge = stepper.judge
    now = respond(judge.able, step.shares)
    gain, unit = gain_of_share(judge.able)
    change = gain * (step.shares - at.shares)
    gains = np.bincount(np.maximum(unit, 0), change, len(at.unit_loss))
    own = np.bincount(judge.able.role, at.hours * step.shares, len(judge.able.model.roles))
    hours = now.role_hours - (own + gains @ at.hours_by_gain)
    cost = float(hours @ judge.able.hourly_cost) if judge.by_hour else 0.0
    return hours, cost


def settled(judge: Judge, shares: Array) -> Array:
    """Without the solver's rounding: none below zero, each task's sum to one."""
    clean = np.where(shares < _EXACT, 0.0, np.minimum(shares, 1.0))
    total = np.bincount(judge.able.task, clean, len(judge.able.model.tasks))[judge.able.task]
    result: Array = clean / np.where(total > 0, total, 1.0)
    return result


def admitted(judge: Judge, shares: Array, watch: Watch | None = None) -> Array | None:
    """The nearest shares that keep all limits that do not depend on the flow; None when there are
    none. Nearest by the sum of what moves."""
    limits = judge.programme
    x = judge.completed(shares[:, None], judge.able.now)[:, 0]
    done = limits.activity(x)
    short = np.maximum(limits.row_low - done, done - limits.row_high).max(initial=0.0)
    if short <= FEASIBLE:
        return shares
    found = solve(_nearest(limits, shares), watch=watch)
    return settled(judge, found.x[: len(shares)]) if found.found else None


def _nearest(limits: Programme, shares: Array) -> Programme:
    """The least sum of what shares rise above `shares`, within limits; as each task's shares add
    up to one, that is half of all that moves."""
    size, count = len(limits.low), len(shares)
    pairs = np.arange(count)
    return Programme(
        cost=np.r_[np.zeros(size), np.ones(count)],
        low=np.r_[limits.low, np.zeros(count)],
        high=np.r_[limits.high, np.ones(count)],
        whole=np.zeros(size + count, bool),
        row=np.r_[limits.row, np.repeat(pairs, 2) + len(limits.row_low)],
        column=np.r_[limits.column, np.stack([pairs, size + pairs], axis=1).ravel()],
        value=np.r_[limits.value, np.tile([1.0, -1.0], count)],
        row_low=np.r_[limits.row_low, np.full(count, -np.inf)],
        row_high=np.r_[limits.row_high, shares],
        limits=limits.limits,
    )
