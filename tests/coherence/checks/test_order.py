"""The order of the lists decides nothing, also where a figure lies at its limit (rule 5.6)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence import check_coherence
from salesmodel.coherence.checks.likeness import buy_alike, buy_differently
from salesmodel.defaults.templates import template, template_names
from salesmodel.editing import LockShare, SetRoleValue, SetSegmentValue, do
from salesmodel.evaluation import evaluate
from salesmodel.model import COLLECTIONS
from tests.coherence.checks.test_every_check import BREAKS, said
from tests.coherence.conftest import Company, a_segment

KEYS = [card.key for card in template_names()]
SHUFFLES = 25


def shuffled(model, random: Random):
    """The same model, each of its lists in another order."""
    lists = {name: getattr(model, name) for name in COLLECTIONS}
    return model.model_copy(
        update={name: tuple(random.sample(each, len(each))) for name, each in lists.items()}
    )


def used_to(model, role, utilisation):
    """The model in which the role is used exactly so far, but for the last digit of the sum."""
    result = evaluate(model).role(role)
    hours = next(r for r in model.roles if r.id == role).productive_hours.value
    heads = result.hours / (utilisation * hours)
    return do(model, SetRoleValue(role=role, field="headcount", value=heads))[0]


def coherence(model):
    return check_coherence(model, evaluate(model))


@pytest.mark.parametrize("utilisation", [1.0, 0.85, 0.4])
@pytest.mark.parametrize("key", KEYS)
def test_a_role_at_its_limit_scores_the_same_in_every_order(key, utilisation):
    model = used_to(template(key), "ae", utilisation)
    score, random = coherence(model).score, Random(7)
    found = {f"{coherence(shuffled(model, random)).score:.9f}" for _ in range(SHUFFLES)}
    assert found == {f"{score:.9f}"}


@pytest.mark.parametrize("key", KEYS)
def test_a_segment_at_its_limit_of_payback_or_cost_scores_the_same_in_every_order(key):
    segment = template(key).segments[0]
    result, margin = evaluate(template(key)).segment(segment.id), segment.gross_margin.value
    paid_back = result.acquisition_cost_per_win / (24 / 12 * margin)
    for value in (paid_back, result.cost / (result.wins * margin)):
        limit = SetSegmentValue(segment=segment.id, field="deal_value", value=value)
        model, random = do(template(key), limit)[0], Random(7)
        score = coherence(model).score
        found = {f"{coherence(shuffled(model, random)).score:.9f}" for _ in range(SHUFFLES)}
        assert found == {f"{score:.9f}"}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KEYS), st.sampled_from([lambda model: model, *BREAKS]), st.randoms())
def test_no_order_of_the_lists_changes_a_finding_or_the_score(key, broken, random):
    model = broken(template(key))
    other = shuffled(model, random)
    assert said(Company(other, evaluate(other))) == said(Company(model, evaluate(model)))
    assert coherence(other).score == pytest.approx(coherence(model).score, abs=1e-9)


def test_segments_just_as_far_apart_as_the_limit_are_told_so_whatever_the_digits():
    # 0.7 - 0.3 is a hair below 0.4, and 0.65 - 0.5 a hair above 0.15
    formal, informal = (a_segment(i, i, 5, f, 0.5) for i, f in (("one", 0.7), ("two", 0.3)))
    assert 0.7 - 0.3 < 0.4
    assert buy_differently(formal, informal)
    near, nearer = (a_segment(i, i, 5, f, 0.5) for i, f in (("one", 0.65), ("two", 0.5)))
    assert 0.65 - 0.5 > 0.15
    assert buy_alike(near, nearer)


def test_a_locked_task_is_seen_in_every_order(company):
    locked = company.doing(LockShare(task="ent.negotiation", role="ae"))
    for seed in range(3):
        other = shuffled(locked.model, Random(seed))
        assert Company(other, locked.evaluation).sight.locked_tasks == {"ent.negotiation"}
