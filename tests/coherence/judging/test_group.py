"""What a group judges: the library until somebody differs, and everybody's own kept (rule 5.3)."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence.judging.group import (
    WAY_OF_BUYING,
    judgements_of,
    matrix_of,
    options,
    people_of,
    seen_by,
)
from salesmodel.defaults import template
from salesmodel.defaults.variants import default_judgements, library
from salesmodel.model import ComponentKind, Judgement, SalesModel, Variant, judgement_id
from tests.builders import a_model, also

SELF = ("buys_alone", "self_serve_help")  # the library says 3
QUIET = ("named_accounts", "one_owner")  # the library says nothing
EVENTS = Variant(id="events", kind=ComponentKind.CUSTOMER_SELECTION, name="At events")


def says(by: str, value: int, pair: tuple[str, str] = SELF, why: str = "") -> Judgement:
    return Judgement(
        id=judgement_id(*pair, by), source=pair[0], target=pair[1], value=value, by=by, why=why
    )


def group(*judgements: Judgement, variants: tuple[Variant, ...] = ()) -> SalesModel:
    return a_model().model_copy(update={"judgements": judgements, "variants": variants})


def test_until_somebody_judges_the_library_counts() -> None:
    judged = judgements_of(a_model())
    assert judged.people == ()
    assert len(judged.cells) == len(default_judgements())
    for row in default_judgements():
        cell = judged.cells[row.source, row.target]
        assert (cell.value, cell.default, cell.why, cell.default_why) == (
            row.value,
            row.value,
            row.why,
            row.why,
        )
        assert cell.opinions == ()
    assert judged.value(*QUIET) == 0


def test_one_opinion_counts_in_place_of_the_librarys() -> None:
    on = datetime(2026, 11, 25, tzinfo=UTC)
    made = says("Maya", -1, why="Ours want a call").model_copy(update={"on": on})
    cell = judgements_of(group(made)).cells[SELF]
    assert (cell.value, cell.default, cell.why) == (-1, 3, "Ours want a call")
    (opinion,) = cell.opinions
    assert (opinion.by, opinion.value, opinion.on, opinion.asked_again) == ("Maya", -1, on, "")


def test_a_pair_of_which_the_library_says_nothing_can_be_judged() -> None:
    cell = judgements_of(group(says("Maya", 2, QUIET))).cells[QUIET]
    assert (cell.value, cell.default, cell.default_why, cell.why) == (2, 0, "", "")


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ((-3, 1, 2), 1),
        ((1, 2), 2),  # nearer to the library's 3
        ((-2, 3), 3),
        ((-3, -3, 0, 1), 0),
        ((3, 3, -3, -3), 3),
    ],
)
def test_the_middle_opinion_counts_and_of_two_the_one_nearer_to_the_library(
    values: tuple[int, ...], counts: int
) -> None:
    made = [says(f"P{n}", value) for n, value in enumerate(values)]
    assert judgements_of(group(*made)).cells[SELF].value == counts


def test_of_two_middle_opinions_as_far_from_the_library_the_one_nearer_to_zero_counts() -> None:
    pair = ("usage_signals", "performance")  # the library says 2
    assert judgements_of(group(says("A", 1, pair), says("B", 3, pair))).cells[pair].value == 1
    low, high = says("A", -1, QUIET), says("B", 1, QUIET)
    assert judgements_of(group(low, high)).cells[QUIET].value == -1


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_what_counts_is_a_median_and_does_not_depend_on_who_spoke_first(
    values: list[int], order: Random
) -> None:
    made = [says(f"P{n}", value) for n, value in enumerate(values)]
    shuffled = list(made)
    order.shuffle(shuffled)
    counts = judgements_of(group(*made)).cells[SELF].value
    assert judgements_of(group(*shuffled)).cells[SELF].value == counts
    assert counts in {statistics.median_low(values), statistics.median_high(values)}


def test_disagreement_is_kept() -> None:
    cell = judgements_of(group(says("Maya", 3), says("Jon", -2), says("Ana", 1))).cells[SELF]
    assert [(o.by, o.value) for o in cell.opinions] == [("Ana", 1), ("Jon", -2), ("Maya", 3)]
    assert cell.spread == 5


def test_the_reason_that_counts_is_that_of_who_is_in_the_middle() -> None:
    made = (says("Maya", 3, why="Yes"), says("Jon", -2, why="No"), says("Ana", 1, why="A bit"))
    assert judgements_of(group(*made)).cells[SELF].why == "A bit"
    assert judgements_of(group(says("Maya", 3))).cells[SELF].why == (
        "Who decides alone wants to be up and running without waiting for anybody."
    )
    assert judgements_of(group(says("Maya", 2))).cells[SELF].why == ""


def test_people_are_told_apart_by_name_in_any_case() -> None:
    made = (says("Maya", 1), says("MAYA", 2, QUIET), says("Jon", 1))
    assert people_of(group(*made)) == ("Jon", "Maya")
    assert judgements_of(group(*made)).people == ("Jon", "Maya")


def test_as_one_person_sees_it_that_persons_judgements_count_and_else_the_groups() -> None:
    made = (says("Maya", -3, why="Mine"), says("Jon", 2), says("Jon", 1, QUIET))
    judged = seen_by(judgements_of(group(*made)), "maya")
    assert (judged.value(*SELF), judged.cells[SELF].why) == (-3, "Mine")
    assert judged.value(*QUIET) == 1
    assert judged.value("buys_alone", "lowest_price") == 3


def test_the_librarys_variants_can_be_chosen_then_the_groups_own() -> None:
    shipped = options(a_model())
    assert {o.id for each in shipped.values() for o in each} == {v.id for v in library()}
    assert not any(o.own for each in shipped.values() for o in each)
    ours = options(group(variants=(EVENTS,)))
    kind = ComponentKind.CUSTOMER_SELECTION
    assert ours[kind][:-1] == shipped[kind]
    assert (ours[kind][-1].id, ours[kind][-1].own) == ("events", True)
    assert ours[ComponentKind.SELLING_TASKS] == shipped[ComponentKind.SELLING_TASKS]


def test_the_matrix_holds_every_judgement_at_its_place() -> None:
    matrix = matrix_of(a_model())
    assert [each.id for each in matrix.descriptors] == [
        WAY_OF_BUYING,
        *(kind.value for kind in ComponentKind),
    ]
    ids = [variant for each in matrix.descriptors for variant in each.ids]
    for row in default_judgements():
        assert matrix.impacts[ids.index(row.source), ids.index(row.target)] == row.value
    assert np.count_nonzero(matrix.impacts) == len(default_judgements())
    assert not matrix.impacts[:, :4].any()  # nothing influences how a segment buys


def test_a_variant_of_the_group_joins_the_matrix_with_zeros_until_it_is_judged() -> None:
    matrix = matrix_of(group(variants=(EVENTS,)))
    ids = [variant for each in matrix.descriptors for variant in each.ids]
    own = ids.index("events")
    assert not matrix.impacts[own].any()
    assert not matrix.impacts[:, own].any()
    judged = group(says("Maya", 2, ("events", "one_owner")), variants=(EVENTS,))
    assert matrix_of(judged).impacts[own, ids.index("one_owner")] == 2


def test_the_matrix_of_a_person_holds_that_persons_judgements() -> None:
    model = group(says("Maya", -3), says("Jon", 3), says("Ana", 3))
    column = [v for each in matrix_of(model).descriptors for v in each.ids].index(SELF[1])
    assert matrix_of(model).impacts[0, column] == 3
    assert matrix_of(model, "Maya").impacts[0, column] == -3


def test_a_variant_named_like_one_of_the_librarys_stands_in_the_matrix_with_its_id() -> None:
    twin = EVENTS.model_copy(update={"name": "Named accounts"})
    names = matrix_of(group(variants=(twin,))).descriptors[1].variants
    assert names[0] == "Named accounts"
    assert names[-1] == "Named accounts (events)"


def test_a_judgement_on_a_variant_that_is_gone_stays_out_of_the_matrix() -> None:
    model = group(says("Maya", 3, ("gone", "one_owner")))
    assert matrix_of(model) == matrix_of(a_model())


def test_it_costs_next_to_nothing_while_nobody_has_judged() -> None:
    model = also(template("enterprise"), "variants", EVENTS)

    def once() -> float:
        start = time.perf_counter()
        judgements_of(model)
        options(model)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.0002
