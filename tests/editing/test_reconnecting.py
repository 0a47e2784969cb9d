"""Leading a move elsewhere: both rows sum to one (rule 2.1), and tracks keep in step (rule 2.8)."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    AddSegment,
    Connect,
    Disconnect,
    History,
    LockMove,
    Reconnect,
    SetProbability,
    describe,
    do,
)
from salesmodel.model import CommandRefused, Judged, Observed
from tests.editing.recording import edited
from tests.editing.test_commands import by_id
from tests.editing.test_moves_give_way import losses


def kept(model):
    fit, security = losses(model).values()
    return (1 - fit) * (1 - security)


def test_a_move_led_to_another_target_keeps_its_id_probability_and_reason(company, edit, row):
    after = edit(company, Reconnect(move="evaluate.explore", target="won"))
    assert row(after, "evaluate") == {"consensus": 0.4, "won": 0.2, "rival": 0.3, "nodec": 0.1}
    assert by_id(after.moves, "evaluate.explore").reason == "wrong fit"
    assert after.tracks is company.tracks


def test_tracks_follow_when_the_new_target_is_a_loss_or_no_longer_one(company, edit):
    more = edit(company, Disconnect(move="evaluate.nodec"))
    more = edit(more, Reconnect(move="evaluate.explore", target="nodec"))
    assert 1 - kept(more) == pytest.approx((0.3 + 0.2) / 0.9)
    less = edit(company, Reconnect(move="evaluate.rival", target="won"))
    assert 1 - kept(less) == pytest.approx(0.1)


def test_a_move_from_another_stage_comes_in_with_its_probability(company, edit, row):
    after = edit(company, Reconnect(move="evaluate.rival", source="consensus"))
    assert row(after, "consensus") == pytest.approx({"rival": 0.3, "won": 0.35, "nodec": 0.35})
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 4 / 7, "explore": 2 / 7, "nodec": 1 / 7}
    )
    assert 1 - kept(after) == pytest.approx(1 / 7)
    assert by_id(after.moves, "evaluate.rival").source == "consensus"


def test_both_ends_may_change_at_once_and_a_loop_may_come_of_it(company, edit, row):
    after = edit(
        company, Reconnect(move="evaluate.explore", source="consensus", target="consensus")
    )
    assert row(after, "consensus") == pytest.approx({"consensus": 0.2, "won": 0.4, "nodec": 0.4})


def test_what_was_counted_on_the_old_way_is_not_counted_on_the_new_one(company, edit):
    seen = SetProbability(move="consensus.won", probability=0.6, origin=Observed(n=40))
    company, _ = do(company, Connect(source="explore", target="won", probability=0.1))
    counted, _ = do(company, seen)
    after = edit(counted, Reconnect(move="consensus.won", target="rival"))
    assert by_id(after.moves, "consensus.won").probability.origin == Judged()


def test_a_locked_move_may_be_led_to_another_target_but_not_from_another_stage(company, edit, row):
    locked = edit(company, LockMove(move="evaluate.explore"))
    after = edit(locked, Reconnect(move="evaluate.explore", target="won"))
    assert by_id(after.moves, "evaluate.explore").locked
    assert row(after, "evaluate")["won"] == 0.2
    with pytest.raises(CommandRefused) as refused:
        do(locked, Reconnect(move="evaluate.explore", source="consensus"))
    assert str(refused.value) == (
        "Evaluation to Solution exploration is locked at 20%. Unlock it first."
    )


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        ({}, "This move leads from Evaluation to Rival already."),
        ({"target": "rival"}, "This move leads from Evaluation to Rival already."),
        ({"target": "nodec"}, "Evaluation already leads to No decision."),
        ({"target": "stayed"}, "Evaluation and Stayed lie on different sides of the win."),
        ({"source": "onboard"}, "Onboarding and Rival lie on different sides of the win."),
        ({"target": "smb.won"}, "Evaluation and Won belong to different segments."),
        ({"target": "gone"}, "There is no stage gone in Acme."),
        ({"source": "won"}, "There is no stage won in Acme."),
    ],
)
def test_a_move_is_not_led_where_it_cannot_go(company, ends, sentence):
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    both, _ = do(company, AddSegment(segment=small, like="ent"))
    with pytest.raises(CommandRefused) as refused:
        do(both, Reconnect(move="evaluate.rival", **ends))
    assert refused.value.sentence == sentence
    assert refused.value.mend


def test_the_only_move_out_of_a_stage_is_not_taken_to_another(company, edit, row):
    company, _ = do(company, Connect(source="explore", target="won", probability=0.1))
    one = edit(company, Disconnect(move="consensus.nodec"))
    with pytest.raises(CommandRefused, match="is the only move out of its stage"):
        do(one, Reconnect(move="consensus.won", source="evaluate"))
    after = edit(one, Reconnect(move="consensus.won", target="rival"))
    assert row(after, "consensus") == {"rival": 1}


def test_a_stage_whose_moves_are_locked_takes_no_move_in(company):
    model = company
    for move in ("consensus.won", "consensus.nodec"):
        model, _ = do(model, LockMove(move=move))
    with pytest.raises(CommandRefused, match="locked moves out of the same stage hold 100%"):
        do(model, Reconnect(move="evaluate.rival", source="consensus"))


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"target": "won"}, "Evaluation leads to Won instead of Rival"),
        ({"source": "consensus"}, "Consensus building leads to Rival in place of Evaluation"),
        (
            {"source": "explore", "target": "won"},
            "Evaluation to Rival became Solution exploration to Won",
        ),
    ],
)
def test_the_step_says_where_the_move_leads_now(company, ends, words):
    reconnect = Reconnect(move="evaluate.rival", **ends)
    after, change = do(company, reconnect)
    assert describe(change, after) == words
    model, history = edited(company, History(), reconnect)
    assert history.steps(model) == (words,)


def test_a_move_that_somebody_else_led_on_stays_where_they_led_it(company):
    mine, history = edited(company, History(), Reconnect(move="consensus.nodec", target="rival"))
    theirs, _ = do(mine, Reconnect(move="consensus.nodec", target="explore"))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert [conflict.sentence for conflict in step.conflicts] == [
        "The end of Consensus building to Solution exploration has been changed since by somebody "
        "else; it stays as it is."
    ]


def test_what_others_did_to_the_rows_since_keeps_a_move_from_going_back_by_half(company):
    lead = Reconnect(move="explore.nodec", source="consensus", target="rival")
    mine, history = edited(company, History(), lead)
    theirs, _ = do(mine, SetProbability(move="consensus.won", probability=0.5))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert step.conflicts
