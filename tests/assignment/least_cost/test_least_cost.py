"""Rules 4.1, 4.2 and 4.5: what must hold of the least cost, whatever the model."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salesmodel.assignment import Question, Staffing, able_shares, optimise
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.solving import solve
from salesmodel.evaluation import evaluate
from salesmodel.model import Proficiency, SalesModel, Unit, assumed
from tests.assignment.instances import asked, small
from tests.builders import a_model, share
from tests.evaluation.random_models import SKILLS, models

SOAK = bool(os.environ.get("SOAK"))
EXAMPLES = settings(max_examples=1_000 if SOAK else 25, deadline=None)
FEW = settings(max_examples=200 if SOAK else 8, deadline=None)
HAIR = 1e-6


def least(model: SalesModel, question: Question) -> float:
    """Infinite when nothing keeps the limits."""
    found = solve(least_cost(able_shares(model), question).programme)
    return found.objective if found.found else np.inf


def with_role(model: SalesModel, number: int, **fields) -> SalesModel:
    roles = list(model.roles)
    roles[number] = roles[number].model_copy(update=fields)
    return model.model_copy(update={"roles": tuple(roles)})


def no_worse(after: float, before: float) -> bool:
    return after == before or after <= before + HAIR * abs(before)


@EXAMPLES
@given(models(), st.sampled_from(Staffing))
def test_the_present_assignment_is_never_cheaper(model: SalesModel, staffing: Staffing):
    optimum = optimise(model, Question(staffing=staffing))
    assert optimum.best is not None
    assert no_worse(optimum.best.cost, optimum.present.cost)
    assert optimum.breaches == ()
    if staffing is Staffing.AS_IS:
        assert optimum.present.cost == pytest.approx(evaluate(model).totals.cost)


@EXAMPLES
@given(st.integers(0, 100_000), st.integers(0, 2))
def test_one_role_more_never_costs_more(seed: int, copied: int):
    """A new role with its own price, from the numbers of another."""
    model = small(seed)
    new = model.roles[copied].model_copy(
        update={
            "id": "new", "name": "New", "short": "NEW",
            "annual_cost": assumed(50_000, Unit.MONEY_PER_YEAR),
        }
    )  # fmt: skip
    more = model.model_copy(update={"roles": (*model.roles, new)})
    question = asked(model, seed)
    assert no_worse(least(more, question), least(model, question))


@EXAMPLES
@given(st.integers(0, 100_000), st.integers(0, 2), st.sampled_from(("heads", "hours")))
def test_more_heads_or_hours_never_cost_more(seed: int, role: int, what: str):
    model = small(seed)
    one = model.roles[role]
    fields = (
        {"headcount": assumed(one.headcount.value + 1, Unit.HEADS)}
        if what == "heads"
        else {"productive_hours": assumed(one.productive_hours.value + 50, Unit.HOURS_PER_YEAR)}
    )
    question = asked(model, seed)
    assert no_worse(least(with_role(model, role, **fields), question), least(model, question))


@EXAMPLES
@given(st.integers(0, 100_000))
def test_a_skill_more_never_costs_more(seed: int):
    model = small(seed)
    lacking = [
        (number, skill)
        for number, role in enumerate(model.roles)
        for skill in SKILLS
        if skill not in role.skills
    ]
    assume(lacking)
    number, skill = lacking[0]
    skills = {**model.roles[number].skills, skill: Proficiency(quality=share(0.7))}
    more, question = with_role(model, number, skills=skills), asked(model, seed)
    assert no_worse(least(more, question), least(model, question))


@EXAMPLES
@given(st.integers(0, 100_000), st.integers(0, 2), st.floats(0.0, 0.99))
def test_a_cheaper_role_never_raises_the_least_cost(seed: int, role: int, part: float):
    model = small(seed)
    pay = assumed(model.roles[role].annual_cost.value * part, Unit.MONEY_PER_YEAR)
    question = asked(model, seed)
    cheaper = with_role(model, role, annual_cost=pay)
    assert no_worse(least(cheaper, question), least(model, question))


@FEW
@given(st.integers(0, 100_000))
def test_a_limit_less_never_costs_more(seed: int):
    model = small(seed)
    question = asked(model, seed)
    for fewer in (
        replace(question, pins=()), replace(question, forbidden=()), replace(question, heads=()),
        replace(question, budget=None), replace(question, max_owners=None),
        replace(question, floor=0.0), replace(question, handover=None),
    ):  # fmt: skip
        assert no_worse(least(model, fewer), least(model, question))


def test_of_equals_the_work_stays_where_it_is():
    """Where nobody costs anything, every assignment is a best one: nothing is moved."""
    free = assumed(0, Unit.MONEY_PER_YEAR)
    model = a_model()
    roles = tuple(role.model_copy(update={"annual_cost": free}) for role in model.roles)
    optimum = optimise(model.model_copy(update={"roles": roles}))
    assert optimum.moves == ()
    assert optimum.shares == pytest.approx(optimum.able.present)


def test_whole_people_leave_work_where_it_is_too():
    """One of each role does all of Acme's tasks however they are shared, so long as it needs an
    AE: only what saves a head is moved."""
    optimum = optimise(a_model(), Question(staffing=Staffing.WHOLE))
    assert optimum.best is not None
    assert sum(optimum.best.heads.values()) == 1
    assert {move.to_role for move in optimum.moves} == {"ae"}
