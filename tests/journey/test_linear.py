"""Small linear systems against numpy.linalg."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from salesmodel.journey.linear import diagonal_of_inverse, factorise, solve, solve_transposed

Array = NDArray[np.float64]


def identities_less_journeys(seed: int, n: int, batch: int) -> Array:
    """I - Q of random journeys whose rows sum to less than one, (n, n, batch)."""
    rng = np.random.default_rng(seed)
    rows = rng.dirichlet(np.ones(n + 1), size=(batch, n))[:, :, :n]
    return np.moveaxis(np.eye(n) - rows, 0, -1)


@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_systems_are_solved_as_numpy_solves_them(n: int) -> None:
    """Rule 2.3: one factorisation, then right-hand sides from both sides."""
    matrices = identities_less_journeys(n, n, 6)
    rng = np.random.default_rng(n)
    right, left = rng.normal(size=(n, 3, 6)), rng.normal(size=(n, 6))
    kept = matrices.copy()
    lu = factorise(matrices)
    assert np.array_equal(matrices, kept)
    many, transposed, diagonal = (
        solve(lu, right),
        solve_transposed(lu, left),
        diagonal_of_inverse(lu),
    )
    for case in range(6):
        matrix = matrices[:, :, case]
        assert many[:, :, case] == pytest.approx(np.linalg.solve(matrix, right[:, :, case]))
        assert transposed[:, case] == pytest.approx(np.linalg.solve(matrix.T, left[:, case]))
        assert diagonal[:, case] == pytest.approx(np.diag(np.linalg.inv(matrix)))


def test_one_system_needs_no_batch() -> None:
    """Rule 2.3: Golub & Van Loan, ch. 4.1; the system worked out by hand: 3 and 2 visits."""
    lu = factorise(np.array([[1.0, -0.5], [-0.5, 0.75]]))
    assert solve(lu, np.array([[2.0], [0.0]])) == pytest.approx(np.array([[3.0], [2.0]]))
    assert solve_transposed(lu, np.array([2.0, 0.0])) == pytest.approx([3.0, 2.0])
    assert diagonal_of_inverse(lu) == pytest.approx([1.5, 2.0])


def test_a_factorisation_of_one_serves_right_hand_sides_of_many() -> None:
    """Rule 2.3: moves that are not drawn, entries that are."""
    matrix = identities_less_journeys(9, 4, 1)
    left = np.random.default_rng(9).uniform(size=(4, 5))
    expected = np.linalg.solve(matrix[:, :, 0].T, left)
    assert solve_transposed(factorise(matrix), left) == pytest.approx(expected)


def test_a_journey_that_hardly_ends_is_solved_to_many_digits() -> None:
    """Rule 2.3: a loop of two stages left once in a million visits, all entering the first."""
    rare = 1e-6
    lu = factorise(np.array([[1.0, -1.0], [-(1 - rare), 1.0]]))
    assert solve_transposed(lu, np.array([1.0, 0.0])) == pytest.approx([1 / rare] * 2, rel=1e-9)
