"""The moves out of a stage always sum to one (rule 2.1), and tracks keep in step (rule 2.8)."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    Connect,
    Disconnect,
    LockMove,
    SetEntry,
    SetMoves,
    SetProbability,
    SetReason,
    do,
)
from salesmodel.model import CommandRefused


def losses(model):
    return {track.id: track.loss.value for track in model.tracks}


def test_the_other_moves_of_a_stage_give_way_in_proportion(company, edit, row):
    after = edit(company, SetProbability(move="evaluate.explore", probability=0.6))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.2, "explore": 0.6, "rival": 0.15, "nodec": 0.05}
    )


def test_a_locked_move_stays(company, edit, row):
    locked = edit(company, LockMove(move="evaluate.rival"))
    after = edit(locked, SetProbability(move="evaluate.consensus", probability=0.6))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.6, "explore": 0.1 * 2 / 3, "rival": 0.3, "nodec": 0.1 / 3}
    )
    with pytest.raises(CommandRefused, match="locked moves out of the same stage hold 30%"):
        do(locked, SetProbability(move="evaluate.consensus", probability=0.8))
    with pytest.raises(CommandRefused, match="Evaluation to Rival is locked at 30%"):
        do(locked, SetProbability(move="evaluate.rival", probability=0.2))


def test_track_losses_follow_the_loss_moves_by_one_factor(company, edit):
    # 1 - 0.8 * 0.75 = 0.4 = the loss moves; halved odds of survival: 0.64 = 0.8^2 * ... by hand:
    # explore at 0.6 halves the losses to 0.2; the factor is ln 0.8 / ln 0.6 = 0.436826
    after = edit(company, SetProbability(move="evaluate.explore", probability=0.6))
    assert losses(after) == pytest.approx(
        {"fit": 1 - 0.8**0.4368266, "security": 1 - 0.75**0.4368266}, abs=1e-6
    )
    kept = (1 - losses(after)["fit"]) * (1 - losses(after)["security"])
    assert 1 - kept == pytest.approx(0.2)


def test_track_losses_stay_when_no_loss_changes(company, edit, row):
    wanted = {"consensus": 0.5, "explore": 0.1, "rival": 0.3, "nodec": 0.1}
    after = edit(company, SetMoves(stage="evaluate", moves=wanted))
    assert row(after, "evaluate") == wanted
    assert after.tracks is company.tracks


def test_a_new_move_takes_its_buyers_from_the_others(company, edit, row):
    after = edit(company, Connect(source="consensus", target="rival", probability=0.2))
    assert row(after, "consensus") == {"won": 0.4, "nodec": 0.4, "rival": 0.2}


def test_a_loop_to_itself_may_be_drawn_with_its_reason(company, edit, row):
    loop = Connect(source="consensus", target="consensus", probability=0.1, reason="new sponsor")
    after = edit(company, loop)
    assert row(after, "consensus")["consensus"] == 0.1
    assert after.moves[-1].reason == "new sponsor"
    reworded = edit(after, SetReason(move=after.moves[-1].id, reason="sponsor left"))
    assert reworded.moves[-1].reason == "sponsor left"


def test_places_already_connected_or_across_the_win_are_not_connected(company):
    with pytest.raises(CommandRefused, match="Consensus building already leads to Won"):
        do(company, Connect(source="consensus", target="won", probability=0.2))
    with pytest.raises(CommandRefused, match="different sides of the win"):
        do(company, Connect(source="consensus", target="onboard", probability=0.2))


def test_buyers_of_a_move_taken_away_go_to_the_others(company, edit, row):
    after = edit(company, Disconnect(move="evaluate.explore"))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.5, "rival": 0.375, "nodec": 0.125}
    )
    assert sum(losses(after).values()) > sum(losses(company).values())


def test_the_only_move_out_of_a_stage_stays(company, edit):
    one = edit(company, Disconnect(move="consensus.nodec"))
    with pytest.raises(CommandRefused, match="Consensus building to Won is the only move"):
        do(one, Disconnect(move="consensus.won"))
    with pytest.raises(CommandRefused, match="is the only move out of its stage"):
        do(one, SetProbability(move="consensus.won", probability=0.5))


def test_a_table_row_that_sends_out_104_of_100_buyers_is_refused(company):
    with pytest.raises(CommandRefused) as refused:
        do(company, SetMoves(stage="explore", moves={"evaluate": 0.64, "nodec": 0.4}))
    assert str(refused.value) == (
        "Solution exploration sends out 104 of 100 buyers. Lower one of its moves by 4 points."
    )


def test_a_table_row_adds_and_drops_targets(company, edit, row):
    after = edit(company, SetMoves(stage="consensus", moves={"won": 0.6, "rival": 0.4}))
    assert row(after, "consensus") == {"won": 0.6, "rival": 0.4}


def test_entries_of_a_journey_give_way_to_each_other(company, edit):
    after = edit(company, SetEntry(stage="consensus", share=0.2))
    assert {s.id: s.entry.value for s in after.stages} == pytest.approx(
        {"explore": 0.6, "evaluate": 0.2, "consensus": 0.2, "onboard": 1}
    )
