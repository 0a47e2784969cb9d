"""The 30% rule: highest-paid sellers and their time on what is not selling (rule 3.12)."""

from __future__ import annotations

import pytest

from salesmodel.assignment import restructure_verdict
from salesmodel.evaluation import evaluate
from salesmodel.model import RoleKind, SalesModel, TaskKind, Unit, assumed
from tests.builders import a_model, a_role, also, changed, holds


def with_prospecting_hours(hours: float) -> SalesModel:
    """Acme, where the account executive alone prospects and proposes, 4 hours each proposal."""
    model = changed(a_model(), "tasks", "prospect", hours=assumed(hours, Unit.HOURS))
    model = changed(model, "assignments", "prospect:sdr", share=assumed(0, Unit.SHARE))
    model = changed(model, "assignments", "prospect:ae", share=assumed(1, Unit.SHARE))
    model = changed(model, "assignments", "demo:ae", share=assumed(0, Unit.SHARE))
    return changed(model, "assignments", "demo:se", share=assumed(1, Unit.SHARE))


def proposals_per_buyer() -> float:
    """Visits of consensus: explore = 0.75 + 0.1 e, evaluate e = 0.25 + 0.6 explore, half agree."""
    evaluated = (0.25 + 0.6 * 0.75) / (1 - 0.6 * 0.1)
    return 0.5 * evaluated


def hours_for_share(share: float) -> float:
    """Prospecting hours a buyer that make `share` of the account executive's task time."""
    return share / (1 - share) * 4 * proposals_per_buyer()


@pytest.mark.parametrize(("share", "fires"), [(0.0, False), (0.29, False), (0.31, True)])
def test_the_model_needs_restructuring_above_thirty_percent(share: float, fires: bool) -> None:
    model = with_prospecting_hours(hours_for_share(share))
    verdict = restructure_verdict(evaluate(model))
    assert verdict.fires is fires
    assert verdict.threshold == 0.30
    (executive,) = verdict.roles
    assert executive.role == "ae"
    assert executive.non_selling_share == pytest.approx(share)
    assert executive.fires is fires


def test_the_sentence_names_the_role_and_its_share() -> None:
    model = with_prospecting_hours(hours_for_share(0.34))
    assert restructure_verdict(evaluate(model)).sentence == (
        "Account executive: 34% of task time goes to tasks that are not selling, above the 30% "
        "line. The model needs restructuring."
    )


def test_below_the_line_the_sentence_says_so() -> None:
    model = with_prospecting_hours(0.1)
    sentence = restructure_verdict(evaluate(model)).sentence
    assert sentence == "Every senior role is under the 30% line."


@pytest.mark.parametrize(("kind", "share"), [(TaskKind.TECHNICAL, 0.0), (TaskKind.SERVICE, 0.5)])
def test_technical_work_is_selling_and_service_is_not(kind: TaskKind, share: float) -> None:
    model = with_prospecting_hours(hours_for_share(0.5))
    model = changed(model, "tasks", "prospect", kind=kind)
    verdict = restructure_verdict(evaluate(model))
    assert verdict.roles[0].non_selling_share == pytest.approx(share)


@pytest.mark.parametrize(("cost", "counts"), [(143_000, False), (145_000, True)])
def test_a_seller_counts_from_eighty_percent_of_the_dearest_ones_cost(
    cost: float, counts: bool
) -> None:
    """The account executive costs 180,000: the line is at 144,000."""
    model = also(a_model(), "roles", a_role("junior", "Junior", RoleKind.AE, cost, "Deal"))
    model = also(model, "assignments", holds("proposal", "junior", 0.5))
    model = changed(model, "assignments", "proposal:ae", share=assumed(0.5, Unit.SHARE))
    verdict = restructure_verdict(evaluate(model))
    assert ("junior" in [role.role for role in verdict.roles]) is counts


def test_a_role_that_sells_nothing_is_not_judged_however_dear() -> None:
    model = changed(a_model(), "roles", "sdr", annual_cost=assumed(900_000, Unit.MONEY_PER_YEAR))
    verdict = restructure_verdict(evaluate(model))
    assert [role.role for role in verdict.roles] == ["ae"]


def test_without_arrivals_nobody_sells_and_nothing_fires() -> None:
    model = changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR))
    verdict = restructure_verdict(evaluate(model))
    assert (verdict.fires, verdict.roles) == (False, ())
    assert verdict.sentence == "No role does selling tasks yet."
