"""Rules 4.1 to 4.3: the least cost, against every combination and against another solver."""

from __future__ import annotations

import os

import numpy as np
import pytest

from salesmodel.assignment import Handover, Question, Staffing, able_shares, optimise
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.solving import Solution, solve
from salesmodel.crm import bundled_example, import_files
from salesmodel.model import SalesModel
from tests.assignment.brute_force import least_of_all
from tests.assignment.independent import by_cbc, written
from tests.assignment.instances import asked, small, tiny, wide
from tests.evaluation.models import reassigned

SOAK = bool(os.environ.get("SOAK"))
INSTANCES = 2_000 if SOAK else 200
PART = 50


def least(model: SalesModel, question: Question) -> Solution:
    return solve(least_cost(able_shares(model), question).programme)


def agrees(found: Solution, expected: float | None) -> bool:
    if expected is None:
        return found.status == "infeasible"
    return found.status == "optimal" and found.objective == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("first", range(0, INSTANCES, PART))
def test_one_owner_a_task_costs_what_the_best_of_all_combinations_costs(first: int) -> None:
    impossible = 0
    for seed in range(first, first + PART):
        model = tiny(seed)
        question = asked(model, seed, single=True)
        expected = least_of_all(model, question)
        impossible += expected is None
        assert agrees(least(model, question), expected), (seed, question)
    assert 0 < impossible < PART / 2


@pytest.mark.parametrize("first", range(0, INSTANCES, PART))
def test_shares_whole_people_and_owners_cost_what_cbc_finds(first: int) -> None:
    impossible = 0
    for seed in range(first, first + PART):
        model = small(seed)
        question = asked(model, seed)
        expected = by_cbc(written(model, question))
        impossible += expected is None
        assert agrees(least(model, question), expected), (seed, question)
    assert 0 < impossible < PART / 2


@pytest.mark.parametrize(
    ("seed", "question"),
    [
        (1, Question()),
        (2, Question(staffing=Staffing.FREE, handover=Handover(hours=2.0, drop_off=0.01))),
        (3, Question(floor=0.8, handover=Handover(hours=1.0, drop_off=0.02))),
        (4, Question(staffing=Staffing.WHOLE, max_utilisation=0.85)),
        (5, Question(max_owners=1, staffing=Staffing.FREE)),
    ],
)
def test_larger_models_cost_what_cbc_finds(seed: int, question: Question) -> None:
    """60 tasks and 12 roles."""
    model = wide(seed, 6, 8, 12)
    assert len(model.tasks) == 60
    expected = by_cbc(written(model, question))
    assert expected is not None
    assert agrees(least(model, question), expected)


@pytest.mark.parametrize(
    "question",
    [
        Question(),
        Question(max_owners=1),
        Question(max_owners=1, staffing=Staffing.WHOLE),
        Question(staffing=Staffing.WHOLE, max_utilisation=0.85),
        Question(handover=Handover(hours=2.0, drop_off=0.02)),
    ],
)
def test_the_bundled_company_costs_what_cbc_finds(question: Question) -> None:
    model = import_files(bundled_example()).model
    assert agrees(least(model, question), by_cbc(written(model, question)))


@pytest.mark.parametrize("seed", range(0, 200 if SOAK else 12))
def test_fulfilment_kept_from_the_baseline_costs_what_cbc_finds(seed: int) -> None:
    model = reassigned(small(seed), seed)
    question = Question(from_baseline=True, floor=(None, 0.8)[seed % 2])
    expected = by_cbc(written(model, question))
    assert agrees(least(model, question), expected)


@pytest.mark.parametrize("seed", range(0, 400 if SOAK else 15))
def test_the_answer_is_the_optimum_and_keeps_all_that_was_asked(seed: int) -> None:
    """Not the solver's figure: what the shares that are shown cost, and whether they may be."""
    model = small(seed)
    question = asked(model, seed)
    expected, optimum = by_cbc(written(model, question)), optimise(model, question)
    if expected is None:
        assert optimum.status == "infeasible"
        assert optimum.conflict
        return
    assert optimum.status == "optimal"
    assert optimum.best is not None
    assert optimum.best.cost == pytest.approx(expected, rel=1e-6)
    shares, tasks = optimum.shares, len(model.tasks)
    assert shares.min() >= 0
    assert np.bincount(optimum.able.task, shares, tasks) == pytest.approx(np.ones(tasks))
    most_owners = question.max_owners or tasks
    assert np.bincount(optimum.able.task, shares > 0).max() <= most_owners
    for pin in question.pins:
        held = optimum.able.pair(pin.task, pin.role)
        assert held is not None
        assert shares[held] == pytest.approx(pin.share, abs=1e-6)
    for ban in question.forbidden:
        pair = optimum.able.pair(ban.task or "", ban.role)
        assert pair is not None
        assert shares[pair] == pytest.approx(0, abs=1e-6)
    if question.staffing is Staffing.WHOLE:
        heads = np.array(list(optimum.best.heads.values()))
        assert heads == pytest.approx(np.round(heads), abs=1e-6)
