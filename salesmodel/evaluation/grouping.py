"""Sums by group over the first axis, for one model or a batch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from salesmodel.journey.linear import Array

Index = NDArray[np.intp]


class Grouping:
    """Rows that belong to groups: `index` gives each row's group, of `size` groups.

    A row of group -1 belongs to none.
    """

    def __init__(self, index: Index, size: int) -> None:
        kept = np.flatnonzero(index >= 0)
        self.size = size
        self._order = kept[np.argsort(index[kept], kind="stable")]
        ordered = index[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
        self._groups = ordered[self._starts]

    def sum(self, rows: Array) -> Array:
        """The sum of each group's rows: `(rows, batch)` to `(size, batch)`."""
        return self._reduced(np.add, rows, 0.0)

    def product(self, rows: Array) -> Array:
        """The product of each group's rows; one for an empty group."""
        return self._reduced(np.multiply, rows, 1.0)

    def _reduced(self, operation: np.ufunc, rows: Array, empty: float) -> Array:
        out: Array = np.full((self.size, *rows.shape[1:]), empty)
        if len(self._order):
            out[self._groups] = operation.reduceat(rows[self._order], self._starts, axis=0)
        return out
