"""How far each variant's balance can still rise against its rivals while descriptors are open.

Offers `Bounds`. A *part configuration* leaves each descriptor a set of variants that are still
possible, as the bits of a whole number. For variant v of descriptor j and each rival u of it, the
balance of v less that of u is at most

    sum over descriptors i of  max over x possible for i of (C[x, v] - C[x, u])

and where that is below minus the tolerance, v cannot belong to a consistent configuration. The
maxima are looked up in tables over the sets of variants (four at a time in large descriptors), so
that the bounds of thousands of part configurations are sums of rows.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from salesmodel.coherence.cross_impact.balance import noise
from salesmodel.coherence.cross_impact.matrix import Matrix

Sets = npt.NDArray[Any]
"""Part configurations, a row each: the set of variants of each descriptor, as bits."""
Margins = npt.NDArray[Any]

_WHOLE = 5
"""Sets of up to so many variants have one table."""
_PART = 4
_LARGEST_SHORT = 16_000
_WHOLE_TO = 1e-15
"""Whole numbers are taken for whole up to this part of them: a third times three."""


class Bounds:
    """Upper bounds of a matrix; the descriptors in `exempt` may be inconsistent.

    `pairs`: columns of the margins: against the first rival of each, the first variant of every
    descriptor, then the second and so on; then the same against the second rival, and so on.
    """

    def __init__(self, matrix: Matrix, exempt: Collection[int] = ()) -> None:
        differences = _differences(matrix, exempt)
        largest = np.abs(differences).max(axis=1)
        heaviest = np.maximum.reduceat(largest, matrix.starts).sum()
        self._scale = _whole_scale(matrix)
        self._short = 0 < heaviest * self._scale < _LARGEST_SHORT
        if self._short:  # a quarter of the memory to move
            differences = np.rint(differences * self._scale).astype(np.int16)
        else:
            self._scale = 1
        self.pairs = differences.shape[1]
        self.influence = _influence(matrix, differences)
        self._slip = noise(matrix) * 2  # sums that were updated step by step err a little more
        self._variants, self._count = max(matrix.sizes), len(matrix.sizes)
        self._tables = [
            _tables(differences[start : start + size])
            for start, size in zip(matrix.starts, matrix.sizes, strict=True)
        ]
        self.set_type = np.dtype(np.uint8 if self._variants <= 8 else np.uint32)

    def margins(self, sets: Sets) -> Margins:
        """The most that each variant can have over each rival."""
        return np.asarray(sum(self._most(place, sets[:, place]) for place in range(sets.shape[1])))

    def update(self, margins: Margins, sets: Sets, before: Sets) -> None:
        """Bring margins that were those of `before` to those of `sets`, in place."""
        changed = sets != before
        for place in range(sets.shape[1]):
            rows = np.flatnonzero(changed[:, place])
            if len(rows) == len(sets):
                margins += self._most(place, sets[:, place])
                margins -= self._most(place, before[:, place])
            elif len(rows):
                margins[rows] += self._most(place, sets[rows, place]) - self._most(
                    place, before[rows, place]
                )

    def shortfall(self, sets: Sets, margins: Margins) -> npt.NDArray[np.float64]:
        """The least inconsistency that each descriptor (columns) can have, 0 or more."""
        least = np.full(sets.shape, np.inf)
        for variant, behind in enumerate(self._least(margins)):
            can = np.where((sets >> variant) & 1, -behind / self._scale, np.inf)
            np.minimum(least, can, out=least)
        return np.where(least <= self._slip, 0.0, least)

    def impossible(self, margins: Margins, tolerance: float) -> Sets:
        """The set of variants of each descriptor that exceed the tolerance for certain."""
        limit: Margins = (tolerance + self._slip) * self._scale
        if self._short:
            limit = np.minimum(np.floor(limit), _LARGEST_SHORT).astype(np.int16)
        found = np.zeros((len(margins), self._count), self.set_type)
        for variant, behind in enumerate(self._least(margins)):
            found |= (behind < -limit).astype(self.set_type) << variant
        return found

    def _least(self, margins: Margins) -> list[Margins]:
        """For the first variant of every descriptor, the second and so on: its margin over the
        rival that it is furthest behind."""
        width = self._variants * self._count
        least: Margins = margins[:, :width]
        for first in range(width, self.pairs, width):
            least = np.minimum(least, margins[:, first : first + width])
        return [least[:, first : first + self._count] for first in range(0, width, self._count)]

    def _most(self, place: int, sets: Sets) -> Margins:
        tables = self._tables[place]
        if len(tables) == 1:
            return np.asarray(np.take(tables[0], sets, axis=0))
        found: Margins = np.take(tables[0], sets & (2**_PART - 1), axis=0)
        for part, table in enumerate(tables[1:], start=1):
            bits = (sets >> (part * _PART)) & (2**_PART - 1)
            np.maximum(found, np.take(table, bits, axis=0), out=found)
        return found


def _differences(matrix: Matrix, exempt: Collection[int]) -> npt.NDArray[Any]:
    """Row: influencing variant; column: a variant's balance less a rival's.

    Where there is no such variant or rival, a variant is set against itself: never behind.
    """
    variants, rivals = [], []
    largest = max(matrix.sizes)
    for rank, variant in product(range(largest - 1), range(largest)):
        for descriptor, (start, size) in enumerate(zip(matrix.starts, matrix.sizes, strict=True)):
            has = descriptor not in exempt and variant < size and rank < size - 1
            variants.append(start + (variant if has else 0))
            rivals.append(start + (rank + (rank >= variant) if has else 0))
    return np.asarray(matrix.impacts[:, variants] - matrix.impacts[:, rivals])


def _whole_scale(matrix: Matrix) -> int:
    """What makes all impacts whole numbers, up to 12; 0 if nothing does."""
    for scale in range(1, 13):
        scaled = matrix.impacts * scale
        if (np.abs(scaled - np.rint(scaled)) <= _WHOLE_TO * np.abs(scaled)).all():
            return scale
    return 0


def _influence(matrix: Matrix, differences: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """How much hangs on each descriptor: the range of its rows, summed, and never 0."""
    high = np.maximum.reduceat(differences, matrix.starts, axis=0)
    low = np.minimum.reduceat(differences, matrix.starts, axis=0)
    return np.asarray((high - low).sum(axis=1, dtype=np.float64)) + 1e-3


def _tables(rows: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
    width = len(rows) if len(rows) <= _WHOLE else _PART
    return [_table(rows[first : first + width]) for first in range(0, len(rows), width)]


def _table(rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The maximum over each set of rows; the empty set is below everything."""
    below = -np.inf if rows.dtype.kind == "f" else np.iinfo(rows.dtype).min
    table = np.full((2 ** len(rows), rows.shape[1]), below, rows.dtype)
    for place, row in enumerate(rows):
        table[2**place : 2 ** (place + 1)] = np.maximum(table[: 2**place], row)
    return table
