"""The list of steps to go back to, and the words that each is told in."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    History,
    MoveStage,
    RemoveStage,
    Rename,
    SetBaseline,
    SetDwell,
    SetEntry,
    SetProbability,
    SetTaskValue,
    describe,
    do,
)
from salesmodel.editing.cells import SetCells
from salesmodel.model import CommandRefused
from tests.editing.recording import HOURS, a_share, edited


def three_steps(company, told=False):
    model, history = edited(company, History(), a_share(0.6), told=told)
    model, history = edited(model, history, SetTaskValue(**HOURS), told=told)
    return edited(model, history, RemoveStage(stage="consensus"), told=told)


STEPS = (
    "AE share of Demo 70% to 60%",
    "Hours of Demo 4 hours to 9 hours",
    "Stage Consensus building removed",
)


def test_the_list_of_steps_stands_in_the_order_of_the_edits_wherever_one_is(company):
    model, history = three_steps(company)
    for past in (3, 2, 1, 0, 2, 3):
        model, history, _ = history.to(model, past)
        assert len(history.past) == past
        assert history.steps(model) == STEPS
    assert History().steps(company) == ()


def test_stepping_goes_over_as_many_steps_as_lie_between(company):
    model, history = three_steps(company)
    start, history, over = history.to(model, 0)
    assert (start, len(over)) == (company, 3)
    assert [step.label(model) for step in over] == list(reversed(STEPS))
    same, unmoved, none = history.to(start, 0)
    assert (same, unmoved, none) == (start, history, ())
    end, history, over = history.to(start, 3)
    assert (end, len(over)) == (model, 3)


@pytest.mark.parametrize("past", [-1, 4])
def test_a_step_that_is_not_in_the_list_is_refused(company, past):
    model, history = three_steps(company)
    with pytest.raises(CommandRefused, match=f"The history has 3 steps; there is no step {past}"):
        history.to(model, past)


def test_stepping_passes_over_what_somebody_else_changed_since(company):
    mine, history = edited(company, History(), a_share(0.55))
    mine, history = edited(mine, history, SetTaskValue(**HOURS))
    theirs, _ = do(mine, a_share(0.9))
    after, history, over = history.to(theirs, 0)
    assert [bool(step.conflicts) for step in over] == [False, True]
    assert after == do(company, a_share(0.9))[0]
    assert history.steps(after) == ("Hours of Demo 4 hours to 9 hours",)
    again, history, _ = history.to(after, 1)
    assert again == theirs


def test_a_step_on_what_is_gone_still_has_its_names(company):
    """The move went with its stage; its step does not fall back to ids."""
    model, history = edited(
        company, History(), SetProbability(move="consensus.won", probability=0.7)
    )
    model, history = edited(model, history, RemoveStage(stage="consensus"))
    assert history.steps(model)[0] == "Consensus building to Won 50% to 70%"


def test_a_step_told_in_the_words_of_its_day_keeps_them(company):
    rename = Rename(collection="tasks", id="demo", name="Live demo")
    model, history = edited(company, History(), a_share(0.6), rename, told=True)
    words = ("AE share of Demo 70% to 60%", "Demo renamed to Live demo")
    assert history.steps(model) == words
    back, history, _ = history.to(model, 0)
    assert history.steps(back) == words
    model, history, _ = history.to(back, 2)
    assert history.steps(model) == words
    assert history.undo_label(model) == words[1]
    untold = edited(company, History(), a_share(0.6), rename)[1]
    assert untold.steps(model)[0] == "AE share of Live demo 70% to 60%"


PLACES = ("explore", "evaluate", "consensus", "onboard")


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([a_share(0.6), a_share(0.4)], "AE share of Demo 70% to 40%"),
        (
            [a_share(0.6), SetTaskValue(**HOURS)],
            "AE share of Demo 70% to 60% and 1 more",
        ),
        (
            [SetTaskValue(**HOURS), a_share(0.6), SetEntry(stage="explore", share=0.5)],
            "Hours of Demo 4 hours to 9 hours and 2 more",
        ),
        (
            [MoveStage(stage=place, x=5, y=5) for place in ("explore", "evaluate", "consensus")],
            "Solution exploration moved on the canvas and 2 more",
        ),
        (
            [MoveStage(stage=place, x=5, y=5) for place in PLACES],
            "Journey laid out anew",
        ),
        (
            [*(MoveStage(stage=place, x=5, y=5) for place in PLACES), a_share(0.6)],
            "Solution exploration moved on the canvas and 4 more",
        ),
        ([RemoveStage(stage="consensus")], "Stage Consensus building removed"),
        ([RemoveStage(stage="consensus"), SetBaseline()], "Stage Consensus building removed"),
        (
            [SetProbability(move="evaluate.rival", probability=0.5)],
            "Evaluation to Rival 30% to 50%",
        ),
        ([SetBaseline()], "Baseline set to the present shares of 3 tasks"),
        ([SetEntry(stage="explore", share=0.5)], "Entry of Solution exploration 75% to 50%"),
        (
            [SetCells(cells={"stages[explore].dwell": "3 wk", "tracks[fit].dwell": "5 d"})],
            "Days in Solution exploration 20 days to 3 wk and 1 more",
        ),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_step_says_what_was_done_first_and_how_much_more(company, commands, words, told):
    model, history = edited(company, History(), *commands, mark="gesture", told=told)
    assert history.steps(model) == (words,)
    assert history.undo_label(model) == words


def test_a_change_too_small_to_be_seen_is_not_said_to_be_none(company):
    days = company.stages[0].dwell.value
    set_to = SetDwell(place=company.stages[0].id, value=days + 0.001)
    _, change = do(company, set_to)
    assert "hardly changed" in describe(change, company)
