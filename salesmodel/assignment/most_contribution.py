"""The most contribution, with conversion that answers to fulfilment.

Offers `most_contribution` and `most`, for other aims. A climb by linear programmes from several
starts; exact only where every combination is tried. Rules 4.9 to 4.11 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.climbing import admitted, climb
from salesmodel.assignment.enumerating import all_single_owners
from salesmodel.assignment.formulating import least_cost
from salesmodel.assignment.judging import FEASIBLE, Judge
from salesmodel.assignment.question import Question, Staffing
from salesmodel.assignment.solving import Solution, Status, Watch, solve
from salesmodel.assignment.stepping import Stepper
from salesmodel.assignment.whole import is_whole, made_whole
from salesmodel.journey.linear import Array

_MANY_PAIRS = 4_000
"""Above so many pairs one start has to do: each takes seconds."""


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
    return _solution(judge, found[place], "stopped" if stopped else "limit")


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
            tops.append(climb(Stepper(relaxed, watch=watch), foot))
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
    if len(able) > _MANY_PAIRS:
        return [able.present]
    count = np.bincount(able.task, minlength=len(able.model.tasks))
    programme = least_cost(able, judge.question).programme
    cheap = solve(replace(programme, whole=np.zeros_like(programme.whole)), watch=watch)
    cheapest = [cheap.x[judge.layout.shares]] if cheap.found else []
    return [able.present, _where_done_best(able), *cheapest, 1.0 / count[able.task]]


def _where_done_best(able: AbleShares) -> Array:
    """Each task with its best role; of equals the cheaper."""
    order = np.lexsort((able.unit_cost, -able.quality, able.task))
    first = np.flatnonzero(np.diff(able.task[order], prepend=-1))
    shares = np.zeros(len(able))
    shares[order[first]] = 1.0
    return shares


def _solution(judge: Judge, shares: Array, status: Status) -> Solution:
    from salesmodel.evaluation import run

    raw = run(judge.able.compiled, judge.able.values(shares))
    objective = -float(judge.one(shares).value[0])
    bound = objective if status == "optimal" else np.nan
    return Solution(status, judge.completed(shares[:, None], raw)[:, 0], objective, bound)
