"""Undo and redo: one's own steps only, on the model as it is now."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    AddStage,
    AddTask,
    History,
    LockShare,
    RemoveRole,
    RemoveStage,
    Rename,
    SetBaseline,
    SetEntry,
    SetProbability,
    SetSegmentValue,
    SetShare,
    SetShares,
    SetTaskValue,
    applied,
    apply,
    describe,
    do,
    inverse,
)
from salesmodel.model import CommandRefused
from tests.editing.recording import HOURS, a_share, edited


def test_undo_takes_steps_back_one_by_one_and_redo_makes_them_again(company):
    first, history = edited(company, History(), SetShare(task="demo", role="ae", share=0.55))
    second, history = edited(first, history, RemoveStage(stage="consensus"))
    back, history, _ = history.undo(second)
    assert back == first
    start, history, _ = history.undo(back)
    assert start == company
    assert not history.can_undo
    again, history, _ = history.redo(start)
    assert again == first
    again, history, _ = history.redo(again)
    assert again == second
    assert history.can_undo
    assert not history.can_redo


def test_undo_says_what_it_will_undo(company):
    model, history = edited(company, History(), SetShare(task="demo", role="ae", share=0.55))
    assert history.undo_label(model) == "AE share of Demo 70% to 55%"
    model, history, _ = history.undo(model)
    assert history.redo_label(model) == "AE share of Demo 70% to 55%"


def test_a_drag_of_thirty_sends_is_one_undo(company):
    sends = [SetShare(task="demo", role="ae", share=0.7 - n / 100) for n in range(1, 31)]
    model, history = edited(company, History(), *sends, mark="drag 1")
    assert len(history.past) == 1
    assert history.undo_label(model) == "AE share of Demo 70% to 40%"
    assert history.undo(model)[0] == company


def test_a_drag_that_returns_to_its_start_leaves_no_step(company):
    sends = [SetSegmentValue(segment="ent", field="arrivals", value=v) for v in (120, 140)]
    model, history = edited(company, History(), *sends, mark="drag")
    assert len(history.past) == 1
    home, history, _ = history.undo(model)
    _, back = do(model, sends[0])
    assert (
        History()
        .record(apply(company, sends[1]), "m")
        .record(inverse(apply(company, sends[1])), "m")
        == History()
    )
    assert home == company
    assert back.updated


def test_steps_that_add_and_remove_under_one_mark_come_back_together(company):
    pitch = company.tasks[2].model_copy(update={"id": "pitch", "name": "Pitch"})
    commands = [
        AddTask(task=pitch, owner="ae"),
        SetTaskValue(task="pitch", field="hours", value=9),
        RemoveStage(stage="consensus"),
    ]
    model, history = edited(company, History(), *commands, mark="move")
    assert len(history.past) == 1
    assert history.undo(model)[0] == company


def test_a_new_edit_forgets_what_was_undone(company):
    model, history = edited(company, History(), SetShare(task="demo", role="ae", share=0.55))
    model, history, _ = history.undo(model)
    model, history = edited(model, history, LockShare(task="demo", role="ae"))
    assert not history.can_redo


def test_an_edit_of_a_gesture_that_an_undo_ended_does_not_join_an_older_step(company):
    # regression: past [a], b undone; the next edit under a's mark went into a's step
    first, history = edited(company, History(), a_share(0.6), mark="a")
    second, history = edited(first, history, SetTaskValue(**HOURS), mark="b")
    back, history, _ = history.undo(second)
    late, history = edited(back, history, a_share(0.4), mark="a")
    assert len(history.past) == 2
    assert history.undo(late)[0] == first
    assert not history.can_redo


def test_an_edit_under_the_mark_of_what_was_undone_is_a_step_of_its_own(company):
    first, history = edited(company, History(), SetTaskValue(**HOURS), mark="b")
    second, history = edited(first, history, a_share(0.6), mark="a")
    back, history, _ = history.undo(second)
    late, history = edited(back, history, a_share(0.4), mark="a")
    assert len(history.past) == 2
    assert history.undo_label(late) == "AE share of Demo 70% to 40%"
    again, history, _ = history.undo(late)
    again, history, _ = history.redo(again)
    assert (again, len(history.past)) == (late, 2)
    history = edited(again, history, a_share(0.3), mark="a")[1]
    assert len(history.past) == 3


def test_undo_leaves_what_somebody_else_changed_since_and_says_so(company):
    mine, history = edited(company, History(), SetShare(task="demo", role="ae", share=0.55))
    theirs, _ = do(mine, SetShare(task="demo", role="ae", share=0.9))
    after, history, step = history.undo(theirs)
    assert after == theirs
    assert step.conflicts[0].sentence == (
        "The AE share of Demo has been changed since by somebody else; it stays as it is."
    )
    assert not history.can_undo
    assert not history.can_redo


def test_undo_keeps_what_somebody_else_did_elsewhere(company):
    mine, history = edited(company, History(), SetShare(task="demo", role="ae", share=0.55))
    theirs, _ = do(mine, Rename(collection="tasks", id="demo", name="Live demo"))
    after, _, step = history.undo(theirs)
    assert step.conflicts == ()
    assert after == do(company, Rename(collection="tasks", id="demo", name="Live demo"))[0]


def test_a_row_is_never_undone_by_half(company, row):
    mine, history = edited(
        company, History(), SetProbability(move="consensus.won", probability=0.7)
    )
    theirs, _ = do(mine, SetProbability(move="consensus.nodec", probability=0.4))
    after, _, step = history.undo(theirs)
    assert row(after, "consensus") == row(theirs, "consensus")
    assert step.conflicts


def test_entries_are_not_undone_by_half_when_a_stage_has_gone(company):
    # regression: the entry of the other stage fell back to 25% while its partner was gone
    mine, history = edited(company, History(), SetEntry(stage="explore", share=0))
    theirs, _ = do(mine, RemoveStage(stage="explore"))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert step.conflicts


def test_a_stage_that_others_have_built_on_is_not_undone_away(company):
    pilot = company.stages[2].model_copy(update={"id": "pilot", "name": "Pilot"})
    mine, history = edited(company, History(), AddStage(stage=pilot))
    task = company.tasks[2].model_copy(update={"id": "pitch", "name": "Pitch", "stage": "pilot"})
    theirs, _ = do(mine, AddTask(task=task, owner="ae"))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert step.conflicts


def test_a_task_changed_by_others_does_not_vanish_by_undo(company):
    pitch = company.tasks[2].model_copy(update={"id": "pitch", "name": "Pitch"})
    mine, history = edited(company, History(), AddTask(task=pitch, owner="ae"))
    theirs, _ = do(mine, SetTaskValue(task="pitch", field="hours", value=9))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert step.conflicts[0].sentence == (
        "Pitch has been changed since by somebody else; it stays as it is."
    )


def test_a_change_that_no_longer_fits_is_refused_as_a_whole(company):
    change = apply(company, SetShare(task="demo", role="ae", share=0.55))
    theirs, _ = do(company, SetShare(task="demo", role="ae", share=0.9))
    with pytest.raises(CommandRefused, match="The AE share of Demo has been changed since"):
        applied(theirs, change)


def test_there_is_nothing_to_undo_in_an_empty_history(company):
    with pytest.raises(CommandRefused, match="nothing to undo"):
        History().undo(company)
    with pytest.raises(CommandRefused, match="nothing to do again"):
        History().redo(company)


def test_a_history_survives_as_json(company):
    commands = (RemoveRole(role="ae"), SetBaseline())
    _, history = edited(company, History(), *commands, mark="m", told=True)
    assert History.model_validate_json(history.model_dump_json()) == history


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetShare(task="demo", role="ae", share=0.55), "AE share of Demo 70% to 55%"),
        (SetShares(task="demo", shares={"ae": 0.5, "se": 0.5}), "Shares of Demo changed"),
        (LockShare(task="demo", role="ae"), "AE share of Demo locked"),
        (
            SetProbability(move="explore.evaluate", probability=0.65),
            "Solution exploration to Evaluation 60% to 65%",
        ),
        (RemoveStage(stage="consensus"), "Stage Consensus building removed"),
        (RemoveRole(role="ae"), "Role AE removed"),
        (Rename(collection="tasks", id="demo", name="Live demo"), "Demo renamed to Live demo"),
        (
            SetSegmentValue(segment="ent", field="deal_value", value=48_600),
            "Deal value of Enterprise $50k to $48.6k",
        ),
        (
            SetTaskValue(task="demo", field="weight", value=-0.0),
            "Weight of Demo 0.2 to 0",
        ),
        (SetBaseline(), "Baseline set to the present shares of 3 tasks"),
    ],
)
def test_a_change_is_said_in_the_words_of_the_trade(company, command, words):
    after, change = do(company, command)
    assert describe(change, after) == words


def test_a_step_can_be_told_in_the_words_of_what_was_asked_for(company):
    model, change = do(company, SetTaskValue(**HOURS))
    history = History().record(change, mark="mend", model=model, says="Halve the demo")
    assert history.undo_label(model) == "Halve the demo"
    more, change = do(model, a_share(0.4))
    history = history.record(change, mark="mend", model=more, says="Halve the demo")
    assert history.steps(more) == ("Halve the demo",)
    back, history, _ = history.undo(more)
    assert back == company
    assert history.redo_label(back) == "Halve the demo"
