"""Every task to the most cost-effective role that can do it: the answer to a question.

Offers `optimise`. Rules 4.1 to 4.8 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.judging import Judge
from salesmodel.assignment.contribution.most_contribution import most_contribution
from salesmodel.assignment.contribution.ranges_around import ranges_around
from salesmodel.assignment.least_cost.conflict import clash
from salesmodel.assignment.least_cost.formulating import Formulation, least_cost
from salesmodel.assignment.least_cost.limit_words import said_of
from salesmodel.assignment.least_cost.near_optimal import WITHIN, near_optimal
from salesmodel.assignment.least_cost.shadow_prices import shadow_prices, with_whole_fixed
from salesmodel.assignment.least_cost.solving import Solution, Watch, solve
from salesmodel.assignment.moves import Asked, TaskMove, priced_moves, saving
from salesmodel.assignment.noting import notes_on
from salesmodel.assignment.optimum import Answer, Optimum, Position
from salesmodel.assignment.positions import completed, counted_cost, position_of
from salesmodel.assignment.question import Goal, Question, Staffing, refuse_if_unusable
from salesmodel.assignment.reasons import moves_between, ranked, set_apart, taken
from salesmodel.assignment.taking import with_assignment
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel, refuse_if_invalid

_TIE = 1e-12
"""Costs that differ by less than this part are equal."""
_KEPT = 1e-6
"""By less than this part a limit is kept."""
_LEAST_WORK = 1e-6
"""Of the largest task: so that what takes no hours stays where it is, too."""


def optimise(
    model: SalesModel, question: Question | None = None, *, watch: Watch | None = None
) -> Optimum:
    """The best assignment of a model, with its reasons; or what cannot hold together.

    Raises InvalidModel, and UnusableQuestion for a question that cannot be meant.
    """
    refuse_if_invalid(model)
    asked = question or Question()
    refuse_if_unusable(asked, model)
    watch = watch or Watch()
    able = able_shares(model)
    formulation = least_cost(able, asked)
    found = _found(able, asked, formulation, watch)
    if not found.found:
        return _nothing(able, asked, formulation, found, watch)
    return _answer(able, asked, formulation, found, watch)


def _found(
    able: AbleShares, question: Question, formulation: Formulation, watch: Watch
) -> Solution:
    if question.goal is Goal.CONTRIBUTION:
        return most_contribution(able, question, watch=watch)
    watch.doing = "Looking for the least cost"
    first = solve(formulation.programme, watch=watch)
    if first.status != "optimal":
        return first
    return _staying(able, formulation, first, watch)


def _staying(able: AbleShares, formulation: Formulation, best: Solution, watch: Watch) -> Solution:
    """Of all assignments of the least cost, the one that leaves most work where it is; of those
    with the same whole people and owners, where these are asked for."""
    programme, first = with_whole_fixed(formulation.programme, best), formulation.layout.shares
    most = best.objective + _TIE * abs(best.objective)
    work = able.unit_hours / max(float(able.unit_hours.max(initial=0.0)), 1.0) + _LEAST_WORK
    none = np.zeros_like(programme.cost)
    none[first] = np.where(able.present > 0, 0.0, work)
    partly = np.flatnonzero((able.present > 0) & (able.present < 1))
    kept = replace(programme.costing_at_most(most), cost=none).paying_for_more(
        first.start + partly, able.present[partly], work[partly]
    )
    calm = solve(kept, watch=watch)
    return replace(best, x=calm.x[: len(best.x)]) if calm.status == "optimal" else best


def _answer(
    able: AbleShares,
    question: Question,
    formulation: Formulation,
    found: Solution,
    watch: Watch,
) -> Optimum:
    watch.doing, watch.done = "Looking for the reasons", None
    layout, is_cost = formulation.layout, question.goal is Goal.COST
    shares = settled(able, found.x[layout.shares])
    asked = moves_between(able, able.present, shares)
    best = position_of(able, question, layout, shares)
    moves, matter = _reasons(able, question, formulation, best, asked, watch=watch)
    watch.doing = "Looking for equals"
    return Optimum(
        question=question,
        status=_status(found),
        able=able,
        present=position_of(able, question, layout, able.present),
        best=best,
        gap=found.gap if np.isfinite(found.bound) else None,
        shares=shares,
        moves=moves,
        enough=matter,
        shadow_prices=shadow_prices(able, question, formulation, found, watch) if is_cost else (),
        ranges=near_optimal(able, formulation, found, watch=watch)
        if is_cost
        else ranges_around(able, shares, question, within=WITHIN),
        conflict=(),
        breaches=_breaches(able, question, formulation),
        notes=tuple(notes_on(able, question)),
        seconds=watch.seconds,
    )


def _reasons(
    able: AbleShares,
    question: Question,
    formulation: Formulation,
    best: Position,
    asked: list[Asked],
    *,
    watch: Watch,
) -> tuple[tuple[TaskMove, ...], int]:
    """The moves, priced, those that matter first; and how many those are."""

    def cost(shares: Array) -> float:
        return counted_cost(able, question, formulation.layout, shares)

    judge = Judge(able, question, by_hour=question.staffing is Staffing.AS_IS)

    def is_near(shares: Array) -> bool:
        if watch.stop.is_set():
            return False
        if question.goal is Goal.CONTRIBUTION:
            return _is_near_most(judge, best, shares)
        return _is_near_least(able, question, formulation, best, shares)

    if question.goal is Goal.COST:
        worth = {each: saving(able, *each) for each in asked}
    else:
        alone = zip(asked, priced_moves(able, asked), strict=True)
        worth = {each: move.contribution_change for each, move in alone}
    matter, nothing = set_apart(able, asked, worth.__getitem__, is_near)
    return ranked(able, (matter, nothing), question.goal, cost), len(matter)


def _nothing(
    able: AbleShares,
    question: Question,
    formulation: Formulation,
    found: Solution,
    watch: Watch,
) -> Optimum:
    stopped = found.status in ("stopped", "limit")
    return Optimum(
        question=question,
        status="stopped" if stopped else "infeasible",
        able=able,
        present=position_of(able, question, formulation.layout, able.present),
        best=None,
        gap=None,
        shares=np.zeros(0),
        moves=(),
        enough=0,
        shadow_prices=(),
        ranges=(),
        conflict=() if stopped else clash(able, question, formulation.programme, watch),
        breaches=_breaches(able, question, formulation),
        notes=tuple(notes_on(able, question)),
        seconds=watch.seconds,
    )


def _status(found: Solution) -> Answer:
    if found.status == "stopped":
        return "stopped"
    proven = found.status == "optimal" and np.isfinite(found.bound)
    return "optimal" if proven else "best_found"


def settled(able: AbleShares, shares: Array) -> Array:
    """Shares without the solver's rounding: none below zero, each task's sum to one."""
    clean = np.where(shares < 1e-9, 0.0, np.minimum(shares, 1.0))
    total = np.bincount(able.task, clean, len(able.model.tasks))[able.task]
    result: Array = clean / np.where(total > 0, total, 1.0)
    return result


def _is_near_most(judge: Judge, best: Position, shares: Array) -> bool:
    """Whether these shares keep every limit and come within 1% of the most contribution."""
    if judge.one(shares).breach[0] > _KEPT:
        return False
    contribution = float(run(judge.able.compiled, judge.able.values(shares)).contribution.sum())
    return contribution >= best.contribution - WITHIN * abs(best.contribution)


def _is_near_least(
    able: AbleShares, question: Question, formulation: Formulation, best: Position, shares: Array
) -> bool:
    """Whether these shares keep every limit and come within 1% of the least cost."""
    cost = counted_cost(able, question, formulation.layout, shares)
    if cost > best.cost + WITHIN * abs(best.cost):
        return False
    answered = np.zeros(len(able.model.roles))
    x = completed(able, question, formulation.layout, shares, answered)
    return not formulation.programme.breaches(x)


def _breaches(able: AbleShares, question: Question, formulation: Formulation) -> tuple[str, ...]:
    """The limits that the present assignment does not keep."""
    hours = able.now.role_hours[:, 0]
    x = completed(able, question, formulation.layout, able.present, hours)
    broken = formulation.programme.breaches(x)
    return tuple(said_of(able.model, limit) for limit in broken if limit.kind != "link")


def shares_that_matter(optimum: Optimum) -> Array:
    """The present shares after the moves that matter, (pairs,): within 1% of the best."""
    moves = optimum.moves[: optimum.enough]
    steps = [(move.task, move.from_role, move.to_role, move.share) for move in moves]
    return settled(optimum.able, taken(optimum.able, optimum.able.present, steps))


def best_model(optimum: Optimum) -> SalesModel:
    """The model with the best assignment. Raises CommandRefused when there is none."""
    return with_assignment(optimum.able, optimum.shares)
