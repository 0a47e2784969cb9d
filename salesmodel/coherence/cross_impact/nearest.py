"""The consistent configurations nearest to one that is not (rule 5.4).

Offers `nearest_consistent`, `Near` and `Turn`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesmodel.coherence.cross_impact.balance import (
    Places,
    inconsistencies,
    total_impacts,
)
from salesmodel.coherence.cross_impact.bounding import Margins, Sets
from salesmodel.coherence.cross_impact.matrix import Configuration, Matrix
from salesmodel.coherence.cross_impact.searching import Limits, Search, Spent

_NEAR_BY = 2
"""So far is looked first: it is quick, and an answer is often there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A descriptor, by place, that goes from one variant to another."""

    descriptor: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Near:
    """A consistent configuration and what must change to come to it; `total`: its total impact."""

    configuration: Configuration
    turns: tuple[Turn, ...]
    total: float

    @property
    def distance(self) -> int:
        """The number of descriptors that must change."""
        return len(self.turns)


def nearest_consistent(
    matrix: Matrix,
    at: Sequence[int],
    *,
    fixed: Mapping[int, int] | None = None,
    count: int = 3,
    limits: Limits | None = None,
    spent: Spent | None = None,
) -> tuple[Near, ...]:
    """The `count` consistent configurations that differ from `at` in the fewest descriptors.

    Of those equally near, the higher total impact score comes first, then the order of descriptors
    and variants. `fixed`: descriptors that are given, in place of what `at` says of them; they need
    not be consistent, and are no change. `spent`: what other searches for the same answer have
    spent, in place of `limits`. Exact, also where there are too many to list. Empty when
    none is consistent. Raises `TooManyConfigurations` when the search is beyond the limits.
    """
    given, radius = dict(fixed or {}), _NEAR_BY
    spent = spent or Spent(limits or Limits())
    here = tuple(given.get(place, variant) for place, variant in enumerate(at))
    while True:
        near = _NearSearch(matrix, given, here, radius, count, spent).best_of_all()
        if len(near) == count or radius >= len(here):
            return tuple(near)
        radius = len(here)


class _NearSearch(Search):
    """Goes no further away than the last of the best found so far."""

    def __init__(  # noqa: PLR0917 # what bounds it
        self,
        matrix: Matrix,
        fixed: Mapping[int, int],
        here: Configuration,
        radius: int,
        count: int,
        spent: Spent,
    ) -> None:
        super().__init__(matrix, fixed, 0.0, spent)
        self._here, self._radius, self._count = np.array(here), radius, count
        self._answering = [place for place in range(len(here)) if place not in fixed]
        self._here_sets = (1 << self._here).astype(self.bounds.set_type)

    def best_of_all(self) -> list[Near]:
        """The nearest within the radius."""
        best: list[Near] = []
        for batch in self.run():
            each = inconsistencies(self.matrix, batch)[:, self._answering]
            good = batch[(each == 0).all(axis=1)]
            best = sorted([*best, *self._nearest_of(good)], key=_order)[: self._count]
            if len(best) == self._count:
                self._radius = min(self._radius, best[-1].distance)
        return best

    def worth(self, sets: Sets, margins: Margins) -> Places:
        """Those that have not yet left the present in too many descriptors."""
        left = (sets & self._here_sets == 0).sum(axis=1)
        return np.flatnonzero(left <= self._radius)

    def _nearest_of(self, configurations: Places) -> list[Near]:
        totals = total_impacts(self.matrix, configurations)
        distances = (configurations != self._here).sum(axis=1)
        keys = (*configurations.T[::-1], -totals, distances)
        order = np.lexsort(keys)[: self._count]
        return [self._near(configurations[row], float(totals[row])) for row in order]

    def _near(self, configuration: Places, total: float) -> Near:
        turns = tuple(
            Turn(place, int(self._here[place]), int(configuration[place]))
            for place in np.flatnonzero(configuration != self._here).tolist()
        )
        return Near(tuple(configuration.tolist()), turns, total)


def _order(near: Near) -> tuple[int, float, Configuration]:
    return near.distance, -near.total, near.configuration
