"""Buyers walked through random journeys one by one agree with the chain, within their noise."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.journey import Chain, absorb
from tests.journey.chains import Array, a_chain, a_random_chain

BUYERS = 40_000
STANDARD_ERRORS = 4


def walked(chain: Chain, seed: int) -> tuple[Array, Array, Array]:
    """Visits (buyers, stages), the outcome of each buyer, and the days each took."""
    rng = np.random.default_rng(seed)
    moves, exits, entry, dwell, variance = (
        vars(chain)[name] for name in ("moves", "exits", "entry", "dwell", "dwell_variance")
    )
    n = len(entry)
    shape, scale = dwell**2 / variance, variance / dwell
    onward = np.cumsum(np.concatenate([moves, exits], axis=1), axis=1)
    place = rng.choice(n, BUYERS, p=entry)
    visits, days = np.zeros((BUYERS, n)), np.zeros(BUYERS)
    walking = np.arange(BUYERS)
    while len(walking):
        stage = place[walking]
        visits[walking, stage] += 1
        days[walking] += rng.gamma(shape[stage], scale[stage])
        place[walking] = (rng.random(len(walking))[:, None] > onward[stage, :-1]).sum(axis=1)
        walking = walking[place[walking] < n]
    return visits, place - n, days


def agrees(sample: Array, expected: float) -> None:
    error = sample.std(ddof=1) / np.sqrt(len(sample))
    assert abs(sample.mean() - expected) <= STANDARD_ERRORS * error + 1e-12


def spread_agrees(sample: Array, expected: float) -> None:
    squares = (sample - sample.mean()) ** 2
    agrees(squares, expected * (len(sample) - 1) / len(sample))


@pytest.mark.parametrize("seed", range(6))
def test_walked_buyers_visit_end_and_last_as_the_chain_says(seed: int) -> None:
    """Rules 2.3 and 2.6, all, won and lost."""
    chain = a_random_chain(seed, stages=3 + seed)
    found = absorb(chain)
    visits, outcome, days = walked(chain, seed + 100)
    for stage in range(len(found.visits)):
        agrees(visits[:, stage], found.visits[stage])
        agrees((visits[:, stage] > 0).astype(float), found.ever_visited[stage])
    for place in range(3):
        agrees((outcome == place).astype(float), found.outcomes[place])
    for place, chosen in enumerate((outcome >= 0, outcome == 0, outcome > 0)):
        agrees(days[chosen], found.mean[place])
        spread_agrees(days[chosen], found.variance[place])


def test_a_walk_that_mostly_stands_still_agrees_too() -> None:
    chain = a_chain(
        [[0.9, 0.05], [0.2, 0.7]],
        [[0, 0.05], [0.06, 0.04]],
        [0.5, 0.5],
        dwell=[3, 8],
        cv=[1.2, 0.4],
    )
    visits, outcome, days = walked(chain, 3)
    found = absorb(chain)
    agrees(visits[:, 0], found.visits[0])
    agrees((outcome == 0).astype(float), found.outcomes[0])
    spread_agrees(days[outcome == 0], found.variance[1])
