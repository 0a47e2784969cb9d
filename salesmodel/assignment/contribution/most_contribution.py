"""The most contribution, with conversion that answers to fulfilment.

Offers `most_contribution` and `most`, for other aims. A climb by linear programmes from several
starts; proven where a bound is near, or where every combination is tried. Rules 4.9 to 4.11 and
4.14 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.contribution.at_prices import best_at_prices, bound_at
from salesmodel.assignment.contribution.climbing import DONE, admitted, climb, first_prices
from salesmodel.assignment.contribution.enumerating import all_single_owners
from salesmodel.assignment.contribution.judging import FEASIBLE, Judge
from salesmodel.assignment.contribution.response import respond
from salesmodel.assignment.contribution.stepping import Stepper
from salesmodel.assignment.contribution.whole import is_whole, made_whole
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.solving import PROVEN, Solution, Status, Watch, solve
from salesmodel.assignment.question import Question, Staffing
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array

_MANY_PAIRS = 4_000
"""Above so many pairs one start has to do: each takes seconds."""
_LARGE_DONE = 1e-8


def most_contribution(
    able: AbleShares,
    question: Question,
    *,
    watch: Watch | None = None,
    starts: Sequence[Array] = (),
) -> Solution:
    """The assignment with the most contribution: columns as in `layout_of`, `objective` is minus
    the money a year that the question counts. `starts`: further shares (pairs,) to climb from.
    Status "optimal" with a bound where it is proven; "limit" for the best found."""
    by_hour = question.staffing is Staffing.AS_IS
    return most(Judge(able, question, by_hour=by_hour), watch=watch, starts=starts)


def most(judge: Judge, *, watch: Watch | None = None, starts: Sequence[Array] = ()) -> Solution:
    """The assignment with the most of the judge's aim."""
    watch = watch or Watch()
    watch.doing, watch.done = "Looking for the most contribution", 0.0
    if admitted(judge, judge.able.present, watch) is None:
        return Solution("stopped" if watch.stop.is_set() else "infeasible", np.zeros(0))
    exact = all_single_owners(judge, watch)
    if exact is not None:
        return _solution(judge, exact, "optimal") if len(exact) else _none("infeasible")
    found = list(_candidates(judge, watch, starts))
    judged = judge.all(np.stack(found, axis=1))
    place = judged.best()
    stopped = watch.stop.is_set()
    if place is None:
        return _none("stopped" if stopped else "infeasible")
    solution = _solution(judge, found[place], "stopped" if stopped else "limit")
    return solution if stopped else _bounded(judge, solution, watch)


def _bounded(judge: Judge, solution: Solution, watch: Watch) -> Solution:
    """With what cannot be exceeded, where that is known; proven when it is near enough."""
    relaxed = replace(judge, relaxed=True)
    at = respond(judge.able, solution.x[judge.layout.shares])
    step = Stepper(relaxed, watch=watch).step(at, 1.0, first_prices(judge))
    if step is None:
        return solution
    most_ = bound_at(judge, step.prices)
    if not np.isfinite(most_):
        return solution
    bounded = replace(solution, bound=min(-most_, solution.objective))
    return replace(bounded, status="optimal") if bounded.gap <= PROVEN else bounded


def _none(status: Status) -> Solution:
    return Solution(status, np.zeros(0))


def _candidates(judge: Judge, watch: Watch, starts: Sequence[Array]) -> Iterator[Array]:
    """The present assignment, and the tops that are found."""
    yield judge.able.present
    relaxed = replace(judge, relaxed=True)
    tops: list[Array] = []
    all_starts = [*starts, *_starts(judge, watch)]
    for place, start in enumerate(all_starts):
        watch.done = place / len(all_starts)
        if watch.stop.is_set():
            break
        foot = admitted(relaxed, start, watch)
        if foot is not None:
            done = _LARGE_DONE if len(judge.able) > _MANY_PAIRS else DONE
            tops.append(climb(Stepper(relaxed, watch=watch), foot, done=done))
    for top in _different(relaxed, tops):
        if not is_whole(judge):
            yield top
        elif (whole := made_whole(judge, top, watch)) is not None:
            yield whole


def _different(judge: Judge, tops: Sequence[Array]) -> list[Array]:
    """The tops, best first, each once."""
    if not tops:
        return []
    judged = judge.all(np.stack(tops, axis=1))
    rank = np.lexsort((-judged.value, judged.breach > FEASIBLE))
    kept: list[Array] = []
    for place in rank.tolist():
        if all(np.abs(tops[place] - other).max(initial=0.0) > 1e-4 for other in kept):
            kept.append(tops[place])
    return kept


def _starts(judge: Judge, watch: Watch) -> list[Array]:
    """Where to climb from: as it is, each task where it is done best, the least cost, even."""
    able = judge.able
    priced = (
        []
        if judge.aim != "contribution"
        else [each.shares for each in (best_at_prices(judge, _pay(judge)),) if each is not None]
    )
    if len(able) > _MANY_PAIRS:
        is_limited = judge.question.staffing is Staffing.AS_IS or not priced
        return [able.present] if is_limited else priced
    count = np.bincount(able.task, minlength=len(able.model.tasks))
    programme = least_cost(able, judge.question).programme
    cheap = solve(replace(programme, whole=np.zeros_like(programme.whole)), watch=watch)
    cheapest = [cheap.x[judge.layout.shares]] if cheap.found else []
    even = 1.0 / count[able.task]
    return [*priced, able.present, _where_done_best(able), *cheapest, even]


def _pay(judge: Judge) -> Array:
    """What an hour of each role costs when there is no end of them, (roles,)."""
    return judge.able.hourly_cost if judge.by_hour else first_prices(judge).hour


def _where_done_best(able: AbleShares) -> Array:
    """Each task with its best role; of equals the cheaper."""
    order = np.lexsort((able.unit_cost, -able.quality, able.task))
    first = np.flatnonzero(np.diff(able.task[order], prepend=-1))
    shares = np.zeros(len(able))
    shares[order[first]] = 1.0
    return shares


def _solution(judge: Judge, shares: Array, status: Status) -> Solution:
    raw = run(judge.able.compiled, judge.able.values(shares))
    objective = -float(judge.one(shares).value[0])
    bound = objective if status == "optimal" else np.nan
    return Solution(status, judge.completed(shares[:, None], raw)[:, 0], objective, bound)
