"""Rule 5.4: the succession that follows a change."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import Matrix, Rule, balances_at, is_consistent, succession
from tests.coherence.cross_impact.brute_force import every_configuration, inconsistency
from tests.coherence.cross_impact.matrices import blank, small, somewhereland


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("seed", range(30))
def test_it_ends_in_a_consistent_configuration_or_goes_round(seed, rule):
    matrix = small(seed)
    rng = np.random.default_rng(seed)
    for _ in range(10):
        start = tuple(int(rng.integers(size)) for size in matrix.sizes)
        held = {int(rng.integers(len(start)))} if seed % 2 else set()
        path = succession(matrix, start, held=held, rule=rule)
        assert all(path.end[place] == start[place] for place in held)
        if path.cycle:
            again = succession(matrix, path.cycle[0], held=held, rule=rule)
            assert again.cycle == path.cycle
        else:
            fixed = dict.fromkeys(held, 0)
            assert inconsistency(matrix, path.end, fixed)[0] == pytest.approx(0, abs=1e-9)


def test_a_consistent_configuration_stays_under_every_rule():
    matrix = somewhereland()
    for configuration in every_configuration(matrix):
        if is_consistent(matrix, configuration):
            assert all(not succession(matrix, configuration, rule=rule).steps for rule in Rule)


@pytest.mark.parametrize("seed", range(30))
def test_locally_the_most_inconsistent_descriptor_gives_way_to_its_best_variant(seed):
    matrix = small(seed)
    start = (0,) * len(matrix.sizes)
    here = start
    for step in succession(matrix, start).steps:
        before = balances_at(matrix, here)
        (switch,) = step.switches
        worst = max(each.inconsistency for each in before)
        first = next(n for n, each in enumerate(before) if each.inconsistency >= worst - 1e-9)
        assert switch.descriptor == first
        assert switch.balances_before == before[first].balances
        assert before[first].balances[switch.after] == max(before[first].balances)
        assert switch.balances_after == balances_at(matrix, step.configuration)[first].balances
        here = step.configuration


def against_each_other() -> Matrix:
    """A wants to be like B, and B unlike A."""
    matrix = blank([2, 2])
    impacts = matrix.impacts.copy()
    impacts[2:, :2] = [[1, -1], [-1, 1]]
    impacts[:2, 2:] = [[-1, 1], [1, -1]]
    return Matrix(matrix.descriptors, impacts)


def test_a_cycle_is_found_and_told():
    path = succession(against_each_other(), (0, 0))
    assert path.cycle == ((0, 0), (0, 1), (1, 1), (1, 0))
    assert [step.configuration for step in path.steps] == [(0, 1), (1, 1), (1, 0), (0, 0)]


def test_what_is_held_does_not_give_way_so_that_the_others_follow():
    path = succession(against_each_other(), (0, 0), held={0})
    assert (path.end, path.cycle) == ((0, 1), ())


def test_incrementally_a_descriptor_goes_one_variant_at_a_time():
    matrix = blank([2, 4])
    impacts = matrix.impacts.copy()
    impacts[0, 2:] = [0, 0, 0, 3]
    path = succession(Matrix(matrix.descriptors, impacts), (0, 0), rule=Rule.INCREMENTAL)
    assert [step.configuration for step in path.steps] == [(0, 1), (0, 2), (0, 3)]


def test_of_equally_good_variants_the_present_one_stays_and_else_the_first_is_taken():
    matrix = blank([2, 3])
    impacts = matrix.impacts.copy()
    impacts[0, 2:] = [-1, 2, 2]
    tied = Matrix(matrix.descriptors, impacts)
    assert succession(tied, (0, 2)).steps == ()
    assert succession(tied, (0, 0)).end == (0, 1)
