"""The box of choices as it is drawn: what is present, what fits best, and what a trial brings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.choice_box import Step, choice_box
from salesmodel.charts.judgement_grid import Present
from salesmodel.charts.panel import MAX_TITLE
from salesmodel.coherence.choices import Choice
from salesmodel.coherence.judging.group import Option
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.model import ComponentKind

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
OPTIONS = {
    kind: tuple(
        Option(f"{kind.value}.{letter}", kind, f"{kind.words} {letter}", "", own=letter == "c")
        for letter in "abc"
    )
    for kind in ComponentKind
}
IDS = {kind: [option.id for option in options] for kind, options in OPTIONS.items()}
A, B, C = (dict(zip(ComponentKind, ids, strict=True)) for ids in zip(*IDS.values(), strict=True))


def a_choice(kind: ComponentKind, **more: Any) -> Choice:
    known = {"variant": A[kind], "name": f"{kind.words} a", "origin": "chosen", "sentence": "Why."}
    return Choice(kind, **(known | more))


def box(
    *choices: Choice,
    balances: dict[str, float] | None = None,
    best: dict[ComponentKind, str] | None = None,
    trying: tuple[tuple[ComponentKind, str], ...] = (),
    follows: tuple[Step, ...] = (),
    falls: bool = False,
) -> dict[str, Any]:
    """All have their first variant but for `choices`."""
    has = {kind: a_choice(kind) for kind in ComponentKind} | {each.kind: each for each in choices}
    known = {variant: 1.0 for ids in IDS.values() for variant in ids} | (balances or {})
    present = Present("Enterprise", ways_of_buying()[0], has, known, A | (best or {}))
    return choice_box(present, OPTIONS, trying, follows, falls=falls)


def variant(payload: dict[str, Any], variant_id: str) -> dict[str, Any]:
    every = (each for row in payload["rows"] for each in row["variants"])
    return next(each for each in every if each["id"] == variant_id)


def test_the_four_components_stand_in_their_order_with_every_variant() -> None:
    rows = box()["rows"]
    assert [row["kind"] for row in rows] == list(ComponentKind)
    assert [[each["id"] for each in row["variants"]] for row in rows] == list(IDS.values())
    assert [each["own"] for each in rows[0]["variants"]] == [False, False, True]


@pytest.mark.parametrize(("origin", "tag"), [("chosen", "chosen"), ("read", "from the model")])
def test_what_the_segment_has_says_how_that_is_known(origin: str, tag: str) -> None:
    payload = box(a_choice(TASKS, origin=origin))
    assert variant(payload, A[TASKS])["has"]
    assert variant(payload, A[TASKS])["tag"] == tag
    assert payload["rows"][2]["origin"] == tag
    assert variant(payload, B[TASKS])["tag"] == ""


def test_where_the_group_chose_otherwise_the_variant_of_the_model_is_marked() -> None:
    payload = box(a_choice(TASKS, read=B[TASKS]))
    assert variant(payload, B[TASKS])["tag"] == "in the model"
    assert variant(box(a_choice(TASKS, read=A[TASKS])), A[TASKS])["tag"] == "chosen"


def test_every_variant_shows_its_balance_and_the_best_of_each_component_is_marked() -> None:
    payload = box(balances={A[TASKS]: 1, B[TASKS]: 4, C[TASKS]: -2.5}, best={TASKS: B[TASKS]})
    shown = [(each["balance"], each["best"]) for each in payload["rows"][2]["variants"]]
    assert shown == [("+1", ""), ("+4", "best fit"), ("−2.5", "")]
    assert payload["title"] == "selling tasks b would fit better than selling tasks a"


def test_an_open_component_has_no_variant_and_the_title_says_so() -> None:
    payload = box(a_choice(DELIVERY, variant=None, name="open", origin="open"))
    assert not any(each["has"] for each in payload["rows"][3]["variants"])
    assert payload["rows"][3]["origin"] == "still open"
    assert payload["title"] == "Value delivery is still open"


def test_several_open_components_are_counted() -> None:
    unset = [a_choice(kind, variant=None, name="open", origin="open") for kind in (TASKS, DELIVERY)]
    assert box(*unset)["title"] == "2 of the 4 components are still open"


def test_choices_that_fit_say_so() -> None:
    assert box()["title"] == "The choices fit each other"


def test_a_trial_marks_what_is_tried_and_what_would_be_left() -> None:
    payload = box(trying=((SELECTION, B[SELECTION]),))
    assert payload["trying"] == [{"kind": "customer_selection", "variant": B[SELECTION]}]
    assert variant(payload, B[SELECTION])["trying"]
    assert variant(payload, A[SELECTION])["left"]
    assert not variant(payload, A[TASKS])["left"]
    assert payload["title"] == "With customer selection b, nothing else has to change"


def test_what_gives_way_is_numbered_in_order() -> None:
    follows = (
        (DELIVERY, A[DELIVERY], B[DELIVERY]),
        (TASKS, A[TASKS], C[TASKS]),
        (DELIVERY, B[DELIVERY], C[DELIVERY]),
    )
    payload = box(trying=((SELECTION, B[SELECTION]),), follows=follows)
    steps = [variant(payload, each)["step"] for each in (B[DELIVERY], C[TASKS], C[DELIVERY])]
    assert steps == ["1 gives way next", "2", "3"]
    assert all(variant(payload, A[kind])["left"] for kind in (DELIVERY, TASKS))
    assert payload["title"].startswith("With customer selection b, value delivery gives way next")


def test_a_component_that_comes_back_to_what_it_was_is_not_left() -> None:
    there_and_back = ((TASKS, A[TASKS], B[TASKS]), (TASKS, B[TASKS], A[TASKS]))
    payload = box(trying=((SELECTION, B[SELECTION]),), follows=there_and_back)
    assert not variant(payload, A[TASKS])["left"]
    assert variant(payload, A[TASKS])["step"] == "2"


@given(
    st.sampled_from(list(ComponentKind)),
    st.lists(
        st.tuples(st.sampled_from(list(ComponentKind)), st.sampled_from([A, B, C])), max_size=5
    ),
)
def test_whatever_follows_goes_as_json_under_a_title_that_fits(
    kind: ComponentKind, steps: list[tuple[ComponentKind, dict[ComponentKind, str]]]
) -> None:
    follows = tuple((each, A[each], to[each]) for each, to in steps)
    payload = box(trying=((kind, C[kind]),), follows=follows)
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload
    assert len(payload["title"]) <= MAX_TITLE


def test_a_set_that_is_tried_is_marked_as_one_and_counted() -> None:
    payload = box(trying=tuple((kind, B[kind]) for kind in (SELECTION, TASKS, DELIVERY)))
    assert [each["kind"] for each in payload["trying"]] == [SELECTION, TASKS, DELIVERY]
    assert all(variant(payload, B[kind])["trying"] for kind in (SELECTION, TASKS, DELIVERY))
    assert not variant(payload, B[PROPOSITION])["trying"]
    assert payload["title"] == "With these three choices, nothing else has to change"
    assert "as of the trial" in payload["subtitle"]
    assert "trial" not in box()["subtitle"]


def test_where_coherence_falls_it_is_not_said_that_nothing_has_to_change() -> None:
    title = box(trying=((SELECTION, B[SELECTION]),), falls=True)["title"]
    assert "coherence falls" in title.lower()
    assert "nothing else has to change" not in title.lower()
    assert len(title) <= MAX_TITLE
