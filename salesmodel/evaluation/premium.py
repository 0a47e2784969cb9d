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
    """`price` and `quality` (tasks, roles): the least price of a mix with the `wanted` quality.

    A role that is good enough stands alone, on the diagonal of `mix`; beside it only a worse role
    with a better one can be cheapest, in the proportion that just gives the quality.
    """
    tasks, roles = price.shape
    enough, able = quality >= wanted[:, None] - _ROUNDING, price < np.inf
    mix = np.full((tasks, roles, roles), np.inf)
    each = np.arange(roles)
    mix[:, each, each] = np.where(enough, price, np.inf)
    task, worse, better = np.nonzero((able & ~enough)[:, :, None] & (able & enough)[:, None, :])
    low, high = quality[task, worse], quality[task, better]
    share = (wanted[task] - low) / (high - low)
    price_of_both = (1.0 - share) * price[task, worse] + share * price[task, better]
    mix[task, worse, better] = np.where(share < 1.0 - _ROUNDING, price_of_both, np.inf)
    flat = mix.reshape(tasks, -1)
    place = flat.argmin(axis=1)
    first, second = np.divmod(place, roles)
    second = np.where(first == second, -1, second)
    return flat[np.arange(tasks), place], np.stack([first, second], axis=1)
