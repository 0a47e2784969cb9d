"""Each structural check (rule 5.1): the case in which it fires, and the near one in which not.

Nothing fires on the company as it is, so each test breaks one thing and expects one finding.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from salesmodel.coherence import CHECKS, check_coherence
from salesmodel.model import ComponentKind, Severity, TaskKind, Unit, assumed

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"


def findings(company):
    return check_coherence(company.model, company.evaluation).findings


def only(company, check):
    """The single finding on the company, which must be of this check."""
    found = findings(company)
    assert [finding.check for finding in found] == [check]
    return found[0]


def without_task(company, task):
    """The company without a task and without who did it."""
    model = company.model
    return company.with_model(
        tasks=tuple(t for t in model.tasks if t.id != task),
        assignments=tuple(a for a in model.assignments if a.task != task),
    )


def test_nothing_speaks_against_a_company_whose_components_support_each_other(company):
    assert findings(company) == ()


def test_a_stage_without_a_task_is_found_when_buyers_reach_it(company):
    bare = without_task(company, "mid.negotiation").reached("mid", "mid.procurement", 0.24)
    finding = only(bare, "stage-without-task")
    assert finding.sentence == "No task serves Procurement; 24 of 100 buyers pass it without you."
    assert (finding.stage, finding.component) == ("mid.procurement", "selling_tasks")
    assert findings(bare.reached("mid", "mid.procurement", 0)) == ()


def test_a_stage_without_a_task_after_the_win_is_a_matter_of_value_delivery(company):
    bare = without_task(company, "mid.training")
    assert only(bare, "stage-without-task").component == "value_delivery"


def test_a_task_that_serves_no_stage_is_found_unless_it_comes_before_the_journey(company):
    idle = company.editing("tasks", "mid.prospecting", kind=TaskKind.ADMINISTRATION)
    finding = only(idle, "task-without-stage")
    assert finding.sentence == "Prospecting serves no stage of the journey; it costs $9k a year."
    assert finding.severity == Severity.NOTE


def test_a_task_on_a_stage_that_nobody_reaches_serves_nobody(company):
    idle = company.reached("mid", "mid.procurement", 0)
    assert "Procurement, which no buyer reaches" in only(idle, "task-without-stage").sentence


@pytest.mark.parametrize(
    ("stakeholders", "severity"), [(9, Severity.SEVERE), (5, Severity.WATCH), (3, None)]
)
def test_many_stakeholders_need_a_task_that_reaches_them(company, stakeholders, severity):
    single = company.editing(
        "tasks", "ent.executive-alignment", name="Proposal", skill="Negotiation"
    ).buying("ent", stakeholders=stakeholders)
    if severity is None:
        assert findings(single) == ()
        return
    finding = only(single, "consensus-without-multithreading")
    assert finding.severity == severity
    assert finding.sentence == (
        f"Buyers here average {stakeholders} stakeholders; no task reaches past the first 3."
    )


def test_a_human_path_for_buyers_who_want_little_contact_is_found(company):
    shy = company.buying("mid", human_contact=0.2).buying("ent", human_contact=0.5)
    finding = only(shy, "human-path-for-self-serving-buyers")
    assert finding.sentence == (
        "Mid buyers want human contact in 20% of what they do; "
        "people carry 100% of the hours before the win."
    )
    product = shy.with_model(
        roles=tuple(r.model_copy(update={"kind": "product"}) for r in company.model.roles)
    )
    assert findings(product) == ()


def test_formal_buyers_need_a_procurement_stage(company):
    informal = company.editing("stages", "ent.procurement", job="other", name="Paperwork")
    finding = only(informal, "formal-buyers-without-procurement")
    assert finding.sentence == (
        "Enterprise buyers buy 80% formally; none of their 3 stages is procurement."
    )
    assert findings(informal.buying("ent", formality=0.65)) == ()


def test_serving_a_customer_may_cost_no_more_than_its_gross_margin_of_a_year(company):
    # 50,000 a deal at 80% gross margin carries 40,000
    dear = company.resulting("segments", "mid", cost_to_serve_per_win=41_000.0)
    assert only(dear, "cost-to-serve-too-high").sentence == (
        "Serving a won Mid customer costs $41k; its gross margin of a year is $40k."
    )
    assert findings(company.resulting("segments", "mid", cost_to_serve_per_win=40_000.0)) == ()


@pytest.mark.parametrize(
    ("months", "severity"), [(24, None), (31, Severity.WATCH), (40, Severity.SEVERE), (None, None)]
)
def test_payback_beyond_24_months_is_found(company, months, severity):
    slow = company.resulting("segments", "mid", payback_months=months)
    if severity is None:
        assert findings(slow) == ()
        return
    finding = only(slow, "payback-too-long")
    assert finding.severity == severity
    assert f"in {months} months; 24 is the limit" in finding.sentence


def test_a_segment_that_costs_more_than_it_brings_in_is_found(company):
    poor = company.resulting("segments", "mid", contribution=-45_000.0, cost=310_000.0)
    assert only(poor, "negative-contribution").sentence == (
        "Mid costs $310k a year, $45k more than its gross margin."
    )
    assert findings(company.resulting("segments", "mid", contribution=0.0)) == ()


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
    if check is None:
        assert findings(busy) == ()
        return
    finding = only(busy, check)
    assert f"{utilisation * 100:.0f}% of its hours" in finding.sentence
    assert finding.component == "selling_tasks"


def test_a_full_role_that_delivers_is_a_matter_of_value_delivery(company):
    busy = company.resulting("roles", "csm", utilisation=1.1)
    assert only(busy, "role-over-capacity").component == "value_delivery"


def test_a_task_without_an_owner_is_found(company):
    model = company.model
    rest = tuple(a for a in model.assignments if a.task != "ent.negotiation")
    finding = only(company.with_model(assignments=rest), "task-without-owner")
    assert finding.sentence == "Nobody does 100% of Negotiation, which takes 100 hours a year."


def test_a_task_done_only_in_part_is_found(company):
    held = next(a for a in company.model.assignments if a.task == "ent.negotiation")
    part = company.editing("assignments", held.id, share=assumed(0.6, Unit.SHARE))
    assert "Nobody does 40% of Negotiation" in only(part, "task-without-owner").sentence


def test_a_win_must_be_followed_by_delivery(company):
    gone = without_task(company, "ent.training")
    bare = gone.with_model(
        stages=tuple(s for s in company.model.stages if s.id != "ent.onboarding")
    )
    assert only(bare, "nothing-after-the-win").sentence == (
        "Enterprise wins 25 customers a year; nothing is delivered to them after the win."
    )
    assert findings(bare.resulting("segments", "ent", wins=0.0)) == ()


def test_segments_that_buy_differently_should_not_be_sold_alike(company):
    apart = company.buying("mid", formality=0.3)
    assert only(apart, "different-buyers-sold-alike").sentence == (
        "Enterprise and Mid buy differently, but the same roles do 100% of the hours."
    )
    assert findings(company.buying("mid", formality=0.45)) == ()


def test_segments_that_buy_alike_should_not_be_sold_differently(company):
    near = company.buying("mid", formality=0.75, human_contact=0.8, stakeholders=8)
    assert findings(near) == ()
    # Mid's two selling tasks go from AE to CSM: 2 of 4 equal tasks change roles
    moved = near
    for task in ("mid.negotiation", "mid.executive-alignment"):
        done = near.evaluation.task("mid.training").shares
        moved = moved.resulting("tasks", task, shares=done)
    assert only(moved, "like-buyers-sold-differently").sentence == (
        "Enterprise and Mid buy alike, but 50% of the hours go to different roles."
    )


@pytest.mark.parametrize(
    ("selling", "prospecting", "severity"),
    [(70, 30, None), (60, 40, Severity.WATCH), (40, 60, Severity.SEVERE)],
)
def test_the_highest_paid_seller_sells_most_of_its_time(company, selling, prospecting, severity):
    spent = company.resulting(
        "roles",
        "ae",
        hours=100.0,
        non_selling_share=prospecting / 100,
        hours_by_kind={"selling": float(selling), "prospecting": float(prospecting)},
    )
    if severity is None:
        assert findings(spent) == ()
        return
    finding = only(spent, "senior-role-not-selling")
    assert finding.severity == severity
    assert finding.sentence == (
        f"AE spends {prospecting}% of its time on non-selling tasks, "
        f"most of it on prospecting ({prospecting}%)."
    )


def test_a_role_paid_well_below_the_dearest_seller_may_prospect(company):
    mixed = company.resulting(
        "roles",
        "sdr",
        non_selling_share=0.9,
        hours_by_kind={"selling": 20.0, "prospecting": 180.0},
    )
    assert findings(mixed) == ()


def test_a_task_that_counts_is_fulfilled_to_60_per_cent_at_least(company):
    weak = company.resulting("tasks", "ent.negotiation", fulfilment=0.45)
    assert only(weak, "low-fulfilment").sentence == (
        "Negotiation is fulfilled to 45% as buyers see it; below 60% it loses deals."
    )
    assert findings(company.resulting("tasks", "ent.negotiation", fulfilment=0.6)) == ()
    weightless = weak.editing("tasks", "ent.negotiation", weight=assumed(0, Unit.LOG_ODDS))
    assert findings(weightless) == ()


def test_all_four_components_are_to_be_chosen(company):
    chosen = tuple(c for c in company.model.components if c.id != "mid.value_delivery")
    finding = only(company.with_model(components=chosen), "component-not-chosen")
    assert finding.sentence == "Mid has 3 of 4 components chosen; value delivery is open."
    assert finding.component == "value_delivery"


def test_a_model_without_segments_has_nothing_to_hold_together(company):
    empty = company.with_model(
        segments=(), stages=(), tasks=(), assignments=(), components=(), outcomes=()
    ).with_evaluation(segments=(), tasks=())
    only(empty, "no-segment")
    assert check_coherence(empty.model, empty.evaluation).score == 0


def test_the_score_follows_from_the_findings_by_hand(company):
    assert check_coherence(company.model, company.evaluation).score == 100
    poor = company.resulting("segments", "mid", contribution=-45_000.0)  # severe, one segment
    busy = poor.resulting("roles", "ae", utilisation=0.92)  # watch, counts in both segments
    coherence = check_coherence(busy.model, busy.evaluation)
    assert coherence.components == {
        ComponentKind.CUSTOMER_SELECTION: (100 + 80) / 2,
        ComponentKind.VALUE_PROPOSITION: 100,
        ComponentKind.SELLING_TASKS: 92,
        ComponentKind.VALUE_DELIVERY: 100,
    }
    assert coherence.segments == {"ent": 392 / 4, "mid": 372 / 4}
    assert coherence.score == (90 + 100 + 92 + 100) / 4
    assert [f.severity for f in coherence.findings] == [Severity.SEVERE, Severity.WATCH]


def test_a_component_falls_no_lower_than_zero(company):
    model = company.model.model_copy(update={"assignments": ()})
    segment = tuple(t.model_copy(update={"id": f"x{n}"}) for n, t in enumerate(model.tasks * 2))
    wide = model.model_copy(update={"tasks": model.tasks + segment})
    results = company.evaluation.tasks
    copies = tuple(type(r)(**{**r.__dict__, "id": f"x{n}"}) for n, r in enumerate(results * 2))
    broken = company.with_evaluation(tasks=results + copies)
    coherence = check_coherence(wide, broken.evaluation)
    assert coherence.components["selling_tasks"] == 0


def test_every_finding_says_its_numbers_and_its_mend(company):
    held = company.model.assignments[1:]
    found = findings(company.with_model(assignments=held, components=()))
    assert len(found) == 9
    for finding in found:
        assert any(character.isdigit() for character in finding.sentence)
        assert finding.mend
        assert finding.evidence
        assert finding.component in {kind.value for kind in ComponentKind}


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_is_told_in_the_docs(check):
    assert f"| `{check}` |" in DOCS.read_text(encoding="utf-8")
