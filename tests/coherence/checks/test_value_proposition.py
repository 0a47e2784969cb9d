"""Whether what is done fits how the segment buys."""

from __future__ import annotations

import pytest

from salesmodel.editing import AddRole, SetJob, SetShares
from salesmodel.model import RoleKind, Severity
from tests.coherence.conftest import a_role


@pytest.fixture
def with_product(company):
    """The company with a product that can do every task."""
    return company.doing(AddRole(role=a_role("product", 60_000, RoleKind.PRODUCT)))


def test_segments_that_buy_differently_should_not_be_sold_alike(company):
    apart = company.buying("mid", formality=0.3)
    finding = apart.only("different-buyers-sold-alike")
    assert finding.sentence == (
        "Enterprise and Mid buy differently, but the same roles do 100% of the hours."
    )
    assert (finding.segment, finding.other_segment) == ("ent", "mid")
    assert finding.components == ("selling_tasks", "customer_selection")
    assert finding.excess == 1
    near = company.buying("mid", formality=0.45)
    assert near.found("different-buyers-sold-alike") == ()


@pytest.mark.parametrize(
    ("to_csm", "severity"), [(0.1, Severity.SEVERE), (0.2, Severity.WATCH), (0.3, None)]
)
def test_segments_are_sold_alike_up_to_a_tenth_of_the_hours(company, to_csm, severity):
    # alignment is 400 of 1,100 hours: a tenth of it is 3.6%, two are 7.3%, three are 10.9%
    shares = {"ae": 1 - to_csm, "csm": to_csm}
    apart = company.buying("mid", formality=0.3).doing(
        SetShares(task="mid.executive-alignment", shares=shares)
    )
    found = apart.found("different-buyers-sold-alike")
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_segment_that_wants_fewer_people_gets_more_of_the_product(with_product):
    apart = with_product.buying("mid", formality=0.3).evaluated()
    finding = apart.only("different-buyers-sold-alike")
    mended = apart.mended(finding, "For Mid, give 2 tasks to PRODUCT")
    assert mended.found("different-buyers-sold-alike") == ()


def test_without_a_product_the_segments_are_parted_by_hand(company):
    apart = company.buying("mid", formality=0.3).evaluated()
    assert apart.only("different-buyers-sold-alike").mends == ()
    parted = apart.doing(SetShares(task="mid.negotiation", shares={"csm": 1}))
    assert parted.found("different-buyers-sold-alike") == ()


@pytest.fixture
def shy(with_product):
    """Mid buyers want human contact in a fifth of what they do."""
    return with_product.buying("mid", human_contact=0.2).buying("ent", human_contact=0.5)


def test_a_human_path_for_buyers_who_want_little_contact_is_found(shy):
    finding = shy.only("human-path-for-self-serving-buyers")
    assert finding.sentence == (
        "Mid buyers want human contact in 20% of what they do; "
        "people carry 100% of the hours before the win."
    )
    assert finding.components == ("selling_tasks", "customer_selection")
    assert finding.excess == 1
    open_to_it = shy.buying("mid", human_contact=0.31)
    assert open_to_it.found("human-path-for-self-serving-buyers") == ()


@pytest.mark.parametrize(
    ("tasks", "severity"),
    [
        ((), Severity.SEVERE),
        (("negotiation",), Severity.SEVERE),
        (("prospecting",), Severity.WATCH),
    ],
)
def test_people_before_the_win_are_severe_above_three_quarters(shy, tasks, severity):
    # of 1,000 hours before the win negotiation takes 200, prospecting 400
    moved = shy.doing(*(SetShares(task=f"mid.{task}", shares={"product": 1}) for task in tasks))
    assert moved.only("human-path-for-self-serving-buyers").severity == severity


def test_the_product_takes_half_of_the_hours_before_the_win(shy):
    before = shy.evaluated()
    finding = before.only("human-path-for-self-serving-buyers")
    mended = before.mended(finding, "Give 2 tasks to PRODUCT")
    assert mended.found("human-path-for-self-serving-buyers") == ()


def test_a_product_that_does_it_badly_is_not_offered(shy):
    poor = a_role("product", 60_000, RoleKind.PRODUCT, quality=0.5)
    roles = tuple(poor if role.id == "product" else role for role in shy.model.roles)
    finding = shy.with_model(roles=roles).evaluated().only("human-path-for-self-serving-buyers")
    assert finding.mends == ()


def test_formal_buyers_need_a_procurement_stage(company):
    informal = company.doing(SetJob(place="ent.procurement", job="other"))
    finding = informal.only("formal-buyers-without-procurement")
    assert finding.sentence == (
        "Enterprise buyers buy 80% formally; none of their 3 stages is procurement."
    )
    assert finding.components == ("selling_tasks", "customer_selection")
    assert finding.excess == pytest.approx(0.8 / 0.7 - 1)
    assert finding.severity == Severity.WATCH
    strict = informal.buying("ent", formality=0.85)
    assert strict.only("formal-buyers-without-procurement").severity == Severity.SEVERE
    near = informal.buying("ent", formality=0.69)
    assert near.found("formal-buyers-without-procurement") == ()


def test_a_procurement_stage_is_put_before_the_win_with_its_task(company):
    informal = company.doing(SetJob(place="ent.procurement", job="other"))
    finding = informal.only("formal-buyers-without-procurement")
    mended = informal.mended(finding, "Add a procurement stage")
    assert mended.found("formal-buyers-without-procurement") == ()
    assert mended.found("stage-without-task") == ()
    segment = mended.evaluation.segment("ent")
    assert segment.wins == pytest.approx(25)
    assert segment.stages[-1].ever_visited == pytest.approx(0.25)


def test_no_procurement_stage_is_offered_where_nobody_can_serve_it(company):
    informal = company.doing(SetJob(place="ent.procurement", job="other"))
    idle = tuple(role.model_copy(update={"skills": {}}) for role in company.model.roles)
    finding = informal.with_model(roles=idle).only("formal-buyers-without-procurement")
    assert finding.mends == ()
