"""Rule 4.11: the best at given prices of hours, and what no assignment can exceed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.assignment.able import able_shares
from salesmodel.assignment.contribution.at_prices import best_at_prices, bound_at, is_bounded
from salesmodel.assignment.contribution.climbing import admitted, climb
from salesmodel.assignment.contribution.judging import Judge
from salesmodel.assignment.contribution.merit import Prices
from salesmodel.assignment.contribution.most_contribution import most_contribution
from salesmodel.assignment.contribution.stepping import Stepper
from salesmodel.assignment.question import Goal, Heads, Pin, Question, Staffing
from salesmodel.model import SalesModel
from tests.assignment.questions import mixed, one_stage
from tests.evaluation.random_models import models, random_model

FREE = Question(goal=Goal.CONTRIBUTION, staffing=Staffing.FREE, floor=0.0)


def per_visit(seed: int) -> SalesModel:
    """No task that is done once a deal."""
    model = random_model(seed, 1 + seed % 2, 1 + seed % 4, tracks=False)
    tasks = tuple(task.model_copy(update={"per": "visit"}) for task in model.tasks)
    return model.model_copy(update={"tasks": tasks})


@pytest.mark.parametrize("seed", range(12))
def test_heads_that_follow_the_hours_are_proven_best(seed: int) -> None:
    """The climb and the policy iteration know nothing of each other, and agree."""
    able = able_shares(per_visit(seed))
    judge = Judge(able, FREE, by_hour=False)
    pay = able.compiled.base.annual_cost[:, 0] / judge.room
    policy = best_at_prices(judge, pay)
    assert policy is not None
    assert float(judge.one(policy.shares).value[0]) == pytest.approx(policy.worth, rel=1e-9)
    relaxed = Judge(able, FREE, by_hour=False, relaxed=True)
    feet = [admitted(relaxed, mixed(able, n)) for n in range(3)]
    tops = [climb(Stepper(relaxed), foot) for foot in feet if foot is not None]
    best = max(float(judge.one(top).value[0]) for top in tops)
    assert best <= policy.worth + 1e-9 * abs(policy.worth)
    assert best == pytest.approx(policy.worth, rel=1e-6)
    solution = most_contribution(able, FREE)
    assert solution.status == "optimal"
    assert solution.gap < 1e-9


@settings(max_examples=40, deadline=None)
@given(models(tracks=False), st.integers(0, 10_000), st.floats(0, 60), st.floats(0, 0.5))
def test_nothing_that_keeps_the_limits_exceeds_the_bound(
    model: SalesModel, seed: int, hour: float, budget: float
) -> None:
    """At any prices, with tasks done once a deal, today's heads, a budget and a pin."""
    able = able_shares(model)
    rng = np.random.default_rng(seed)
    prices = Prices(hour * rng.random(len(model.roles)), budget)
    cost = float(able.now.segment_cost.sum())
    pin = Pin("s0.task0", "r1", float(able.present[able.places["s0.task0", "r1"]]))
    asked = replace(FREE, staffing=Staffing.AS_IS, budget=1.1 * cost, pins=(pin,))
    judge = Judge(able, asked)
    shares = np.stack([able.present, *(mixed(able, seed + n) for n in range(30))], axis=1)
    shares[:, 1:] = 0.8 * able.present[:, None] + 0.2 * shares[:, 1:]
    own = able.task == 0
    shares[own] = able.present[own, None]
    judged = judge.all(shares)
    fine = judged.value[judged.breach <= 1e-7]
    assert len(fine) > 0
    bound = bound_at(judge, prices)
    assert (fine <= bound + 1e-9 * abs(bound)).all()


def test_bounds_on_heads_enter_the_bound() -> None:
    able = able_shares(per_visit(2))
    asked = replace(FREE, heads=(Heads("r0", 1.0, 2.0), Heads("r1", 3.0)))
    solution = most_contribution(able, asked)
    assert solution.bound <= solution.objective
    assert solution.gap < 0.01
    closed = replace(FREE, heads=(Heads("r0", 0.0, 0.0),))
    assert most_contribution(able, closed).gap < 0.01


def test_of_two_tops_the_higher_is_found() -> None:
    """An S-curve: from the low end every small gain costs more than it brings."""
    able = able_shares(one_stage(loss=0.97, weight=9.0, qualities=(0.1, 0.95)))
    base = able.compiled.base
    worth = replace(base, deal_value=np.full_like(base.deal_value, 2_000.0))
    able = replace(able, compiled=replace(able.compiled, base=worth))
    judge = Judge(able, FREE, by_hour=False)
    part = np.linspace(0, 1, 2_001)
    best = float(judge.all(np.stack([1 - part, part])).value.max())
    assert -most_contribution(able, FREE).objective >= best - 1e-9 * abs(best)


def test_parallel_tracks_leave_no_bound() -> None:
    model = random_model(6, 1, 2, tracks=True)
    tasks = []
    for n, task in enumerate(model.tasks):
        tasks.append(task)
        if task.track is not None:
            other = {"s0.track0": "s0.track1", "s0.track1": "s0.track0"}[task.track]
            tasks.append(task.model_copy(update={"id": f"{task.id}.{n}", "track": other}))
    shares = tuple(
        item.model_copy(update={"task": task.id, "id": f"{task.id}/{item.role}"})
        for task in tasks
        for item in model.assignments
        if task.id == item.task or task.id.startswith(f"{item.task}.")
    )
    able = able_shares(model.model_copy(update={"tasks": tuple(tasks), "assignments": shares}))
    judge = Judge(able, FREE, by_hour=False)
    assert not is_bounded(judge)
    assert np.isnan(bound_at(judge, Prices(np.zeros(3))))
    assert most_contribution(able, FREE).status == "limit"
