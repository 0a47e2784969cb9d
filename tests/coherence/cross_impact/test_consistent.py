"""Rule 5.4: all consistent configurations, and the least inconsistent, against every one."""

from __future__ import annotations

import os
from itertools import count
from time import perf_counter

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Limits,
    Matrix,
    TooManyConfigurations,
    UnusableMatrix,
    consistent_configurations,
    least_inconsistent,
    searching,
)
from tests.coherence.cross_impact.brute_force import all_inconsistencies
from tests.coherence.cross_impact.matrices import (
    KINDS,
    at_random,
    blank,
    contradictory,
    small,
    somewhereland,
)

SOAK = bool(os.environ.get("SOAK"))
MATRICES = 4_000 if SOAK else 200
PART = 50
NOISE = 1e-9


def given(matrix: Matrix, seed: int) -> dict[int, int]:
    """Nothing, or one descriptor by chance."""
    rng = np.random.default_rng(seed)
    place = int(rng.integers(len(matrix.sizes)))
    return {place: int(rng.integers(matrix.sizes[place]))} if seed % 3 == 0 else {}


@pytest.mark.parametrize("first", range(0, MATRICES, PART))
def test_the_consistent_ones_are_those_that_looking_at_every_one_gives(first):
    with_some = 0
    for seed in range(first, first + PART):
        matrix = small(seed)
        fixed, tolerance = given(matrix, seed), (0.0, 0.5, 2.0)[seed % 5 % 3]
        every = all_inconsistencies(matrix, fixed)
        expected = [c for c, (worst, _) in every.items() if worst <= tolerance + NOISE]
        found = consistent_configurations(matrix, fixed=fixed, tolerance=tolerance)
        assert list(found.configurations) == expected, seed
        assert found.possible == len(every)
        with_some += bool(expected)
    assert with_some > PART / 4


@pytest.mark.parametrize("first", range(0, MATRICES, PART))
def test_the_least_inconsistent_are_those_that_looking_at_every_one_gives(first):
    inconsistent = 0
    for seed in range(first, first + PART):
        matrix = contradictory(seed)
        fixed = given(matrix, seed)
        every = all_inconsistencies(matrix, fixed)
        worst = min(worst for worst, _ in every.values())
        close = {c: total for c, (w, total) in every.items() if w <= worst + NOISE}
        total = min(close.values())
        found = least_inconsistent(matrix, fixed=fixed)
        assert found.largest == pytest.approx(worst)
        assert found.total == pytest.approx(total)
        assert list(found.configurations) == [c for c, s in close.items() if s <= total + NOISE]
        inconsistent += worst > NOISE
    assert inconsistent > PART / 4


@pytest.mark.parametrize("seed", range(10 if SOAK else 1))
@pytest.mark.parametrize("density", [0.15, 1.0])
def test_ten_descriptors_of_four_variants_against_every_one(seed, density):
    """A million configurations, counted by matrix products instead of by our bounds."""
    matrix = at_random([4] * 10, seed, density=density)
    chosen = np.indices((4,) * 10, dtype=np.int8).reshape(10, -1).T
    consistent = np.ones(len(chosen), dtype=bool)
    for target in range(10):
        blocks = [matrix.block(source, target).astype(np.int16) for source in range(10)]
        sums = sum(block[chosen[:, source]] for source, block in enumerate(blocks))
        own = np.take_along_axis(sums, chosen[:, target, None].astype(np.int64), axis=1)[:, 0]
        consistent &= own >= sums.max(axis=1)
    found = consistent_configurations(matrix)
    assert list(found.configurations) == [tuple(each) for each in chosen[consistent].tolist()]


def test_a_descriptor_of_many_variants_beside_small_ones():
    matrix = at_random([11, 2, 6, 3], 4)
    every = all_inconsistencies(matrix, {})
    expected = [c for c, (worst, _) in every.items() if worst <= 1]
    assert expected
    assert list(consistent_configurations(matrix, tolerance=1).configurations) == expected


@pytest.mark.parametrize("figures", KINDS)
def test_mid_sized_matrices_of_any_figures_against_every_one(figures):
    matrix = at_random([3, 2, 4, 3, 2, 3], 7, figures=figures)
    every = all_inconsistencies(matrix, {})
    expected = [c for c, (worst, _) in every.items() if worst <= 2 + NOISE]
    assert expected
    assert list(consistent_configurations(matrix, tolerance=2).configurations) == expected


@pytest.mark.parametrize("seed", range(20))
def test_a_variant_may_uphold_itself_as_in_published_projects(seed):
    matrix = at_random([3, 2, 4, 3], seed)
    impacts = matrix.impacts.copy()
    impacts[:3, :3] = np.random.default_rng(seed).integers(-5, 6, (3, 3))
    upheld = Matrix(matrix.descriptors, impacts)
    every = all_inconsistencies(upheld, {})
    expected = [c for c, (worst, _) in every.items() if worst <= 1]
    assert list(consistent_configurations(upheld, tolerance=1).configurations) == expected


@pytest.mark.parametrize("seed", range(20))
def test_more_tolerance_never_takes_one_away(seed):
    matrix = small(seed)
    smaller: set[tuple[int, ...]] = set()
    for tolerance in (0, 1, 2, 4):
        larger = set(consistent_configurations(matrix, tolerance=tolerance).configurations)
        assert smaller <= larger
        smaller = larger


def test_without_judgements_everything_is_consistent():
    assert len(consistent_configurations(blank([2, 3, 4])).configurations) == 24


def test_a_matrix_that_says_too_little_is_refused_with_the_figure():
    with pytest.raises(TooManyConfigurations, match="More than 250,000 of 1,048,576") as refused:
        consistent_configurations(blank([4] * 10))
    assert "says too little" in refused.value.sentence


def test_a_search_beyond_its_limits_is_refused_with_the_limit_that_was_reached():
    matrix = at_random([3] * 20, 1)
    with pytest.raises(TooManyConfigurations, match=r"20,000 part .* second.* 3\.5 x 10\^9"):
        consistent_configurations(matrix, limits=Limits(nodes=20_000))
    with pytest.raises(
        TooManyConfigurations, match="its limit of 0 seconds after 1 part configuration:"
    ):
        consistent_configurations(matrix, limits=Limits(seconds=0.0))


def test_a_search_of_several_rounds_tells_the_limit_that_was_asked_for_and_all_that_was_spent():
    matrix = contradictory(3)
    needed = least_inconsistent(matrix).nodes
    first = consistent_configurations(matrix)
    assert not first.configurations
    assert first.nodes < needed - 1  # the last round is the one that is too long
    with pytest.raises(
        TooManyConfigurations, match=f"its limit of {needed - 1} part configurations after"
    ) as refused:
        least_inconsistent(matrix, limits=Limits(nodes=needed - 1))
    assert refused.value.value == needed
    assert least_inconsistent(matrix, limits=Limits(nodes=needed)).nodes == needed


def test_the_seconds_of_all_rounds_count_together(monkeypatch):
    """The clock goes on by a second whenever it is looked at: four times are too many."""
    clock = count()
    monkeypatch.setattr(searching, "perf_counter", lambda: perf_counter() + next(clock))
    with pytest.raises(
        TooManyConfigurations, match=r"its limit of 2\.5 seconds after 6 part configurations:"
    ):
        least_inconsistent(contradictory(3), limits=Limits(seconds=2.5))


def test_twenty_descriptors_are_answered_without_looking_at_each_configuration():
    found = consistent_configurations(at_random([2, 3] * 10, 1, density=0.5))
    assert found.possible == 60_466_176
    assert found.nodes < found.possible / 1_000


def test_what_cannot_be_fixed_or_tolerated_is_refused():
    matrix = somewhereland()
    for fixed in ({9: 0}, {0: 3}, {-1: 0}):
        with pytest.raises(UnusableMatrix, match="to fix"):
            consistent_configurations(matrix, fixed=fixed)
    for tolerance in (-1.0, float("nan"), float("inf")):
        with pytest.raises(UnusableMatrix, match="tolerance"):
            consistent_configurations(matrix, tolerance=tolerance)
