"""What happens after the win, and what it costs."""

from __future__ import annotations

import pytest

from salesmodel.editing import RemoveOutcome, RemoveStage, SetSegmentValue, SetTaskValue


@pytest.fixture
def undelivered(company):
    """The company whose Enterprise journey ends at the win."""
    return company.doing(RemoveStage(stage="ent.onboarding"))


def test_a_win_must_be_followed_by_delivery(undelivered):
    finding = undelivered.only("nothing-after-the-win")
    assert finding.sentence == (
        "Enterprise wins 25 customers a year; nothing is delivered to them after the win."
    )
    assert finding.components == ("value_delivery", "value_proposition")
    unsold = undelivered.resulting("segments", "ent", wins=0.0)
    assert unsold.found("nothing-after-the-win") == ()


def test_an_onboarding_stage_follows_the_win(undelivered):
    finding = undelivered.only("nothing-after-the-win")
    mended = undelivered.mended(finding, "Add an onboarding stage")
    assert mended.found("nothing-after-the-win") == ()
    assert mended.found("stage-without-task") == ()
    assert mended.evaluation.segment("ent").cost_to_serve_per_win > 0


def test_an_onboarding_stage_brings_the_end_that_it_leads_to(undelivered):
    ends = [RemoveOutcome(outcome=f"ent.{end}") for end in ("stayed", "churned")]
    bare = undelivered.doing(*ends)
    finding = bare.only("nothing-after-the-win")
    assert bare.mended(finding, "Add an onboarding stage").found("nothing-after-the-win") == ()


def trained_for(company, hours):
    return company.doing(SetTaskValue(task="mid.training", field="hours", value=hours))


def test_serving_a_customer_may_cost_no_more_than_its_gross_margin_of_a_year(company):
    # 50,000 a deal at 80% gross margin carries 40,000: 436 hours of CSM at 91.67
    assert trained_for(company, 436).found("cost-to-serve-too-high") == ()
    dear = trained_for(company, 480)
    finding = dear.only("cost-to-serve-too-high")
    assert finding.sentence == (
        "Serving a won Mid customer costs $44k; its gross margin of a year is $40k."
    )
    assert finding.components == ("value_delivery", "customer_selection")
    assert finding.excess == pytest.approx(0.1)


def test_serving_is_mended_by_roles_that_do_it_as_well_for_less(company):
    dear = trained_for(company, 480)  # 28,000 at the 58.33 of SDR
    finding = dear.only("cost-to-serve-too-high")
    mended = dear.mended(finding, "Give it to cheaper roles")
    assert mended.found("cost-to-serve-too-high") == ()
    assert mended.evaluation.segment("mid").cost_to_serve_per_win == pytest.approx(28_000)


def test_serving_that_cheaper_roles_do_not_bring_in_reach_needs_larger_deals(company):
    dear = trained_for(company, 700)  # 40,833 even at the 58.33 of SDR
    assert dear.only("cost-to-serve-too-high").mends == ()
    larger = SetSegmentValue(segment="mid", field="deal_value", value=81_000)
    assert dear.doing(larger).found("cost-to-serve-too-high") == ()
