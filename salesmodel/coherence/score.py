"""The coherence score: what the three layers take from 100, each point traced to a finding.

Offers `Cell`, `cell_of` and `mean`. Rule 5.6: of each component of each segment, structure takes
`60 (1 - exp(-W/30))`, cross-impact `25 (1 - exp(-d/6))`, debt 4 a pair; so nothing is below 0.
Sums are exact (`fsum`), so that no reordering moves the last digit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import exp, fsum
from typing import TypeVar

from salesmodel.coherence.findings import DEDUCTIONS, CoherenceFinding, Layer

K = TypeVar("K", bound=Hashable)

STRUCTURE_MOST, STRUCTURE_SCALE = 60.0, 30.0
CROSS_IMPACT_MOST, CROSS_IMPACT_SCALE = 25.0, 6.0
DEBT_A_PAIR = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One component of one segment: `lost` by layer, and `points` by finding's key."""

    lost: dict[Layer, float]
    points: dict[str, float]

    @property
    def score(self) -> float:
        """0 to 100."""
        return 100.0 - fsum(self.lost.values())


def cell_of(
    structural: Iterable[CoherenceFinding],
    inconsistency: tuple[float, str],
    debts: Iterable[str],
) -> Cell:
    """What a component loses: to structural findings, to its inconsistency, to unreviewed pairs.

    `inconsistency`: how far its impact balance is below the best, and the finding that says so;
    `debts`: for each unreviewed pair of the component, the finding that says so.
    """
    weights = {finding.about: DEDUCTIONS[finding.severity] for finding in structural}
    weight = fsum(weights.values())
    structure = STRUCTURE_MOST * (1 - exp(-weight / STRUCTURE_SCALE))
    points = {about: structure * part / weight for about, part in weights.items()}
    lost = {Layer.STRUCTURE: structure}
    gap, about = inconsistency
    lost[Layer.CROSS_IMPACT] = CROSS_IMPACT_MOST * (1 - exp(-gap / CROSS_IMPACT_SCALE))
    if gap > 0:
        points[about] = lost[Layer.CROSS_IMPACT]
    unreviewed = tuple(debts)
    lost[Layer.DEBT] = DEBT_A_PAIR * len(unreviewed)
    for debt in unreviewed:
        points[debt] = points.get(debt, 0.0) + DEBT_A_PAIR
    return Cell(lost, points)


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing. The same in whatever order they come."""
    numbers = list(values)
    return fsum(numbers) / len(numbers) if numbers else 0.0


def mean_by_key(parts: Iterable[dict[K, float]]) -> dict[K, float]:
    """The mean of each key's values, a part without the key counting as 0."""
    rows = list(parts)
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: mean(row.get(key, 0.0) for row in rows) for key in keys}
