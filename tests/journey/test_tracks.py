"""Parallel tracks: the slowest of independent gamma stays (rules 2.8 and 2.9)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from salesmodel.journey import slowest_of
from salesmodel.journey.special import beta_below, gamma_below, log_gamma
from salesmodel.journey.tracks import _by_integration, _longer_of_two


def longest(means: list[float], cvs: list[float]) -> tuple[float, float]:
    mean, variance = slowest_of(*(np.array(x, float)[:, None, None] for x in (means, cvs)))
    return float(mean[0, 0]), float(variance[0, 0])


@pytest.mark.parametrize(("first", "second"), [(10, 10), (5, 40), (1, 1000)])
def test_the_longer_of_two_exponentials_has_its_closed_form(first: float, second: float) -> None:
    a, b = 1 / first, 1 / second
    mean, variance = longest([first, second], [1, 1])
    assert mean == pytest.approx(1 / a + 1 / b - 1 / (a + b))
    assert variance + mean**2 == pytest.approx(2 / a**2 + 2 / b**2 - 2 / (a + b) ** 2)


@pytest.mark.parametrize("tracks", [2, 3, 5])
def test_the_longest_of_equal_exponentials_is_a_harmonic_sum(tracks: int) -> None:
    mean, variance = longest([10] * tracks, [1] * tracks)
    assert mean == pytest.approx(10 * sum(1 / k for k in range(1, tracks + 1)), rel=1e-9)
    assert variance == pytest.approx(100 * sum(1 / k**2 for k in range(1, tracks + 1)), rel=1e-9)


def test_the_longer_of_two_erlangs_has_its_closed_form() -> None:
    """Two Erlang(2) of rate 1: 1 - F² = 2 (1 + x) e^-x - (1 + x)² e^-2x; mean 11/4, second
    moment 39/4, by parts."""
    mean, variance = longest([2, 2], [1 / math.sqrt(2)] * 2)
    assert mean == pytest.approx(11 / 4)
    assert variance == pytest.approx(39 / 4 - (11 / 4) ** 2)


def test_a_single_track_is_its_own_gamma() -> None:
    assert longest([8], [0.5]) == pytest.approx((8, 16))


def test_tracks_of_fixed_length_last_as_long_as_the_longest() -> None:
    assert longest([10, 25, 25], [0, 0, 0]) == pytest.approx((25, 0))


def test_an_exponential_beside_a_fixed_length() -> None:
    """max(c, X) = c + the exponential's overshoot: c + m e^(-c/m)."""
    mean, variance = longest([10, 20], [0, 1])
    beyond = math.exp(-10 / 20)
    assert mean == pytest.approx(10 + 20 * beyond)
    assert variance + mean**2 == pytest.approx(100 + 2 * 20 * (10 + 20) * beyond)


def test_a_track_that_takes_no_time_does_not_count() -> None:
    assert longest([10, 0], [1, 1]) == pytest.approx((10, 100))
    assert longest([0, 0], [1, 1]) == pytest.approx((0, 0))


@pytest.mark.parametrize(
    ("means", "cvs"), [([10, 12], [0.3, 1.4]), ([5, 30], [2.5, 0.05]), ([9, 9], [0.011, 0.02])]
)
def test_closed_form_and_integration_agree(means: list[float], cvs: list[float]) -> None:
    columns = (np.array(means)[:, None], np.array(cvs)[:, None])
    for one, other in zip(_longer_of_two(*columns), _by_integration(*columns), strict=True):
        assert one == pytest.approx(other, rel=1e-9)


@pytest.mark.parametrize("tracks", [2, 3, 4])
def test_sampled_tracks_agree_within_four_standard_errors(tracks: int) -> None:
    rng = np.random.default_rng(tracks)
    means, cvs = rng.uniform(5, 30, tracks), rng.uniform(0.2, 1.8, tracks)
    stays = rng.gamma(1 / cvs**2, means * cvs**2, (400_000, tracks)).max(axis=1)
    mean, variance = longest(means.tolist(), cvs.tolist())
    squares = (stays - mean) ** 2
    for sample, expected in ((stays, mean), (squares, variance)):
        assert abs(sample.mean() - expected) < 4 * sample.std() / math.sqrt(len(sample))


def test_a_batch_gives_each_draw_its_own_answer() -> None:
    rng = np.random.default_rng(7)
    means, cvs = rng.uniform(5, 30, (2, 3, 50)), rng.uniform(0.2, 1.8, (2, 3, 50))
    mean, variance = slowest_of(means, cvs)
    for stage in range(3):
        for draw in range(0, 50, 7):
            alone = longest(means[:, stage, draw].tolist(), cvs[:, stage, draw].tolist())
            assert (mean[stage, draw], variance[stage, draw]) == pytest.approx(alone)


def test_log_gamma_is_that_of_the_standard_library() -> None:
    z = np.array([0.01, 0.3, 1, 2.5, 30, 10_000])
    assert log_gamma(z) == pytest.approx([math.lgamma(x) for x in z], rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("shape", [1, 2, 5, 40])
def test_the_gamma_distribution_of_whole_shape_is_a_poisson_sum(shape: int) -> None:
    x = np.array([0.0, 0.01, 0.5, 2, 5, 38, 60, 150])
    term = [[math.exp(-v) * v**k / math.factorial(k) for k in range(shape)] for v in x]
    expected = [1 - math.fsum(row) for row in term]
    assert gamma_below(np.array(float(shape)), x) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize(("p", "q"), [(1, 1), (3, 2), (7, 20)])
def test_the_beta_distribution_of_whole_shapes_is_a_binomial_sum(p: int, q: int) -> None:
    x = np.array([0.0, 0.05, 0.3, 0.5, 0.81, 1.0])
    n = p + q - 1
    expected = [
        math.fsum(math.comb(n, k) * v**k * (1 - v) ** (n - k) for k in range(p, n + 1)) for v in x
    ]
    below, _ = beta_below(np.array(float(p)), np.array(float(q)), x)
    assert below == pytest.approx(expected, abs=1e-13)
