"""Rule 5.3: what changes nothing about consistency (Weimer-Jehle, arXiv 0912.5352)."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence.cross_impact import (
    Descriptor,
    Matrix,
    consistent_configurations,
    inconsistencies,
)
from tests.coherence.cross_impact.brute_force import every_configuration
from tests.coherence.cross_impact.matrices import small

SEEDS = st.integers(0, 10_000)


def all_of(matrix: Matrix) -> np.ndarray:
    return inconsistencies(matrix, np.array(list(every_configuration(matrix))))


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.data())
def test_a_constant_added_to_a_row_of_a_pair_changes_nothing(seed, data):
    matrix = small(seed)
    count = len(matrix.sizes)
    source, target = data.draw(st.permutations(range(count)))[:2]
    row = matrix.starts[source] + data.draw(st.integers(0, matrix.sizes[source] - 1))
    impacts = matrix.impacts.copy()
    left = matrix.starts[target]
    impacts[row, left : left + matrix.sizes[target]] += data.draw(st.integers(-9, 9))
    changed = Matrix(matrix.descriptors, impacts)
    assert np.allclose(all_of(changed), all_of(matrix))
    found = consistent_configurations(matrix).configurations
    assert consistent_configurations(changed).configurations == found


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.data())
def test_the_judgements_on_one_descriptor_may_be_scaled(seed, data):
    matrix = small(seed)
    target = data.draw(st.integers(0, len(matrix.sizes) - 1))
    impacts = matrix.impacts.copy()
    left = matrix.starts[target]
    impacts[:, left : left + matrix.sizes[target]] *= data.draw(st.sampled_from([0.5, 2, 4]))
    found = consistent_configurations(matrix).configurations
    assert consistent_configurations(Matrix(matrix.descriptors, impacts)).configurations == found


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.data())
def test_the_order_of_descriptors_and_variants_changes_nothing_but_the_order(seed, data):
    matrix = small(seed)
    order = data.draw(st.permutations(range(len(matrix.sizes))))
    rows: list[int] = []
    descriptors = []
    for place in order:
        within = data.draw(st.permutations(range(matrix.sizes[place])))
        old = matrix.descriptors[place]
        rows.extend(matrix.starts[place] + each for each in within)
        descriptors.append(
            Descriptor(old.id, old.name, tuple(old.variants[each] for each in within))
        )
    shuffled = Matrix(tuple(descriptors), matrix.impacts[np.ix_(rows, rows)])
    assert named(shuffled) == named(matrix)


def named(matrix: Matrix) -> set[frozenset[tuple[str, str]]]:
    found = consistent_configurations(matrix).configurations
    return {frozenset(matrix.named(each).items()) for each in found}
