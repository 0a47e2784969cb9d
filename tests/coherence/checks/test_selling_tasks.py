"""Whether each stage is served, each task done, by whom, and how well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.defaults.templates import template
from salesmodel.editing import (
    LockShare,
    RemoveTask,
    SetJob,
    SetRoleValue,
    SetShares,
    SetSkill,
    SetTaskValue,
    do,
)
from salesmodel.evaluation import evaluate
from salesmodel.model import Proficiency, Severity, TaskKind
from tests.coherence.conftest import Company, share


def without(company, *tasks):
    return company.doing(*(RemoveTask(task=task) for task in tasks))


def test_a_stage_without_a_task_is_found_when_buyers_reach_it(company):
    bare = without(company, "mid.negotiation")
    finding = bare.only("stage-without-task")
    assert finding.sentence == "No task serves Procurement; 50 of 100 buyers pass it without you."
    assert (finding.stage, finding.components) == ("mid.procurement", ("selling_tasks",))
    assert finding.excess == 0.5
    assert bare.reached("mid", "mid.procurement", 0).found("stage-without-task") == ()
    assert bare.mended(finding, "Add the task Negotiate terms").found("stage-without-task") == ()


def test_a_new_task_goes_to_the_cheapest_role_that_does_it_well(company):
    bare = without(company, "mid.negotiation")
    mended = bare.mended(bare.only("stage-without-task"), "Add the task Negotiate terms")
    added = mended.model.tasks[-1]
    assert (added.skill, added.baseline_shares) == ("Negotiation", {"sdr": 1})
    # at 55% SDR would cost 106 an hour done well, CSM at 80% costs 115
    clumsy = SetSkill(role="sdr", skill="Negotiation", proficiency=Proficiency(quality=share(0.55)))
    bare = bare.doing(clumsy, SetRoleValue(role="csm", field="headcount", value=1))
    mended = bare.mended(bare.only("stage-without-task"), "Add the task Negotiate terms")
    assert mended.model.tasks[-1].baseline_shares == {"csm": 1}
    assert mended.found("low-fulfilment") == ()


def test_a_new_task_goes_to_a_role_that_has_the_hours(company):
    full = company.resulting("roles", "sdr", hours=1_900.0)
    bare = full.with_model(tasks=tuple(t for t in full.model.tasks if t.id != "mid.negotiation"))
    (add,) = bare.only("stage-without-task").mends[0].commands
    assert add.owner == "ae"  # CSM would be busy 94%


def test_a_stage_without_a_task_after_the_win_is_a_matter_of_value_delivery(company):
    bare = without(company, "mid.training")
    finding = bare.only("stage-without-task")
    assert finding.component == "value_delivery"
    assert bare.mended(finding, "Add the task Onboarding").found("stage-without-task") == ()


def test_a_stage_for_no_named_job_gets_a_task_of_its_own_name(company):
    bare = without(company, "mid.negotiation").doing(SetJob(place="mid.procurement", job="other"))
    mended = bare.mended(
        bare.only("stage-without-task"), "Add the task Help buyers through Procurement"
    )
    assert mended.found("stage-without-task") == ()


def test_no_task_is_offered_that_nobody_could_do(company):
    bare = without(company, "mid.negotiation")
    idle = tuple(role.model_copy(update={"skills": {}}) for role in company.model.roles)
    assert bare.with_model(roles=idle).only("stage-without-task").mends == ()


def test_a_task_that_serves_no_stage_is_found_unless_it_comes_before_the_journey(company):
    assert company.found("task-without-stage") == ()
    idle = company.editing("tasks", "mid.prospecting", kind=TaskKind.ADMINISTRATION).evaluated()
    finding = idle.only("task-without-stage")
    assert finding.sentence == "Prospecting serves no stage of the journey; it costs $23.3k a year."
    assert finding.severity == Severity.NOTE
    assert finding.excess == pytest.approx(23_333 / 122_500, rel=1e-4)
    assert idle.mended(finding, "Remove the task").found("task-without-stage") == ()


def test_a_task_on_a_stage_that_nobody_reaches_serves_nobody(company):
    idle = company.reached("mid", "mid.procurement", 0)
    assert "Procurement, which no buyer reaches" in idle.only("task-without-stage").sentence


@pytest.fixture
def single_threaded(company):
    """Enterprise, whose consensus stage has a proposal and nothing that reaches many."""
    return company.editing("tasks", "ent.executive-alignment", name="Proposal", skill="Negotiation")


@pytest.mark.parametrize(
    ("stakeholders", "severity"), [(9, Severity.SEVERE), (5, Severity.WATCH), (3, None)]
)
def test_many_stakeholders_need_a_task_that_reaches_them(single_threaded, stakeholders, severity):
    single = single_threaded.buying("ent", stakeholders=stakeholders).evaluated()
    if severity is None:
        assert single.found("consensus-without-multithreading") == ()
        return
    finding = single.only("consensus-without-multithreading")
    assert finding.severity == severity
    assert finding.sentence == (
        f"Buyers here average {stakeholders} stakeholders; no task reaches past the first 3."
    )
    assert finding.components == ("selling_tasks", "customer_selection")
    assert finding.excess == pytest.approx(stakeholders / 3 - 1)
    mended = single.mended(finding, "Add a multi-threading task")
    assert mended.found("consensus-without-multithreading") == ()


def test_multi_threading_is_added_to_the_parallel_job_that_builds_consensus():
    model = template("enterprise")
    for task in ("ent.threads", "ent.executives", "ent.chase"):
        model, _ = do(model, RemoveTask(task=task))
    company = Company(model, evaluate(model))
    finding = company.only("consensus-without-multithreading")
    mended = company.mended(finding, "Add a multi-threading task")
    assert mended.model.tasks[-1].track == "ent.consensus"
    assert mended.found("consensus-without-multithreading") == ()
    # what is new is its own baseline, so it promises nothing
    was, now = (each.evaluation.segment("ent").win_rate for each in (company, mended))
    assert now == pytest.approx(was)


def without_doers(company, task):
    rest = tuple(held for held in company.model.assignments if held.task != task)
    return company.with_model(assignments=rest).evaluated()


def test_a_task_without_an_owner_is_found(company):
    assert company.found("task-without-owner") == ()
    orphaned = without_doers(company, "ent.negotiation")
    finding = orphaned.only("task-without-owner")
    assert finding.sentence == "Nobody does 100% of Negotiation, which takes 200 hours a year."
    assert finding.excess == 1
    assert orphaned.mended(finding, "Give it to SDR").found("task-without-owner") == ()


def test_a_task_done_only_in_part_is_found(company):
    (held,) = (a for a in company.model.assignments if a.task == "ent.negotiation")
    part = company.editing("assignments", held.id, share=share(0.6))
    finding = part.only("task-without-owner")
    assert "Nobody does 40% of Negotiation" in finding.sentence
    assert finding.excess == pytest.approx(0.4)


def test_what_nobody_does_of_a_task_goes_to_the_cheapest_role_that_does_it_well(company):
    (held,) = (a for a in company.model.assignments if a.task == "ent.negotiation")
    part = company.editing("assignments", held.id, share=share(0.6))
    done = tuple(replace(each, share=0.6) for each in part.doers("ent.negotiation"))
    part = part.resulting("tasks", "ent.negotiation", shares=done)
    mended = part.mended(part.only("task-without-owner"), "Give the rest to SDR")
    assert mended.found("task-without-owner") == ()
    shares = {s.role: s.share for s in mended.doers("ent.negotiation")}
    assert shares == pytest.approx({"ae": 0.6, "sdr": 0.4})


@pytest.fixture
def clumsy(company):
    """Customer success managers negotiate in Enterprise, with a quality of 45%."""
    skill = Proficiency(quality=share(0.45))
    return company.doing(
        SetSkill(role="csm", skill="Negotiation", proficiency=skill),
        SetShares(task="ent.negotiation", shares={"csm": 1}),
    )


def test_a_task_that_counts_is_fulfilled_to_60_per_cent_at_least(company, clumsy):
    finding = clumsy.only("low-fulfilment")
    assert finding.sentence == (
        "Negotiation is fulfilled to 45% as buyers see it; below 60% it loses deals."
    )
    assert finding.excess == pytest.approx(0.25)
    assert (
        company.resulting("tasks", "ent.negotiation", fulfilment=0.6).found("low-fulfilment") == ()
    )
    weightless = clumsy.doing(SetTaskValue(task="ent.negotiation", field="weight", value=0))
    assert weightless.found("low-fulfilment") == ()


def test_a_task_done_badly_goes_to_the_cheapest_role_that_does_it_well(clumsy):
    finding = clumsy.only("low-fulfilment")
    assert clumsy.mended(finding, "Give it to SDR").found("low-fulfilment") == ()


def test_a_task_done_badly_under_a_lock_is_mended_by_training(clumsy):
    locked = clumsy.doing(LockShare(task="ent.negotiation", role="csm"))
    assert locked.only("low-fulfilment").mends == ()
    trained = Proficiency(quality=share(0.6))
    done = locked.doing(SetSkill(role="csm", skill="Negotiation", proficiency=trained))
    assert done.found("low-fulfilment") == ()
