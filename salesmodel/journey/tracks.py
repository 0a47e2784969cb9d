"""Parallel tracks of a stage: it is left when the slowest is done (rule 2.8 of docs/method.md).

Offers `slowest_of`: mean and variance of the maximum of independent gamma dwell times (rule 2.9).
Two tracks in closed form, three or more by Gauss-Legendre integration of `1 - F_1 F_2 ...`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from salesmodel.journey.linear import Array
from salesmodel.journey.special import beta_below, gamma_below

FIXED = 0.01
"""A stay with a smaller coefficient of variation is taken as one of fixed length."""
_NODES = 64


def slowest_of(means: Array, cvs: Array) -> tuple[Array, Array]:
    """Mean days and variance of the longest of independent gamma stays, each `(stages, n)`.

    `means` in days and `cvs` (coefficients of variation): `(tracks, stages, n)`, or one of them a
    single column for all n. Single cases are remembered: most edits of a model leave its tracks.
    """
    if means.shape[2] == cvs.shape[2] == 1:
        cases = zip(means[:, :, 0].T.tolist(), cvs[:, :, 0].T.tolist(), strict=True)
        found = np.array([_remembered(tuple(mean), tuple(cv)) for mean, cv in cases])
        return found[:, :1], found[:, 1:]
    shape = np.broadcast_shapes(means.shape, cvs.shape)
    flat = (np.broadcast_to(x, shape).reshape(shape[0], -1) for x in (means, cvs))
    mean, variance = _longest(*flat)
    return mean.reshape(shape[1:]), variance.reshape(shape[1:])


@lru_cache(maxsize=4_096)
def _remembered(means: tuple[float, ...], cvs: tuple[float, ...]) -> tuple[float, float]:
    mean, variance = _longest(np.array(means)[:, None], np.array(cvs)[:, None])
    return float(mean[0]), float(variance[0])


def _longest(means: Array, cvs: Array) -> tuple[Array, Array]:
    if len(means) == 1:
        return means[0], (means[0] * cvs[0]) ** 2
    if len(means) == 2 and cvs.min() >= FIXED:
        mean, second = _longer_of_two(means, cvs)
    else:
        mean, second = _by_integration(means, cvs)
    return mean, np.maximum(second - mean**2, 0.0)


def _longer_of_two(means: Array, cvs: Array) -> tuple[Array, Array]:
    """First and second moment. With gammas X and Y of shapes a, b and scales s, t:
    `E[X; X > Y] = E[X] P(X* > Y)`, where X* has shape a + 1; and X > Y when a beta of (b, a) is
    below `s / (s + t)`. Likewise with a + 2 for the second moment."""
    (a, b), (s, t) = 1 / cvs**2, means * cvs**2
    both = s + t
    z = np.where(both > 0, s / np.where(both > 0, both, 1.0), 0.5)
    first, front = beta_below(b, a, z)
    first_1 = first + front / a
    first_2 = first_1 + front * (1 - z) * (a + b) / (a * (a + 1))
    second_1 = 1 - first + front / b
    second_2 = second_1 + front * z * (a + b) / (b * (b + 1))
    return (
        a * s * first_1 + b * t * second_1,
        a * (a + 1) * s**2 * first_2 + b * (b + 1) * t**2 * second_2,
    )


def _by_integration(means: Array, cvs: Array) -> tuple[Array, Array]:
    """First and second moment: `floor + ∫ (1 - F)` and `floor² + 2 ∫ x (1 - F)`, from the longest
    fixed stay on; between the points where one of the distribution functions begins or ends to
    move, panel by panel."""
    spread = (cvs >= FIXED) & (means > 0)
    floor = np.where(spread, 0.0, means).max(axis=0)
    shape = 1 / np.where(spread, cvs, 1.0) ** 2
    scale = np.where(spread, means, 1.0) / shape
    sd = scale * np.sqrt(shape)
    edges = np.concatenate([shape * scale - 9 * sd, shape * scale + 9 * sd + 35 * scale])
    edges = np.where(np.concatenate([spread, spread]), np.maximum(edges, floor), floor)
    edges = np.sort(np.concatenate([floor[None], edges]), axis=0)
    mean, second = floor.copy(), floor**2
    for start, end in pairwise(edges):
        days, weights = _panel(start, end)
        done = np.ones_like(days)
        for track in range(len(means)):
            below = gamma_below(shape[track], days / scale[track])
            done *= np.where(spread[track], below, 1.0)
        mean += (weights * (1 - done)).sum(axis=0)
        second += (2 * days * weights * (1 - done)).sum(axis=0)
    return mean, second


def _panel(start: Array, end: Array) -> tuple[Array, Array]:
    """Nodes and weights on start..end, denser near the start (the cube of the nodes on 0..1)."""
    u, w = np.polynomial.legendre.leggauss(_NODES)
    u, w = (u[:, None] + 1) / 2, w[:, None] / 2
    length = end - start
    return start + length * u**3, 3 * length * w * u**2
