"""Visits, outcomes and cycle times of a buyer journey, as an absorbing semi-Markov chain.

Offers `Chain`, `absorb` and its result `Absorption`. One journey or a batch: arrays carry the
batch on their last axes. Rules 2.3 to 2.6 of docs/method.md; Kemeny & Snell, ch. 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.journey.linear import (
    Array,
    diagonal_of_inverse,
    factorise,
    solve,
    solve_transposed,
)

_NOBODY = 1e-12
"""A probability of ending that way below which rounding is all that is left."""


@dataclass(frozen=True)
class Chain:
    """A journey: `moves` among stages (n, n, ...), `exits` to outcomes (n, m, ...), `entry`
    distribution, `dwell` mean days and `dwell_variance` (n, ...), `good` outcomes (m, ...) 0 or 1.

    A batch may be padded with stages that nobody enters.
    """

    moves: Array
    exits: Array
    entry: Array
    dwell: Array
    dwell_variance: Array
    good: Array


@dataclass(frozen=True)
class Absorption:
    """What becomes of the buyers that enter a chain.

    `visits`, `ever_visited`, `success` (probability of a good outcome from each stage): (n, ...);
    `outcomes` (m, ...); `mean` and `variance` of the days to the end: all, good, bad (3, ...),
    where those of an outcome that nobody reaches are NaN.
    """

    visits: Array
    ever_visited: Array
    success: Array
    outcomes: Array
    mean: Array
    variance: Array


def absorb(chain: Chain) -> Absorption:
    """Solve a chain, or a batch of them, with one factorisation each."""
    lu = factorise(_identity_less(chain.moves))
    visits = solve_transposed(lu, chain.entry)
    good = (chain.exits * chain.good).sum(axis=1)
    success = np.minimum(np.maximum(solve(lu, good[:, None])[:, 0], 0.0), 1.0)
    mean, variance = _days(chain, lu, visits, success)
    return Absorption(
        visits=visits,
        ever_visited=np.minimum(visits / diagonal_of_inverse(lu), 1.0),
        success=success,
        outcomes=(visits[:, None] * chain.exits).sum(axis=0),
        mean=mean,
        variance=variance,
    )


def _identity_less(moves: Array) -> Array:
    less = -moves
    places = np.arange(len(moves))
    less[places, places] += 1.0
    return less


def _days(chain: Chain, lu: Array, visits: Array, success: Array) -> tuple[Array, Array]:
    """Rule 2.6. With `T` the days to the end and `1_S` the event of ending well or badly, the
    moments from each stage, `a = E[T 1_S]` and `E[T^2 1_S]`, solve linear systems in `I - Q`; over
    the entry mix such a solution is the visits times the right-hand side, so only `a` is solved
    for. Dividing by the probability of `S` gives the same as the chain conditional on it (2.5)."""
    reach = np.empty((len(success), 2, *success.shape[1:]))
    reach[:, 0], reach[:, 1] = success, 1.0 - success
    dwell, passing = chain.dwell[:, None], visits[:, None]
    to_end = dwell * reach
    onward = (chain.moves[:, :, None] * solve(lu, to_end)[None]).sum(axis=1)
    second = (chain.dwell_variance[:, None] + dwell**2) * reach + 2.0 * dwell * onward
    parts = (success, chain.entry, chain.dwell, chain.dwell_variance)
    batch = np.broadcast_shapes(*(part.shape[1:] for part in parts))
    moments = np.empty((3, 3, *batch))
    for place, (weights, terms) in enumerate(
        ((chain.entry[:, None], reach), (passing, to_end), (passing, second))
    ):
        moments[place, 1:] = (weights * terms).sum(axis=0)
    np.add(moments[:, 1], moments[:, 2], out=moments[:, 0])
    weight, first, squared = moments
    share = np.where(weight > _NOBODY, weight, np.nan)
    mean = first / share
    return mean, np.maximum(squared / share - mean**2, 0.0)
