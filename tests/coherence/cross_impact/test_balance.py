"""Rule 5.3: impact balances."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Descriptor,
    Matrix,
    UnusableMatrix,
    balances,
    balances_at,
    inconsistencies,
    is_consistent,
    total_impacts,
)
from tests.coherence.cross_impact.brute_force import balance, every_configuration, inconsistency
from tests.coherence.cross_impact.matrices import blank, small, somewhereland


@pytest.mark.parametrize("seed", range(20))
def test_balances_are_what_the_chosen_variants_say_summed(seed):
    matrix = small(seed)
    every = np.array(list(every_configuration(matrix)))
    sums, short, totals = (
        balances(matrix, every),
        inconsistencies(matrix, every),
        total_impacts(matrix, every),
    )
    for row, configuration in enumerate(map(tuple, every.tolist())):
        own = [balance(matrix, configuration, place) for place in range(len(configuration))]
        assert sums[row] == pytest.approx([figure for each in own for figure in each])
        scores = [each[chosen] for each, chosen in zip(own, configuration, strict=True)]
        assert totals[row] == pytest.approx(sum(scores))
        worst, total = inconsistency(matrix, configuration, {})
        assert (short[row].max(), short[row].sum()) == pytest.approx((worst, total))
        assert is_consistent(matrix, configuration) == (worst < 1e-9)


def test_the_inconsistency_is_how_far_the_chosen_variant_is_below_the_best():
    for each in balances_at(somewhereland(), (1, 0, 2, 0, 0, 0)):
        assert each.balances[each.best] == max(each.balances)
        assert each.inconsistency == max(each.balances) - each.balances[each.variant]


def test_a_tie_is_consistent_and_the_present_variant_is_the_best():
    only = balances_at(blank([2, 2]), (1, 1))[0]
    assert (only.best, only.inconsistency) == (1, 0)


def test_a_configuration_is_found_by_ids_or_names_and_named_again():
    matrix = Matrix(
        (
            Descriptor("a", "Delivery", ("Self-serve", "Guided"), ("self", "guided")),
            Descriptor("b", "Tasks", ("None", "Many")),
        ),
        np.zeros((4, 4)),
    )
    assert matrix.configuration({"a": "guided", "Tasks": "None"}) == (1, 0)
    assert matrix.named((1, 0)) == {"a": "Guided", "b": "None"}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"A": "A1"}, "nothing on “B”. Choose one of “B1” and “B2”"),
        ({"A": "A1", "C": "B1"}, "no descriptor “C”. There are “A” and “B”"),
        ({"A": "B1", "B": "B1"}, "“A” has no variant “B1”. It has “A1” and “A2”"),
    ],
)
def test_a_configuration_that_is_none_is_told_what_there_is(chosen, told):
    with pytest.raises(UnusableMatrix, match=told):
        blank([2, 2]).configuration(chosen)


def test_a_matrix_is_a_value_that_cannot_be_written():
    matrix = small(3)
    with pytest.raises(ValueError, match="read-only"):
        matrix.impacts[0, 0] = 1
    assert matrix == small(3) != small(4)
    assert len({matrix, small(3)}) == 1


@pytest.mark.parametrize(
    ("descriptors", "told"),
    [
        ((), "no descriptors"),
        ((Descriptor("a", "a", ("x",)),), "“a” has one variant"),
        ((Descriptor("a", "a", ()),), "“a” has no variants"),
        ((Descriptor("a", "a", ("x", "x")),), "“a” has two variants “x”"),
        ((Descriptor("a", "a", ("x", "y"), ("x",)),), "2 variants and 1 ids"),
        ((Descriptor("a", "a", ("x", "y")),) * 2, "Two descriptors have the id “a”"),
        ((Descriptor("a", "a", tuple(map(str, range(31)))),), "31 variants, more than 30"),
    ],
)
def test_descriptors_that_cannot_be_meant_are_refused(descriptors, told):
    total = sum(len(each.variants) for each in descriptors)
    with pytest.raises(UnusableMatrix, match=told):
        Matrix(descriptors, np.zeros((total, total)))


def test_impacts_that_cannot_be_summed_are_refused():
    matrix = blank([2, 2])
    with pytest.raises(UnusableMatrix, match="3 x 4 figures for 4 variants"):
        Matrix(matrix.descriptors, np.zeros((3, 4)))
    for figure in (np.nan, np.inf, 1e12):
        impacts = matrix.impacts.copy()
        impacts[1, 2] = figure
        with pytest.raises(UnusableMatrix, match="“A2” of “A” on “B1” of “B” is not a number"):
            Matrix(matrix.descriptors, impacts)
