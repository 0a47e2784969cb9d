"""What a leader asks for that cannot be meant: one sentence, with what to do."""

from __future__ import annotations

from math import inf, nan

import pytest

from salesmodel.assignment import (
    Floor,
    Forbid,
    Goal,
    Handover,
    Heads,
    Pin,
    Question,
    Staffing,
    optimise,
)  # fmt: skip
from salesmodel.model import UnusableQuestion
from tests.builders import a_model

NO_NUMBERS = [nan, inf, -inf]
WRONG = [
    *(Question(max_utilisation=x) for x in (0, -1, 5, 1.51)),
    *(Question(max_owners=x) for x in (0, -1)),
    Question(max_owners=1.5),  # type: ignore[arg-type]
    Question(budget=-1),
    *(Question(floor=x) for x in (-0.1, 1.1)),
    *(Question(floors=(Floor("demo", x),)) for x in (-0.1, 1.1)),
    *(Question(pins=(Pin("demo", "ae", x),)) for x in (-0.1, 1.1)),
    Question(staffing=Staffing.FREE, heads=(Heads("ae", -1),)),
    Question(staffing=Staffing.FREE, heads=(Heads("ae", 2, 1),)),
    Question(handover=Handover(hours=-1)),
    *(Question(handover=Handover(drop_off=x)) for x in (-0.1, 1.1)),
]
UNKNOWN = [
    Question(pins=(Pin("nothing", "ae", 1),)),
    Question(pins=(Pin("demo", "nobody", 1),)),
    Question(forbidden=(Forbid("nobody"),)),
    Question(forbidden=(Forbid("ae", "nothing"),)),
    Question(heads=(Heads("nobody"),)),
    Question(floors=(Floor("nothing", 0.5),)),
]


def refused(question: Question) -> UnusableQuestion:
    with pytest.raises(UnusableQuestion) as caught:
        optimise(a_model(), question)
    return caught.value


@pytest.mark.parametrize("question", WRONG, ids=str)
def test_what_cannot_be_meant_is_refused_in_a_sentence(question: Question):
    error = refused(question)
    assert error.sentence.endswith(".")
    assert error.mend.endswith(".")
    assert error.path


@pytest.mark.parametrize("question", UNKNOWN, ids=str)
def test_what_is_not_in_the_model_is_named(question: Question):
    assert "nothing" in refused(question).sentence or "nobody" in refused(question).sentence


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("bad", NO_NUMBERS)
def test_figures_must_be_numbers(bad: float, goal: Goal):
    """Bounds of heads and hours of a handover that were none went through, into the result."""
    for question in (
        Question(goal, max_utilisation=bad),
        Question(goal, max_owners=bad),  # type: ignore[arg-type]
        Question(goal, budget=bad),
        Question(goal, floor=bad),
        Question(goal, floors=(Floor("demo", bad),)),
        Question(goal, pins=(Pin("demo", "ae", bad),)),
        Question(goal, Staffing.FREE, heads=(Heads("ae", bad),)),
        Question(goal, Staffing.FREE, heads=(Heads("ae", 0, bad),)),
        Question(goal, handover=Handover(hours=bad)),
        Question(goal, handover=Handover(drop_off=bad)),
    ):
        error = refused(question)
        assert error.sentence.endswith("must be a number.")
        assert "nan" not in str(error)
        assert "inf" not in str(error)
