"""The most contribution when hours can be had at given prices, exactly.

Offers `best_at_prices` and `bound_at`. With prices in place of capacity and budget, each segment is
a Markov decision process whose action at a stage is the mix of roles; policy iteration finds its
global best, and what that is worth bounds every assignment that keeps the limits (Lagrange). Rule
4.11 of docs/method.md; Howard (1960).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.assignment.contribution.judging import Judge
from salesmodel.assignment.contribution.merit import Prices
from salesmodel.assignment.contribution.response import gain_of_share, matrices, respond
from salesmodel.assignment.contribution.task_curves import (
    TaskCurve,
    UnitCurve,
    task_curve,
    unit_curve,
)
from salesmodel.assignment.least_cost.bounds import floors_of
from salesmodel.assignment.question import Staffing
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

_ROUNDS = 100
_SAME = 1e-13
_SWEEPS = 20


@dataclass(frozen=True)
class AtPrices:
    """The best `shares` (pairs,) at some prices, and its `worth`: money a year, less hours at their
    prices."""

    shares: Array
    worth: float


@dataclass(frozen=True)
class _Market:
    """A judge's question with `hourly` (roles,), the price of an hour of each role."""

    judge: Judge
    hourly: Array

    @cached_property
    def curves(self) -> list[TaskCurve | None]:
        """Of each task, for one visit."""
        able = self.judge.able
        fixed, floors = _fixed(self.judge), floors_of(able, self.judge.question)
        hours = (able.compiled.base.hours[:, 0] * self.once)[able.task] / able.productivity
        cost = hours * self.hourly[able.role]
        first = np.searchsorted(able.task, np.arange(len(able.model.tasks) + 1))
        found = []
        for task in range(len(able.model.tasks)):
            own = np.arange(first[task], first[task + 1])
            floor = float(floors[task])
            found.append(task_curve(own, able.quality[own], cost[own], fixed[own], floor))
        return found

    @cached_property
    def once(self) -> Array:
        """The part of a visit that a task counts, (tasks,): one done once a deal counts at most
        one visit of all that a buyer may make, if every visit keeps as much as it ever can."""
        compiled = self.judge.able.compiled
        stays = compiled.by_stage_units.product(self._most_kept[:, None])[:, 0]
        stages, _, blocks = compiled.shape
        kept = np.zeros((blocks, stages))
        kept[compiled.stage_block, compiled.stage_place] = stays
        turn = matrices(compiled, self.judge.able.now)[2]
        visits = np.linalg.inv(np.eye(stages) - kept[..., None] * turn)
        again = np.einsum("bii->bi", visits)[compiled.stage_block, compiled.stage_place]
        stage, deal = compiled.task_stage, compiled.task_per_deal.ravel() > 0
        part: Array = np.where(deal & (stage >= 0), 1.0 / np.r_[again, 1.0][stage], 1.0)
        return part

    @cached_property
    def _most_kept(self) -> Array:
        """What a visit to each unit keeps with all its tasks done by their best roles."""
        able, (loss, gain) = self.judge.able, self.now
        best, unit = np.zeros(len(able.model.tasks)), able.compiled.task_unit
        np.maximum.at(best, able.task, gain_of_share(able)[0])
        most = np.bincount(np.maximum(unit, 0), np.where(unit >= 0, best, 0.0), len(loss))
        kept: Array = (1.0 - loss) / (1.0 - loss + loss * np.exp(gain - most))
        return kept

    @cached_property
    def answering(self) -> dict[int, tuple[Index, UnitCurve]]:
        """Units whose losses answer, with their tasks and curve."""
        compiled = self.judge.able.compiled
        weight = compiled.base.weight[:, 0]
        found = {}
        for unit in self.units.tolist():
            tasks = np.flatnonzero((compiled.task_unit == unit) & (weight > 0))
            curves = [curve for task in tasks.tolist() if (curve := self.curves[task]) is not None]
            found[unit] = (tasks, unit_curve(curves, weight[tasks]))
        return found

    @cached_property
    def units(self) -> Index:
        """Units whose losses answer to some share."""
        gain, unit = gain_of_share(self.judge.able)
        units = np.unique(unit[gain > 0])
        loss = self.now[0][units]
        return units[(loss > 0) & (loss < 1)]

    @cached_property
    def now(self) -> tuple[Array, Array]:
        """Loss and gain of each unit with the present shares."""
        able = self.judge.able
        response = respond(able, able.present)
        gain, unit = gain_of_share(able)
        gains = np.bincount(np.maximum(unit, 0), gain * able.present, len(response.unit_loss))
        return response.unit_loss, gains.astype(np.float64)

    @cached_property
    def steady(self) -> tuple[Array, Array]:
        """Cost of a visit to each stage by tasks that move no loss, and of each buyer by tasks
        before the journey, (segments,)."""
        compiled = self.judge.able.compiled
        moved = {task for tasks, _ in self.answering.values() for task in tasks.tolist()}
        visit = np.zeros(len(compiled.stage_block))
        buyer = np.zeros(len(self.judge.able.model.segments))
        for task, curve in enumerate(self.curves):
            if task in moved or curve is None:
                continue
            _, cost = curve.cheapest()
            stage = int(compiled.task_stage[task])
            if stage >= 0:
                visit[stage] += cost
            else:
                buyer[compiled.task_segment[task]] += cost
        return visit, buyer


def best_at_prices(judge: Judge, hourly: Array) -> AtPrices | None:
    """The most contribution when an hour of each role costs `hourly` (roles,); None when some task
    cannot be done within its own limits."""
    market = _Market(judge, hourly)
    if any(curve is None for curve in market.curves):
        return None
    gains, worth = _policy(market)
    return AtPrices(_shares(market, gains), worth)


def is_bounded(judge: Judge) -> bool:
    """Whether `bound_at` knows a bound: where no stage answers in several tracks, for then the mix
    of each is not found exactly, and where cost is counted as the question counts it."""
    by_hour = judge.question.staffing is Staffing.AS_IS
    if judge.aim != "contribution" or judge.by_hour is not by_hour:
        return False
    units = _Market(judge, judge.able.hourly_cost).units
    stages = judge.able.compiled.unit_stage[units]
    return len(np.unique(stages)) == len(stages)


def bound_at(judge: Judge, prices: Prices) -> float:
    """What no assignment that keeps the question's limits can exceed, money a year; NaN where that
    is not known. It is the tighter the nearer the prices are to those at the best."""
    if not is_bounded(judge):
        return np.nan
    base = judge.able.compiled.base
    annual = base.annual_cost[:, 0]
    pay = 1.0 + prices.budget
    rest = prices.budget * (judge.question.budget or 0.0)
    hour = np.maximum(prices.hour, 0.0)
    if judge.question.staffing is Staffing.AS_IS:
        hourly = judge.able.hourly_cost * pay + hour
        rest += float(hour @ judge.room)
    else:
        high = {each.role: each.high for each in judge.question.heads if each.high is not None}
        most = np.array([high.get(role.id, np.inf) for role in judge.able.model.roles])
        hourly = np.where(np.isinf(most), np.minimum(hour, annual * pay / judge.room), hour)
        profit = hourly * judge.room - annual * pay
        heads = np.where(profit > 0, np.where(np.isinf(most), 0.0, most), judge.lowest_heads)
        rest += float(profit @ heads)
    best = best_at_prices(judge, hourly)
    return np.nan if best is None else best.worth + rest


def _fixed(judge: Judge) -> Array:
    """The share of each pair where it is given, NaN elsewhere, (pairs,)."""
    limits, fixed = judge.programme, np.full(len(judge.able), np.nan)
    for row, limit in enumerate(limits.limits):
        if limit.kind in ("pin", "lock", "forbid"):
            fixed[limits.column[limits.row == row]] = limit.amount
    return fixed


def _policy(market: _Market) -> tuple[dict[int, float], float]:
    """The best gain of each unit that answers, and what all is worth."""
    compiled = market.judge.able.compiled
    loss, gain = market.now
    gains = {unit: float(gain[unit]) for unit in market.answering}
    kept = 1.0 - loss
    paid = np.zeros(len(loss))
    for unit, (_, curve) in market.answering.items():
        gains[unit], kept[unit], paid[unit] = curve.best(0.0, loss[unit], gain[unit])
    worth = -np.inf
    for _ in range(_ROUNDS):
        onward, found = _values(market, kept, paid)
        if found <= worth + _SAME * abs(found):
            break
        worth = found
        for _ in range(_SWEEPS if len(compiled.parallel) else 1):
            before = kept.copy()
            for unit, (_, curve) in market.answering.items():
                others = np.flatnonzero(compiled.unit_stage == compiled.unit_stage[unit])
                beside = float(np.prod(kept[others[others != unit]]))
                ahead = float(onward[compiled.unit_stage[unit]]) * beside
                gains[unit], kept[unit], paid[unit] = curve.best(ahead, loss[unit], gain[unit])
            if np.abs(kept - before).max(initial=0.0) < _SAME:
                break
    return gains, worth


def _values(market: _Market, kept: Array, paid: Array) -> tuple[Array, float]:
    """What going on is worth from each stage, and what all buyers are worth, with what each unit
    keeps and costs at a visit."""
    able = market.judge.able
    compiled, base = able.compiled, able.compiled.base
    block, place = compiled.stage_block, compiled.stage_place
    _, _, turn, reward = matrices(compiled, able.now)
    visit, buyer = market.steady
    stages, _, blocks = compiled.shape
    stays, cost = np.zeros((2, blocks, stages))
    stays[block, place] = compiled.by_stage_units.product(kept[:, None])[:, 0]
    cost[block, place] = visit + compiled.by_stage_units.sum(paid[:, None])[:, 0]
    entry = np.zeros((blocks, stages))
    entry[block, place] = base.entry[:, 0]
    system = np.eye(stages) - stays[..., None] * turn
    good = np.zeros(blocks)
    segments = len(able.model.segments)
    good[:segments] = (base.deal_value * base.gross_margin)[:, 0]
    later = np.linalg.solve(system, -cost[..., None])[..., 0]
    after = np.flatnonzero(compiled.stage_after == 1)
    enters = (entry * later)[block[after], place[after]]
    np.add.at(good, compiled.stage_segment[after], enters)
    right = stays * reward * good[:, None] - cost
    value = np.linalg.solve(system, right[..., None])[..., 0]
    onward = np.einsum("bij,bj->bi", turn, value) + reward * good[:, None]
    each = (entry * value).sum(axis=1)[:segments] - buyer
    return onward[block, place], float(base.arrivals[:, 0] @ each)


def _shares(market: _Market, gains: dict[int, float]) -> Array:
    able = market.judge.able
    fixed = _fixed(market.judge)
    shares = np.where(np.isnan(fixed), 0.0, fixed)
    weight = able.compiled.base.weight[:, 0]
    levels = {
        task: curve.cheapest()[0] for task, curve in enumerate(market.curves) if curve is not None
    }
    for unit, (tasks, curve) in market.answering.items():
        lifts = curve.lifts(gains[unit], len(tasks)) / weight[tasks]
        for task, lift in zip(tasks.tolist(), lifts.tolist(), strict=True):
            own = market.curves[task]
            if own is not None:
                levels[task] = own.starts[0] + lift
    for task, level in levels.items():
        own = market.curves[task]
        for pair, part in own.mix(level) if own is not None else ():
            shares[pair] += part
    return shares
