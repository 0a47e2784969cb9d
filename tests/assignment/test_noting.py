"""Notes beside the answer, and the mends that come with them."""

from __future__ import annotations

import pytest

from salesmodel.assignment import Note, Question, optimise
from salesmodel.editing import do
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Unit, assumed
from tests.builders import a_model, changed, heads


def notes(model: SalesModel) -> tuple[Note, ...]:
    return optimise(model, Question()).notes


def mended(model: SalesModel, note: Note) -> SalesModel:
    assert note.mend is not None
    for command in note.mend.commands:
        model = do(model, command)[0]
    return model


def test_a_role_that_costs_nothing_is_named_with_the_usual_cost_of_its_kind():
    model = changed(a_model(), "roles", "se", annual_cost=assumed(0, Unit.MONEY_PER_YEAR))
    (note,) = notes(model)
    assert note.sentence.startswith("Sales engineer costs nothing")
    cost = next(role for role in mended(model, note).roles if role.id == "se").annual_cost
    assert cost.value > 50_000
    assert cost.origin.kind == "assumed"
    assert notes(mended(model, note)) == ()


@pytest.mark.parametrize("there", [0, 0.001])
def test_a_role_with_too_few_heads_is_named_with_the_heads_that_it_takes(there: float):
    model = changed(a_model(), "roles", "ae", headcount=heads(there))
    (note,) = notes(model)
    hours = evaluate(model).role("ae")
    needed = hours.hours / next(r for r in model.roles if r.id == "ae").productive_hours.value
    assert f"takes {needed:.1f} heads and there are {there:g}" in note.sentence
    assert evaluate(mended(model, note)).role("ae").utilisation <= 1
    assert notes(mended(model, note)) == ()


def test_a_company_that_holds_together_needs_no_note():
    assert notes(a_model()) == ()
