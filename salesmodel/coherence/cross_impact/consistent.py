"""Which configurations are consistent, all of them, and what comes closest when none is (rule 5.4).

Offers `consistent_configurations`, `least_inconsistent` and `Found`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from salesmodel.coherence.cross_impact.balance import Places, inconsistencies, noise
from salesmodel.coherence.cross_impact.bounding import Margins, Sets
from salesmodel.coherence.cross_impact.matrix import Array, Configuration, Matrix, UnusableMatrix
from salesmodel.coherence.cross_impact.searching import (
    Limits,
    Search,
    Spent,
    TooManyConfigurations,
    count_in_words,
)

METHOD = "branch and bound"
_TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class Found:
    """Configurations, in the order of descriptors and variants, and how they were found.

    `largest`: the inconsistency of their most inconsistent descriptor, at most; `total`: the sum
    over descriptors, where the least was sought; `possible`: configurations there are in all;
    `nodes`: part configurations looked at, and `seconds`: time on the clock, with what was spent
    before.
    """

    configurations: tuple[Configuration, ...]
    largest: float
    total: float | None
    possible: int
    nodes: int
    seconds: float
    method: str = METHOD


def consistent_configurations(
    matrix: Matrix,
    *,
    fixed: Mapping[int, int] | None = None,
    tolerance: float = 0.0,
    limits: Limits | None = None,
    spent: Spent | None = None,
) -> Found:
    """Every configuration in which no descriptor is more inconsistent than `tolerance`.

    `fixed`: descriptors that are given, as the place of their variant by their own place; they
    influence the others and need not be consistent themselves. `spent`: what other searches for
    the same answer have spent, in place of `limits`. Exact. Raises
    `TooManyConfigurations` beyond the limits, `UnusableMatrix` for a tolerance that is none.
    """
    limits = spent.limits if spent else limits or Limits()
    given = _checked(matrix, fixed)
    if not 0 <= tolerance < float("inf"):
        raise UnusableMatrix(
            f"The tolerance {tolerance:g} is not a figure from 0.", "Give 0 or more."
        )
    spent = spent or Spent(limits)
    search = Search(matrix, given, tolerance, spent)
    parts: list[Places] = []
    count = 0
    for batch in search.run():
        within = _answering(matrix, batch, given) <= tolerance + _noise(matrix, given)
        parts.append(batch[within.all(axis=1)])
        count += len(parts[-1])
        if count > limits.consistent:
            raise _says_too_little(matrix, limits.consistent, tolerance)
    return Found(
        configurations=_in_order(parts),
        largest=tolerance,
        total=None,
        possible=possible(matrix, given),
        nodes=spent.nodes,
        seconds=spent.seconds,
    )


def least_inconsistent(
    matrix: Matrix,
    *,
    fixed: Mapping[int, int] | None = None,
    limits: Limits | None = None,
    spent: Spent | None = None,
) -> Found:
    """The configurations whose most inconsistent descriptor is the least so; of those, the ones
    whose inconsistencies sum to the least. Exact; consistent ones where there are any.

    `fixed` and `spent` as in `consistent_configurations`. Raises `TooManyConfigurations` beyond
    the limits.
    """
    given, spent = _checked(matrix, fixed), spent or Spent(limits or Limits())
    largest = float(np.abs(matrix.impacts).max())
    unit = max(min(1.0, largest / 3), largest / 100, _TINY)
    tolerance = 0.0
    while True:
        search = _LeastSearch(matrix, given, tolerance, spent)
        found = search.best_of_all()
        if found:
            break
        tolerance = max(unit, tolerance * 2)
    return Found(
        configurations=_in_order(found),
        largest=search.largest,
        total=search.total,
        possible=possible(matrix, given),
        nodes=spent.nodes,
        seconds=spent.seconds,
    )


def possible(matrix: Matrix, fixed: Mapping[int, int]) -> int:
    """How many configurations there are with what is fixed."""
    count = matrix.configurations
    for descriptor in fixed:
        count //= matrix.sizes[descriptor]
    return count


class _LeastSearch(Search):
    """Lowers what it tolerates to the best found so far: largest first, then the sum."""

    def __init__(
        self, matrix: Matrix, fixed: Mapping[int, int], tolerance: float, spent: Spent
    ) -> None:
        super().__init__(matrix, fixed, tolerance, spent)
        self.largest, self.total = tolerance, np.inf
        self._noise = _noise(matrix, fixed)
        self._answers = [place for place in range(len(matrix.sizes)) if place not in fixed]
        # That of the descriptor in which the largest was found, and those that the total sums.
        self._largest_noise = self._total_noise = 0.0
        self._most = spent.limits.consistent

    def best_of_all(self) -> list[Places]:
        """The best configurations within the tolerance, in parts."""
        best: list[Places] = []
        for batch in self.run():
            each = _answering(self.matrix, batch, self._fixed)
            better = np.flatnonzero(self._better(each))
            if len(better):
                self._lower(each[better])
                best = []
            alike = (each <= self.largest + self._slack).all(axis=1)
            if not alike.any():
                continue
            sums, slack = each[alike].sum(axis=1), self._sum_noise(each[alike])
            first = int(sums.argmin())
            if sums[first] < self.total - max(slack[first], self._total_noise):
                self.total, self._total_noise, best = float(sums[first]), float(slack[first]), []
            least = sums <= self.total + np.maximum(slack, self._total_noise)
            best.append(batch[alike][least])
            if sum(map(len, best)) > self._most:
                raise _says_too_little(self.matrix, self._most, self.largest)
        return [each for each in best if len(each)]

    def worth(self, sets: Sets, margins: Margins) -> Places:
        """Those whose inconsistencies can still sum to no more than the best, or be smaller."""
        if self.total == np.inf:
            return np.arange(len(sets))
        least = self.bounds.shortfall(sets, margins)[:, self._answers]
        slack = 2 * self._sum_noise(least) + self._total_noise
        return np.flatnonzero(self._better(least) | (least.sum(axis=1) <= self.total + slack))

    @property
    def _slack(self) -> Array:
        return np.maximum(self._noise, self._largest_noise)

    def _better(self, each: Array) -> Array:
        """Whether all inconsistencies are below the largest; none is smaller than 0."""
        if not self.largest:
            return np.zeros(len(each), dtype=bool)
        return np.asarray(((each == 0) | (each < self.largest - self._slack)).all(axis=1))

    def _lower(self, each: Array) -> None:
        least = each[each.max(axis=1).argmin()]
        self.largest, self.total = float(least.max()), np.inf
        found = self._noise[least == self.largest]
        self._largest_noise = float(found.min()) if self.largest else 0.0
        self._total_noise, self.tolerance = 0.0, self.largest

    def _sum_noise(self, each: Array) -> Array:
        return np.asarray((each > 0) @ self._noise)


def _checked(matrix: Matrix, fixed: Mapping[int, int] | None) -> dict[int, int]:
    given = dict(fixed or {})
    for descriptor, variant in given.items():
        if not 0 <= descriptor < len(matrix.sizes) or not 0 <= variant < matrix.sizes[descriptor]:
            raise UnusableMatrix(
                f"There is no variant {variant} of descriptor {descriptor} to fix.",
                "Count both from 0.",
            )
    return given


def _answering(matrix: Matrix, configurations: Places, fixed: Mapping[int, int]) -> Array:
    """The inconsistencies of the descriptors that are not given."""
    places = [place for place in range(len(matrix.sizes)) if place not in fixed]
    return inconsistencies(matrix, configurations)[:, places]


def _noise(matrix: Matrix, fixed: Mapping[int, int]) -> Array:
    """That of the descriptors that are not given."""
    return np.delete(noise(matrix), list(fixed))


def _in_order(parts: list[Places]) -> tuple[Configuration, ...]:
    rows = (tuple(row) for part in parts for row in part.tolist())
    return tuple(sorted(rows))


def _says_too_little(matrix: Matrix, most: int, tolerance: float) -> TooManyConfigurations:
    within = f" within {tolerance:g}" if tolerance else ""
    return TooManyConfigurations(
        f"More than {most:,} of {count_in_words(matrix)} are consistent{within}: the matrix says "
        "too little to choose between them.",
        "Judge more pairs, or fix some descriptors.",
        value=most,
    )
