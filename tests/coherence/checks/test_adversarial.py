"""What an adversarial tester found: sentences at their limits, mends that left their finding or
made things worse, models in which nobody is won, and acceptances of another choice."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence import check_coherence
from salesmodel.coherence.accepting import acceptance_of
from salesmodel.coherence.exercises import broken, exercises
from salesmodel.coherence.preview import preview
from salesmodel.coherence.saying import amount, beside, counted, money_beside
from salesmodel.defaults import template, template_names
from salesmodel.defaults.variants import library, library_variant
from salesmodel.editing import (
    RemoveRole,
    RemoveTask,
    SetDwell,
    SetProbability,
    SetRoleValue,
    SetShares,
    SetTaskValue,
)
from salesmodel.evaluation import evaluate
from salesmodel.model import OutcomeKind, SalesModel, Severity, validate
from tests.coherence.checks.breaking import (
    DELIVERY,
    ENTERPRISE,
    MID_MARKET,
    PROPOSITION,
    SMB,
    TASKS,
    after,
    buying,
    choosing,
    found,
)

KEYS = [card.key for card in template_names()]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
BASES = {key: template(key) for key in KEYS}
SENIOR_TIME, SENIOR_MET = "senior-role-not-selling", "senior-sellers-for-self-serving-buyers"
MENDED = (SENIOR_TIME, SENIOR_MET, "role-near-capacity", "role-over-capacity", "task-without-owner")


def coherence(model):
    return check_coherence(model, evaluate(model))


def winning_nobody(model):
    won = {o.id for o in model.outcomes if o.kind == OutcomeKind.WON}
    moves = (move.id for move in model.moves if move.target in won)
    return after(model, *(SetProbability(move=move, probability=0) for move in moves))


def with_heads(model, heads):
    roles = (role.id for role in model.roles)
    return after(model, *(SetRoleValue(role=r, field="headcount", value=heads) for r in roles))


def without_tasks(model):
    return after(model, *without(*(task.id for task in model.tasks)))


def done_by_nobody(model, task):
    return model.model_copy(
        update={"assignments": tuple(a for a in model.assignments if a.task != task)}
    )


# Models in which there is little to read


@pytest.mark.parametrize("emptied", [winning_nobody, without_tasks, lambda m: with_heads(m, 0)])
@pytest.mark.parametrize("key", KEYS)
def test_every_way_to_sell_and_deliver_can_be_chosen_where_there_is_little_to_read(key, emptied):
    model = emptied(template(key))
    segment = model.segments[0].id
    for variant in library():
        if variant.kind in (TASKS, DELIVERY):
            chosen = choosing(model, segment, variant.kind, variant.id)
            assert 0 <= coherence(chosen).score <= 100


def test_who_wins_nobody_is_told_the_hours_that_win_nobody():
    model = winning_nobody(SMB())
    for variant in ("sales_assist", "high_velocity"):
        assert preview(model, "smb", [(TASKS, variant)]).alone.coherence.score <= 100
        (finding,) = found(choosing(model, "smb", TASKS, variant), "tasks-not-as-chosen")
        assert re.search(", but people work [0-9,]+ hours a year and win nobody;", finding.sentence)


# Mends


def left_after(model, check):
    """For each mend of this check: its label, and whether its finding is still there."""
    for finding in found(model, check):
        for mend in finding.mends:
            mended = after(model, *mend.commands)
            assert validate(mended) == ()
            yield mend.label, finding.about in {f.about for f in found(mended, check)}


def contact(model, wanted):
    return buying(model, model.segments[0].id, human_contact=wanted)


def exercise(name):
    return broken(next(each for each in exercises() if name in each.id))


def without(*tasks):
    return [RemoveTask(task=task) for task in tasks]


@pytest.mark.parametrize(
    ("check", "model"),
    [
        (SENIOR_TIME, lambda: after(exercise("formal_buyer"), RemoveTask(task="ent.upkeep"))),
        (SENIOR_TIME, lambda: after(ENTERPRISE(), *without("ent.upkeep", "ent.demo"))),
        (SENIOR_MET, lambda: after(contact(ENTERPRISE(), 0.3), RemoveRole(role="partner"))),
        (SENIOR_MET, lambda: contact(MID_MARKET(), 0)),
    ],
)
def test_a_mend_is_offered_only_where_it_removes_its_finding(check, model):
    assert found(model(), check)
    assert [label for label, left in left_after(model(), check) if left] == []


@st.composite
def edited(draw):
    """A template after a few small edits."""
    model = BASES[draw(st.sampled_from(KEYS))]
    for kind in draw(st.lists(st.sampled_from(EDITS), max_size=5)):
        made = kind(draw, model)
        model = made if isinstance(made, SalesModel) else after(model, made)
    return model


def _heads(draw, model):
    role = draw(st.sampled_from(model.roles))
    heads = draw(st.sampled_from([0, 0.3, 0.8, 1, 1.2, 3])) * (role.headcount.value or 1)
    return SetRoleValue(role=role.id, field="headcount", value=heads)


def _doer(draw, model):
    task = draw(st.sampled_from(model.tasks))
    able = [role.id for role in model.roles if task.skill in role.skills]
    return SetShares(task=task.id, shares={draw(st.sampled_from(able)): 1.0})


def _contact(draw, model):
    return contact(model, draw(st.sampled_from([0, 0.1, 0.3, 0.8])))


def _hours(draw, model):
    task = draw(st.sampled_from(model.tasks))
    hours = task.hours.value * draw(st.sampled_from([0.3, 0.8, 1.5, 3]))
    return SetTaskValue(task=task.id, field="hours", value=hours)


EDITS = (
    _heads,
    _doer,
    _doer,
    _contact,
    _hours,
    lambda draw, model: RemoveTask(task=draw(st.sampled_from(model.tasks)).id),
    lambda draw, model: done_by_nobody(model, draw(st.sampled_from(model.tasks)).id),
)


@settings(max_examples=60, deadline=None)
@given(edited())
def test_every_offered_mend_of_who_does_what_removes_its_finding(model):
    for check in MENDED:
        assert [label for label, left in left_after(model, check) if left] == []


@settings(max_examples=30, deadline=None)
@given(edited())
def test_no_mend_chooses_what_needs_tasks_that_are_not_there(model):
    broken_promises = {f.about for f in found(model, "promise-without-tasks")}
    for finding in coherence(model).findings:
        if finding.check not in ("fits-less-than-another", "component-not-chosen"):
            continue
        for mend in finding.mends:
            mended = found(after(model, *mend.commands), "promise-without-tasks")
            assert {f.about for f in mended} <= broken_promises


def test_what_nobody_does_is_given_to_nobody_who_lacks_the_hours():
    full = with_heads(done_by_nobody(MID_MARKET(), "mid.demo"), 0.1)
    (finding,) = found(full, "task-without-owner")
    assert finding.mends == ()


def test_a_stage_is_severely_alone_only_where_no_stage_before_the_win_has_a_task():
    before = ("contact", "qualify", "discovery", "upkeep", "demo", "answers", "proposal", "close")
    but_order = after(SMB(), *without(*(f"smb.{task}" for task in before)))
    some = found(but_order, "stage-without-task")
    assert {f.severity for f in some} == {Severity.WATCH}
    none = found(after(but_order, RemoveTask(task="smb.order")), "stage-without-task")
    assert len(none) == len(some) + 1
    assert {f.severity for f in none} == {Severity.SEVERE}


# Acceptances of another choice


def idle():
    return without_tasks(MID_MARKET())


@pytest.mark.parametrize(
    ("check", "first", "second", "company"),
    [
        ("promise-without-tasks", "performance", "total_cost", idle),
        ("approach-without-prospecting", "named_accounts", "ideal_profile", idle),
        ("tasks-not-as-chosen", "partner_led", "product_led", MID_MARKET),
        ("delivery-not-as-chosen", "partner_delivery", "self_serve_help", MID_MARKET),
        ("fits-less-than-another", "lowest_price", "quick_result", MID_MARKET),
    ],
)
def test_what_is_accepted_of_one_choice_is_open_again_of_another(check, first, second, company):
    kind = library_variant(first).kind

    def open_findings(model):
        findings = coherence(model).findings
        return [f for f in findings if (f.check, f.component) == (check, kind.value)]

    model = choosing(company(), "mid", kind, first)
    (finding,) = open_findings(model)
    assert finding.variant == first
    model = after(model, acceptance_of(finding, "It is known.", "Maya", NOW))
    assert open_findings(model) == []
    (again,) = open_findings(choosing(model, "mid", kind, second))
    assert again.variant == second
    assert open_findings(choosing(model, "mid", kind, first)) == []


# Sentences


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [(24.03, 24, "24.03"), (31.2, 24, "31"), (24, 24, "24"), (100.4, 100, "100.4")],
)
def test_a_figure_beside_its_limit_has_the_decimals_that_tell_them_apart(value, limit, text):
    assert beside(value, limit) == text


@given(st.integers(1, 10**6), st.floats(1e-6, 1e-2))
def test_no_figure_past_its_limit_reads_as_its_limit(limit, by):
    value = limit * (1 + by)
    assert beside(value, limit) != beside(limit, limit) == f"{limit:,}"
    assert money_beside(value, limit, "USD") != money_beside(limit, value, "USD")


def test_what_is_counted_is_one_or_many_and_not_finer_than_anybody_acts_on():
    assert [counted(days, "day") for days in (1, 0.999, 2.5)] == ["1 day", "1 day", "2.5 days"]
    said = [amount(figure) for figure in (0, 1.5e-5, 0.04, 9.96, 10.2, 1400)]
    assert said == ["0", "under 0.01", "0.04", "10", "10", "1,400"]


def test_a_task_that_takes_no_hours_lacks_nobody():
    model = done_by_nobody(SMB(), "smb.contact")
    assert found(model, "task-without-owner")
    idle = after(model, SetTaskValue(task="smb.contact", field="hours", value=0))
    assert found(idle, "task-without-owner") == []


@pytest.mark.parametrize(
    ("check", "limit"),
    [("role-over-capacity", "100%"), ("role-near-capacity", "85%")],
)
def test_a_role_just_past_its_limit_is_said_to_be_past_it(check, limit):
    role = evaluate(SMB()).role("ae")
    heads = role.utilisation * role.headcount / (float(limit[:-1]) / 100 * 1.0001)
    model = after(SMB(), SetRoleValue(role="ae", field="headcount", value=heads))
    (finding,) = (f for f in found(model, check) if f.role == "ae")
    assert limit not in finding.sentence.split(" of its hours")[0]


def test_a_promise_in_one_day_is_said_and_mended_in_one_day():
    quick = SetDwell(place="smb.onboard", value=0.9)
    model = choosing(after(SMB(), quick), "smb", PROPOSITION, "quick_result", days=0.3)
    (finding,) = found(model, "promised-days-not-kept")
    assert re.search(r" in 0\.3 days; onboarding takes \d", finding.sentence)
    assert [mend.label for mend in finding.mends] == ["Promise 1 day"]
