"""Rules 5.3 and 5.4 where figures differ in size, against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Configuration,
    Matrix,
    Rule,
    balances_at,
    consistent_configurations,
    inconsistencies,
    is_consistent,
    least_inconsistent,
    nearest_consistent,
    succession,
)
from tests.coherence.cross_impact.brute_force import every_configuration
from tests.coherence.cross_impact.matrices import blank, contradictory, small

WHOLE_SIZES = (1, 1, 1, 1_000, 10**6, 5 * 10**8)
DECIMAL_SIZES = ("1e-10", "1e-3", "0.1", "1", "1e8")


def mixed(seed: int) -> Matrix:
    """Whole figures of very different sizes, also on one and the same variant."""
    matrix = (contradictory if seed % 2 else small)(seed)
    rng = np.random.default_rng(seed)
    impacts = np.sign(matrix.impacts) * rng.integers(0, 3, matrix.impacts.shape)
    if seed % 4 < 2:  # what one variant says of another descriptor is often of one size
        rows = rng.choice(WHOLE_SIZES, len(impacts))
        return Matrix(matrix.descriptors, impacts * rows[:, None])
    return Matrix(matrix.descriptors, impacts * rng.choice(WHOLE_SIZES, impacts.shape))


def decimal(seed: int) -> Matrix:
    """Figures of another size on each descriptor, such as 0.3 and 3e-10."""
    matrix = small(seed, "whole")
    rng = np.random.default_rng(seed)
    sizes = np.repeat(rng.choice(DECIMAL_SIZES, len(matrix.sizes)), matrix.sizes)
    impacts = [
        [
            float(Fraction(int(figure)) * Fraction(size))
            for figure, size in zip(row, sizes, strict=True)
        ]
        for row in matrix.impacts.tolist()
    ]
    return Matrix(matrix.descriptors, np.array(impacts))


def exactly(matrix: Matrix) -> dict[Configuration, list[Fraction]]:
    """How inconsistent each descriptor is in every configuration, of figures as written."""
    written = [[Fraction(repr(figure)) for figure in row] for row in matrix.impacts.tolist()]
    found = {}
    for configuration in every_configuration(matrix):
        rows = [written[s + v] for s, v in zip(matrix.starts, configuration, strict=True)]
        sums = [sum(column) for column in zip(*rows, strict=True)]
        found[configuration] = [
            max(sums[start : start + size]) - sums[start + chosen]
            for start, size, chosen in zip(matrix.starts, matrix.sizes, configuration, strict=True)
        ]
    return found


@pytest.mark.parametrize("made", [mixed, decimal])
@pytest.mark.parametrize("first", range(0, 100, 25))
def test_the_consistent_ones_are_those_of_exact_fractions(made, first):
    for seed in range(first, first + 25):
        matrix = made(seed)
        exact = exactly(matrix)
        expected = [each for each, short in exact.items() if not any(short)]
        assert list(consistent_configurations(matrix).configurations) == expected, seed
        assert [each for each in exact if is_consistent(matrix, each)] == expected
        every = inconsistencies(matrix, np.array(list(exact)))
        assert [tuple(row) for row in (every == 0).tolist()] == [
            tuple(not each for each in short) for short in exact.values()
        ]
        near = nearest_consistent(matrix, (0,) * len(matrix.sizes), count=len(expected) + 1)
        assert sorted(each.configuration for each in near) == expected


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_the_least_inconsistent_are_those_of_exact_fractions(first):
    inconsistent = 0
    for seed in range(first, first + 25):
        matrix = mixed(seed)
        exact = exactly(matrix)
        worst, total = min((max(short), sum(short)) for short in exact.values())
        found = least_inconsistent(matrix)
        assert (found.largest, found.total) == (worst, total), seed
        assert list(found.configurations) == [
            each for each, short in exact.items() if (max(short), sum(short)) == (worst, total)
        ]
        inconsistent += worst > 0
    assert inconsistent > 2


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("seed", range(20))
def test_a_succession_ends_only_where_exact_fractions_are_consistent(seed, rule):
    matrix = mixed(seed)
    exact = exactly(matrix)
    for start in list(exact)[:20]:
        path = succession(matrix, start, rule=rule)
        assert any(exact[path.end]) == bool(path.cycle)
        assert (not path.steps) == (not any(exact[start]))


def agreeing(size: float, beside: float = 0.0) -> Matrix:
    """A and B want to be alike; A upholds both variants of C by the same figure."""
    matrix = blank([2, 2, 2])
    impacts = matrix.impacts.copy()
    impacts[:2, 2:4] = impacts[2:4, :2] = np.eye(2) * size
    impacts[:2, 4:] = [[beside, 0], [beside, 0]]
    return Matrix(matrix.descriptors, impacts)


def test_a_large_figure_elsewhere_hides_no_small_one():
    found = consistent_configurations(agreeing(1, 1e9)).configurations
    assert found == ((0, 0, 0), (1, 1, 0))
    shown = balances_at(agreeing(1, 1e9), (0, 1, 0))
    assert [each.inconsistency for each in shown] == [1, 1, 0]
    assert succession(agreeing(1, 1e9), (0, 1, 0)).steps


def test_a_large_figure_on_the_same_descriptor_hides_no_small_one():
    matrix = blank([2, 2, 2])
    impacts = matrix.impacts.copy()
    impacts[:2, 4:] = 1e9
    impacts[2:4, 4:] = [[1, 0], [0, 1]]
    found = consistent_configurations(Matrix(matrix.descriptors, impacts)).configurations
    assert found == tuple((a, b, b) for a in (0, 1) for b in (0, 1))


@pytest.mark.parametrize("size", [1e-10, 1e-4, 1, 1e9])
def test_how_small_all_figures_are_changes_nothing(size):
    found = consistent_configurations(agreeing(size)).configurations
    assert found == tuple((a, a, c) for a in (0, 1) for c in (0, 1))


@pytest.mark.parametrize("reverse", [False, True])
def test_of_decimal_figures_that_tie_the_first_is_the_best(reverse):
    matrix = blank([2, 2, 3])
    impacts = matrix.impacts.copy()
    impacts[0, 4:] = [0, 0.3, 0.1]
    impacts[2, 4:] = [0, 0.0, 0.2]
    if reverse:
        impacts[:, 5:] = impacts[:, :4:-1]
    tied = Matrix(matrix.descriptors, impacts)
    assert balances_at(tied, (0, 0, 0))[2].best == 1
    assert succession(tied, (0, 0, 0)).end == (0, 0, 1)
    assert balances_at(tied, (0, 0, 2))[2].inconsistency == 0
