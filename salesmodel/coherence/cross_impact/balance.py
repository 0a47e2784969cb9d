"""What supports what in a configuration (rule 5.3).

Offers `balances`, `inconsistencies`, `total_impacts` for many configurations at once, and
`balances_at`, `is_consistent` for one. The *impact balance* of a variant is the sum of what the
chosen variants of the other descriptors say of it. A configuration is *consistent* when no
descriptor has a variant with a higher balance than the one chosen; a tie is no objection.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from salesmodel.coherence.cross_impact.matrix import Array, Configuration, Matrix

Places = npt.NDArray[np.int64]
"""Configurations, a row each: the place of the variant of each descriptor."""


@dataclass(frozen=True, slots=True)
class DescriptorBalance:
    """The impact balance of one descriptor in a configuration.

    `balances`: of each of its variants; `variant`: the place of the one chosen; `best`: of the one
    with the highest balance, the chosen one if that is among them, else the first of them.
    """

    descriptor: str
    variant: int
    best: int
    balances: tuple[float, ...]

    @property
    def inconsistency(self) -> float:
        """The highest balance less that of the chosen variant; 0 or more."""
        if self.best == self.variant:
            return 0.0
        return max(self.balances) - self.balances[self.variant]


def balances(matrix: Matrix, configurations: Places) -> Array:
    """The balance of every variant (columns) in each configuration (rows)."""
    found = np.zeros((len(configurations), len(matrix.impacts)))
    for descriptor, start in enumerate(matrix.starts):
        found += matrix.impacts[start + configurations[:, descriptor]]
    return found


def inconsistencies(matrix: Matrix, configurations: Places) -> Array:
    """The highest balance less that of the chosen variant, by configuration and descriptor.

    0 where they differ by no more than `noise`.
    """
    found = balances(matrix, configurations)
    best = np.maximum.reduceat(found, matrix.starts, axis=1)
    short = best - _chosen(matrix, found, configurations)
    return np.where(short <= noise(matrix), 0.0, short)


def total_impacts(matrix: Matrix, configurations: Places) -> Array:
    """The total impact score of each configuration: the balances of its variants, summed."""
    found = balances(matrix, configurations)
    return np.asarray(_chosen(matrix, found, configurations).sum(axis=1))


def balances_at(matrix: Matrix, configuration: Sequence[int]) -> tuple[DescriptorBalance, ...]:
    """The impact balance of each descriptor in one configuration."""
    found = balances(matrix, np.array([configuration], dtype=np.int64))[0].tolist()
    edges = pairwise((*matrix.starts, len(found)))
    parts = zip(matrix.descriptors, configuration, edges, noise(matrix).tolist(), strict=True)
    return tuple(
        _balance(each.id, chosen, tuple(found[start:end]), least)
        for each, chosen, (start, end), least in parts
    )


def is_consistent(
    matrix: Matrix,
    configuration: Configuration,
    *,
    held: Collection[int] = (),
    tolerance: float = 0.0,
) -> bool:
    """Whether no descriptor but those held is more inconsistent than tolerated."""
    most = tolerance + noise(matrix)
    return all(
        each.inconsistency <= most[place]
        for place, each in enumerate(balances_at(matrix, configuration))
        if place not in held
    )


def noise(matrix: Matrix) -> Array:
    """Differences up to this between a descriptor's balances come from floating point.

    Every sum here adds at most some 600 figures that together are no more than twice the heaviest
    balance, so that it errs by less than 600 x 2 x 2^-53, about 1.4e-13, of that; whole figures
    differ by more than this up to the largest impact and number of variants that a matrix takes.
    """
    return 1e-12 * matrix.heaviest


def _balance(
    descriptor: str, chosen: int, found: tuple[float, ...], least: float
) -> DescriptorBalance:
    highest = max(found)
    tied = [variant for variant, each in enumerate(found) if highest - each <= least]
    return DescriptorBalance(
        descriptor=descriptor,
        variant=chosen,
        best=chosen if chosen in tied else tied[0],
        balances=found,
    )


def _chosen(matrix: Matrix, found: Array, configurations: Places) -> Array:
    columns = configurations + np.array(matrix.starts)
    return np.take_along_axis(found, columns, axis=1)
