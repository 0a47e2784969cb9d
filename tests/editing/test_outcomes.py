"""Ends of a journey come and go; every stage still reaches one (rule 2.2)."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    AddOutcome,
    AddSegment,
    AddStage,
    Connect,
    Disconnect,
    LockMove,
    RemoveOutcome,
    describe,
    do,
)
from salesmodel.model import CommandRefused, OutcomeKind
from tests.editing.test_commands import by_id
from tests.editing.test_moves_give_way import losses

STAYED = {"id": "smb.stayed", "kind": OutcomeKind.STAYED, "name": "Stayed"}


def with_small(company):
    """A second segment, as it is when new: one stage, the three outcomes of a sale."""
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    first = company.stages[2].model_copy(update={"id": "buy"})
    return do(company, AddSegment(segment=small, first_stage=first))[0]


def test_a_new_end_stands_on_the_canvas_and_nothing_leads_to_it_yet(company, edit):
    model = with_small(company)
    after = edit(model, AddOutcome(segment="smb", x=300, y=20, **STAYED))
    stayed = by_id(after.outcomes, "smb.stayed")
    assert (stayed.name, stayed.kind, stayed.x, stayed.y) == ("Stayed", "stayed", 300, 20)
    assert after.moves is model.moves


def test_an_end_after_the_win_comes_before_the_stages_that_lead_to_it(company, edit, row):
    onboard = company.stages[3].model_copy(update={"id": "smb.onboard", "segment": "smb"})
    model = with_small(company)
    with pytest.raises(CommandRefused, match="Onboarding would lead nowhere"):
        do(model, AddStage(stage=onboard))
    model = edit(model, AddOutcome(segment="smb", **STAYED))
    after = edit(model, AddStage(stage=onboard))
    assert row(after, "smb.onboard") == {"smb.stayed": 1}


def test_each_kind_of_end_stands_in_a_journey_once(company):
    with pytest.raises(CommandRefused) as refused:
        do(
            company,
            AddOutcome(segment="ent", id="late", kind=OutcomeKind.NO_DECISION, name="Too late"),
        )
    assert str(refused.value) == (
        "The journey of Enterprise already ends in No decision. "
        "Connect stages to No decision, or give it another name."
    )


def test_what_was_sent_to_an_end_goes_to_the_other_moves(company, edit, row):
    after = edit(company, RemoveOutcome(outcome="rival"))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 4 / 7, "explore": 2 / 7, "nodec": 1 / 7}
    )
    kept = (1 - losses(after)["fit"]) * (1 - losses(after)["security"])
    assert 1 - kept == pytest.approx(1 / 7)


def test_an_end_that_nothing_leads_to_leaves_without_a_trace(company, edit):
    model = with_small(company)
    after = edit(model, RemoveOutcome(outcome="smb.no_decision"))
    assert after.moves is model.moves


def test_a_journey_stays_able_to_end_in_a_win(company):
    with pytest.raises(CommandRefused) as refused:
        do(company, RemoveOutcome(outcome="won"))
    assert refused.value.sentence == (
        "Won is the win of Enterprise; a journey must be able to end in one."
    )
    assert refused.value.mend


def test_a_stage_that_would_lead_nowhere_keeps_its_end(company, edit):
    one = edit(company, Disconnect(move="onboard.churned"))
    with pytest.raises(CommandRefused) as refused:
        do(one, RemoveOutcome(outcome="stayed"))
    assert str(refused.value) == (
        "Onboarding has no other open move for the buyers it sends to Stayed. "
        "Connect Onboarding to another place, or unlock one of its moves, first."
    )
    looped, _ = do(one, Connect(source="onboard", target="onboard", probability=0.2))
    with pytest.raises(CommandRefused) as refused:
        do(looped, RemoveOutcome(outcome="stayed"))
    assert str(refused.value) == "Onboarding leads nowhere. Connect it to an outcome."


def test_a_locked_move_keeps_its_end_and_other_locked_moves_stay(company, edit, row):
    locked = edit(company, LockMove(move="evaluate.rival"))
    with pytest.raises(CommandRefused, match=r"Evaluation to Rival is locked at 30%\. Unlock it"):
        do(locked, RemoveOutcome(outcome="rival"))
    locked = edit(company, LockMove(move="evaluate.nodec"))
    after = edit(locked, RemoveOutcome(outcome="rival"))
    assert row(after, "evaluate") == pytest.approx({"consensus": 0.6, "explore": 0.3, "nodec": 0.1})


def test_the_step_names_the_end(company):
    after, change = do(company, RemoveOutcome(outcome="rival"))
    assert describe(change, after) == "Outcome Rival removed"
    command = AddOutcome(segment="ent", id="r", kind=OutcomeKind.LOST_TO_RIVAL, name="A rival")
    after, change = do(after, command)
    assert describe(change, after) == "Outcome A rival added"
