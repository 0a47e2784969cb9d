"""Small linear systems, many at a time: one factorisation, then any number of right-hand sides.

Offers `factorise`, `solve`, `solve_transposed` and `diagonal_of_inverse`. Matrices stand as
`(n, n, ...)` with the batch on the last axes, so that every step is one numpy operation over the
whole batch. `I - Q` of an absorbing chain is a weakly diagonally dominant M-matrix, for which
elimination without pivoting is stable (Golub & Van Loan, ch. 4.1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def factorise(matrix: Array) -> Array:
    """`A = L D U` in one array: `L` below the diagonal, `D` inverted on it, `U` above; both
    triangles have ones on their own diagonal. `matrix` is left as it is."""
    lu = matrix.copy()
    n = lu.shape[0]
    for k in range(n):
        lu[k, k] = 1.0 / lu[k, k]
        lu[k + 1 :, k] *= lu[k, k]
        lu[k + 1 :, k + 1 :] -= lu[k + 1 :, k, None] * lu[k, None, k + 1 :]
        lu[k, k + 1 :] *= lu[k, k]
    return lu


def solve(lu: Array, rhs: Array) -> Array:
    """`x` with `A x = rhs`; `rhs` is `(n, k, ...)`: k right-hand sides."""
    x = _copy(rhs, (*rhs.shape[:2], *lu.shape[2:]))
    n = lu.shape[0]
    for i in range(n - 1):
        x[i + 1 :] -= lu[i + 1 :, i, None] * x[i]
    x *= _diagonal(lu)[:, None]
    for i in range(n - 1, 0, -1):
        x[:i] -= lu[:i, i, None] * x[i]
    return x


def _copy(rhs: Array, shape: tuple[int, ...]) -> Array:
    copy: Array = np.empty(np.broadcast_shapes(rhs.shape, shape))
    copy[...] = rhs
    return copy


def solve_transposed(lu: Array, rhs: Array) -> Array:
    """`x` with `x A = rhs`, for one right-hand side `(n, ...)`."""
    x = _copy(rhs, (rhs.shape[0], *lu.shape[2:]))
    n = lu.shape[0]
    for i in range(n - 1):
        x[i + 1 :] -= lu[i, i + 1 :] * x[i]
    x *= _diagonal(lu)
    for i in range(n - 1, 0, -1):
        x[:i] -= lu[i, :i] * x[i]
    return x


def diagonal_of_inverse(lu: Array) -> Array:
    """The diagonal of the inverse, `(n, ...)`, from the two triangular factors: entry i is row i of
    `U^-1 D^-1` times column i of `L^-1`; entries beside the diagonal are never worked out."""
    n = lu.shape[0]
    lower, upper = _identity(lu), _identity(lu)
    for i in range(n - 1):
        lower[i + 1 :, : i + 1] -= lu[i + 1 :, i, None] * lower[i, : i + 1]
    for i in range(n - 1, 0, -1):
        upper[:i, i:] -= lu[:i, i, None] * upper[i, i:]
    diagonal: Array = np.einsum("ij...,ji...,j...->i...", upper, lower, _diagonal(lu))
    return diagonal


def _diagonal(lu: Array) -> Array:
    """A view of the diagonal, `(n, ...)`."""
    view: Array = np.einsum("ii...->i...", lu)
    return view


def _identity(lu: Array) -> Array:
    identity = np.zeros(lu.shape)
    _diagonal(identity)[...] = 1.0
    return identity
