"""Parallel tracks of a stage: it is left when the slowest is done (rule 2.8 of docs/method.md).

Offers `slowest_of`: mean and variance of the maximum of independent gamma dwell times (rule 2.9),
by Gauss-Legendre integration of `1 - F_1 F_2 ...`.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from salesmodel.journey.linear import Array

SHARPEST = 0.05
"""Smallest coefficient of variation that is told apart from a fixed length of stay."""
_NODES = 600
_TERMS = 400


@lru_cache(maxsize=4_096)
def slowest_of(means: tuple[float, ...], cvs: tuple[float, ...]) -> tuple[float, float]:
    """Mean days and variance of the longest of independent gamma stays.

    `means` in days and `cvs` (coefficients of variation), one each per track.
    """
    stays = [(m, max(cv, SHARPEST)) for m, cv in zip(means, cvs, strict=True) if m > 0]
    if not stays:
        return 0.0, 0.0
    if len(stays) == 1:
        mean, cv = stays[0]
        return mean, (mean * cv) ** 2
    days, weights = _grid(max(m * (1 + 40 * cv * max(cv, 1.0)) for m, cv in stays))
    still_there = 1.0 - np.prod(
        [_gamma_below(1 / cv**2, days / (m * cv**2)) for m, cv in stays], axis=0
    )
    mean = float(weights @ still_there)
    return mean, max(float(weights @ (2 * days * still_there)) - mean**2, 0.0)


def _grid(end: float) -> tuple[Array, Array]:
    """Nodes and weights on 0..end, denser near zero (the substitution days = end u^3)."""
    u, w = np.polynomial.legendre.leggauss(_NODES)
    u = (u + 1) / 2
    return end * u**3, w / 2 * end * 3 * u**2


def _gamma_below(shape: float, x: Array) -> Array:
    """Regularised lower incomplete gamma function P(shape, x): its series below shape + 1, the
    continued fraction above (Numerical Recipes, ch. 6.2)."""
    below = x < shape + 1
    with np.errstate(under="ignore", divide="ignore"):
        front = np.exp(shape * np.log(x) - x - math.lgamma(shape))
    series = _series(shape, np.where(below, x, shape))
    fraction = _fraction(shape, np.where(below, shape + 2, x))
    return np.clip(np.where(below, front * series, 1 - front * fraction), 0.0, 1.0)


def _series(shape: float, x: Array) -> Array:
    term = np.full_like(x, 1 / shape)
    total = term.copy()
    for n in range(1, _TERMS):
        term = term * x / (shape + n)
        total += term
    return total


def _fraction(shape: float, x: Array) -> Array:
    """Lentz's method for the continued fraction of the upper incomplete gamma function."""
    b = x + 1 - shape
    c = np.full_like(x, 1e300)
    d = 1 / b
    value = d.copy()
    for i in range(1, _TERMS):
        a = -i * (i - shape)
        b = b + 2
        d = 1 / _away_from_zero(a * d + b)
        c = _away_from_zero(b + a / c)
        value *= d * c
    return value


def _away_from_zero(x: Array) -> Array:
    return np.where(np.abs(x) < 1e-300, 1e-300, x)
