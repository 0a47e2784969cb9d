"""A judgement is asked again when what it rests on changes (rule 5.8)."""

from __future__ import annotations

from typing import Any

import pytest

from salesmodel.coherence.judging.asking import Basis
from salesmodel.coherence.judging.group import judgements_of
from salesmodel.coherence.judging.people import to_ask_again
from salesmodel.model import (
    BuyingProfile,
    ComponentKind,
    Judgement,
    SalesModel,
    Unit,
    Variant,
    assumed,
    judgement_id,
)
from salesmodel.model.inputs import inputs
from tests.builders import a_model, changed, share

EVENTS = Variant(
    id="events", kind=ComponentKind.CUSTOMER_SELECTION, name="At events", description="We meet them"
)
PAIR = ("events", "one_owner")
STAKEHOLDERS = "segments[ent].profile.stakeholders"


def a_group(**rests: Any) -> SalesModel:
    """Maya has judged the group's own variant, as it is described now."""
    model = a_model().model_copy(update={"variants": (EVENTS,)})
    judgement = Judgement(
        id=judgement_id(*PAIR, "Maya"),
        source=PAIR[0],
        target=PAIR[1],
        value=2,
        by="Maya",
        **{"wording": Basis(model).wording(*PAIR), **rests},
    )
    return model.model_copy(update={"judgements": (judgement,)})


def asked(model: SalesModel) -> str:
    (opinion,) = judgements_of(model).cells[PAIR].opinions
    return opinion.asked_again


def test_nothing_is_asked_again_while_nothing_has_changed() -> None:
    assert asked(a_group(rests_on={STAKEHOLDERS: 1.0})) == ""
    assert to_ask_again(a_group()) == ()


@pytest.mark.parametrize("field", ["name", "description"])
def test_a_variant_in_other_words_is_asked_again(field: str) -> None:
    model = changed(a_group(), "variants", "events", **{field: "Something else"})
    name = "Something else" if field == "name" else "At events"
    assert asked(model) == f"{name} is described in other words than when this was judged."
    ((cell, opinion),) = to_ask_again(model)
    assert ((cell.source, cell.target), opinion.by) == (PAIR, "Maya")


def test_a_variant_back_in_its_old_words_is_not() -> None:
    model = changed(a_group(), "variants", "events", description="Something else")
    assert asked(changed(model, "variants", "events", description="We meet them")) == ""


def test_a_judgement_that_kept_no_wording_is_not_asked_again_for_it() -> None:
    assert asked(changed(a_group(wording=""), "variants", "events", name="Something else")) == ""


def test_a_figure_that_changed_is_told_as_it_was_and_as_it_is() -> None:
    model = a_group(rests_on={STAKEHOLDERS: 1.0})
    profile = BuyingProfile(stakeholders=assumed(6, Unit.PEOPLE))
    model = changed(model, "segments", "ent", profile=profile)
    assert asked(model) == "Stakeholders of Enterprise: 1 when this was judged, 6 now."


def test_every_input_of_a_model_can_be_rested_on() -> None:
    for item in inputs(a_model()):
        value = item.quantity.value
        assert asked(a_group(rests_on={item.path: value})) == "", item.path
        assert asked(a_group(rests_on={item.path: value + 1})).endswith(" now."), item.path


def test_a_figure_is_told_in_its_unit() -> None:
    model = a_group(rests_on={"segments[ent].retention": 0.9})
    model = changed(model, "segments", "ent", retention=share(0.8))
    assert asked(model) == "Retention of Enterprise: 90% when this was judged, 80% now."


@pytest.mark.parametrize("path", ["segments[gone].retention", "nothing", "segments[ent].name"])
def test_a_figure_that_is_gone_is_asked_again(path: str) -> None:
    assert asked(a_group(rests_on={path: 1.0})) == (
        f"The figure {path}, on which this was judged, is no longer there."
    )


def test_a_variant_that_is_gone_is_asked_again() -> None:
    model = a_group().model_copy(update={"variants": ()})
    assert asked(model) == "The variant events is no longer there."


def test_the_fingerprint_depends_on_the_words_of_both_and_on_nothing_else() -> None:
    model = a_group()
    same = changed(model, "segments", "ent", name="Large firms")
    assert Basis(same).wording(*PAIR) == Basis(model).wording(*PAIR)
    assert Basis(model).wording(*PAIR) != Basis(model).wording("events", "team_selling")
    assert Basis(model).wording(*PAIR) != Basis(model).wording("named_accounts", "one_owner")
    alone = Basis(model).wording("buys_alone", "one_owner")
    assert alone != Basis(model).wording("buys_quickly", "one_owner")
    assert len(Basis(model).wording(*PAIR)) == 17


def test_what_was_worked_out_before_hides_no_later_change() -> None:
    """A slider leaves the list of judgements as it is, and what was said of it is kept."""
    model = a_group(rests_on={STAKEHOLDERS: 1.0})
    assert asked(model) == ""
    for people, name in ((6, "Enterprise"), (7, "Enterprise"), (7, "Large firms")):
        profile = BuyingProfile(stakeholders=assumed(people, Unit.PEOPLE))
        model = changed(model, "segments", "ent", profile=profile, name=name)
        assert asked(model) == f"Stakeholders of {name}: 1 when this was judged, {people} now."
    assert asked(changed(model, "variants", "events", name="Fairs")).startswith(
        "Fairs is described"
    )
