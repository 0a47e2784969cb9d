"""What was chosen, judged, looked at together and accepted, as the list of steps tells it."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    AcceptFinding,
    AddVariant,
    ClearComponent,
    ClearJudgement,
    DateChange,
    DescribeVariant,
    History,
    RemoveStage,
    RemoveVariant,
    Rename,
    ReopenFinding,
    ReviewPair,
    SetComponent,
    SetJudgement,
    SetTaskValue,
    describe,
    do,
)
from salesmodel.model import ComponentKind
from tests.builders import (
    A_DAY,
    a_review,
    a_segment,
    a_variant,
    also,
    an_acceptance,
    with_all_said,
)
from tests.editing.recording import HOURS, a_share, edited

SELECTION, VALUE, TASKS, DELIVERY = ComponentKind
DESK = a_variant("desk", "Reseller desk", TASKS)
INBOUND = SetComponent(segment="smb", kind=SELECTION, variant="inbound_fit")
NAMED = INBOUND.model_copy(update={"variant": "named_accounts", "note": "A list of 200."})
JUDGED = SetJudgement(source="named_accounts", target="product_led", value=2, by="Maya")
LOOKED = ReviewPair(segment="smb", one=TASKS, other=DELIVERY, seen={"a": 1.0})
ACCEPTED = AcceptFinding(acceptance=an_acceptance("promise-without-tasks:smb:-:-:-:-:-"))
PROMISED = SetComponent(segment="smb", kind=VALUE, variant="performance", promised_days=30)
LOOKED_AGAIN = LOOKED.model_copy(update={"on": A_DAY, "seen": {"a": 2.0, "b": 1.0}})


def again(command, **fields):
    return command.model_copy(update=fields)


@pytest.fixture
def firm(company):
    return also(company, "segments", a_segment("smb", "SMB"))


@pytest.mark.parametrize(
    ("before", "command", "words"),
    [
        ([], INBOUND, "Customer selection of SMB set to Inbound by fit"),
        ([INBOUND], NAMED, "Customer selection of SMB: Inbound by fit to Named accounts"),
        ([NAMED], again(NAMED, note=""), "Customer selection of SMB: note changed"),
        (
            [NAMED],
            ClearComponent(segment="smb", kind=SELECTION),
            "Customer selection of SMB: Named accounts taken back",
        ),
        (
            [PROMISED],
            again(PROMISED, promised_days=14),
            "Days promised in value proposition of SMB 30 days to 14 days",
        ),
        (
            [PROMISED],
            again(PROMISED, promised_days=None),
            "Days promised in value proposition of SMB 30 days to none",
        ),
        ([], AddVariant(variant=DESK), "Variant Reseller desk added"),
        (
            [AddVariant(variant=DESK)],
            Rename(collection="variants", id="desk", name="Partner desk"),
            "Reseller desk renamed to Partner desk",
        ),
        (
            [AddVariant(variant=DESK)],
            DescribeVariant(variant="desk", description="New."),
            "Reseller desk described anew",
        ),
        (
            [AddVariant(variant=DESK), again(JUDGED, target="desk")],
            RemoveVariant(variant="desk"),
            "Variant Reseller desk removed",
        ),
        ([], JUDGED, "Maya's judgement of Named accounts on Product-led, no call: +2"),
        (
            [JUDGED],
            again(JUDGED, value=-1, why="Tried it", rests_on={"stages[explore].dwell": 20.0}),
            "Maya's judgement of Named accounts on Product-led, no call: +2 to −1",
        ),
        (
            [JUDGED],
            again(JUDGED, why="Tried it"),
            "Maya's judgement of Named accounts on Product-led, no call stays +2, with another "
            "reason",
        ),
        (
            [again(JUDGED, value=0)],
            again(JUDGED, value=0, on=A_DAY),
            "Maya's judgement of Named accounts on Product-led, no call stays 0",
        ),
        (
            [JUDGED],
            ClearJudgement(judgement="named_accounts:product_led:maya"),
            "Maya's judgement of Named accounts on Product-led, no call taken back",
        ),
        ([], LOOKED, "Selling tasks and value delivery of SMB looked at together"),
        ([LOOKED], LOOKED_AGAIN, "Selling tasks and value delivery of SMB looked at together"),
        (
            [LOOKED],
            DateChange(review="smb:selling_tasks:value_delivery", by="Tom", on=A_DAY),
            "Selling tasks and value delivery of SMB: change noted",
        ),
        ([], ACCEPTED, "Accepted: promise without tasks"),
        (
            [ACCEPTED],
            AcceptFinding(acceptance=again(ACCEPTED.acceptance, why="For good.")),
            "Accepted: promise without tasks, with another reason",
        ),
        ([ACCEPTED], ReopenFinding(acceptance="accepted"), "Opened again: promise without tasks"),
    ],
)
def test_each_change_is_one_thing_in_plain_words(firm, before, command, words):
    model, _ = edited(firm, History(), *before)
    after, change = do(model, command)
    assert describe(change, after) == words
    assert History().record(change).steps(after) == (words,)
    assert History().record(change, model=after).steps(after) == (words,)


NOTED = DateChange(review="ent:value_proposition:selling_tasks", by="Tom")


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([a_share(0.6), NOTED], "AE share of Demo 70% to 60%"),
        ([NOTED, a_share(0.6)], "AE share of Demo 70% to 60%"),
        (
            [a_share(0.6), NOTED, {"hours": 9}, again(NOTED, by="Maya")],
            "AE share of Demo 70% to 60% and 1 more",
        ),
        ([RemoveStage(stage="consensus"), NOTED], "Stage Consensus building removed"),
        ([NOTED], "Value proposition and selling tasks of Enterprise: change noted"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_who_left_a_pair_unreviewed_is_no_thing_of_its_own(company, commands, words, told):
    commands = [SetTaskValue(**HOURS) if isinstance(each, dict) else each for each in commands]
    model, history = edited(with_all_said(company), History(), *commands, mark="drag", told=told)
    assert history.steps(model) == (words,)


def test_pairs_reviewed_at_once_are_counted(company):
    company = also(company, "reviews", a_review("ent", TASKS, DELIVERY))
    one = ReviewPair(segment="ent", one=SELECTION, other=DELIVERY, seen={"a": 1.0})
    two = ReviewPair(segment="ent", one=TASKS, other=DELIVERY, seen={"b": 2.0})
    model, history = edited(company, History(), one, two, mark="all")
    assert history.steps(model) == (
        "Customer selection and value delivery of Enterprise looked at together and 1 more",
    )
