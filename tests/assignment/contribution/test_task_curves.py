"""Rule 4.11: the least cost of doing a task, or a unit's tasks, so well."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from salesmodel.assignment.contribution.task_curves import TaskCurve, task_curve, unit_curve
from salesmodel.journey.linear import Array

Rng = np.random.Generator


def a_task(rng: Rng, floor: float = 0.0) -> tuple[Array, Array, Array, TaskCurve]:
    """Five roles; one of them holds a fifth that is pinned."""
    quality, cost = rng.uniform(0.1, 1, 5), rng.uniform(10, 200, 5)
    fixed = np.array([0.2, *[np.nan] * 4])
    curve = task_curve(np.arange(5), quality, cost, fixed, floor)
    assert curve is not None
    return quality, cost, fixed, curve


@pytest.mark.parametrize("seed", range(6))
def test_the_curve_is_that_of_a_linear_programme(seed: int) -> None:
    quality, cost, _, curve = a_task(np.random.default_rng(seed))
    for level in np.linspace(curve.levels[0], curve.levels[-1], 5):
        programme = linprog(
            cost, A_eq=[np.ones(5), quality], b_eq=[1.0, level],
            bounds=[(0.2, 0.2), *[(0, 1)] * 4],
        )  # fmt: skip
        assert np.interp(level, curve.levels, curve.costs) == pytest.approx(programme.fun)
        mix = dict.fromkeys(range(5), 0.0) | {0: 0.2}
        for pair, part in curve.mix(level):
            mix[pair] += part
        shares = np.array(list(mix.values()))
        assert shares.sum() == pytest.approx(1.0)
        assert shares @ quality == pytest.approx(level)
        assert shares @ cost == pytest.approx(programme.fun)


@pytest.mark.parametrize("seed", range(6))
def test_a_unit_raises_the_task_that_raises_it_cheapest(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = np.array([0.7, 1.9])
    tasks = [a_task(rng, floor=0.45) for _ in weights]
    curve = unit_curve([each[3] for each in tasks], weights)
    quality = np.concatenate([each[0] for each in tasks])
    cost = np.concatenate([each[1] for each in tasks])
    gain = np.repeat(weights, 5) * quality
    cover = np.kron(np.eye(2), np.ones(5))
    for part in np.linspace(0, 1, 4):
        at = curve.start + part * curve.lengths.sum()
        programme = linprog(
            cost, A_eq=[*cover, gain], b_eq=[1, 1, at],
            A_ub=-(cover * quality), b_ub=[-0.45, -0.45],
            bounds=[(0.2, 0.2), *[(0, 1)] * 4] * 2,
        )  # fmt: skip
        ends = curve.start + np.r_[0, np.cumsum(curve.lengths)]
        costs = curve.cost + np.r_[0, np.cumsum(curve.lengths * curve.slopes)]
        assert np.interp(at, ends, costs) == pytest.approx(programme.fun)
        lifts = curve.lifts(at, 2)
        assert curve.start + lifts.sum() == pytest.approx(at)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("worth", [-300.0, 0.0, 40.0, 400.0, 3_000.0])
def test_the_best_gain_is_that_of_a_fine_grid(seed: int, worth: float) -> None:
    rng = np.random.default_rng(seed)
    curve = unit_curve([a_task(rng)[3] for _ in range(2)], np.array([1.5, 3.0]))
    loss, gain = float(rng.uniform(0.05, 0.95)), float(rng.uniform(0, 3))
    ends = curve.start + np.r_[0, np.cumsum(curve.lengths)]
    grid = np.union1d(np.linspace(ends[0], ends[-1], 20_001), ends)
    costs = curve.cost + np.r_[0, np.cumsum(curve.lengths * curve.slopes)]
    kept = 1 / (1 + loss / (1 - loss) * np.exp(gain - grid))
    expected = (worth * kept - np.interp(grid, ends, costs)).max()
    at, stays, paid = curve.best(worth, loss, gain)
    assert worth * stays - paid >= expected - 1e-9 * abs(expected)
    assert worth * stays - paid == pytest.approx(expected, rel=1e-6)
    assert ends[0] - 1e-12 <= at <= ends[-1] + 1e-12


def test_what_cannot_be_shared_out_has_no_curve() -> None:
    roles, ones = np.arange(2), np.ones(2)
    assert task_curve(roles, ones, ones, np.array([0.7, 0.7]), 0.0) is None
    assert task_curve(roles, ones, ones, np.array([0.5, 0.2]), 0.0) is None
    assert task_curve(roles, 0.5 * ones, ones, np.array([np.nan, np.nan]), 0.9) is None
    whole = task_curve(roles, ones, ones, np.array([0.5, 0.5]), 0.0)
    assert whole is not None
    assert whole.mix(1.0) == []
