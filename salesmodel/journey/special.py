"""The three special functions that gamma dwell times need, for whole arrays, in numpy alone.

Offers `log_gamma`, `gamma_below` (the distribution function of a gamma) and `beta_below` (of a
beta). Numerical Recipes, ch. 6.1, 6.2 and 6.4; the arguments of one call are broadcast together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from salesmodel.journey.linear import Array

LANCZOS = (
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
)  # fmt: skip
_PRECISION = 1e-15
_MOST_TERMS = 5_000
_TINY = 1e-300


def log_gamma(z: Array) -> Array:
    """Logarithm of the gamma function for z > 0, by Lanczos' approximation."""
    total = np.full_like(z, 0.99999999999980993)
    for place, coefficient in enumerate(LANCZOS):
        total += coefficient / (z + place)
    t = z + 6.5
    result: Array = 0.5 * np.log(2 * np.pi) + (z - 0.5) * np.log(t) - t + np.log(total)
    return result


def gamma_below(shape: Array, x: Array) -> Array:
    """P(shape, x): the probability that a gamma of that shape and scale 1 is at most x >= 0."""
    shape, x = np.broadcast_arrays(shape, x)
    below = x < shape + 1
    with np.errstate(under="ignore", divide="ignore"):
        front = np.exp(shape * np.log(x) - x - log_gamma(shape))
    near = front * _series(shape, np.where(below, x, 0.0))
    far = 1 - front * _upper_fraction(shape, np.where(below, shape + 2, x))
    return np.clip(np.where(below, near, far), 0.0, 1.0)


def beta_below(p: Array, q: Array, x: Array) -> tuple[Array, Array]:
    """I_x(p, q), the probability that a beta is at most x in [0, 1]; and `x^p (1-x)^q / B(p, q)`,
    from which that of neighbouring p and q follows."""
    p, q, x = np.broadcast_arrays(p, q, x)
    with np.errstate(under="ignore", divide="ignore"):
        logs = p * np.log(x) + q * np.log1p(-x)
        front: Array = np.exp(logs + log_gamma(p + q) - log_gamma(p) - log_gamma(q))
    direct = x < (p + 1) / (p + q + 2)
    first, second = np.where(direct, p, q), np.where(direct, q, p)
    tail = front * _beta_fraction(first, second, np.where(direct, x, 1 - x)) / first
    return np.clip(np.where(direct, tail, 1 - tail), 0.0, 1.0), front


def _series(shape: Array, x: Array) -> Array:
    term = 1 / shape
    total = term.copy()
    for n in range(1, _MOST_TERMS):
        term = term * (x / (shape + n))
        total += term
        if (term <= total * _PRECISION).all():
            break
    return total


def _upper_fraction(shape: Array, x: Array) -> Array:
    """The continued fraction of the upper incomplete gamma function."""

    def steps() -> Iterator[tuple[Array, Array]]:
        for i in range(1, _MOST_TERMS):
            yield -i * (i - shape), x + 1 - shape + 2 * i

    return 1 / _lentz(x + 1 - shape, steps)


def _beta_fraction(p: Array, q: Array, x: Array) -> Array:
    """The continued fraction of the incomplete beta function."""

    def steps() -> Iterator[tuple[Array, Array]]:
        one = np.ones_like(x)
        yield -(p + q) * x / (p + 1), one
        for m in range(1, _MOST_TERMS):
            yield m * (q - m) * x / ((p + 2 * m - 1) * (p + 2 * m)), one
            yield -(p + m) * (p + q + m) * x / ((p + 2 * m) * (p + 2 * m + 1)), one

    return 1 / _lentz(np.ones_like(x), steps)


def _lentz(start: Array, steps: Callable[[], Iterator[tuple[Array, Array]]]) -> Array:
    """`start + a1 / (b1 + a2 / (b2 + ...))` by the modified Lentz's method."""
    value = _away_from_zero(start.copy())
    c, d = value, np.zeros_like(value)
    for a, b in steps():
        d = 1 / _away_from_zero(b + a * d)
        c = _away_from_zero(b + a / c)
        change = c * d
        value = value * change
        if np.abs(change - 1).max(initial=0.0) <= _PRECISION:
            break
    return value


def _away_from_zero(x: Array) -> Array:
    x[np.abs(x) < _TINY] = _TINY
    return x
