"""What a group judged, in words: ranges, people and what counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.judgement_grid import signed
from salesmodel.charts.judgement_words import (
    counts_of,
    counts_words,
    meaning,
    range_words,
    view_words,
    views_words,
    who_words,
)
from salesmodel.coherence.judging.group import Cell, GroupJudgements, Opinion
from salesmodel.coherence.judging.people import View
from salesmodel.model import ComponentKind

TASKS = ComponentKind.SELLING_TASKS
NAMES = {"named": "Named accounts", "price": "Lowest price", "team": "Team selling", "solo": "Solo"}


def cell(value: int, *said: tuple[str, int], asked: str = "") -> Cell:
    opinions = tuple(Opinion(f"x:{by}", each, by, "", None, asked) for by, each in said)
    return Cell("named", "price", value, 0, "", "", opinions)


def test_a_range_names_both_ends_and_who_stands_where_the_highest_first() -> None:
    apart = cell(1, ("Noor", -1), ("Maya", 3), ("Ben", 1))
    assert range_words(apart) == "−1 to +3"
    assert who_words(apart) == "Maya +3, Ben +1, Noor −1"
    assert counts_words(apart) == "+1 counts: the middle of 3 people, −1 to +3."


@pytest.mark.parametrize(
    ("counts", "values", "words"),
    [
        (3, (3, -1), "of two people, −1 to +3, the one nearer to the library's +2"),
        (1, (3, 1), "of two people, +1 to +3, the one nearer to 0"),
        (1, (1, 3), "of two people, +1 to +3, the one nearer to 0"),
        (2, (3, 2, 1, -3), "of the two in the middle, +1 and +2, the one nearer to the library's "
         "+2; 4 people judged it"),
        (1, (3, 1, 1, -3), "the middle of 4 people, −3 to +3"),
    ],
)  # fmt: skip
def test_it_is_said_why_that_figure_counts(
    counts: int, values: tuple[int, ...], words: str
) -> None:
    said = cell(counts, *((f"P{n}", value) for n, value in enumerate(values)))
    assert counts_words(replace(said, default=2)) == f"{signed(counts)} counts: {words}."


def test_where_both_are_as_near_the_lower_counts_and_that_is_said() -> None:
    words = counts_words(cell(-2, ("Maya", 2), ("Noor", -2)))
    assert words == (
        "−2 counts: of two people, −2 to +2, the lower, as both are as near to the library's "
        "figure and to 0."
    )


def test_of_many_those_at_both_ends_are_named_and_the_others_counted() -> None:
    many = cell(0, *((f"P{n}", n - 3) for n in range(7)))
    assert who_words(many) == "P6 +3, P5 +2, 3 between, P1 −2, P0 −3"


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=12))
def test_whoever_stands_at_an_end_is_named(values: list[int]) -> None:
    said = who_words(cell(0, *((f"P{n}", value) for n, value in enumerate(values))))
    assert said.count(",") < 5
    for end in (max(values), min(values)):
        assert any(f"P{n} " in said for n, value in enumerate(values) if value == end)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((), "+2 counts: the library's figure, nobody here judged it."),
        ((("Maya", 2),), "+2 counts: Maya alone judged it."),
        ((("Maya", 2), ("Noor", 2)), "+2 counts: 2 people say the same."),
    ],
)
def test_it_is_said_where_the_figure_that_counts_comes_from(
    said: tuple[tuple[str, int], ...], words: str
) -> None:
    assert counts_words(cell(2, *said)) == words


def test_a_figure_is_a_sentence_on_both_variants() -> None:
    assert meaning(NAMES, "named", "price", -2) == "Named accounts hinders Lowest price."
    assert (
        meaning(NAMES, "named", "price", 0)
        == "Named accounts neither supports nor hinders Lowest price."
    )


def test_pairs_people_disputes_and_what_is_asked_again_are_counted() -> None:
    cells = {
        ("a", "b"): cell(1, ("Noor", -1), ("Maya", 2)),
        ("a", "c"): cell(1, ("Maya", 1), asked="It changed."),
        ("a", "d"): cell(3),
    }
    counts = counts_of(GroupJudgements(cells, ("Maya", "Noor")))
    assert (counts.judged, counts.people, counts.disputed, counts.asked) == (2, 2, 1, 1)


def test_what_a_person_would_take_instead_is_named() -> None:
    view = View("Noor", {TASKS: "solo"})
    assert view_words(NAMES, view, {TASKS: "team"}) == "would take Solo over Team selling"
    assert view_words(NAMES, View("Maya", {}), {TASKS: "team"}) == "consistent"


def test_how_many_see_the_choices_as_consistent() -> None:
    fits, not_so = View("Maya", {}), View("Noor", {TASKS: "solo"})
    assert views_words([fits]) == "Maya sees these choices as consistent"
    assert views_words([not_so]) == "Noor sees these choices as not consistent"
    assert views_words([fits, fits]) == "Both people see these choices as consistent"
    assert views_words([fits, not_so]) == "1 of 2 people sees these choices as consistent: Maya"
    assert views_words([not_so, not_so]) == "None of the 2 people sees these choices as consistent"
