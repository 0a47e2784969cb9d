"""Contribution and win rate against cost: what each budget can buy.

Offers `frontier`, `Frontier`, `FrontierPoint`, and `place_on_frontier` for other models. Rule 4.13
of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.contribution.climbing import admitted, climb
from salesmodel.assignment.contribution.judging import FEASIBLE, Aim, Judge
from salesmodel.assignment.contribution.most_contribution import most
from salesmodel.assignment.contribution.stepping import Stepper
from salesmodel.assignment.contribution.whole import is_whole, made_whole
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Goal, Question, Staffing
from salesmodel.evaluation import Evaluation, run
from salesmodel.journey.linear import Array

POINTS = 15
_BETTER = 1e-7
"""A gain, as a part of what there is, below which a dearer point is no better."""
_DONE = 1e-8
_STEPS = 25
_SECONDS = 0.5


@dataclass(frozen=True)
class FrontierPoint:
    """One assignment: money a year that its hours cost and that it contributes, and wins of all
    buyers that enter, once conversion has answered. `shares` (pairs,); empty for other models."""

    cost: float
    contribution: float
    win_rate: float
    shares: Array = field(default_factory=lambda: np.zeros(0), compare=False)


@dataclass(frozen=True)
class Frontier:
    """The best for each budget, the cheapest first: `contribution` the most contribution, up to
    that without a budget; `win_rate` the most win rate, up to that at any cost. `present`: the
    assignment as it is. Both are empty where no assignment keeps the limits."""

    contribution: tuple[FrontierPoint, ...]
    win_rate: tuple[FrontierPoint, ...]
    present: FrontierPoint
    is_whole: bool = True
    """Whether it was drawn to its end, not stopped."""


def frontier(
    able: AbleShares, question: Question, *, points: int = POINTS, watch: Watch | None = None
) -> Frontier:
    """Both curves, with `points` budgets each, under the question's limits; heads in parts.
    Cost counts hours as they are paid, whatever the staffing."""
    watch = watch or Watch()
    parts = Staffing.FREE if question.staffing is Staffing.WHOLE else question.staffing
    asked = replace(question, goal=Goal.CONTRIBUTION, staffing=parts)
    curves: list[tuple[FrontierPoint, ...]] = []
    low = _end(able, asked, "cost", watch)
    aims: tuple[Aim, ...] = ("contribution", "wins")
    for place, aim in enumerate(aims):
        high = _end(able, asked, aim, watch)
        if low is None or high is None:
            curves.append(())
            continue
        done = (place / 2, 0.5 / max(points - 1, 1))
        curves.append(_curve(Judge(able, asked, aim), (low, high), points, watch, done))
    return Frontier(curves[0], curves[1], _point(able, able.present), not watch.stop.is_set())


def place_on_frontier(evaluation: Evaluation) -> FrontierPoint:
    """Where another model stands beside the frontier."""
    totals = evaluation.totals
    return FrontierPoint(totals.cost, totals.contribution, totals.win_rate)


def _point(able: AbleShares, shares: Array) -> FrontierPoint:
    raw = run(able.compiled, able.values(shares))
    arrivals = float(able.compiled.base.arrivals.sum())
    return FrontierPoint(
        float(raw.segment_cost.sum()),
        float(raw.contribution.sum()),
        float(raw.wins.sum()) / arrivals if arrivals > 0 else 0.0,
        shares,
    )


def _end(able: AbleShares, question: Question, aim: Aim, watch: Watch) -> Array | None:
    found = most(Judge(able, question, aim), watch=watch)
    watch.doing = "Drawing the frontier"
    return found.x[: len(able)] if found.found else None


def _curve(
    judge: Judge, ends: tuple[Array, Array], points: int, watch: Watch, done: tuple[float, float]
) -> tuple[FrontierPoint, ...]:
    """From the dearest budget down, each started from the one above and from the cheapest."""
    low, high = ends
    costs = judge.all(np.stack(ends, axis=1)).cost
    budgets = np.linspace(float(costs[0]), float(costs[1]), points)
    found = [high]
    for count, budget in enumerate(budgets[-2:0:-1].tolist()):
        watch.done = done[0] + count * done[1]
        if watch.stop.is_set():
            break
        limited = replace(judge, question=replace(judge.question, budget=budget))
        best = _best_within(limited, (found[-1], low), watch)
        if best is not None:
            found.append(best)
    return _rising(judge, [low, *reversed(found)])


def _best_within(judge: Judge, starts: Sequence[Array], watch: Watch) -> Array | None:
    relaxed = replace(judge, relaxed=True)
    tops: list[Array | None] = []
    for start in starts[:1] if is_whole(judge) else starts:
        foot = admitted(relaxed, start, watch)
        if foot is not None:
            top: Array | None = climb(Stepper(relaxed, watch=watch), foot, steps=_STEPS, done=_DONE)
            if top is not None and is_whole(judge):
                top = made_whole(judge, top, watch, seconds=_SECONDS)
            tops.append(top)
    kept = [top for top in tops if top is not None]
    if not kept:
        return None
    place = judge.all(np.stack(kept, axis=1)).best()
    return None if place is None else kept[place]


def _rising(judge: Judge, found: Sequence[Array]) -> tuple[FrontierPoint, ...]:
    """By cost, without those that a cheaper one equals or beats."""
    judged = judge.all(np.stack(found, axis=1))
    best = -np.inf
    kept: list[FrontierPoint] = []
    for place in np.lexsort((-judged.value, judged.cost)).tolist():
        value = float(judged.value[place])
        is_better = not kept or value > best + _BETTER * abs(best)
        if judged.breach[place] <= FEASIBLE and is_better:
            best = value
            kept.append(_point(judge.able, found[place]))
    return tuple(kept)
