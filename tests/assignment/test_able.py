"""Rules 3.2 and 3.6: every pair of a task and a role that has its skill."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.assignment import able_shares
from salesmodel.evaluation import evaluate, run
from salesmodel.model import SalesModel
from tests.assignment.independent import facts_of
from tests.assignment.instances import small
from tests.builders import a_model, holds
from tests.evaluation.models import reassigned
from tests.evaluation.random_models import models


def test_a_pair_is_there_exactly_when_the_role_has_the_skill():
    able = able_shares(a_model())
    assert set(able.places) == {
        ("prospect", "sdr"), ("prospect", "ae"), ("demo", "ae"), ("demo", "se"),
        ("proposal", "ae"),
    }  # fmt: skip
    assert able.pair("demo", "sdr") is None
    pair = able.pair("demo", "se")
    assert pair is not None
    assert able.present[pair] == 0.6


def test_a_pair_costs_what_all_of_the_task_would_cost_in_hours_of_that_role():
    """100 buyers, 4 hours each: 400 hours of the SDR at 75,000 / 1,200."""
    able = able_shares(a_model())
    pair = able.places["prospect", "sdr"]
    assert able.unit_hours[pair] == pytest.approx(400)
    assert able.unit_cost[pair] == pytest.approx(400 * 62.5)


@pytest.mark.parametrize("seed", range(12))
def test_hours_and_qualities_are_those_of_an_independent_evaluation(seed: int):
    able = able_shares(small(seed))
    facts = facts_of(able.model)
    assert set(able.places) == set(facts.hours)
    for pair, place in able.places.items():
        assert able.unit_hours[place] == pytest.approx(facts.hours[pair], rel=1e-9)
        assert able.quality[place] == facts.quality[pair]
        assert able.unit_cost[place] == pytest.approx(facts.hours[pair] * facts.rate[pair[1]])


@settings(max_examples=25, deadline=None)
@given(models(), st.integers(0, 1_000))
def test_shares_over_the_pairs_are_evaluated_as_the_model_that_has_them(
    model: SalesModel, seed: int
):
    """With baselines of their own, so that conversion answers."""
    able = able_shares(reassigned(model, seed))
    rng = np.random.default_rng(seed)
    shares = rng.exponential(size=len(able))
    shares /= np.bincount(able.task, shares)[able.task]
    items = tuple(
        holds(task, role, float(shares[place])) for (task, role), place in able.places.items()
    )
    whole = evaluate(able.model.model_copy(update={"assignments": items})).totals
    raw = run(able.compiled, able.values(shares))
    assert raw.contribution.sum() == pytest.approx(whole.contribution, rel=1e-9)
    assert raw.segment_cost.sum() == pytest.approx(whole.cost, rel=1e-9)
    assert able.now.contribution.sum() == pytest.approx(evaluate(able.model).totals.contribution)


def test_a_model_without_tasks_or_roles_has_no_pairs():
    empty = a_model().model_copy(update={"tasks": (), "assignments": ()})
    assert len(able_shares(empty)) == 0
    nobody = a_model().model_copy(update={"roles": (), "assignments": ()})
    assert len(able_shares(nobody)) == 0
