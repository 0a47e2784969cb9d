"""What a group chooses, judges, looks at together and accepts: each command and its refusals."""

from __future__ import annotations

import json

import pytest

from salesmodel.defaults.variants import way_of_buying
from salesmodel.editing import (
    AcceptFinding,
    AddSegment,
    AddVariant,
    ClearComponent,
    ClearJudgement,
    DateChange,
    DescribeVariant,
    History,
    RemoveSegment,
    RemoveVariant,
    Rename,
    ReopenFinding,
    ReviewPair,
    SetComponent,
    SetJudgement,
    SetJudgements,
    applied,
    command_from_json,
    command_to_json,
    describe,
    do,
    inverse,
)
from salesmodel.model import (
    Assumed,
    CommandRefused,
    ComponentKind,
    Judged,
    Unit,
    assumed,
    judgement_id,
    validate,
)
from tests.builders import (
    A_DAY,
    a_judgement,
    a_model,
    a_review,
    a_segment,
    a_variant,
    also,
    an_acceptance,
    changed,
    with_all_said,
)
from tests.editing.recording import edited

SELECTION, VALUE, TASKS, DELIVERY = ComponentKind
DESK = a_variant("desk", "Reseller desk", TASKS)
NAMED = SetComponent(segment="ent", kind=SELECTION, variant="named_accounts")
JUDGED = SetJudgement(source="named_accounts", target="product_led", value=-2, by="Maya", on=A_DAY)
REVIEWED = ReviewPair(segment="ent", one=DELIVERY, other=TASKS, seen={"a.b": 1.0}, by="Maya")
ALONE = way_of_buying("buys_alone")
PROMISE = "promise-without-tasks:ent:-:-:-:-:value_delivery"


@pytest.fixture
def whole(company):
    """The company of a group that has said everything that can be said."""
    return with_all_said(company)


def refused(model, command):
    with pytest.raises(CommandRefused) as error:
        do(model, command)
    assert error.value.mend
    return error.value.sentence


# Components and variants


def test_a_component_is_chosen_and_chosen_again(company, edit):
    after = edit(company, NAMED)
    assert (after.components[-1].variant, after.components[-1].kind) == (
        "named_accounts",
        SELECTION,
    )
    inbound = NAMED.model_copy(update={"variant": "inbound_fit", "note": "since the spring"})
    again = edit(after, inbound)
    assert len(again.components) == 2
    assert (again.components[-1].variant, again.components[-1].note) == (
        "inbound_fit",
        "since the spring",
    )


def test_what_was_chosen_can_be_taken_back(company, edit):
    cleared = ClearComponent(segment="ent", kind=SELECTION)
    assert edit(edit(company, NAMED), cleared) == company
    assert edit(company, cleared) == company


def test_a_new_component_takes_no_id_that_something_else_has(company, edit):
    company = also(company, "segments", a_segment("ent.customer_selection", "Oddly named"))
    assert edit(company, NAMED).components[-1].id == "ent.customer_selection-2"


def test_a_variant_that_is_not_there_or_of_another_component_is_not_chosen(company):
    gone = NAMED.model_copy(update={"variant": "magic"})
    assert refused(company, gone) == "There is no variant magic in the library or in Acme."
    way = NAMED.model_copy(update={"variant": "buys_alone"})
    assert refused(company, way) == "There is no variant buys_alone in the library or in Acme."
    assert refused(company, NAMED.model_copy(update={"kind": DELIVERY})) == (
        "Named accounts is a variant of customer selection, not of value delivery."
    )
    assert refused(company, NAMED.model_copy(update={"segment": "gone"})) == (
        "There is no segment gone in Acme."
    )


def test_a_value_proposition_promises_days_that_keep_where_they_come_from(company, edit):
    promise = SetComponent(segment="ent", kind=VALUE, variant="performance", promised_days=30)
    after = edit(company, promise)
    days = after.components[0].promised_days
    assert (days.value, days.unit, days.origin) == (30, Unit.DAYS, Judged())
    known = changed(after, "components", "ent.value", promised_days=assumed(30, Unit.DAYS, "E1"))
    noted = edit(known, promise.model_copy(update={"note": "by contract"}))
    assert noted.components[0].promised_days.origin == Assumed(source="E1")
    sooner = edit(noted, promise.model_copy(update={"promised_days": 14}))
    assert sooner.components[0].promised_days.origin == Judged()
    none = edit(sooner, promise.model_copy(update={"promised_days": None}))
    assert none.components[0].promised_days is None


def test_nothing_but_a_value_proposition_promises_days(company):
    assert refused(company, NAMED.model_copy(update={"promised_days": 30})) == (
        "Days are promised by a value proposition, not by customer selection."
    )


def test_a_group_adds_a_variant_chooses_it_and_says_anew_what_it_is(company, edit):
    after = edit(company, AddVariant(variant=DESK))
    chosen = edit(after, SetComponent(segment="ent", kind=TASKS, variant="desk"))
    assert chosen.components[-1].variant == "desk"
    said = edit(chosen, DescribeVariant(variant="desk", description="Two people who call."))
    assert said.variants[0].description == "Two people who call."
    renamed = edit(said, Rename(collection="variants", id="desk", name="Partner desk"))
    assert renamed.variants[0].name == "Partner desk"


def test_a_variant_has_an_id_of_its_own(company):
    once, _ = do(company, AddVariant(variant=DESK))
    assert refused(once, AddVariant(variant=DESK)) == "There is already a variant desk."
    library = DESK.model_copy(update={"id": "product_led"})
    assert refused(company, AddVariant(variant=library)).startswith("The library has Product-led")
    way = DESK.model_copy(update={"id": "buys_alone"})
    assert "under the id buys_alone already" in refused(company, AddVariant(variant=way))
    segment = DESK.model_copy(update={"id": "ent"})
    assert "share the id ent" in refused(company, AddVariant(variant=segment))


def test_a_variant_in_use_is_not_removed(whole):
    assert refused(whole, RemoveVariant(variant="desk")) == (
        "Reseller desk is what Enterprise has chosen."
    )
    assert refused(whole, RemoveVariant(variant="product_led")) == (
        "There is no variant product_led in Acme."
    )
    assert refused(whole, DescribeVariant(variant="product_led", description="x")) == (
        "There is no variant product_led in Acme."
    )


def test_a_variant_goes_with_the_judgements_on_it_and_no_others(whole, edit):
    whole = also(whole, "judgements", a_judgement("named_accounts", "product_led", 1, "Tom"))
    freed = edit(whole, ClearComponent(segment="ent", kind=TASKS))
    after = edit(freed, RemoveVariant(variant="desk"))
    assert after.variants == ()
    assert [judgement.target for judgement in after.judgements] == ["product_led"]


# Judgements


def test_a_judgement_is_made_changed_and_taken_back(company, edit):
    after = edit(company, JUDGED)
    assert after.judgements[0].id == judgement_id("named_accounts", "product_led", "Maya")
    more = JUDGED.model_copy(
        update={"value": 1, "why": "The trial", "rests_on": {"stages[explore].dwell": 20.0}}
    )
    again = edit(after, more)
    assert [(j.value, j.why, j.on) for j in again.judgements] == [(1, "The trial", A_DAY)]
    assert again.judgements[0].rests_on == {"stages[explore].dwell": 20.0}
    assert edit(again, JUDGED) == after
    assert edit(after, ClearJudgement(judgement=after.judgements[0].id)) == company
    assert refused(company, ClearJudgement(judgement="a:b:c")) == (
        "There is no judgement a:b:c in Acme."
    )


def test_everybody_has_a_judgement_of_ones_own_whatever_the_case_of_the_name(company, edit):
    model = edit(company, JUDGED)
    model = edit(model, JUDGED.model_copy(update={"by": "Tom", "value": 3}))
    model = edit(model, JUDGED.model_copy(update={"by": "maya", "value": 0}))
    assert [(j.by, j.value) for j in model.judgements] == [("maya", 0), ("Tom", 3)]


def test_a_judgement_of_a_file_is_changed_under_the_id_that_it_has(company, edit):
    by_hand = a_judgement("named_accounts", "product_led", 3, "Maya")
    model = also(company, "judgements", by_hand.model_copy(update={"id": "first"}))
    after = edit(model, JUDGED)
    assert [(j.id, j.value) for j in after.judgements] == [("first", -2)]
    assert validate(after) == ()


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        ({"source": "magic"}, "There is no variant magic in the library or in Acme."),
        ({"target": "magic"}, "There is no variant magic in the library or in Acme."),
        (
            {"target": "buys_alone"},
            f"{ALONE.name} is how buyers buy, and no variant changes that.",
        ),
        (
            {"source": "buys_alone", "target": "buys_alone"},
            f"{ALONE.name} is how buyers buy, and no variant changes that.",
        ),
        (
            {"target": "inbound_fit"},
            "Named accounts and Inbound by fit are both variants of customer selection; only one "
            "of them can be chosen.",
        ),
        (
            {"target": "named_accounts"},
            "Named accounts and Named accounts are both variants of customer selection; only one "
            "of them can be chosen.",
        ),
    ],
)
def test_nobody_judges_what_cannot_be_side_by_side(company, ends, sentence):
    assert refused(company, JUDGED.model_copy(update=ends)) == sentence


def test_a_way_of_buying_and_a_variant_of_ones_own_can_be_judged(company, edit):
    model = edit(company, AddVariant(variant=DESK))
    model = edit(model, JUDGED.model_copy(update={"target": "desk"}))
    model = edit(model, JUDGED.model_copy(update={"source": "buys_alone", "target": "desk"}))
    assert [judgement.source for judgement in model.judgements] == ["named_accounts", "buys_alone"]


@pytest.mark.parametrize("value", [4, -4])
def test_a_judgement_is_no_stronger_than_three(value):
    text = json.loads(command_to_json(JUDGED)) | {"value": value}
    with pytest.raises(CommandRefused, match="value"):
        command_from_json(json.dumps(text))


# Reviews


def test_a_pair_is_looked_at_together_and_once_more(company, edit):
    after = edit(company, REVIEWED)
    review = after.reviews[0]
    assert (review.one, review.other, review.by, review.seen) == (
        TASKS,
        DELIVERY,
        "Maya",
        {"a.b": 1.0},
    )
    dated = edit(after, DateChange(review=review.id, by="Tom", on=A_DAY))
    assert (dated.reviews[0].changed_by, dated.reviews[0].changed_on) == ("Tom", A_DAY)
    other_way = REVIEWED.model_copy(update={"one": TASKS, "other": DELIVERY, "seen": {"c": 2.0}})
    again = edit(dated, other_way)
    assert [r.seen for r in again.reviews] == [{"c": 2.0}]
    assert (again.reviews[0].changed_by, again.reviews[0].changed_on) == ("", None)


def test_a_review_of_a_file_is_renewed_under_the_id_that_it_has(company, edit):
    by_hand = a_review("ent", DELIVERY, TASKS).model_copy(
        update={"id": "first", "one": DELIVERY, "other": TASKS}
    )
    after = edit(also(company, "reviews", by_hand), REVIEWED)
    assert [(r.id, r.one, r.seen) for r in after.reviews] == [("first", TASKS, {"a.b": 1.0})]


def test_a_pair_has_two_components_of_a_segment_that_is_there(company):
    assert refused(company, REVIEWED.model_copy(update={"one": TASKS})) == (
        "A pair needs two components; both are selling tasks."
    )
    assert refused(company, REVIEWED.model_copy(update={"segment": "gone"})) == (
        "There is no segment gone in Acme."
    )
    assert refused(company, DateChange(review="ent:x:y", by="Tom")) == (
        "There is no review ent:x:y in Acme."
    )


# Acceptances


def test_a_finding_is_accepted_with_a_reason_and_opened_again(company, edit):
    accepted = an_acceptance(PROMISE)
    after = edit(company, AcceptFinding(acceptance=accepted))
    assert after.acceptances == (accepted,)
    assert edit(after, ReopenFinding(acceptance=accepted.id)) == company
    assert refused(company, ReopenFinding(acceptance="gone")) == (
        "There is no acceptance gone in Acme."
    )


def test_a_finding_is_not_accepted_without_a_reason(company):
    silent = an_acceptance(PROMISE).model_copy(update={"why": "  "})
    assert refused(company, AcceptFinding(acceptance=silent)) == (
        "No reason is given for accepting this finding."
    )
    text = json.loads(command_to_json(AcceptFinding(acceptance=an_acceptance(PROMISE))))
    text["acceptance"]["why"] = ""
    with pytest.raises(CommandRefused, match=r"The reason is empty\."):
        command_from_json(json.dumps(text))


def test_a_finding_accepted_again_has_the_new_reason_and_no_second_one(company, edit):
    after = edit(company, AcceptFinding(acceptance=an_acceptance(PROMISE)))
    again = an_acceptance(PROMISE, by="Tom", acceptance_id="another")
    after = edit(after, AcceptFinding(acceptance=again))
    assert [(a.id, a.by) for a in after.acceptances] == [("accepted", "Tom")]
    assert validate(after) == ()


def test_an_acceptance_takes_no_id_that_something_else_has(company):
    taken = an_acceptance(PROMISE, acceptance_id="demo")
    assert refused(company, AcceptFinding(acceptance=taken)) == (
        "There is already something with the id demo."
    )


# What goes with a segment, and what stays


def test_a_segment_goes_with_its_reviews_and_what_was_accepted_of_it(whole, edit):
    kept = "task-serves-no-stage:smb:-:-:ent:-:-"  # a task named like the segment
    beside = "sold-alike:smb:ent:-:-:-:-"
    whole = also(whole, "acceptances", an_acceptance(kept, acceptance_id="kept"))
    whole = also(whole, "acceptances", an_acceptance(beside, acceptance_id="beside"))
    whole = also(whole, "acceptances", an_acceptance("no-way-to-win:-:-:-:-:-:-", "Tom", "all"))
    after = edit(whole, RemoveSegment(segment="ent"))
    assert (after.reviews, after.components) == ((), ())
    assert [acceptance.id for acceptance in after.acceptances] == ["kept", "all"]
    assert (after.variants, after.judgements) == (whole.variants, whole.judgements)
    gone, history = edited(whole, History(), RemoveSegment(segment="ent"))
    back, _, step = history.undo(gone)
    assert (back, step.conflicts) == (whole, ())


def test_a_segment_made_like_another_has_its_components_but_nobody_looked_at_it(whole, edit):
    small = whole.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    after = edit(whole, AddSegment(segment=small, like="ent"))
    copies = [component for component in after.components if component.segment == "smb"]
    assert [(c.kind, c.variant) for c in copies] == [(VALUE, "performance"), (TASKS, "desk")]
    assert copies[0].promised_days == whole.components[0].promised_days
    assert (after.reviews, after.acceptances) == (whole.reviews, whole.acceptances)
    assert validate(after) == ()


def test_a_table_of_judgements_is_one_change_and_says_how_many() -> None:
    model = a_model()
    first = SetJudgement(source="named_accounts", target="total_cost", value=1, by="Maya")
    model, _ = do(model, first)
    table = SetJudgements(
        judgements=(
            first.model_copy(update={"value": -2}),
            SetJudgement(source="named_accounts", target="performance", value=3, by="Noor"),
            SetJudgement(source="ideal_profile", target="performance", value=2, by="MAYA"),
        )
    )
    after, change = do(model, table)
    one_by_one = model
    for command in table.judgements:
        one_by_one, _ = do(one_by_one, command)
    assert after == one_by_one
    assert describe(change, after) == "2 judgements added, 1 judgement changed"
    assert applied(after, inverse(change)) == model


def test_a_table_with_one_judgement_that_cannot_be_is_refused_whole() -> None:
    good = SetJudgement(source="named_accounts", target="total_cost", value=1, by="Maya")
    bad = good.model_copy(update={"target": "ideal_profile"})
    with pytest.raises(CommandRefused, match="only one of them"):
        do(a_model(), SetJudgements(judgements=(good, bad)))
