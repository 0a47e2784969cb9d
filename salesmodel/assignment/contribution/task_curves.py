"""What it costs, at given prices of hours, to do a task or a unit's tasks so well.

Offers `TaskCurve` and `UnitCurve`: convex lines of pieces, from the cheapest mixes of roles. Rule
4.11 of docs/method.md; rule 3.8 is the same line for one task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

_NONE = 1e-12


@dataclass(frozen=True)
class TaskCurve:
    """Least cost of one visit by fulfilment. `pairs` (vertices,) are the roles that are mixed,
    poorest first, over the part `free` of the task; `fixed` (pairs,) shares are given. `low`: the
    least fulfilment that is allowed, as a part of the way from the poorest to the best."""

    pairs: Index
    fulfilment: Array
    cost: Array
    free: float
    base: float
    base_cost: float
    floor: float

    @property
    def starts(self) -> tuple[float, float]:
        """Fulfilment and cost at the least that is allowed."""
        level = float(np.clip(self.floor, self.levels[0], self.levels[-1]))
        return level, float(np.interp(level, self.levels, self.costs))

    @property
    def levels(self) -> Array:
        """Fulfilment at each vertex."""
        return self.base + self.free * self.fulfilment

    @property
    def costs(self) -> Array:
        """Cost of a visit at each vertex."""
        return self.base_cost + self.free * self.cost

    @property
    def is_possible(self) -> bool:
        """Whether the floor can be reached."""
        return self.floor <= float(self.levels[-1]) + 1e-7

    def pieces(self) -> tuple[Array, Array]:
        """Lengths (fulfilment) and slopes (cost by fulfilment) from the least allowed upwards."""
        level, cost = self.starts
        beyond = self.levels > level + _NONE
        levels = np.r_[level, self.levels[beyond]]
        costs = np.r_[cost, self.costs[beyond]]
        lengths = np.diff(levels)
        return lengths, np.diff(costs) / lengths

    def cheapest(self) -> tuple[float, float]:
        """The cheapest fulfilment that is allowed, and its cost."""
        level, cost = self.starts
        places = np.flatnonzero(self.levels > level)
        options = [(cost, level), *((self.costs[p], self.levels[p]) for p in places.tolist())]
        least = min(options)
        return float(least[1]), float(least[0])

    def mix(self, fulfilment: float) -> list[tuple[int, float]]:
        """Pairs and shares that do it so well at the least cost."""
        if not len(self.pairs) or self.free <= _NONE:
            return []
        levels = self.levels
        level = float(np.clip(fulfilment, levels[0], levels[-1]))
        above = int(np.clip(np.searchsorted(levels, level), 1, max(len(levels) - 1, 1)))
        if len(levels) == 1:
            return [(int(self.pairs[0]), self.free)]
        part = (level - levels[above - 1]) / (levels[above] - levels[above - 1])
        return [
            (int(self.pairs[above - 1]), self.free * (1.0 - part)),
            (int(self.pairs[above]), self.free * part),
        ]


def task_curve(
    pairs: Index, quality: Array, cost: Array, fixed: Array, floor: float
) -> TaskCurve | None:
    """The curve of one task; `fixed` NaN where the share is free. None when its fixed shares leave
    no way to share out the whole."""
    given = ~np.isnan(fixed)
    free = 1.0 - float(fixed[given].sum())
    open_ = np.flatnonzero(~given)
    if free < -1e-7 or (free > 1e-7 and not len(open_)):
        return None
    hull = _lower_hull(quality[open_], cost[open_])
    curve = TaskCurve(
        pairs=pairs[open_][hull],
        fulfilment=quality[open_][hull] if len(hull) else np.zeros(1),
        cost=cost[open_][hull] if len(hull) else np.zeros(1),
        free=max(free, 0.0),
        base=float(fixed[given] @ quality[given]),
        base_cost=float(fixed[given] @ cost[given]),
        floor=floor,
    )
    return curve if curve.is_possible else None


def _lower_hull(x: Array, y: Array) -> Index:
    """Places of the lower convex hull, from the least `x` to the greatest."""
    hull: list[int] = []
    for place in np.lexsort((y, x)).tolist():
        if hull and x[place] - x[hull[-1]] <= _NONE:
            continue
        while len(hull) > 1 and _is_above(x, y, hull[-2], hull[-1], place):
            hull.pop()
        hull.append(place)
    return np.array(hull, np.intp)


def _is_above(x: Array, y: Array, first: int, middle: int, last: int) -> bool:
    ahead = (y[last] - y[first]) * (x[middle] - x[first])
    return bool((y[middle] - y[first]) * (x[last] - x[first]) >= ahead)


@dataclass(frozen=True)
class UnitCurve:
    """Least cost of one visit by the gain of a unit: its tasks' pieces, the cheapest first.
    `start`: gain with all tasks at the least allowed; `cost` there."""

    start: float
    cost: float
    lengths: Array
    slopes: Array
    owner: Index

    def best(self, worth: float, loss: float, gain: float) -> tuple[float, float, float]:
        """The gain that makes most of `worth x kept - cost`, what is kept and the cost there; a
        visit loses `loss` at `gain`. On each piece the best is at an end or where
        `worth x kept x (1 - kept)` is its slope, so all of them are tried."""
        ends = self.start + np.r_[0.0, np.cumsum(self.lengths)]
        costs = self.cost + np.r_[0.0, np.cumsum(self.lengths * self.slopes)]
        ratio = self.slopes / worth if worth else np.zeros_like(self.slopes)
        inner = (ratio > 0) & (ratio < 0.25)
        odds = np.log1p(-loss) - np.log(loss)
        half = np.sqrt(np.maximum(0.25 - ratio[inner], 0.0))
        trials = [ends]
        for kept in (0.5 + half, 0.5 - half):
            with np.errstate(divide="ignore"):
                at = gain - odds + np.log(kept) - np.log1p(-kept)
            trials.append(np.clip(at, ends[:-1][inner], ends[1:][inner]))
        gains = np.concatenate(trials)
        paid = np.interp(gains, ends, costs)
        kept = 1.0 / (1.0 + np.exp(-np.clip(odds + gains - gain, -500.0, 500.0)))
        place = int((worth * kept - paid).argmax())
        return float(gains[place]), float(kept[place]), float(paid[place])

    def lifts(self, gain: float, tasks: int) -> Array:
        """The gain above the start that each task brings, (tasks,)."""
        before = np.r_[0.0, np.cumsum(self.lengths)][:-1]
        part = np.clip(gain - self.start - before, 0.0, self.lengths)
        return np.bincount(self.owner, part, tasks).astype(np.float64)


def unit_curve(curves: Sequence[TaskCurve], weights: Array) -> UnitCurve:
    """Of the tasks of a unit, all with weights above zero."""
    lengths, slopes, owner = [], [], []
    for place, (curve, weight) in enumerate(zip(curves, weights.tolist(), strict=True)):
        length, slope = curve.pieces()
        lengths.append(length * weight)
        slopes.append(slope / weight)
        owner.append(np.full(len(length), place))
    order = np.argsort(np.concatenate(slopes), kind="stable")
    starts = [curve.starts for curve in curves]
    return UnitCurve(
        start=float(sum(w * level for w, (level, _) in zip(weights.tolist(), starts, strict=True))),
        cost=float(sum(cost for _, cost in starts)),
        lengths=np.concatenate(lengths)[order],
        slopes=np.concatenate(slopes)[order],
        owner=np.concatenate(owner)[order].astype(np.intp),
    )
