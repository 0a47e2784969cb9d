"""No edit leaves a stage from which no outcome can be reached (rule 2.2)."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    Connect,
    Disconnect,
    Reconnect,
    RemoveOutcome,
    RemoveStage,
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
    """Consensus building leads to itself and to No decision only."""
    return after(
        company,
        Connect(source="consensus", target="consensus", probability=0.2),
        Disconnect(move="consensus.won"),
    )


@pytest.mark.parametrize(
    "command",
    [
        Disconnect(move="consensus.nodec"),
        SetProbability(move="consensus.nodec", probability=0),
        SetMoves(stage="consensus", moves={"consensus": 1}),
        Reconnect(move="consensus.nodec", source="explore", target="won"),
        RemoveOutcome(outcome="nodec"),
    ],
)
def test_a_stage_left_with_its_own_loop_is_named(company, command):
    with pytest.raises(CommandRefused) as refused:
        do(looped(company), command)
    assert str(refused.value) == NOWHERE


def test_stages_left_with_each_other_are_named(company):
    model = after(
        company,
        SetMoves(stage="explore", moves={"evaluate": 0.6, "consensus": 0.4}),
        SetMoves(stage="evaluate", moves={"explore": 0.5, "consensus": 0.5}),
    )
    with pytest.raises(CommandRefused) as refused:
        do(model, RemoveStage(stage="consensus"))
    assert str(refused.value) == "Solution exploration leads nowhere. Connect it to an outcome."


def test_a_refused_edit_leaves_the_model_as_it_was(company):
    model = looped(company)
    untouched = model.model_dump_json()
    with pytest.raises(CommandRefused):
        do(model, Disconnect(move="consensus.nodec"))
    assert model.model_dump_json() == untouched
