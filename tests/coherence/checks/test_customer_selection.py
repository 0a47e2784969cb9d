"""Whom the company sells to, and whether that can pay."""

from __future__ import annotations

import pytest

from salesmodel.editing import LockShare, SetSegmentValue, SetShares
from salesmodel.model import Severity

LOCKED = {"executive-alignment": "ae", "prospecting": "sdr"}
CHEAPER = "Give it to cheaper roles"


def deals_of(company, value):
    """The company whose Mid deals are worth this much; at 80% gross margin."""
    return company.doing(SetSegmentValue(segment="mid", field="deal_value", value=value))


@pytest.mark.parametrize(
    ("months", "severity"), [(24, None), (31, Severity.WATCH), (40, Severity.SEVERE), (None, None)]
)
def test_payback_beyond_24_months_is_found(company, months, severity):
    slow = company.resulting("segments", "mid", payback_months=months)
    if severity is None:
        assert slow.found("payback-too-long") == ()
        return
    finding = slow.only("payback-too-long")
    assert finding.severity == severity
    assert f"in {months} months; 24 is the limit" in finding.sentence
    assert finding.components == ("customer_selection", "selling_tasks")
    assert finding.excess == pytest.approx(months / 24 - 1)


def test_payback_is_mended_by_roles_that_do_the_tasks_as_well_for_less(company):
    # A win takes 16 hours of SDR at 58.33 and 24 of AE at 150: 4,533, or 27.2 months
    slow = deals_of(company, 2_500)
    finding = slow.only("payback-too-long")
    assert dict(finding.evidence)["payback_months"] == pytest.approx(27.2)
    mended = slow.mended(finding, CHEAPER)
    assert mended.found("payback-too-long") == ()
    # all 40 hours at 58.33
    assert mended.evaluation.segment("mid").payback_months == pytest.approx(14)


def test_payback_that_cheaper_roles_do_not_bring_in_reach_needs_larger_deals(company):
    slow = deals_of(company, 1_000)  # 68 months, or 35 with the cheapest roles
    assert slow.only("payback-too-long").mends == ()
    assert deals_of(slow, 3_000).found("payback-too-long") == ()


def test_a_segment_that_costs_more_than_it_brings_in_is_found(company):
    # 25 wins of 3,200 bring 80,000; 1,100 hours cost 122,500
    poor = deals_of(company, 4_000)
    finding = poor.only("negative-contribution")
    assert finding.sentence == "Mid costs $122k a year, $42.5k more than its gross margin."
    assert finding.excess == pytest.approx(122.5 / 80 - 1)
    assert finding.components == ("customer_selection", "selling_tasks")
    assert poor.mended(finding, CHEAPER).found("negative-contribution") == ()
    even = company.resulting("segments", "mid", contribution=0.0)
    assert even.found("negative-contribution") == ()


def test_a_loss_that_cheaper_roles_do_not_undo_needs_larger_deals(company):
    poor = deals_of(company, 3_000)  # the roles save 58,333 of 62,500
    assert poor.only("negative-contribution").mends == ()
    assert deals_of(poor, 6_200).found("negative-contribution") == ()


def test_what_is_locked_is_not_given_to_cheaper_roles(company):
    poor = deals_of(company, 4_000).doing(LockShare(task="mid.executive-alignment", role="ae"))
    assert poor.only("negative-contribution").mends == ()


@pytest.fixture
def alike(company):
    """The company whose segments buy alike."""
    return company.buying("mid", formality=0.75, human_contact=0.8, stakeholders=8).evaluated()


def given(company, *tasks):
    return company.doing(*(SetShares(task=f"mid.{t}", shares={"csm": 1}) for t in tasks))


def test_segments_that_buy_alike_should_not_be_sold_differently(alike):
    assert alike.found("like-buyers-sold-differently") == ()
    # 400 of 1,100 hours change roles, then 600
    assert given(alike, "executive-alignment").found("like-buyers-sold-differently") == ()
    apart = given(alike, "executive-alignment", "negotiation")
    finding = apart.only("like-buyers-sold-differently")
    assert finding.sentence == (
        "Enterprise and Mid buy alike, but 55% of the hours go to different roles."
    )
    assert (finding.segment, finding.other_segment) == ("ent", "mid")
    assert finding.components == ("customer_selection", "selling_tasks")
    assert finding.excess == pytest.approx(600 / 1_100 / 0.4 - 1)


def test_segments_that_buy_alike_are_both_sold_to_in_the_cheaper_way(alike):
    apart = given(alike, "executive-alignment", "negotiation")
    finding = apart.only("like-buyers-sold-differently")
    mended = apart.mended(finding, "Share Enterprise as in Mid")
    assert mended.found("like-buyers-sold-differently") == ()
    other = finding.mends[1]
    assert other.label == "Share Mid as in Enterprise"
    assert apart.doing(*other.commands).found("like-buyers-sold-differently") == ()


def test_no_sharing_is_offered_that_leaves_the_two_apart(alike):
    apart = given(alike, "executive-alignment", "negotiation", "prospecting")
    kept = [(f"{segment}.{task}", segment) for segment in ("ent", "mid") for task in LOCKED]
    held = apart.doing(
        *(LockShare(task=t, role="csm" if s == "mid" else LOCKED[t[4:]]) for t, s in kept)
    )
    assert held.only("like-buyers-sold-differently").mends == ()


def test_segments_that_buy_otherwise_may_be_sold_to_differently(company):
    apart = given(company, "executive-alignment", "negotiation")
    assert apart.found("like-buyers-sold-differently") == ()
