"""A linear or mixed-integer programme whose rows know what they stand for.

Offers `Limit`, `Programme` and `Rows`, which gathers rows. Nothing here knows a solver.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array

Kind = Literal[
    "cover", "lock", "pin", "forbid", "floor", "owners", "capacity", "heads", "budget",
    "one_owner", "link",
]  # fmt: skip
FREE = np.inf


@dataclass(frozen=True)
class Limit:
    """One thing that must hold, about a task, a role, or both (ids). `amount`: its figure, of what
    is today or, `from_baseline`, of what was at the baseline.

    Rows of one limit stand or fall together; a limit without a task holds for all. "link" rows
    only say what a variable means, and "cover" that every task is done: neither can be given up.
    """

    kind: Kind
    task: str | None = None
    role: str | None = None
    amount: float = 0.0
    from_baseline: bool = False


@dataclass(frozen=True)
class Programme:
    """Minimise `cost @ x` with `low <= x <= high`, some of `x` whole, and rows
    `row_low <= A x <= row_high`, where `A` has `value` at (`row`, `column`), sorted by row."""

    cost: Array
    low: Array
    high: Array
    whole: Array
    row: Index
    column: Index
    value: Array
    row_low: Array
    row_high: Array
    limits: tuple[Limit, ...]

    @property
    def has_whole(self) -> bool:
        """Whether it is mixed-integer."""
        return bool(self.whole.any())

    def activity(self, x: Array) -> Array:
        """`A x`."""
        entries: Array = self.value * x[self.column]
        return np.bincount(self.row, entries, len(self.row_low)).astype(np.float64)

    def keeping(self, limits: Collection[Limit]) -> Programme:
        """Without the rows of all other limits."""
        kept = np.array([limit in limits for limit in self.limits], bool)
        places = np.cumsum(kept) - 1
        entries = kept[self.row]
        return replace(
            self,
            row=places[self.row[entries]],
            column=self.column[entries],
            value=self.value[entries],
            row_low=self.row_low[kept],
            row_high=self.row_high[kept],
            limits=tuple(limit for limit, keep in zip(self.limits, kept, strict=True) if keep),
        )

    def costing_at_most(self, most: float) -> Programme:
        """With one row more: the cost is no more than that."""
        column = np.flatnonzero(self.cost)
        scale = max(abs(most), 1.0)
        row = np.full(len(column), len(self.row_low))
        return replace(
            self,
            row=np.concatenate([self.row, row]),
            column=np.concatenate([self.column, column]),
            value=np.concatenate([self.value, self.cost[column] / scale]),
            row_low=np.append(self.row_low, -FREE),
            row_high=np.append(self.row_high, most / scale),
            limits=(*self.limits, Limit("budget", amount=most)),
        )

    def paying_for_more(self, column: Index, level: Array, price: Array) -> Programme:
        """With one column and one row more for each of these columns: by how much it exceeds
        `level`, at that price."""
        first, rows, size = len(self.low), len(self.row_low), len(column)
        pairs = np.stack([column, first + np.arange(size)], axis=1)
        return replace(
            self,
            cost=np.concatenate([self.cost, price]),
            low=np.concatenate([self.low, np.zeros(size)]),
            high=np.concatenate([self.high, np.full(size, FREE)]),
            whole=np.concatenate([self.whole, np.zeros(size, bool)]),
            row=np.concatenate([self.row, rows + np.repeat(np.arange(size), 2)]),
            column=np.concatenate([self.column, pairs.ravel()]),
            value=np.concatenate([self.value, np.tile([1.0, -1.0], size)]),
            row_low=np.concatenate([self.row_low, np.full(size, -FREE)]),
            row_high=np.concatenate([self.row_high, level]),
            limits=(*self.limits, *[Limit("link")] * size),
        )

    def breaches(self, x: Array, tolerance: float = 1e-6) -> list[Limit]:
        """The limits that `x` does not keep, each once."""
        done = self.activity(x)
        broken = (done < self.row_low - tolerance) | (done > self.row_high + tolerance)
        return list(dict.fromkeys(self.limits[row] for row in np.flatnonzero(broken)))


class Rows:
    """Gathers rows, block by block, and makes a programme of them."""

    def __init__(self) -> None:
        self._limits: list[Limit] = []
        self._entries: list[tuple[Index, Index, Array]] = []
        self._bounds: list[tuple[Array, Array]] = []

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._limits)

    def add(
        self,
        limits: Sequence[Limit],
        entries: tuple[Index, Index, Array],
        low: Array | float = -FREE,
        high: Array | float = FREE,
    ) -> None:
        """One row for each limit; `entries`: row within this block, column, value."""
        row, column, value = entries
        self._entries.append((row + len(self._limits), column, value))
        size = len(limits)
        self._bounds.append((np.broadcast_to(low, size), np.broadcast_to(high, size)))
        self._limits += limits

    def programme(self, cost: Array, low: Array, high: Array, whole: Array) -> Programme:
        """All rows, over these columns."""
        none: tuple[Index, Index, Array] = (
            np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0),
        )  # fmt: skip
        row, column, value = (
            np.concatenate(parts) for parts in zip(none, *self._entries, strict=True)
        )
        order = np.argsort(row, kind="stable")
        bounds = [np.concatenate([np.zeros(0), *side]) for side in zip(*self._bounds, strict=True)]
        row_low, row_high = bounds or (np.zeros(0), np.zeros(0))
        return Programme(
            cost=cost, low=low, high=high, whole=whole, row=row[order].astype(np.intp),
            column=column[order].astype(np.intp), value=value[order],
            row_low=row_low, row_high=row_high, limits=tuple(self._limits),
        )  # fmt: skip
