"""Rule 5.4: the nearest consistent configurations, against all of them."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Limits,
    TooManyConfigurations,
    consistent_configurations,
    nearest_consistent,
    total_impacts,
)
from tests.coherence.cross_impact.matrices import WHOLE, at_random, blank, small, somewhereland

HERE = (0, 0, 0, 0)


def expected(matrix, at, fixed, count):
    here = [fixed.get(place, variant) for place, variant in enumerate(at)]
    found = consistent_configurations(matrix, fixed=fixed).configurations
    keyed = [
        (
            sum(one != other for one, other in zip(each, here, strict=True)),
            -float(total_impacts(matrix, np.array([each]))[0]),
            each,
        )
        for each in found
    ]
    return [each for _, _, each in sorted(keyed)[:count]]


@pytest.mark.parametrize("seed", range(100))
def test_the_nearest_are_the_first_of_all_by_changes_then_by_total_impact(seed):
    matrix = small(seed, WHOLE)  # so that totals tie exactly
    rng = np.random.default_rng(seed)
    at = tuple(int(rng.integers(size)) for size in matrix.sizes)
    fixed = {0: 1} if seed % 3 == 0 else {}
    near = nearest_consistent(matrix, at, fixed=fixed, count=3)
    assert [each.configuration for each in near] == expected(matrix, at, fixed, 3)


def test_the_changes_lead_from_where_one_is_to_the_nearest():
    at = (1, 0, 2, 0, 0, 0)
    first = nearest_consistent(somewhereland(), at)[0]
    assert first.distance == 2
    there = list(at)
    for turn in first.turns:
        assert there[turn.descriptor] == turn.before
        there[turn.descriptor] = turn.after
    assert tuple(there) == first.configuration


def test_a_consistent_configuration_is_nearest_to_itself():
    for each in consistent_configurations(somewhereland()).configurations:
        near = nearest_consistent(somewhereland(), each, count=1)
        assert (near[0].configuration, near[0].turns) == (each, ())


def test_the_nearest_are_found_where_there_are_too_many_to_list():
    near = nearest_consistent(blank([3] * 20), (1,) * 20, count=3)
    assert [each.distance for each in near] == [0, 1, 1]


def test_a_search_that_looks_further_away_tells_the_limit_that_was_asked_for():
    matrix = at_random([3] * 4, 5)
    assert nearest_consistent(matrix, HERE)[0].distance > 2  # so that there are two rounds
    refusals = [refusal(matrix, nodes) for nodes in range(2, 1_000)]
    said = [error for error in refusals if error is not None]
    assert None in refusals
    assert len(said) > 2
    for nodes, error in enumerate(said, start=2):
        assert f"its limit of {nodes} part configurations after" in error.sentence
        assert error.value > nodes


def refusal(matrix, nodes):
    """Why so many part configurations are not enough; None where they are."""
    try:
        nearest_consistent(matrix, HERE, limits=Limits(nodes=nodes))
    except TooManyConfigurations as error:
        return error
    return None


def test_there_is_no_nearest_where_none_is_consistent():
    matrix = next(
        matrix
        for matrix in (at_random([2, 2, 2], seed) for seed in range(100))
        if not consistent_configurations(matrix).configurations
    )
    assert nearest_consistent(matrix, (0, 0, 0)) == ()
