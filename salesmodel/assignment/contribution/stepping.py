"""One step towards the most: the problem made linear where the assignment stands.

Offers `Stepper`. Each unit's gain has a column of its own, so that capacity and budget stay sparse,
and its curvature, an S-curve, comes as pieces of a concave line. Rule 4.10 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from salesmodel.assignment.contribution.judging import Judge, Judged
from salesmodel.assignment.contribution.merit import PENALTY, Prices, merit, missing_hours, scale_of
from salesmodel.assignment.contribution.response import Response, gain_of_share
from salesmodel.assignment.least_cost.formulating import add_capacity
from salesmodel.assignment.least_cost.programme import FREE, Limit, Programme, Rows
from salesmodel.assignment.least_cost.solving import TIME_LIMIT, Solution, Watch, solve
from salesmodel.assignment.question import Staffing
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

UNITS = 1e4
"""What the whole margin and cost count in a programme: HiGHS's tolerances are absolute."""
_PIECES = np.r_[0.0, 1e-5 * 1.6 ** np.arange(28)]
"""Where the pieces of a gain's line end, in log-odds; from a hair to beyond any task's weight."""
_FLAT = 1e-12
_GAP = 1e-4
"""At which a mixed-integer step stops: its line is not more exact."""


@dataclass(frozen=True)
class Step:
    """Where a step leads: `shares`, `x` all of the question's own columns, the merit there by
    the line (`reached`, money), and the prices that it met."""

    shares: Array
    x: Array
    reached: float
    prices: Prices


@dataclass(frozen=True)
class Stepper:
    """Steps of one search. `cap` (pairs,): the most that each share may be."""

    judge: Judge
    cap: Array | None = None
    watch: Watch | None = None

    @cached_property
    def scale(self) -> float:
        """What counts as one."""
        return scale_of(self.judge)

    def merit(self, judged: Judged, prices: Prices) -> float:
        """What a point is worth when its limits may be missed at a price."""
        return merit(self.judge, self.scale, judged, prices)

    @cached_property
    def units(self) -> Index:
        """The units whose losses answer to some share."""
        gain, unit = gain_of_share(self.judge.able)
        return np.unique(unit[gain > 0])

    @cached_property
    def _gains(self) -> tuple[Index, Index, Array]:
        """Row of the unit, pair, gain."""
        gain, unit = gain_of_share(self.judge.able)
        pairs = np.flatnonzero(gain > 0)
        return np.searchsorted(self.units, unit[pairs]), pairs, gain[pairs]

    @cached_property
    def _places(self) -> tuple[int, int, int, int]:
        """The first column of gains, of pieces, of what is missing, and the end."""
        gains = self.judge.layout.size
        pieces = gains + len(self.units)
        missing = pieces + len(self.units) * 2 * (len(_PIECES) - 1)
        return gains, pieces, missing, missing + len(self.judge.able.model.roles) + 1

    def step(
        self,
        at: Response,
        reach: float,
        prices: Prices,
        *,
        beyond: tuple[Array, float] | None = None,
        whole: bool = False,
        seconds: float = TIME_LIMIT,
    ) -> Step | None:
        """The best step by the line at `at`, each share within `reach` of where it is; None when
        the limits leave none. `beyond`: hours of each role and money that the line has missed."""
        programme = self._programme(at, reach, prices, beyond, whole)
        found = solve(programme, watch=self.watch, gap=_GAP, time_limit=seconds)
        if not found.found:
            return None
        prices = self._prices(programme, found, prices)
        x = found.x[: self.judge.layout.size]
        return Step(
            shares=x[self.judge.layout.shares],
            x=x,
            reached=self._reached(at, programme, found, prices),
            prices=prices,
        )

    def _reached(
        self, at: Response, programme: Programme, found: Solution, prices: Prices
    ) -> float:
        """The merit where the step leads, by the line."""
        judge, size, missing = self.judge, self.judge.layout.size, self._places[2]
        x = np.zeros_like(found.x)
        x[:size] = judge.completed(at.shares[:, None], at.raw)[:, 0]
        here = judge.one(at.shares)
        change = float(programme.cost[:missing] @ (found.x - x)[:missing]) * self.scale / UNITS
        there = Judged(
            here.value - change, here.cost, here.wins, here.breach, np.zeros(1),
            found.x[missing:-1, None], found.x[-1:],
        )  # fmt: skip
        there = replace(there, missed=there.over.sum(axis=0) + there.over_budget)
        return self.merit(there, prices)

    def _programme(
        self,
        at: Response,
        reach: float,
        prices: Prices,
        beyond: tuple[Array, float] | None,
        whole: bool,
    ) -> Programme:
        base, varying = self.judge.programme, self._rows(at, beyond)
        low, high = self._bounds(at, reach)
        moving = varying.programme(self._costs(at, prices), low, high, np.zeros(len(low), bool))
        kept = np.zeros(len(low), bool)
        kept[: len(base.whole)] = base.whole if whole else False
        return replace(
            moving,
            whole=kept,
            row=np.concatenate([base.row, moving.row + len(base.row_low)]),
            column=np.concatenate([base.column, moving.column]),
            value=np.concatenate([base.value, moving.value]),
            row_low=np.concatenate([base.row_low, moving.row_low]),
            row_high=np.concatenate([base.row_high, moving.row_high]),
            limits=base.limits + moving.limits,
        )

    def _bounds(self, at: Response, reach: float) -> tuple[Array, Array]:
        base, layout = self.judge.programme, self.judge.layout
        gains, pieces, missing, end = self._places
        low, high = np.zeros(end), np.full(end, FREE)
        low[: layout.size], high[: layout.size] = base.low, base.high
        cap = 1.0 if self.cap is None else self.cap
        low[layout.shares] = np.clip(at.shares - reach, 0.0, cap)
        high[layout.shares] = np.clip(at.shares + reach, 0.0, cap)
        if self.judge.heads is not None:
            given = np.flatnonzero(~np.isnan(self.judge.heads))
            low[layout.heads.start + given] = self.judge.heads[given]
            high[layout.heads.start + given] = self.judge.heads[given]
        low[gains:pieces] = -FREE
        lengths = np.diff(_PIECES)
        lengths[-1] = FREE
        high[pieces:missing] = np.tile(lengths, 2 * len(self.units))
        return low, high

    def _costs(self, at: Response, prices: Prices) -> Array:
        """The objective to minimise, in `UNITS` of the scale."""
        judge, layout = self.judge, self.judge.layout
        gains, pieces, missing, end = self._places
        cost = np.zeros(end)
        cost[: layout.size] = judge.cost_of_columns
        if judge.by_hour:
            cost[layout.shares] = at.hours * judge.able.hourly_cost[judge.able.role]
        if judge.aim == "wins":
            cost *= judge.tilt
        line = self._by_gain(at)
        cost[gains:pieces] = -line
        cost[pieces:missing] = -self._bends(at, prices)
        cost /= self.scale
        cost[missing:] = PENALTY
        return cost * UNITS

    def _by_gain(self, at: Response) -> Array:
        """The slope of the aim by each unit's gain, flow alone."""
        judge = self.judge
        paid = at.cost_by_gain if judge.by_hour else np.zeros_like(at.unit_loss)
        if judge.aim == "wins":
            return (at.wins_by_gain - judge.tilt * paid)[self.units]
        won = at.margin_by_gain if judge.aim == "contribution" else 0.0
        slope: Array = (won - paid)[self.units]
        return slope

    def _bends(self, at: Response, prices: Prices) -> Array:
        """Slopes of the pieces of each unit, upwards and downwards: how the worth of a gain bends
        away from its line, at the prices of hours and budget; never upwards."""
        paid = prices.budget * at.cost_by_gain if self.judge.by_hour else 0.0
        slope = self._by_gain(at) - (at.hours_by_gain @ prices.hour + paid)[self.units]
        loss = np.clip(at.unit_loss[self.units], _FLAT, 1.0 - _FLAT)[:, None]
        lengths = np.diff(_PIECES)
        sides = []
        for sign in (1.0, -1.0):
            away = sign * _PIECES
            factor = -np.expm1(-away) / (loss * np.exp(-away) + 1.0 - loss)
            bend = slope[:, None] * (factor - away)
            steep = np.diff(bend, axis=1) / lengths
            sides.append(np.minimum.accumulate(np.minimum(steep, 0.0), axis=1))
        result: Array = np.concatenate(sides, axis=1).ravel()
        return result

    def _rows(self, at: Response, beyond: tuple[Array, float] | None) -> Rows:
        rows = Rows()
        self._capacity_rows(at, rows, None if beyond is None else beyond[0])
        self._budget_row(at, rows, 0.0 if beyond is None else beyond[1])
        gains, pieces, missing, _ = self._places
        unit, pair, gain = self._gains
        count = len(self.units)
        each = np.arange(count)
        here = np.bincount(unit, gain * at.shares[pair], count).astype(np.float64)
        entries = (np.r_[unit, each], np.r_[pair, gains + each], np.r_[gain, -np.ones(count)])
        rows.add([Limit("link")] * count, entries, here, here)
        side = len(_PIECES) - 1
        signs = np.tile(np.repeat([-1.0, 1.0], side), count)
        owner = np.repeat(each, 2 * side)
        entries = (
            np.r_[each, owner],
            np.r_[gains + each, np.arange(pieces, missing)],
            np.r_[np.ones(count), signs],
        )
        rows.add([Limit("link")] * count, entries, 0.0, 0.0)
        return rows

    def _capacity_rows(self, at: Response, rows: Rows, missed: Array | None) -> None:
        judge = self.judge
        roles = len(judge.able.model.roles)
        gains, _, missing, _ = self._places
        by_gain = at.hours_by_gain[self.units]
        unit, role = np.nonzero(by_gain)
        each = np.arange(roles)
        entries = (
            np.r_[judge.able.role, role, each],
            np.r_[np.arange(len(judge.able)), gains + unit, missing + each],
            np.r_[at.hours, by_gain[unit, role], -missing_hours(judge)],
        )
        spare = None if missed is None else -missed
        add_capacity(judge.able, judge.question, judge.layout, rows, hours=entries, spare=spare)

    def _budget_row(self, at: Response, rows: Rows, missed: float) -> None:
        judge, budget = self.judge, self.judge.question.budget
        if budget is None:
            return
        gains, pieces, _, end = self._places
        cost = np.zeros(end)
        cost[: judge.layout.size] = judge.cost_of_columns
        if judge.by_hour:
            cost[judge.layout.shares] = at.hours * judge.able.hourly_cost[judge.able.role]
            cost[gains:pieces] = at.cost_by_gain[self.units]
        scale = max(budget, 1.0)
        cost[-1] = -scale
        column = np.flatnonzero(cost)
        entries = (np.zeros(len(column), np.intp), column, cost[column] / scale)
        rows.add([Limit("budget", amount=budget)], entries, high=(budget - missed) / scale)

    def _prices(self, programme: Programme, found: Solution, known: Prices) -> Prices:
        """Prices from the duals; those known before where whole numbers leave no duals."""
        if not len(found.row_dual):
            return known
        judge = self.judge
        first = len(judge.programme.row_low)
        money = -found.row_dual * self.scale / UNITS
        roles = len(judge.able.model.roles)
        per_row = (
            np.maximum(judge.room, 1.0) if judge.question.staffing is Staffing.AS_IS else judge.room
        )
        budget = 0.0
        if judge.question.budget is not None:
            budget = float(money[first + roles]) / max(judge.question.budget, 1.0)
        return Prices(np.maximum(money[first : first + roles], 0.0) / per_row, max(budget, 0.0))
