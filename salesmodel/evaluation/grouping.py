"""Sums by group over the first axis, for one model or a batch."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from salesmodel.journey.linear import Array

Index = NDArray[np.intp]
LARGE_BATCH = 32
"""Columns from which on one operation for each layer of rows beats `reduceat`."""


class Grouping:
    """Rows that belong to groups: `index` gives each row's group, of `size` groups.

    A row of group -1 belongs to none.
    """

    def __init__(self, index: Index, size: int) -> None:
        order = np.argsort(index, kind="stable")
        self.size = size
        self._order = order[np.count_nonzero(index < 0) :]
        ordered = index[self._order]
        self._starts = np.flatnonzero(np.diff(ordered, prepend=-1))
        self._groups = ordered[self._starts]

    def sum(self, rows: Array) -> Array:
        """The sum of each group's rows: `(rows, batch)` to `(size, batch)`."""
        return self._reduced(np.add, rows, 0.0)

    def product(self, rows: Array) -> Array:
        """The product of each group's rows; one for an empty group."""
        return self._reduced(np.multiply, rows, 1.0)

    @cached_property
    def _layers(self) -> list[tuple[Index, Index]]:
        """For each place within a group: the groups that have a row there, and that row."""
        counts = np.diff(np.r_[self._starts, len(self._order)])
        layers = []
        for place in range(int(counts.max(initial=0))):
            there = np.flatnonzero(counts > place)
            layers.append((self._groups[there], self._order[self._starts[there] + place]))
        return layers

    def _reduced(self, operation: np.ufunc, rows: Array, empty: float) -> Array:
        out: Array = np.full((self.size, *rows.shape[1:]), empty)
        if not len(self._order):
            return out
        if rows.shape[-1] < LARGE_BATCH:
            out[self._groups] = operation.reduceat(rows[self._order], self._starts, axis=0)
            return out
        for groups, members in self._layers:
            out[groups] = operation(out[groups], rows[members])
        return out
