"""Rules 4.9 and 4.10: the most contribution, with conversion that answers to fulfilment."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize, minimize_scalar

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.most_contribution import most_contribution
from salesmodel.assignment.least_cost.bounds import capacities, floors_of
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Floor, Goal, Handover, Heads, Pin, Question, Staffing
from salesmodel.defaults.templates import template
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array
from salesmodel.model import Proficiency, SalesModel
from tests.assignment.questions import mixed, one_stage
from tests.builders import share
from tests.evaluation.random_models import random_model
from tests.evaluation.slow import slowly

ASKED = Question(goal=Goal.CONTRIBUTION)
FREE = Question(goal=Goal.CONTRIBUTION, staffing=Staffing.FREE)
SOAK = bool(os.environ.get("SOAK"))


def a_random_model(seed: int) -> SalesModel:
    return random_model(seed, 1 + seed % 2, 1 + seed % 4, tracks=seed % 3 == 0)


def most(able: AbleShares, question: Question = ASKED) -> float:
    return -most_contribution(able, question).objective


def independent(able: AbleShares, question: Question, starts: int) -> float:
    """The best that SLSQP finds from several starts, with slopes by differences of the kernel."""
    base, tasks = able.compiled.base, len(able.model.tasks)
    cover = (able.task == np.arange(tasks)[:, None]).astype(float)
    done, floors = cover * able.quality, floors_of(able, question)
    free = question.staffing is Staffing.FREE
    room = capacities(able, question)
    scale = float(np.abs(able.now.contribution).sum() + able.now.segment_cost.sum())
    hair, pairs = 1e-6, np.arange(len(able))

    def figures(shares: Array) -> tuple[Array, Array]:
        raw = run(able.compiled, able.values(shares))
        margin = (raw.wins * base.deal_value * base.gross_margin).sum(axis=0)
        paid = (
            base.productive_hours * (question.max_utilisation or 1.0)
            if free
            else (base.productive_hours)
        )
        worth = (margin - (raw.role_hours / paid * base.annual_cost).sum(axis=0)) / scale
        return worth, (room[:, None] - raw.role_hours) / np.maximum(room, 1.0)[:, None]

    def slopes(shares: Array) -> tuple[Array, Array]:
        columns = np.repeat(shares[:, None], 2 * len(pairs), axis=1)
        columns[pairs, pairs] += hair
        columns[pairs, len(pairs) + pairs] -= hair
        worth, left = figures(columns)
        return tuple(
            (each[..., : len(pairs)] - each[..., len(pairs) :]) / (2 * hair)
            for each in (worth, left)
        )  # type: ignore[return-value]

    limits = [
        {"type": "eq", "fun": lambda x: cover @ x - 1, "jac": lambda x: cover},
        {"type": "ineq", "fun": lambda x: done @ x - floors, "jac": lambda x: done},
    ]
    if not free:
        limits.append(
            {
                "type": "ineq",
                "fun": lambda x: figures(x[:, None])[1][:, 0],
                "jac": lambda x: slopes(x)[1],
            }
        )
    best = -np.inf
    for start in [able.present, *(mixed(able, seed) for seed in range(starts))]:
        x = minimize(
            lambda x: -figures(x[:, None])[0][0],
            start,
            jac=lambda x: -slopes(x)[0],
            bounds=[(0, 1)] * len(able),
            constraints=limits,
            method="SLSQP",
            options={"maxiter": 200, "ftol": 1e-13},
        ).x
        worth, left = figures(x[:, None])
        short = max(np.abs(cover @ x - 1).max(), (floors - done @ x).max())
        if max(short, 0.0 if free else float(-left.min())) < 1e-7:
            best = max(best, float(worth[0]) * scale)
    return best


@pytest.mark.parametrize("seed", range(60) if SOAK else (0, 1, 2, 4, 5))
@pytest.mark.parametrize("question", [ASKED, replace(FREE, max_utilisation=0.85)])
def test_the_optimum_is_that_of_an_independent_solver(seed: int, question: Question) -> None:
    """With today's heads as capacity, and with heads that follow the hours."""
    able = able_shares(a_random_model(seed))
    expected = independent(able, question, starts=3 if SOAK else 1)
    assert most(able, question) >= expected - 1e-6 * abs(expected)
    if SOAK:
        assert most(able, question) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    "name", ["mid_market", "smb", "self_serve", "enterprise"] if SOAK else ["mid_market"]
)
def test_larger_models_agree_with_it_too(name: str) -> None:
    able = able_shares(template(name))
    for question in (FREE, ASKED) if SOAK else (FREE,):
        expected = independent(able, question, starts=0)
        assert most(able, question) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("weight", [0.8, 1.2, 3.0])
def test_one_stage_splits_its_task_where_a_gain_is_worth_its_cost(weight: float) -> None:
    """Interior optimum: A w p (1 - p) (q1 - q0) margin = A h (c1 - c0), or the better end."""
    able = able_shares(one_stage(loss=0.4, weight=weight, qualities=(0.2, 0.95)))
    margin, dearer = 900.0, 4 * (150.0 - 62.5)
    able = with_deal_value(able, margin)
    ratio = dearer / (weight * 0.75 * margin)
    ends = [0.0, 1.0]
    if ratio < 0.25:
        kept = 0.5 + np.sqrt(0.25 - ratio)
        gain = np.log(kept / (1 - kept)) - np.log(0.6 / 0.4)
        ends.append(float(np.clip(0.5 + gain / (weight * 0.75), 0, 1)))
    worth = [contribution(able, np.array([1 - x, x])) for x in ends]
    solution = most_contribution(able, replace(FREE, floor=0.0))
    assert -solution.objective == pytest.approx(max(worth), rel=1e-9)
    assert solution.x[1] == pytest.approx(ends[int(np.argmax(worth))], abs=1e-4)


def with_deal_value(able: AbleShares, margin: float) -> AbleShares:
    base = able.compiled.base
    worth = replace(base, deal_value=np.full_like(base.deal_value, margin / 0.8))
    return replace(able, compiled=replace(able.compiled, base=worth))


def contribution(able: AbleShares, shares: Array) -> float:
    return float(run(able.compiled, able.values(shares)).contribution.sum())


def test_the_optimum_on_one_stage_is_that_of_the_slow_evaluation() -> None:
    """A line search over the one share, by plain loops instead of the kernel."""
    model = one_stage(loss=0.6, weight=2.0)
    task = model.tasks[0].model_copy(update={"baseline_shares": {"sdr": 0.5, "ae": 0.5}})
    model = model.model_copy(update={"tasks": (task,)})
    sdr, ae = model.assignments

    def slow(x: float) -> float:
        items = tuple(
            item.model_copy(update={"share": share(part)}) for item, part in ((sdr, 1 - x), (ae, x))
        )
        found = slowly(model.model_copy(update={"assignments": items}))
        return found.cost - 100 * found.win_rate["ent"] * 40_000

    best = minimize_scalar(slow, bounds=(0, 1), method="bounded", options={"xatol": 1e-10})
    found = most(able_shares(model), FREE)
    assert found == pytest.approx(-min(best.fun, slow(0.0), slow(1.0)), rel=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_it_is_never_worse_than_the_present_and_keeps_its_limits(seed: int) -> None:
    able = able_shares(a_random_model(seed))
    solution = most_contribution(able, ASKED)
    shares = solution.x[: len(able)]
    assert at_least(-solution.objective, contribution(able, able.present))
    raw = run(able.compiled, able.values(shares))
    assert (raw.role_hours[:, 0] <= capacities(able, ASKED) * (1 + 1e-6)).all()
    assert (raw.fulfilment[:, 0] >= floors_of(able, ASKED) - 1e-6).all()
    assert np.bincount(able.task, shares) == pytest.approx(1.0)
    assert -solution.objective == pytest.approx(contribution(able, shares))


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_more_heads_or_a_new_skill_never_make_it_worse(seed: int) -> None:
    model = a_random_model(seed)
    before = most(able_shares(model))
    able = able_shares(model)
    base = able.compiled.base
    more = replace(base, headcount=base.headcount + 1.0)
    assert at_least(most(replace(able, compiled=replace(able.compiled, base=more))), before)
    role = model.roles[0]
    good = Proficiency(quality=share(0.95))
    newcomer = role.model_copy(
        update={"id": "new", "name": "New", "skills": {"Demo": good, "Deal": good}}
    )
    wider = able_shares(model.model_copy(update={"roles": (*model.roles, newcomer)}))
    assert at_least(most(wider), before)


def at_least(value: float, other: float) -> bool:
    return value >= other - 1e-6 * abs(other)


def test_a_budget_is_kept_and_costs_contribution() -> None:
    able = able_shares(a_random_model(3))
    free = most_contribution(able, ASKED)
    cost = float(run(able.compiled, able.values(free.x[: len(able)])).segment_cost.sum())
    tight = most_contribution(able, replace(ASKED, budget=0.97 * cost))
    spent = float(run(able.compiled, able.values(tight.x[: len(able)])).segment_cost.sum())
    assert spent <= 0.97 * cost * (1 + 1e-6)
    assert tight.objective > free.objective


def test_pins_floors_and_bounds_on_heads_are_kept() -> None:
    able = able_shares(a_random_model(2))
    asked = replace(
        FREE, pins=(Pin("s0.task1", "r1", 0.3),), floors=(Floor("s0.task0", 0.5),),
        heads=(Heads("r0", 0.0, 1.0),),
    )  # fmt: skip
    solution = most_contribution(able, asked)
    shares = solution.x[: len(able)]
    assert shares[able.places["s0.task1", "r1"]] == pytest.approx(0.3, abs=1e-6)
    own = able.task == 0
    assert able.quality[own] @ shares[own] >= 0.5 - 1e-6
    assert solution.x[len(able)] <= 1.0 + 1e-6


def test_handovers_cost_what_the_question_says() -> None:
    able = able_shares(a_random_model(3))
    cheap = most(able, FREE)
    dear = most(able, replace(FREE, handover=Handover(hours=3, drop_off=0.05)))
    one = most(able, replace(FREE, handover=Handover(one_owner=True)))
    assert one <= dear + 1e-6 * abs(dear)
    assert dear <= cheap


def test_what_cannot_be_is_infeasible_and_what_is_stopped_says_so() -> None:
    able = able_shares(a_random_model(1))
    twice = (Pin("s0.task0", "r0", 0.8), Pin("s0.task0", "r1", 0.8))
    assert most_contribution(able, replace(ASKED, pins=twice)).status == "infeasible"
    watch = Watch()
    watch.stop.set()
    solution = most_contribution(able, ASKED, watch=watch)
    assert solution.status == "stopped"
    assert solution.x[: len(able)] == pytest.approx(able.present)
