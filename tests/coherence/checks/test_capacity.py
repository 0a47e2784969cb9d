"""Whether roles have the hours, and the dearest of them spend them on selling."""

from __future__ import annotations

import pytest

from salesmodel.editing import LockShare, SetRoleValue, SetShares, SetSkill
from salesmodel.model import Proficiency, Severity
from tests.coherence.conftest import share


def heads(company, role, number):
    return company.doing(SetRoleValue(role=role, field="headcount", value=number))


@pytest.mark.parametrize(
    ("utilisation", "check"),
    [
        (0.85, None),
        (0.92, "role-near-capacity"),
        (1.0, "role-near-capacity"),
        (1.2, "role-over-capacity"),
    ],
)
def test_a_role_needs_the_hours_it_is_asked_for(company, utilisation, check):
    busy = company.resulting("roles", "ae", utilisation=utilisation)
    found = [f for c in ("role-near-capacity", "role-over-capacity") for f in busy.found(c)]
    assert [finding.check for finding in found] == ([check] if check else [])
    for finding in found:
        assert f"{utilisation * 100:.0f}% of its hours" in finding.sentence
        assert finding.component == "selling_tasks"


def test_how_far_a_role_is_past_its_hours_ranks_it(company):
    over = company.resulting("roles", "ae", utilisation=1.2).only("role-over-capacity")
    near = company.resulting("roles", "ae", utilisation=0.935).only("role-near-capacity")
    assert over.excess == pytest.approx(0.2)
    assert near.excess == pytest.approx(0.1)
    assert dict(near.evidence) == {"utilisation": 0.935, "hours": 1200, "limit": 0.85}


def test_a_full_role_that_delivers_is_a_matter_of_value_delivery(company):
    busy = company.resulting("roles", "csm", utilisation=1.1)
    assert busy.only("role-over-capacity").component == "value_delivery"


def test_a_full_role_that_sells_and_delivers_sets_the_two_against_each_other(company):
    hours = {"selling": 70.0, "onboarding": 30.0}
    busy = company.resulting("roles", "ae", utilisation=1.1, hours=100.0, hours_by_kind=hours)
    finding = busy.only("role-over-capacity")
    assert finding.components == ("selling_tasks", "value_delivery")


def test_a_full_role_is_mended_by_giving_tasks_to_who_has_the_hours(company):
    # 1,200 hours are asked of 0.6 heads with 1,200 hours each; two tasks take 400 hours each
    busy = heads(company, "ae", 0.6)
    finding = busy.only("role-over-capacity")
    assert finding.severity == Severity.SEVERE
    mended = busy.mended(finding, "Give 2 tasks to SDR")
    assert mended.found("role-over-capacity") == ()
    assert mended.found("role-near-capacity") == ()


def test_a_full_role_is_mended_by_heads_up_to_85_per_cent(company):
    busy = heads(company, "ae", 0.6)
    hiring = busy.only("role-over-capacity").mends[-1]
    assert hiring.label == "Add 1 head of AE"
    hired = busy.doing(*hiring.commands)
    assert hired.model.roles[1].headcount.value == 1.6
    assert hired.found("role-over-capacity") == hired.found("role-near-capacity") == ()


def test_a_role_without_heads_is_over_its_hours_until_heads_are_added(company):
    gone = heads(company, "ae", 0)
    finding = gone.only("role-over-capacity")
    assert finding.sentence == (
        "AE is asked for 1,200 hours a year and has no heads; the plan cannot be executed."
    )
    assert dict(finding.evidence) == {"hours": 1200, "limit": 1}
    # handed over, its tasks would leave CSM, then paid most, selling too little
    mended = gone.mended(finding, "Add 2 heads of AE")
    assert mended.found("role-over-capacity") == ()


def test_a_nearly_full_role_gives_away_no_more_than_it_has_to(company):
    busy = heads(company, "ae", 1.1)
    finding = busy.only("role-near-capacity")
    assert finding.severity == Severity.WATCH
    assert busy.mended(finding, "Give 1 task to SDR").found("role-near-capacity") == ()


def only_hiring(company):
    """The labels of what is offered to a company whose account executives are nearly full."""
    return [mend.label for mend in heads(company, "ae", 1.1).only("role-near-capacity").mends]


def test_tasks_are_not_given_to_a_role_that_is_full_itself(company):
    full = heads(heads(company, "sdr", 0.8), "csm", 0.2)  # both busy 83%
    assert only_hiring(full) == ["Add 1 head of AE"]


def test_tasks_are_not_given_to_a_role_that_does_them_badly(company):
    poor = Proficiency(quality=share(0.5))
    clumsy = company.doing(
        *(
            SetSkill(role=role, skill=skill, proficiency=poor)
            for role in ("sdr", "csm")
            for skill in ("Executive alignment", "Negotiation")
        )
    )
    assert only_hiring(clumsy) == ["Add 1 head of AE"]


def test_tasks_with_a_locked_share_are_not_given_away(company):
    tasks = [t.id for t in company.model.tasks if "ae" in (s.role for s in company.doers(t.id))]
    locked = heads(company, "ae", 1.1).doing(*(LockShare(task=t, role="ae") for t in tasks))
    (mend,) = locked.only("role-near-capacity").mends
    assert mend.label == "Add 1 head of AE"


def prospecting(company, *segments):
    """The company whose account executives prospect in these segments."""
    tasks = [f"{segment}.prospecting" for segment in segments]
    return company.doing(*(SetShares(task=task, shares={"ae": 1}) for task in tasks))


def test_the_highest_paid_seller_sells_most_of_its_time(company):
    # 1,200 hours of selling beside 400 (25%) or 800 (40%) of prospecting
    assert prospecting(company, "ent").found("senior-role-not-selling") == ()
    busy = prospecting(company, "ent", "mid")
    finding = busy.only("senior-role-not-selling")
    assert finding.sentence == (
        "AE spends 40% of its time on non-selling tasks, most of it on prospecting (40%)."
    )
    assert finding.excess == pytest.approx(1 / 3)
    assert busy.mended(finding, "Move 1 task to SDR").found("senior-role-not-selling") == ()


def test_a_seller_is_not_relieved_by_a_role_that_costs_as_much(company):
    dear = company.doing(
        *(SetRoleValue(role=r, field="annual_cost", value=180_000) for r in ("sdr", "csm"))
    )
    assert prospecting(dear, "ent", "mid").only("senior-role-not-selling").mends == ()


@pytest.mark.parametrize(("other", "severity"), [(60, Severity.WATCH), (61, Severity.SEVERE)])
def test_a_seller_past_twice_the_limit_is_severe(company, other, severity):
    spent = company.resulting(
        "roles",
        "ae",
        hours=100.0,
        non_selling_share=other / 100,
        hours_by_kind={"selling": 100.0 - other, "onboarding": float(other)},
    )
    finding = spent.only("senior-role-not-selling")
    assert finding.severity == severity
    assert finding.components == ("selling_tasks", "value_delivery")


def test_a_role_paid_well_below_the_dearest_seller_may_prospect(company):
    mixed = company.resulting(
        "roles",
        "sdr",
        non_selling_share=0.9,
        hours_by_kind={"selling": 20.0, "prospecting": 180.0},
    )
    assert mixed.found("senior-role-not-selling") == ()
