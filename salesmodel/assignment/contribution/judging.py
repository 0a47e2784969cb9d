"""What any shares are worth under a question, and by how much they break its limits.

Offers `Judge` and `Judged`. The figures come from the kernel, with conversion that answers to
fulfilment, for one assignment or a batch. Rule 4.9 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.bounds import capacities, head_hours
from salesmodel.assignment.least_cost.formulating import Layout, columns, costs, structure
from salesmodel.assignment.least_cost.programme import Programme
from salesmodel.assignment.question import Question, Staffing
from salesmodel.evaluation import Raw, run
from salesmodel.evaluation.grouping import Grouping
from salesmodel.journey.linear import Array
from salesmodel.model import RoleKind

Aim = Literal["contribution", "wins", "cost"]
FEASIBLE = 5e-7
"""How far a limit may be missed, as a part of it, through the solver's rounding."""
_HELD = 1e-9
_BATCH = 2_000_000
"""Numbers of shares that are evaluated at once."""


@dataclass(frozen=True)
class Judged:
    """For a batch of assignments: `value` of the aim (more is better), `cost` as the question
    counts it, `wins` a year, `breach` the worst limit's miss as a part of it, `missed` their sum,
    `over` the capacity that is missing by role, (roles, batch), as a part of what there is, and
    `over_budget` likewise."""

    value: Array
    cost: Array
    wins: Array
    breach: Array
    missed: Array
    over: Array
    over_budget: Array

    def best(self) -> int | None:
        """The place of the best that breaks nothing."""
        value = np.where(self.breach <= FEASIBLE, self.value, -np.inf)
        place = int(value.argmax()) if len(value) else 0
        return place if len(value) and np.isfinite(value[place]) else None


@dataclass(frozen=True)
class Judge:
    """Judges shares. `by_hour`: cost counts hours as they are paid, else the pay of the heads
    needed; `relaxed`: owners and people may be broken into parts; `heads` (roles,): given; NaN
    where they are worked out from the hours."""

    able: AbleShares
    question: Question
    aim: Aim = "contribution"
    by_hour: bool = True
    relaxed: bool = False
    heads: Array | None = None

    @cached_property
    def _structure(self) -> tuple[Programme, Layout]:
        rows, layout = structure(self.able, self.question)
        zero = np.zeros(layout.size)
        return rows.programme(zero, *columns(self.able, layout, self.question)), layout

    @property
    def programme(self) -> Programme:
        """The limits that hold whatever the flow of buyers."""
        return self._structure[0]

    @property
    def layout(self) -> Layout:
        """Which column is what."""
        return self._structure[1]

    @cached_property
    def tilt(self) -> float:
        """Wins that count for as much as a unit of money when wins are the aim: a millionth of all
        buyers for all of today's cost, so that of equals the cheaper is best."""
        cost = float(self.able.now.segment_cost.sum())
        return 1e-6 * float(self.able.compiled.base.arrivals.sum()) / max(cost, 1.0)

    @cached_property
    def cost_of_columns(self) -> Array:
        """Money a year of heads and takeovers; shares are paid by their answered hours."""
        cost = costs(self.able, self.question, self.layout)
        cost[self.layout.shares] = 0.0
        if self.by_hour:
            cost[self.layout.heads] = 0.0
        return cost

    @cached_property
    def room(self) -> Array:
        """Hours that there are, (roles,), or those of one head where heads are free."""
        if self.question.staffing is Staffing.AS_IS:
            return capacities(self.able, self.question)
        return head_hours(self.able, self.question)

    @cached_property
    def lowest_heads(self) -> Array:
        """(roles,)"""
        low = {each.role: each.low for each in self.question.heads}
        return np.array([low.get(role.id, 0.0) for role in self.able.model.roles])

    @cached_property
    def people(self) -> Array:
        """Roles whose heads have to be whole, (roles,) bool."""
        whole = self.question.staffing is Staffing.WHOLE and not self.relaxed
        return np.array([whole and role.kind is not RoleKind.PRODUCT
                         for role in self.able.model.roles], bool)  # fmt: skip

    @cached_property
    def _by_limit(self) -> Grouping:
        return Grouping(self.programme.row, len(self.programme.row_low))

    def one(self, shares: Array) -> Judged:
        """Judge one assignment, (pairs,)."""
        return self.all(shares[:, None])

    def all(self, shares: Array) -> Judged:
        """Judge a batch, (pairs, batch), in parts that fit into memory."""
        step = max(1, _BATCH // max(len(self.able), 1))
        parts = [
            self._part(shares[:, first : first + step])
            for first in range(0, max(shares.shape[1], 1), step)
        ]
        if len(parts) == 1:
            return parts[0]
        fields = ("value", "cost", "wins", "breach", "missed", "over", "over_budget")
        return Judged(*(np.concatenate([getattr(p, f) for p in parts], axis=-1) for f in fields))

    def _part(self, shares: Array) -> Judged:
        raw = run(self.able.compiled, self.able.values(shares))
        x = self.completed(shares, raw)
        hours = raw.role_hours + self.takeover_hours(x)
        cost = (self.cost_of_columns @ x) + (raw.segment_cost.sum(axis=0) if self.by_hour else 0.0)
        base = self.able.compiled.base
        margin = (base.deal_value * base.gross_margin * raw.wins).sum(axis=0)
        wins = raw.wins.sum(axis=0)
        tilted = wins - self.tilt * cost
        value = {"contribution": margin - cost, "wins": tilted, "cost": -cost}[self.aim]
        over = self._over(hours, x)
        short = self._over_budget(cost)
        misses = np.concatenate([self._misses(x), over, short[None]])
        breach = misses.max(axis=0, initial=0.0)
        return Judged(value, cost, wins, breach, misses.sum(axis=0), over, short)

    def completed(self, shares: Array, raw: Raw) -> Array:
        """All columns that go with shares, (columns, batch): what is taken over at each joint, who
        owns, the heads needed."""
        layout = self.layout
        x = np.zeros((layout.size, shares.shape[1]))
        x[layout.shares] = shares
        if layout.owns.stop > layout.owns.start:
            x[layout.owns] = shares if self.relaxed else shares > _HELD
        roles = len(self.able.model.roles)
        if layout.takeovers.stop > layout.takeovers.start:
            grid = np.zeros((len(self.able.model.tasks), roles, shares.shape[1]))
            grid[self.able.task, self.able.role] = shares
            taken = np.maximum(grid[layout.joints.after] - grid[layout.joints.before], 0.0)
            x[layout.takeovers] = taken.reshape(-1, shares.shape[1])
        if layout.heads.stop > layout.heads.start:
            x[layout.heads] = self._heads(raw.role_hours + self.takeover_hours(x))
        return x

    def takeover_hours(self, x: Array) -> Array:
        """Hours a year that handovers take of each role, (roles, batch)."""
        layout, handover, roles = self.layout, self.question.handover, len(self.able.model.roles)
        if handover is None or layout.takeovers.stop == layout.takeovers.start:
            return np.zeros((roles, x.shape[1]))
        taken = x[layout.takeovers].reshape(len(layout.joints), roles, x.shape[1])
        hours: Array = np.einsum("j,jrb->rb", layout.joints.flow, taken) * handover.hours
        return hours

    def _heads(self, hours: Array) -> Array:
        heads = np.maximum(hours / self.room[:, None], self.lowest_heads[:, None])
        heads = np.where(self.people[:, None], np.ceil(heads - FEASIBLE), heads)
        if self.heads is None:
            return heads
        return np.where(np.isnan(self.heads)[:, None], heads, self.heads[:, None])

    def _over(self, hours: Array, x: Array) -> Array:
        if self.question.staffing is Staffing.AS_IS:
            there = self.room[:, None]
        elif self.heads is None:
            return np.zeros_like(hours)
        else:
            there = self.room[:, None] * x[self.layout.heads]
        over: Array = np.maximum(hours - there, 0.0) / np.maximum(there, 1.0)
        return over

    def _over_budget(self, cost: Array) -> Array:
        budget = self.question.budget
        if budget is None:
            return np.zeros_like(cost)
        return np.maximum(cost - budget, 0.0) / max(budget, 1.0)

    def _misses(self, x: Array) -> Array:
        limits = self.programme
        done = self._by_limit.sum(limits.value[:, None] * x[limits.column])
        low, high = limits.row_low[:, None], limits.row_high[:, None]
        return np.maximum(np.maximum(low - done, done - high), 0.0)
