"""Chains for the tests of the journey: written down, or random with loops and self-loops."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from salesmodel.journey import Chain

Array = NDArray[np.float64]


def a_chain(
    moves: ArrayLike,
    exits: ArrayLike,
    entry: ArrayLike,
    *,
    good: ArrayLike = (1, 0),
    dwell: ArrayLike = 1.0,
    cv: ArrayLike = 0.0,
) -> Chain:
    """One chain; the first outcome is the good one."""
    n = len(np.asarray(entry))
    days = np.broadcast_to(np.asarray(dwell, float), n)
    parts = (moves, exits, entry, days, (days * np.asarray(cv, float)) ** 2, good)
    return Chain(*(np.asarray(part, float) for part in parts))


def gambler(p: float, fortune: int, start: int = 1) -> Chain:
    """The gambler who wins a round with probability p, from `start` to `fortune` (good) or ruin."""
    n = fortune - 1
    exits = np.zeros((n, 2))
    exits[-1, 0], exits[0, 1] = p, 1 - p
    moves = np.diag([p] * (n - 1), 1) + np.diag([1 - p] * (n - 1), -1)
    return a_chain(moves, exits, np.eye(n)[start - 1])


def a_random_chain(seed: int, stages: int = 5, outcomes: int = 3) -> Chain:
    """Every move is possible, to the stage itself too; only the first outcome is good."""
    rng = np.random.default_rng(seed)
    rows = rng.dirichlet(np.ones(stages + outcomes), stages)
    return a_chain(
        rows[:, :stages],
        rows[:, stages:],
        rng.dirichlet(np.ones(stages)),
        good=[1] + [0] * (outcomes - 1),
        dwell=rng.uniform(1, 30, stages),
        cv=rng.uniform(0.3, 1.5, stages),
    )
