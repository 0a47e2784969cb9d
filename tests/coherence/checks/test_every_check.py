"""What holds for every structural check (rule 5.1), whichever it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence.checks.checking import CHECKS
from salesmodel.coherence.fitting import CHECK as MISFIT
from salesmodel.coherence.fitting import NOT_JUDGED
from salesmodel.coherence.owing import CHECK as DEBT
from salesmodel.defaults.templates import template, template_names
from salesmodel.editing import RemoveStage, RemoveTask, Rename, SetShares, do
from salesmodel.evaluation import evaluate
from salesmodel.model import (
    COLLECTIONS,
    ComponentKind,
    SalesModel,
    Severity,
    validate,
)
from tests.coherence.conftest import Company

DOCS = Path(__file__).parents[3] / "docs" / "checks.md"
KEYS = [card.key for card in template_names()]
KINDS = {kind.value for kind in ComponentKind}


def evaluated(model: SalesModel) -> Company:
    return Company(model, evaluate(model))


def said(company: Company) -> list[tuple]:
    """What the checks find: about what, how severe, by which numbers."""
    return sorted(
        (
            finding.about,
            finding.severity,
            finding.other or "",
            tuple((name, f"{value:.9g}") for name, value in finding.evidence),
        )
        for finding in company.findings
    )


def with_work_moved(model: SalesModel) -> SalesModel:
    """Account executives do all that they can."""
    able = next(role for role in model.roles if role.id == "ae").skills
    tasks = [task for task in model.tasks if task.skill in able]
    return done(model, *(SetShares(task=task.id, shares={"ae": 1}) for task in tasks))


def without_tasks_after_the_win(model: SalesModel) -> SalesModel:
    late = {stage.id for stage in model.stages if stage.after_win}
    return done(model, *(RemoveTask(task=t.id) for t in model.tasks if t.stage in late))


def without_stages_after_the_win(model: SalesModel) -> SalesModel:
    return done(model, *(RemoveStage(stage=s.id) for s in model.stages if s.after_win))


def without_doers(model: SalesModel) -> SalesModel:
    return model.model_copy(update={"assignments": ()})


def with_one_head_in_ten(model: SalesModel) -> SalesModel:
    roles = (
        role.model_copy(update={"headcount": role.headcount.with_value(role.headcount.value / 10)})
        for role in model.roles
    )
    return model.model_copy(update={"roles": tuple(roles)})


BREAKS = (
    with_work_moved,
    without_tasks_after_the_win,
    without_stages_after_the_win,
    without_doers,
    with_one_head_in_ten,
)


def done(model: SalesModel, *commands) -> SalesModel:
    for command in commands:
        model, _ = do(model, command)
    return model


@pytest.fixture(scope="module")
def told() -> set[str]:
    """The checks that have a row in docs/checks.md."""
    text = DOCS.read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_every_check_is_told_in_the_docs(check, told):
    assert check in told


def test_the_docs_tell_of_no_check_that_is_not_there(told):
    assert told - {MISFIT, NOT_JUDGED, DEBT} <= {check.id for check in CHECKS}


def test_every_check_has_an_id_of_its_own():
    assert len({check.id for check in CHECKS}) == len(CHECKS) >= 30


def test_nothing_speaks_against_a_company_whose_components_support_each_other(company):
    assert company.findings == ()


@pytest.mark.parametrize("key", KEYS)
def test_nothing_severe_speaks_against_a_template(key):
    severe = [f.check for f in evaluated(template(key)).findings if f.severity == Severity.SEVERE]
    assert severe == []


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("key", KEYS)
def test_every_finding_says_its_numbers_its_limits_and_its_mend(key, broken):
    found = evaluated(broken(template(key))).findings
    assert found
    for finding in found:
        assert any(character.isdigit() for character in finding.sentence), finding.check
        assert finding.mend.endswith(".")
        assert finding.evidence
        assert finding.component in KINDS
        assert finding.other in KINDS - {finding.component} | {None}
        assert 0 <= finding.excess <= 10


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("key", KEYS)
def test_every_mend_can_be_made_takes_its_finding_away_and_leaves_a_sound_model(key, broken):
    company = evaluated(broken(template(key)))
    assert validate(company.model) == ()
    for finding in company.findings:
        for mend in finding.mends:
            mended = company.doing(*mend.commands)
            left = {each.about for each in mended.found(finding.check)}
            assert finding.about not in left, (finding.sentence, mend.label)


def reversed_lists(model: SalesModel) -> SalesModel:
    return model.model_copy(
        update={name: tuple(reversed(getattr(model, name))) for name in COLLECTIONS}
    )


@pytest.mark.parametrize("broken", [lambda model: model, *BREAKS])
@pytest.mark.parametrize("key", KEYS)
def test_the_order_of_the_lists_changes_no_finding(key, broken: Callable):
    model = broken(template(key))
    assert said(evaluated(reversed_lists(model))) == said(evaluated(model))


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(KEYS), st.sampled_from(BREAKS), st.text("ABCxyz 123", min_size=1))
def test_a_rename_changes_no_finding(key, broken, name):
    model = broken(template(key))
    renamed = model
    for collection in ("segments", "stages", "tracks", "outcomes", "roles", "tasks"):
        for place, entity in enumerate(getattr(model, collection)):
            new = f"Q{place}{name}".strip()
            renamed, _ = do(renamed, Rename(collection=collection, id=entity.id, name=new))
    assert said(evaluated(renamed)) == said(evaluated(model))
