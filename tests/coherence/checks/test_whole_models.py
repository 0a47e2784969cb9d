"""Each check on whole models (rule 5.1): it fires on its break, not on a near one, and its mend
removes it."""

from __future__ import annotations

import re

import pytest

from salesmodel.coherence.checks.needs import REQUIREMENTS
from salesmodel.defaults.variants import NEEDS
from salesmodel.editing import command_from_json, command_to_json
from salesmodel.model import validate
from tests.coherence.checks.breaking import Case, after, found
from tests.coherence.checks.breaks_of_hands import CASES as HANDS
from tests.coherence.checks.breaks_of_journeys import CASES as JOURNEYS
from tests.coherence.checks.breaks_of_promises import CASES as PROMISES

CASES = (*PROMISES, *JOURNEYS, *HANDS)

on_each_break = pytest.mark.parametrize("case", CASES, ids=str)


def the_finding(case: Case):
    findings = found(case.broken(), case.check)
    assert len(findings) == 1
    return findings[0]


@on_each_break
def test_a_break_is_said_with_its_place_and_its_numbers(case):
    finding = the_finding(case)
    assert finding.sentence == case.says
    assert finding.severity == case.severity
    assert re.search(r"\d", finding.sentence)
    assert finding.evidence
    assert finding.excess >= 0


@on_each_break
def test_a_near_model_is_left_in_peace(case):
    assert found(case.near(), case.check) == []


@on_each_break
def test_each_mend_removes_the_finding_and_leaves_a_model_that_can_be_evaluated(case):
    finding = the_finding(case)
    if not finding.mends:
        assert case.by_hand is not None, f"{case.check} can be mended by nothing"
        assert found(case.by_hand(case.broken()), case.check) == []
    for mend in finding.mends:
        mended = after(case.broken(), *mend.commands)
        assert validate(mended) == ()
        assert found(mended, case.check) == []


@on_each_break
def test_a_mend_fits_on_its_button_and_travels_as_json(case):
    for mend in the_finding(case).mends:
        assert 0 < len(mend.label) <= 24
        for command in mend.commands:
            assert command_from_json(command_to_json(command)) == command


def test_every_need_of_a_variant_can_be_looked_for():
    assert set(REQUIREMENTS) == set(NEEDS)
