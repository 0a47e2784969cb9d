"""What a mend hands over, and what that makes of hours and cost (rules 3.2 to 3.8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.coherence.checks.limits import MOST, past
from salesmodel.coherence.checks.sharing import (
    as_in,
    at_least_cost,
    commands_of,
    hours_by_role,
)
from salesmodel.defaults.templates import template, template_names
from salesmodel.editing import LockShare, SetRoleValue, SetSkill
from salesmodel.evaluation import evaluate
from salesmodel.model import Proficiency, Unit, assumed
from tests.coherence.conftest import Company, share

KEYS = [card.key for card in template_names()]
limits = st.floats(0.01, 1_000)


@given(limits, st.floats(0, 9))
def test_a_figure_lies_as_far_past_a_limit_above_as_below_it(limit, part):
    assert past(limit * (1 + part), limit) == pytest.approx(part, abs=1e-9)
    assert past(limit * (1 - min(part, 1)), limit) == pytest.approx(min(part, 1), abs=1e-9)


def test_no_figure_lies_endlessly_past_its_limit():
    assert past(float("inf"), 1) == past(1_000, 1) == past(5, 0) == MOST
    assert past(1, 1) == past(0, 0) == 0


@pytest.mark.parametrize("key", KEYS)
def test_the_cheapest_mix_saves_the_misalignment_premium_and_keeps_fulfilment(key):
    company = Company(template(key), evaluate(template(key)))
    # without weights conversion does not answer, so the buyers stay the same
    tasks = tuple(
        task.model_copy(update={"weight": assumed(0, Unit.LOG_ODDS)})
        for task in company.model.tasks
    )
    company = company.with_model(tasks=tasks).evaluated()
    sharing, saved = at_least_cost(company.sight, company.model.tasks)
    after = company.doing(*commands_of(sharing))
    totals = company.evaluation.totals
    assert saved == pytest.approx(totals.misalignment_premium)
    assert after.evaluation.totals.cost == pytest.approx(totals.cost - saved)
    for task in after.evaluation.tasks:
        assert task.fulfilment >= company.evaluation.task(task.id).fulfilment - 1e-9
        assert task.premium == pytest.approx(0, abs=1e-6)


def test_two_roles_share_a_task_that_neither_does_as_well_for_less(company):
    # SDR at 0.6 for 58.33 an hour beside CSM at 1.0 for 91.67 do as well as AE at 0.8 for 150
    mixed = company.doing(
        SetSkill(role="sdr", skill="Negotiation", proficiency=Proficiency(quality=share(0.6))),
        SetSkill(role="csm", skill="Negotiation", proficiency=Proficiency(quality=share(1))),
    )
    (task,) = (t for t in mixed.model.tasks if t.id == "ent.negotiation")
    sharing, saved = at_least_cost(mixed.sight, [task])
    assert sharing["ent.negotiation"] == pytest.approx({"sdr": 0.5, "csm": 0.5})
    assert saved == pytest.approx(200 * (150 - 75))


def test_roles_without_heads_and_locked_tasks_are_left_out(company):
    there = company.doing(LockShare(task="ent.negotiation", role="ae"))
    sharing, _ = at_least_cost(there.sight, there.model.tasks)
    assert "ent.negotiation" not in sharing
    gone = there.doing(SetRoleValue(role="sdr", field="headcount", value=0))
    assert at_least_cost(gone.sight, gone.model.tasks) == ({}, 0.0)


@pytest.mark.parametrize("key", KEYS)
def test_hours_after_a_handover_are_those_of_its_evaluation(key):
    tasks = tuple(
        task.model_copy(update={"weight": assumed(0, Unit.LOG_ODDS)})
        for task in template(key).tasks
    )
    model = template(key).model_copy(update={"tasks": tasks})
    company = Company(model, evaluate(model))
    sharing, _ = at_least_cost(company.sight, tasks)
    after = company.doing(*commands_of(sharing))
    told = hours_by_role(company.sight, tasks, sharing)
    for role in after.evaluation.roles:
        assert told.get(role.id, 0.0) == pytest.approx(role.hours)


def test_a_task_is_shared_as_the_most_alike_one_of_the_other_segment(company):
    ent, mid = company.model.segments
    assert as_in(company.sight, mid, ent) == {}
    (held,) = (a for a in company.model.assignments if a.task == "ent.negotiation")
    assert held.role == "ae"
    other = company.doing(
        *commands_of({"ent.negotiation": {"ae": 0.5, "csm": 0.5}}),
    )
    assert as_in(other.sight, mid, ent) == {"mid.negotiation": {"ae": 0.5, "csm": 0.5}}
