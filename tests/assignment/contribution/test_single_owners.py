"""Rule 4.14: one owner a task, against every combination tried out one by one."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.most_contribution import most_contribution
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Forbid, Goal, Pin, Question, Staffing
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel
from tests.builders import holds
from tests.evaluation.random_models import random_model
from tests.evaluation.slow import slowly

ASKED = Question(goal=Goal.CONTRIBUTION, max_owners=1)
SOAK = bool(os.environ.get("SOAK"))


def small(seed: int) -> SalesModel:
    """Every other one with room to spare: most single owners need more hours than there are."""
    model = random_model(seed, 1, 1 + seed % 3, tracks=seed % 4 == 0)
    if seed % 2:
        return model
    roles = tuple(
        role.model_copy(update={"headcount": role.headcount.model_copy(update={"value": 12.0})})
        for role in model.roles
    )
    return model.model_copy(update={"roles": roles})


def question(seed: int) -> Question:
    """Today's heads with more or less room, or heads that follow the hours; a pin or a ban."""
    asked = replace(ASKED, max_utilisation=(None, 1.0, 1.4, 0.85)[seed % 4])
    if seed % 3 == 0:
        asked = replace(asked, staffing=Staffing.FREE)
    if seed % 5 == 0:
        asked = replace(asked, pins=(Pin("s0.task0", "r1", 1.0),))
    return replace(asked, forbidden=(Forbid("r2", "s0.task1"),)) if seed % 7 == 0 else asked


def combinations(able: AbleShares) -> Array:
    """All ways to give each task one owner, (pairs, ways)."""
    tasks = range(len(able.model.tasks))
    ways = product(*(np.flatnonzero(able.task == task).tolist() for task in tasks))
    shares = [np.isin(np.arange(len(able)), way).astype(float) for way in ways]
    return np.stack(shares, axis=1)


def brute_force(able: AbleShares, asked: Question) -> float:
    """The best by rules 3.1 to 4.3, written out; minus infinity when no way keeps the limits."""
    shares, base = combinations(able), able.compiled.base
    raw = run(able.compiled, able.values(shares))
    margin = (raw.wins * base.deal_value * base.gross_margin).sum(axis=0)
    hours, each = raw.role_hours, base.productive_hours * (asked.max_utilisation or 1.0)
    if asked.staffing is Staffing.FREE:
        value, fine = margin - (hours / each * base.annual_cost).sum(axis=0), True
    else:
        there = base.headcount * each
        if asked.max_utilisation is None:
            there = np.maximum(there, able.now.role_hours)
        value = margin - (hours * base.annual_cost / base.productive_hours).sum(axis=0)
        fine = (hours <= there * (1 + 1e-9)).all(axis=0)
    for place, task in enumerate(able.model.tasks):
        stage = next((s for s in able.model.stages if s.id == task.stage), None)
        if stage is None or stage.after_win or task.weight.value == 0:
            fine = fine & (raw.fulfilment[place] >= able.now.fulfilment[place] - 1e-9)
    for pin in asked.pins:
        fine = fine & (shares[able.places[pin.task, pin.role]] == pin.share)
    for ban in asked.forbidden:
        fine = fine & (shares[able.places[ban.task or "", ban.role]] == 0)
    return float(np.where(fine, value, -np.inf).max())


@pytest.mark.parametrize("first", range(0, 350, 50))
def test_the_optimum_is_that_of_brute_force_on_random_models(first: int) -> None:
    """200 with an answer, and those without."""
    found = 0
    for seed in range(first, first + 50):
        able, asked = able_shares(small(seed)), question(seed)
        expected, solution = brute_force(able, asked), most_contribution(able, asked)
        if np.isinf(expected):
            assert solution.status == "infeasible"
            continue
        found += 1
        assert solution.status == "optimal"
        assert -solution.objective == pytest.approx(expected, rel=1e-6)
        assert solution.gap == 0.0
    assert found >= 29


@pytest.mark.parametrize("seed", [0, 3, 6])
def test_the_optimum_is_that_of_an_independent_evaluation(seed: int) -> None:
    """Every combination worked out by plain loops, without the kernel."""
    model = with_baseline(random_model(seed, 1, 1, tracks=False))
    able = able_shares(model)
    asked = replace(ASKED, staffing=Staffing.FREE, floor=0.0)
    expected = max(worked_out(able, column) for column in combinations(able).T)
    assert -most_contribution(able, asked).objective == pytest.approx(expected, rel=1e-6)


def with_baseline(model: SalesModel) -> SalesModel:
    """Conversion stays measured from the shares as they are, whatever they become."""
    tasks = tuple(
        task.model_copy(
            update={
                "baseline_shares": {
                    item.role: item.share.value
                    for item in model.assignments
                    if item.task == task.id
                }
            }
        )
        for task in model.tasks
    )
    return model.model_copy(update={"tasks": tasks})


def worked_out(able: AbleShares, shares: Array) -> float:
    """Contribution by the slow evaluation."""
    model = able.model
    items = tuple(
        holds(model.tasks[able.task[pair]].id, model.roles[able.role[pair]].id, 1.0)
        for pair in np.flatnonzero(shares)
    )
    slow = slowly(model.model_copy(update={"assignments": items}))
    won = sum(
        s.arrivals.value * slow.win_rate[s.id] * s.deal_value.value * s.gross_margin.value
        for s in model.segments
    )
    return won - slow.cost


def test_search_comes_as_near_as_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without trying every combination, most models still reach the best, and none breaks a
    limit or beats it."""
    monkeypatch.setattr("salesmodel.assignment.contribution.enumerating.MOST_COMBINATIONS", 0)
    reached = tried = 0
    for seed in range(200 if SOAK else 16):
        able, asked = able_shares(small(seed)), question(seed)
        expected, solution = brute_force(able, asked), most_contribution(able, asked)
        if np.isinf(expected) or not solution.found:
            continue
        tried += 1
        assert not -solution.bound < expected - 1e-6 * abs(expected)
        assert -solution.objective <= expected + 1e-6 * abs(expected)
        reached += -solution.objective >= expected - 1e-6 * abs(expected)
    assert reached >= 0.8 * tried > 0


def test_a_search_that_is_stopped_gives_the_best_so_far() -> None:
    watch = Watch()
    watch.stop.set()
    able = able_shares(random_model(1, 2, 4, tracks=False))
    solution = most_contribution(able, replace(ASKED, max_owners=3), watch=watch)
    assert solution.status == "stopped"


def test_whole_people_are_whole() -> None:
    able = able_shares(random_model(5, 1, 3, tracks=True))
    asked = Question(goal=Goal.CONTRIBUTION, staffing=Staffing.WHOLE, max_utilisation=0.85)
    solution = most_contribution(able, asked)
    heads = solution.x[len(able) : len(able) + 3]
    assert heads == pytest.approx(np.round(heads), abs=1e-6)
    room = heads * able.compiled.base.productive_hours[:, 0] * 0.85
    hours = run(able.compiled, able.values(solution.x[: len(able)])).role_hours[:, 0]
    assert (hours <= room * (1 + 1e-6)).all()
    in_parts = most_contribution(able, replace(asked, staffing=Staffing.FREE))
    assert solution.objective >= in_parts.objective


def test_owners_are_limited() -> None:
    able = able_shares(random_model(7, 2, 4, tracks=True))
    solution = most_contribution(able, replace(ASKED, max_owners=2))
    owners = np.bincount(able.task, solution.x[: len(able)] > 1e-9)
    assert owners.max() <= 2
