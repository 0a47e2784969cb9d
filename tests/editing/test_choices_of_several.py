"""Several people choose, judge and review the same model: nobody's word is lost or halved."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    AcceptFinding,
    AddTask,
    AddVariant,
    ClearComponent,
    DateChange,
    History,
    RemoveVariant,
    ReviewPair,
    SetComponent,
    SetJudgement,
    apply,
    do,
    merged,
)
from salesmodel.model import ComponentKind
from tests.builders import A_DAY, a_variant, an_acceptance, changed, with_all_said
from tests.editing.recording import a_share, edited

SELECTION, VALUE, TASKS, DELIVERY = ComponentKind
MAYA = SetJudgement(source="named_accounts", target="product_led", value=2, by="Maya")
PAIR = "ent:value_proposition:selling_tasks"


@pytest.fixture
def room(company):
    return with_all_said(company)


def together(model, first, second):
    """What comes of two commands on the same model, and what of the second did not fit."""
    return merged(do(model, first)[0], apply(model, second))


def test_two_people_judge_one_pair_of_variants_and_both_judgements_stand(room):
    tom = MAYA.model_copy(update={"by": "Tom", "value": -3})
    after, conflicts = together(room, MAYA, tom)
    assert conflicts == ()
    said = {j.by: j.value for j in after.judgements if j.target == "product_led"}
    assert said == {"Maya": 2, "Tom": -3}


def test_one_judgement_changed_in_two_places_keeps_the_first_whole(room):
    model, _ = do(room, MAYA)
    first = MAYA.model_copy(update={"value": 1, "rests_on": {"stages[explore].dwell": 20.0}})
    second = MAYA.model_copy(update={"value": -1, "why": "No calls"})
    after, conflicts = together(model, first, second)
    assert after == do(model, first)[0]
    assert [conflict.sentence for conflict in conflicts] == [
        "The value of Maya's judgement of Named accounts on Product-led, no call has been changed "
        "since by somebody else; it stays as it is."
    ]


def test_a_judgement_and_the_variant_of_a_segment_go_in_side_by_side(room):
    chosen = SetComponent(segment="ent", kind=VALUE, variant="total_cost", promised_days=30)
    noted = SetComponent(
        segment="ent", kind=VALUE, variant="performance", note="In a quarter", promised_days=30
    )
    after, conflicts = together(room, chosen, noted)
    assert conflicts == ()
    assert (after.components[0].variant, after.components[0].note) == ("total_cost", "In a quarter")


def test_two_reviews_of_one_pair_are_not_mixed(room):
    first = ReviewPair(segment="ent", one=VALUE, other=TASKS, seen={"a": 1.0}, by="Maya")
    second = ReviewPair(segment="ent", one=VALUE, other=TASKS, seen={"a": 2.0, "b": 3.0}, by="Tom")
    after, conflicts = together(room, first, second)
    assert after.reviews == do(room, first)[0].reviews
    assert conflicts[0].sentence.startswith(
        "The content of the review of value proposition and selling tasks of Enterprise has been"
    )


def test_two_acceptances_of_one_finding_do_not_both_go_in(room):
    finding = "no-multi-threading:ent:-:consensus:-:-:-"
    one, other = (an_acceptance(finding, by, f"by-{by}") for by in ("Maya", "Tom"))
    after, conflicts = together(
        room, AcceptFinding(acceptance=one), AcceptFinding(acceptance=other)
    )
    assert after.acceptances == do(room, AcceptFinding(acceptance=one))[0].acceptances
    assert "is accepted more than once" in conflicts[0].sentence


def test_an_edit_is_undone_though_somebody_left_the_pair_unreviewed_since(room):
    """The note of who changed it last stays with the last; it keeps nobody from an undo."""
    task = room.tasks[2].model_copy(update={"id": "pitch", "name": "Pitch"})
    mine, history = edited(
        room,
        History(),
        AddTask(task=task, owner="ae"),
        DateChange(review=PAIR, by="Maya", on=A_DAY),
        mark="one step",
    )
    theirs, _ = do(mine, a_share(0.5))
    theirs, _ = do(theirs, DateChange(review=PAIR, by="Lena", on=A_DAY))
    after, history, step = history.undo(theirs)
    assert step.conflicts == ()
    assert all(task.id != "pitch" for task in after.tasks)
    assert (after.reviews[0].changed_by, after.reviews[0].changed_on) == ("Lena", A_DAY)


def test_an_undone_edit_takes_its_note_on_the_review_along(room):
    model, history = edited(
        room, History(), a_share(0.5), DateChange(review=PAIR, by="Lena"), mark="one step"
    )
    assert model.reviews[0].changed_by == "Lena"
    back, history, _ = history.undo(model)
    assert back == room
    again, _, _ = history.redo(back)
    assert again == model


DESK = a_variant("extra", "Extra desk", TASKS)


@pytest.mark.parametrize(
    ("theirs", "sentence"),
    [
        (
            SetComponent(segment="ent", kind=TASKS, variant="extra"),
            "The selling tasks of Enterprise would have no variant any more. "
            "So this edit does not go in again.",
        ),
        (
            MAYA.model_copy(update={"target": "extra"}),
            "Maya's judgement would be on a variant that is not there. "
            "So this edit does not go in again.",
        ),
    ],
)
def test_a_variant_that_somebody_uses_since_is_not_undone(room, theirs, sentence):
    mine, history = edited(room, History(), AddVariant(variant=DESK))
    used, _ = do(mine, theirs)
    after, _, step = history.undo(used)
    assert after == used
    assert [conflict.sentence for conflict in step.conflicts] == [sentence]


def test_a_choice_of_a_variant_that_is_gone_since_does_not_come_back(room):
    cleared, history = edited(room, History(), ClearComponent(segment="ent", kind=TASKS))
    gone, _ = do(cleared, RemoveVariant(variant="desk"))
    after, _, step = history.undo(gone)
    assert after == gone
    assert step.conflicts[0].sentence.startswith("The selling tasks of Enterprise would have no")


def test_what_has_no_variant_already_keeps_nobody_from_an_undo(room):
    """A file by hand may name a variant that is nowhere; that is for coherence to say."""
    odd = changed(room, "components", "ent.value", variant="nowhere")
    mine, history = edited(odd, History(), AddVariant(variant=DESK))
    assert history.undo(mine)[0] == odd
