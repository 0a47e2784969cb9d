"""Where a group differs, and whether each person finds the present choices consistent."""

from __future__ import annotations

import pytest

from salesmodel.coherence.cross_impact import is_consistent
from salesmodel.coherence.judging.group import judgements_of, matrix_of
from salesmodel.coherence.judging.people import disputed, views
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.model import ComponentKind, Judgement, SalesModel, judgement_id
from tests.builders import a_model

SELECTION, PROPOSITION, SELLING, DELIVERY = ComponentKind
SELF_SERVE: dict[ComponentKind, str | None] = {
    SELECTION: "open_sign_up",
    PROPOSITION: "quick_result",
    SELLING: "product_led",
    DELIVERY: "self_serve_help",
}


def group(*judgements: tuple[str, str, str, int]) -> SalesModel:
    made = tuple(
        Judgement(id=judgement_id(s, t, by), source=s, target=t, value=value, by=by)
        for by, s, t, value in judgements
    )
    return a_model().model_copy(update={"judgements": made})


AGAINST_HELP = [
    ("Jon", source, "self_serve_help", -3)
    for source in ("buys_alone", "open_sign_up", "quick_result", "product_led")
]


def test_pairs_that_lie_three_or_more_apart_are_disputed_the_widest_first() -> None:
    model = group(
        ("Maya", "buys_alone", "product_led", 3),
        ("Jon", "buys_alone", "product_led", 1),
        ("Maya", "buys_alone", "one_owner", -3),
        ("Jon", "buys_alone", "one_owner", 0),
        ("Maya", "buys_alone", "lowest_price", 3),
        ("Jon", "buys_alone", "lowest_price", -3),
    )
    found = [(cell.target, cell.spread) for cell in disputed(judgements_of(model))]
    assert found == [("lowest_price", 6), ("one_owner", 3)]


def test_where_nobody_judged_nobody_has_a_view() -> None:
    assert views(a_model(), "buys_alone", SELF_SERVE) == ()


def test_each_person_sees_the_choices_with_judgements_of_their_own() -> None:
    model = group(("Maya", "buys_alone", "product_led", 3), *AGAINST_HELP)
    found = {view.person: view for view in views(model, "buys_alone", SELF_SERVE)}
    assert list(found) == ["Jon", "Maya"]
    assert not found["Jon"].consistent
    assert set(found["Jon"].better) == {DELIVERY}
    # Nobody but Jon judged these pairs, so his count for Maya too.
    assert not found["Maya"].consistent


def test_who_judges_as_the_library_does_finds_the_archetype_consistent() -> None:
    agrees = [("Maya", s, t, 3) for _, s, t, _ in AGAINST_HELP]
    found = {v.person: v for v in views(group(*AGAINST_HELP, *agrees), "buys_alone", SELF_SERVE)}
    assert (found["Maya"].consistent, found["Jon"].consistent) == (True, False)


def test_an_open_component_asks_for_nothing() -> None:
    open_delivery = {**SELF_SERVE, DELIVERY: None}
    (view,) = views(group(*AGAINST_HELP), "buys_alone", open_delivery)
    assert view.consistent


@pytest.mark.parametrize("way", [way.id for way in ways_of_buying()])
def test_a_view_is_what_the_engine_says_of_that_persons_matrix(way: str) -> None:
    """With the way of buying held: it answers to nothing, so it is always consistent."""
    model = group(("Maya", "buys_alone", "product_led", 3), *AGAINST_HELP)
    chosen = {kind.value: variant for kind, variant in SELF_SERVE.items() if variant is not None}
    for view in views(model, way, SELF_SERVE):
        matrix = matrix_of(model, view.person)
        configuration = matrix.configuration({"way_of_buying": way, **chosen})
        assert view.consistent == is_consistent(matrix, configuration)
