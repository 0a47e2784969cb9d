"""A cross-impact matrix of another tool becomes one person's judgements."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Descriptor,
    Matrix,
    matrix_from_csv,
    matrix_from_scw,
    matrix_to_csv,
    matrix_to_scw,
)
from salesmodel.coherence.judging.group import matrix_of
from salesmodel.coherence.judging.imported import judgements_from_matrix
from salesmodel.coherence.judging.known import UnusableJudgements
from salesmodel.editing import do
from salesmodel.model import SalesModel
from tests.builders import a_model


def changed(matrix: Matrix, **cells: int) -> Matrix:
    """The matrix with these impacts; a cell is named source__target."""
    ids = [variant for each in matrix.descriptors for variant in each.ids]
    impacts = np.array(matrix.impacts)
    for cell, value in cells.items():
        source, _, target = cell.partition("__")
        impacts[ids.index(source), ids.index(target)] = value
    return Matrix(matrix.descriptors, impacts)


def taken(model: SalesModel, matrix: Matrix, by: str) -> SalesModel:
    for command in judgements_from_matrix(model, matrix, by):
        model, _ = do(model, command)
    return model


def a_small(impacts: Any, **names: tuple[str, ...]) -> Matrix:
    descriptors = tuple(Descriptor(name, name, variants) for name, variants in names.items())
    return Matrix(descriptors, np.array(impacts, dtype=float))


def test_a_matrix_that_says_what_the_library_says_holds_no_judgement() -> None:
    assert judgements_from_matrix(a_model(), matrix_of(a_model()), "Maya") == ()


def test_what_differs_from_the_library_becomes_a_judgement_zeros_too() -> None:
    matrix = changed(matrix_of(a_model()), named_accounts__one_owner=2, buys_alone__product_led=0)
    found = {(c.source, c.target): c for c in judgements_from_matrix(a_model(), matrix, "Maya")}
    assert {pair: command.value for pair, command in found.items()} == {
        ("named_accounts", "one_owner"): 2,
        ("buys_alone", "product_led"): 0,
    }
    assert all(command.by == "Maya" and command.wording for command in found.values())


def test_who_agrees_with_the_library_where_others_differ_has_said_so() -> None:
    matrix = matrix_of(a_model())
    model = taken(a_model(), changed(matrix, named_accounts__one_owner=2), "Jon")
    (command,) = judgements_from_matrix(model, matrix, "Maya")
    assert (command.source, command.target, command.value) == ("named_accounts", "one_owner", 0)


@pytest.mark.parametrize("form", ["csv", "scw"])
def test_a_matrix_that_went_to_another_tool_comes_back_by_its_names(form: str) -> None:
    matrix = changed(matrix_of(a_model()), named_accounts__one_owner=2)
    if form == "csv":
        came = matrix_from_csv(matrix_to_csv(matrix))
    else:
        came = matrix_from_scw(matrix_to_scw(matrix))
    model = taken(a_model(), came, "Maya")
    assert np.array_equal(matrix_of(model, "Maya").impacts, matrix.impacts)


def test_a_matrix_may_hold_a_part_of_the_components_and_variants() -> None:
    matrix = a_small(
        [[0, 0, 3, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
        customer_selection=("Named accounts", "inbound_fit"),
        SELLING_TASKS=("one_owner", "Partner-led"),
    )
    found = {(c.source, c.target): c.value for c in judgements_from_matrix(a_model(), matrix, "A")}
    assert found[("named_accounts", "one_owner")] == 3


def test_what_is_not_ours_is_told() -> None:
    matrix = a_small(
        np.zeros((6, 6)),
        customer_selection=("Named accounts", "By the stars"),
        weather=("Sun", "Rain"),
        value_delivery=("dedicated_team", "Dedicated team"),
    )
    with pytest.raises(UnusableJudgements) as caught:
        judgements_from_matrix(a_model(), matrix, "Maya")
    assert caught.value.faults == (
        "“By the stars” is no variant of customer selection here.",
        "“weather” is none of the components here.",
        "“Dedicated team” stands there twice.",
    )


def test_figures_that_are_no_judgements_are_told() -> None:
    matrix = a_small(
        [[0, 0, 4, 0], [0, 0, 0.5, 0], [1, 0, 0, 0], [0, 0, 0, 0]],
        way_of_buying=("buys_alone", "buys_quickly"),
        customer_selection=("named_accounts", "inbound_fit"),
    )
    with pytest.raises(UnusableJudgements) as caught:
        judgements_from_matrix(a_model(), matrix, "Maya")
    assert caught.value.faults == (
        "“Decides alone, self-serve” on “Named accounts” is 4, not a whole figure from −3 to 3.",
        "“Few people, quick” on “Named accounts” is 0.5, not a whole figure from −3 to 3.",
        "“Named accounts” on “Decides alone, self-serve” is 1, but how a segment buys is "
        "influenced by nothing here.",
    )
