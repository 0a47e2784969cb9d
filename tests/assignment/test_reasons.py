"""Rules 4.4 to 4.6: moves add up to the whole, and those that matter are enough."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from salesmodel.assignment import (
    Goal,
    Handover,
    Optimum,
    Question,
    Staffing,
    best_model,
    optimise,
)  # fmt: skip
from salesmodel.assignment.contribution.judging import Judge
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.positions import completed, counted_cost
from salesmodel.assignment.reasons import moves_between, taken
from salesmodel.editing import SetShares, do, with_baselines
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Unit, assumed
from tests.assignment.instances import asked, small
from tests.builders import a_model, changed, heads

SEEDS = range(0, 300 if os.environ.get("SOAK") else 15)


def answered(seed: int) -> tuple[SalesModel, Optimum]:
    """An optimum; without what may make it impossible."""
    model = small(seed)
    handover = Handover(hours=2.0, drop_off=0.02) if seed % 2 else None
    question = Question(staffing=tuple(Staffing)[seed % 3], floor=(None, 0.8)[seed % 2])
    if question.staffing is not Staffing.AS_IS:
        question = replace(question, handover=handover)
    return model, optimise(model, question)


def steps(optimum: Optimum, moves: int | None = None):
    return [(m.task, m.from_role, m.to_role, m.share) for m in optimum.moves[:moves]]


@pytest.mark.parametrize("seed", SEEDS)
def test_moves_one_by_one_add_up_to_the_whole(seed: int):
    _, optimum = answered(seed)
    assert optimum.best is not None
    whole = optimum.present.cost - optimum.best.cost
    assert sum(m.saving for m in optimum.moves) == pytest.approx(
        whole, abs=1e-6 * optimum.best.cost
    )
    gained = optimum.best.contribution - optimum.present.contribution
    assert sum(m.contribution_change for m in optimum.moves) == pytest.approx(
        gained, abs=1e-6 * optimum.best.cost
    )
    assert len({(m.task, m.from_role, m.to_role) for m in optimum.moves}) == len(optimum.moves)


@pytest.mark.parametrize("seed", SEEDS)
def test_moves_taken_on_the_document_give_what_was_promised(seed: int):
    """One command after the other; in between, the model is sound after each."""
    model, optimum = answered(seed)
    assert optimum.best is not None
    edited = with_baselines(model)
    for task, giver, taker, part in steps(optimum):
        held = {a.role: a.share.value for a in edited.assignments if a.task == task}
        held[giver] -= part
        held[taker] = held.get(taker, 0.0) + part
        held = {role: min(part, 1.0) for role, part in held.items() if part > 1e-7}
        edited, _ = do(edited, SetShares(task=task, shares=held))
    for result in (evaluate(edited).totals, evaluate(best_model(optimum)).totals):
        scale = 1e-6 * (abs(result.contribution) + result.cost)
        assert result.contribution == pytest.approx(optimum.best.contribution, abs=scale)
        assert result.cost == pytest.approx(optimum.best.answered_cost, abs=scale)
        assert result.wins == pytest.approx(optimum.best.wins, rel=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_moves_that_matter_keep_all_limits_and_come_within_one_percent(seed: int):
    model = small(seed)
    question = asked(model, seed)
    optimum = optimise(model, question)
    if optimum.best is None:
        return
    able = optimum.able
    shares = taken(able, able.present, steps(optimum, optimum.enough))
    formulation = least_cost(able, question)
    cost = counted_cost(able, question, formulation.layout, shares)
    assert cost <= optimum.best.cost * 1.01 * (1 + 1e-9)
    x = completed(able, question, formulation.layout, shares, shares[:0])
    assert formulation.programme.breaches(x) == []


def test_moves_that_matter_for_most_contribution_keep_all_limits_too():
    """Deals so large that no cost counts, and an AE with 360 hours for 468: the moves that bring
    the AE within its hours were worth nothing."""
    model = changed(a_model(), "roles", "ae", headcount=heads(0.3))
    model = changed(model, "segments", "ent", deal_value=assumed(5_000_000, Unit.MONEY))
    question = Question(goal=Goal.CONTRIBUTION, max_utilisation=1.0)
    optimum = optimise(model, question)
    assert optimum.breaches == ("Account executive has 360 hours a year at most.",)
    assert optimum.enough > 0
    able = optimum.able
    shares = taken(able, able.present, steps(optimum, optimum.enough))
    assert Judge(able, question).one(shares).breach[0] <= 1e-6


def test_moves_lead_from_one_assignment_to_the_other():
    """In Acme: prospecting from the AE to the SDR, the demo from the AE to the sales engineer."""
    optimum = optimise(a_model())
    able = optimum.able
    assert steps(optimum) == [("prospect", "ae", "sdr", 0.5), ("demo", "ae", "se", 0.4)]
    moves = moves_between(able, able.present, optimum.shares)
    assert taken(able, able.present, moves) == pytest.approx(optimum.shares, abs=1e-6)
    assert optimum.moves[0].saving == pytest.approx(200 * (150 - 62.5))
    assert moves_between(able, able.present, able.present) == []


@pytest.mark.parametrize("staffing", Staffing)
def test_handovers_are_in_the_savings(staffing: Staffing):
    """Costs of handing over count in present, best and moves alike."""
    handover = Handover(hours=3.0, drop_off=0.05)
    question = Question(staffing=staffing, floor=0.5, handover=handover)
    optimum = optimise(small(11), question)
    assert optimum.best is not None
    assert optimum.present.handovers > 0
    without = optimise(small(11), replace(question, handover=None))
    assert optimum.present.cost > without.present.cost
    whole = optimum.present.cost - optimum.best.cost
    assert sum(m.saving for m in optimum.moves) == pytest.approx(whole, rel=1e-6)
