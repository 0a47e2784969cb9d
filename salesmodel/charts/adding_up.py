"""Points that stand together add up: one rule for how coherence writes what is lost (rule 5.6).

Whole numbers, where no figure then reads 0 and all of them add up; else one decimal for all of
them, and the largest remainders take what rounding leaves over. Offers `as_shown`, `Shown` and
`shared_out`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import floor, fsum
from typing import TypeVar

from salesmodel.charts.formats import half_up
from salesmodel.coherence.findings import Layer

SHOWN = 0.05
"""Points: less is none."""
_TOP = 100.0
_FLOAT_NOISE = 1e-9

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shown:
    """A score and what it loses, as written with `places` decimals: `lost` by layer, which sum to
    100 less `score`, and `points` by finding, which sum to `lost` of their layer."""

    places: int
    score: float
    lost: dict[Layer, float]
    points: dict[str, float]

    @property
    def total(self) -> float:
        """Points lost together."""
        return round(_TOP - self.score, self.places)


def as_shown(
    score: float,
    lost: Mapping[Layer, float],
    points: Mapping[str, float] | None = None,
    layers: Mapping[str, Layer] | None = None,
    places: int | None = None,
) -> Shown:
    """How a score and its losses are written; `layers`: finding to layer, for those of `points`;
    `places`: decimals, worked out where they are not given."""
    groups = _by_layer(points or {}, layers or {})
    if places is None:
        places = 0 if _whole_add_up(score, lost, groups) else 1
    written = half_up(score, places)
    by_layer = shared_out(lost, _TOP - written, places)
    by_finding: dict[str, float] = {}
    for layer, parts in groups.items():
        by_finding |= shared_out(parts, by_layer.get(layer, 0.0), places)
    return Shown(places, written, by_layer, by_finding)


def shared_out(parts: Mapping[K, float], total: float, places: int) -> dict[K, float]:
    """The parts (none negative) rounded so that they add to the rounded `total`: what rounding
    leaves over goes to the largest remainders."""
    scale = 10**places
    whole = {key: floor(part * scale + _FLOAT_NOISE) for key, part in parts.items()}
    left = round(total * scale) - sum(whole.values())
    by_remainder = sorted(parts, key=lambda key: whole[key] - parts[key] * scale)
    more = [key for key in by_remainder if parts[key] > 0][: max(0, left)]
    less = [key for key in reversed(by_remainder) if whole[key] > 0][: max(0, -left)]
    return {key: (at + (key in more) - (key in less)) / scale for key, at in whole.items()}


def _by_layer(
    points: Mapping[str, float], layers: Mapping[str, Layer]
) -> dict[Layer, dict[str, float]]:
    groups: dict[Layer, dict[str, float]] = {}
    for about, part in points.items():
        if about in layers:
            groups.setdefault(layers[about], {})[about] = part
    return groups


def _whole_add_up(
    score: float, lost: Mapping[Layer, float], groups: Mapping[Layer, Mapping[str, float]]
) -> bool:
    """Whether whole numbers add up on every level, and none of them hides a loss."""
    sums = [(list(lost.values()), _TOP - half_up(score))]
    sums += [(list(parts.values()), half_up(lost.get(at, 0.0))) for at, parts in groups.items()]
    return all(
        fsum(map(half_up, parts)) == total and all(half_up(p) or p < SHOWN for p in parts)
        for parts, total in sums
    )
