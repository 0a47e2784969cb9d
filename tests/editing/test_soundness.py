"""No edit leaves a stage from which no outcome can be reached (rule 2.2)."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    Connect,
    Disconnect,
    Reconnect,
    RemoveOutcome,
    SetMoves,
    SetProbability,
    do,
)
from salesmodel.model import CommandRefused

NOWHERE = "Consensus building leads nowhere. Connect it to an outcome."


def after(model, *commands):
    for command in commands:
        model, _ = do(model, command)
    return model


def looped(company):
    """Consensus building leads to itself and to No decision only; others are still won."""
    return after(
        company,
        Connect(source="explore", target="won", probability=0.1),
        Connect(source="consensus", target="consensus", probability=0.2),
        Disconnect(move="consensus.won"),
    )


@pytest.mark.parametrize(
    "command",
    [
        Disconnect(move="consensus.nodec"),
        SetProbability(move="consensus.nodec", probability=0),
        SetMoves(stage="consensus", moves={"consensus": 1}),
        Reconnect(move="consensus.nodec", source="explore", target="rival"),
        RemoveOutcome(outcome="nodec"),
    ],
)
def test_a_stage_left_with_its_own_loop_is_named(company, command):
    with pytest.raises(CommandRefused) as refused:
        do(looped(company), command)
    assert str(refused.value) == NOWHERE


def test_stages_left_with_each_other_are_named(company):
    model = after(company, SetMoves(stage="explore", moves={"evaluate": 1}))
    with pytest.raises(CommandRefused) as refused:
        do(model, SetMoves(stage="evaluate", moves={"explore": 1}))
    assert str(refused.value) == "Solution exploration leads nowhere. Connect it to an outcome."


@pytest.mark.parametrize(
    "command",
    [
        Disconnect(move="consensus.won"),
        Reconnect(move="consensus.won", target="rival"),
        SetMoves(stage="consensus", moves={"rival": 1}),
    ],
)
def test_the_last_way_to_a_win_is_not_taken_away(company, command):
    with pytest.raises(CommandRefused) as refused:
        do(company, command)
    assert str(refused.value) == (
        "Nobody of Enterprise could be won any more: this is the last way to a win. "
        "Connect another stage to the win first."
    )


def test_a_win_that_could_not_be_reached_before_keeps_no_edit_back(company):
    cut = company.model_copy(
        update={"moves": tuple(m for m in company.moves if m.source != "evaluate")}
    )
    mended = after(cut, Connect(source="evaluate", target="rival", probability=1))
    assert [m.target for m in mended.moves if m.source == "evaluate"] == ["rival"]


def test_a_share_of_nought_may_be_tried_as_a_what_if(company):
    model = after(company, SetProbability(move="consensus.won", probability=0))
    assert next(m for m in model.moves if m.id == "consensus.won").probability.value == 0


def test_a_refused_edit_leaves_the_model_as_it_was(company):
    model = looped(company)
    untouched = model.model_dump_json()
    with pytest.raises(CommandRefused):
        do(model, Disconnect(move="consensus.nodec"))
    assert model.model_dump_json() == untouched
