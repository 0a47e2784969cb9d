"""Whether all four components are settled, by variants that are there."""

from __future__ import annotations

import pytest

from salesmodel.coherence.judging.group import options
from salesmodel.editing import (
    AddSegment,
    AddVariant,
    ClearComponent,
    RemoveSegment,
    SetComponent,
    SetJudgement,
)
from salesmodel.model import ComponentKind, Severity, Variant
from tests.coherence.conftest import CHOSEN, a_segment

PROPOSITION = ComponentKind.VALUE_PROPOSITION
ASSURED = Variant(id="assured", kind=PROPOSITION, name="Assured outcome")


@pytest.fixture
def judged(company):
    """The company with a proposition of its own, which what it has chosen supports fully."""
    sources = [variant for kind, variant in CHOSEN.items() if kind != PROPOSITION]
    return company.doing(
        AddVariant(variant=ASSURED),
        *(SetJudgement(source=s, target="assured", value=3, by="Ana") for s in sources),
    )


def test_a_component_that_is_neither_chosen_nor_read_is_open(judged):
    assert judged.found("component-not-chosen") == ()
    unsaid = judged.doing(ClearComponent(segment="mid", kind=PROPOSITION))
    finding = unsaid.only("component-not-chosen")
    assert finding.sentence == "Mid has 3 of 4 components; value proposition is open."
    assert (finding.severity, finding.component) == (Severity.WATCH, "value_proposition")
    assert finding.excess == 0.25
    mended = unsaid.mended(finding, "Choose Assured outcome")
    assert mended.found("component-not-chosen") == ()


@pytest.mark.parametrize("kind", [ComponentKind.SELLING_TASKS, ComponentKind.VALUE_DELIVERY])
def test_what_can_be_read_from_the_tasks_is_not_asked_for(company, kind):
    unsaid = company.doing(ClearComponent(segment="mid", kind=kind))
    assert unsaid.found("component-not-chosen") == ()


def naming(company, kind, variant):
    """The company whose Mid component names this variant, whether it is there or not."""
    return company.editing("components", f"mid.{kind.value}", variant=variant)


def test_a_variant_must_be_in_the_library_or_the_model(judged):
    assert judged.found("unknown-variant") == ()
    assert naming(judged, PROPOSITION, "assured").found("unknown-variant") == ()
    lost = naming(judged, PROPOSITION, "forgotten")
    finding = lost.only("unknown-variant")
    assert finding.sentence == (
        "Mid names forgotten as its value proposition, which is none of the "
        f"{len(options(lost.model)[PROPOSITION])} variants of it."
    )
    assert (finding.severity, finding.component) == (Severity.WATCH, "value_proposition")
    assert lost.mended(finding, "Choose Assured outcome").found("unknown-variant") == ()


def test_a_variant_of_another_component_is_none_of_this_one(company):
    wrong = naming(company, PROPOSITION, "named_accounts")
    assert "names named_accounts as its value proposition" in (
        wrong.only("unknown-variant").sentence
    )


def test_an_unknown_variant_of_the_tasks_can_be_read_from_them_again(company):
    lost = naming(company, ComponentKind.SELLING_TASKS, "forgotten")
    reading = lost.only("unknown-variant").mends[-1]
    assert reading.label == "Read it from the tasks"
    assert lost.doing(*reading.commands).found("unknown-variant") == ()


def test_a_model_without_segments_has_nothing_to_hold_together(company):
    assert company.found("no-segment") == ()
    empty = company.doing(RemoveSegment(segment="ent"), RemoveSegment(segment="mid"))
    finding = empty.only("no-segment")
    assert (finding.severity, finding.mends) == (Severity.SEVERE, ())
    first = AddSegment(
        segment=a_segment("new", "New", 3, 0.5, 0.5),
        first_stage=company.model.stages[0].model_copy(update={"id": "new.start"}),
    )
    assert empty.doing(first).found("no-segment") == ()


def test_a_choice_of_the_group_settles_a_component(company):
    unsaid = company.doing(ClearComponent(segment="mid", kind=PROPOSITION))
    chosen = unsaid.doing(SetComponent(segment="mid", kind=PROPOSITION, variant="performance"))
    assert chosen.found("component-not-chosen") == ()
