"""What a task costs above its most cost-effective qualified roles (rule 3.8 of docs/method.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salesmodel.evaluation.compiled import CompiledModel
from salesmodel.journey.linear import Array

_CELLS = 2_000_000
_ROUNDING = 1e-12


@dataclass(frozen=True)
class CheapestMix:
    """Least money per standard hour of each task, with at least its present fulfilment, and the
    one or two roles (columns; the second -1 when one suffices) that do it."""

    rate: Array
    roles: NDArray[np.intp]


def cheapest_mix(compiled: CompiledModel, hourly_cost: Array, fulfilment: Array) -> CheapestMix:
    """The exact optimum: a linear program with two rows (shares sum to one, fulfilment is kept)
    has a solution in which at most two roles hold a share.

    `hourly_cost` (roles,), `fulfilment` (tasks,). A task that nobody is qualified for: infinity.
    """
    tasks, roles = compiled.task_skilled.shape
    rate, best = np.full(tasks, np.inf), np.full((tasks, 2), -1)
    step = max(1, _CELLS // max(1, roles * roles))
    for start in range(0, tasks if roles else 0, step):
        rows = slice(start, start + step)
        rate[rows], best[rows] = _cheapest(
            np.where(
                compiled.task_skilled[rows], hourly_cost / compiled.task_productivity[rows], np.inf
            ),
            compiled.task_quality[rows],
            fulfilment[rows],
        )
    return CheapestMix(rate, best)


def _cheapest(price: Array, quality: Array, wanted: Array) -> tuple[Array, NDArray[np.intp]]:
    """`price` and `quality` (tasks, roles): the least price of a mix with the `wanted` quality."""
    low, high = quality[:, :, None], quality[:, None, :]
    need = wanted[:, None, None] - _ROUNDING
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip((wanted[:, None, None] - low) / (high - low), 0.0, 1.0)
        mix = (1.0 - share) * price[:, :, None] + share * price[:, None, :]
    alone = low >= need
    mix = np.where(alone, price[:, :, None], np.where(high >= need, mix, np.inf))
    mix = np.where(np.isnan(mix), np.inf, mix)
    flat = mix.reshape(len(price), -1)
    place = flat.argmin(axis=1)
    first, second = np.unravel_index(place, mix.shape[1:])
    rows = np.arange(len(price))
    only_first = quality[rows, first] >= need[:, 0, 0]
    only_second = ~only_first & (share[rows, first, second] > 1.0 - _ROUNDING)
    return flat[rows, place], np.stack(
        [
            np.where(only_second, second, first),
            np.where(only_first | only_second, -1, second),
        ],
        axis=1,
    )
