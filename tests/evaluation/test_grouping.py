"""Sums and products by group."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.evaluation.grouping import Grouping

GROUPS = np.array([2, 0, -1, 2, 0, 2])
ROWS = np.array([1.0, 2.0, 100.0, 3.0, 4.0, 5.0])


@pytest.mark.parametrize("columns", [1, 3, 100])
def test_rows_are_added_and_multiplied_by_group(columns: int) -> None:
    """Rules 2.8 and 3.1: group 1 is empty, and the row of group -1 belongs to none."""
    grouping = Grouping(GROUPS, 4)
    factors = np.arange(1.0, columns + 1)
    rows = ROWS[:, None] * factors
    assert grouping.sum(rows) == pytest.approx(np.outer([6, 0, 9, 0], factors))
    expected = np.stack([8 * factors**2, 1 + 0 * factors, 15 * factors**3, 1 + 0 * factors])
    assert grouping.product(rows) == pytest.approx(expected)
    assert np.array_equal(rows, ROWS[:, None] * factors)


@pytest.mark.parametrize("columns", [1, 100])
def test_nobody_in_any_group_leaves_nothing_to_add(columns: int) -> None:
    """Rule 3.1: a model without tasks costs nothing."""
    for index in (np.array([], dtype=np.intp), np.array([-1, -1])):
        grouping = Grouping(index, 2)
        rows = np.ones((len(index), columns))
        assert np.array_equal(grouping.sum(rows), np.zeros((2, columns)))
        assert np.array_equal(grouping.product(rows), np.ones((2, columns)))
