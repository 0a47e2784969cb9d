"""Findings that are accepted (rule 5.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from salesmodel.coherence.accepting import acceptance_of, sorted_out
from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.editing import ReopenFinding, do
from salesmodel.model import CommandRefused, Severity
from tests.builders import a_model

NOW = datetime(2026, 11, 25, tzinfo=UTC)
LOAD = CoherenceFinding(
    check="role-near-capacity",
    severity=Severity.WATCH,
    path="roles[ae].headcount",
    sentence="AE is busy 92% of its hours.",
    mend="",
    role="ae",
    component="selling_tasks",
)


@pytest.fixture
def accepted():
    return do(a_model(), acceptance_of(LOAD, "Two join in March.", "Maya", NOW))[0]


def test_an_accepted_finding_is_no_longer_open_and_keeps_its_reason(accepted) -> None:
    result = sorted_out(accepted, [LOAD])
    assert result.open == ()
    assert result.accepted[0].finding == LOAD
    assert result.accepted[0].acceptance.why == "Two join in March."


def test_it_is_the_same_finding_when_its_numbers_and_words_have_changed(accepted) -> None:
    later = replace(
        LOAD, sentence="AE is busy 94% of its hours.", evidence=(("utilisation", 0.94),)
    )
    assert sorted_out(accepted, [later]).open == ()


def test_the_same_check_on_another_role_is_open(accepted) -> None:
    other = replace(LOAD, role="se")
    assert sorted_out(accepted, [other]).open == (other,)


def test_it_is_open_again_when_it_gets_worse_not_when_it_gets_better(accepted) -> None:
    worse = replace(LOAD, severity=Severity.SEVERE)
    assert sorted_out(accepted, [worse]).open == (worse,)
    assert sorted_out(accepted, [replace(LOAD, severity=Severity.NOTE)]).open == ()


def test_an_acceptance_whose_finding_is_gone_is_idle(accepted) -> None:
    result = sorted_out(accepted, [])
    assert [each.about for each in result.idle] == [LOAD.about]


def test_it_can_be_opened_again(accepted) -> None:
    opened = do(accepted, ReopenFinding(acceptance=accepted.acceptances[0].id))[0]
    assert sorted_out(opened, [LOAD]).open == (LOAD,)


@pytest.mark.parametrize("why", ["", "   "])
def test_a_reason_is_asked_for(why) -> None:
    with pytest.raises(CommandRefused, match="No reason is given"):
        acceptance_of(LOAD, why, "Maya", NOW)


def test_a_second_acceptance_takes_the_place_of_the_first(accepted) -> None:
    again = do(accepted, acceptance_of(LOAD, "It is a plan.", "Noor", NOW))[0]
    assert [(a.why, a.by) for a in again.acceptances] == [("It is a plan.", "Noor")]


def test_alignment_debt_cannot_be_accepted_and_an_acceptance_of_it_counts_for_nothing() -> None:
    debt = replace(LOAD, check="unreviewed-since-a-change", layer=Layer.DEBT)
    with pytest.raises(CommandRefused, match="nobody looked at"):
        acceptance_of(debt, "Later.", "Maya", NOW)
    written = do(a_model(), acceptance_of(replace(debt, layer=Layer.STRUCTURE), "x", "M", NOW))[0]
    result = sorted_out(written, [debt])
    assert result.open == (debt,)
    assert len(result.idle) == 1


def test_a_finding_on_another_variant_is_another_finding() -> None:
    promise = replace(LOAD, role=None, segment="ent", variant="total_cost")
    model = do(a_model(), acceptance_of(promise, "Finance has the case.", "Maya", NOW))[0]
    assert sorted_out(model, [promise]).open == ()
    other = replace(promise, variant="performance")
    assert sorted_out(model, [other]).open == (other,)
