"""How the present choices fit, where the group added a variant of its own (rule 5.3)."""

from __future__ import annotations

import pytest

from salesmodel.coherence import Layer, check_coherence
from salesmodel.coherence.fitting import CHECK, NOT_JUDGED, fit_of, known_balances
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.defaults.templates import template
from salesmodel.editing import AddVariant, SetComponent, SetJudgement, do
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, SalesModel, Severity, Variant

TASKS = ComponentKind.SELLING_TASKS
OWN = Variant(id="desk", kind=TASKS, name="Reseller desk")


def coherence(model: SalesModel):
    return check_coherence(model, evaluate(model))


def fit(model: SalesModel):
    segment = coherence(model).segments[0]
    choices = {each.kind: each.choice for each in segment.components}
    return fit_of(choices, segment.buying, options(model), judgements_of(model))


@pytest.fixture
def chosen() -> SalesModel:
    """The group chose a variant of its own, about which nobody said anything."""
    model = do(template("smb"), AddVariant(variant=OWN))[0]
    return do(model, SetComponent(segment="smb", kind=TASKS, variant="desk"))[0]


def about_tasks(model: SalesModel):
    found = coherence(model).findings
    return [f for f in found if f.layer == Layer.CROSS_IMPACT and f.component == TASKS]


def test_a_variant_that_nobody_judged_is_noted_and_costs_nothing(chosen: SalesModel) -> None:
    (finding,) = about_tasks(chosen)
    assert (finding.check, finding.severity) == (NOT_JUDGED, Severity.NOTE)
    assert finding.sentence.endswith("nobody has judged “Reseller desk” yet; its fit is not known.")
    result = coherence(chosen)
    assert result.segments[0].component(TASKS).lost.get(Layer.CROSS_IMPACT, 0.0) == 0
    assert result.points.get(finding.about, 0.0) == 0
    assert fit(chosen).gap(TASKS) == 0


def test_once_somebody_judged_it_it_is_set_against_the_others(chosen: SalesModel) -> None:
    way = coherence(chosen).segments[0].buying.way.id
    judge = SetJudgement(source=way, target="desk", value=-1, by="Maya")
    judged = do(chosen, judge)[0]
    held = fit(judged)
    best = held.best[TASKS]
    assert held.gap(TASKS) == held.balances[TASKS][best] + 1 > 0
    assert [f.check for f in about_tasks(judged)] == [CHECK]


def test_a_variant_that_nobody_judged_is_never_the_better_one() -> None:
    """All that speaks is against the library's variants of selling tasks: 0 would be the best."""
    model = do(template("smb"), AddVariant(variant=OWN))[0]
    way = coherence(model).segments[0].buying.way.id
    has = [c.choice.variant for c in coherence(model).segments[0].components if c.kind != TASKS]
    for option in options(model)[TASKS]:
        for source in (way, *has) if not option.own else ():
            hinders = SetJudgement(source=source, target=option.id, value=-3, by="Maya")
            model = do(model, hinders)[0]
    held = fit(model)
    assert (
        held.balances[TASKS]["desk"]
        == 0
        > max(balance for variant, balance in held.balances[TASKS].items() if variant != "desk")
    )
    assert held.best[TASKS] != "desk"
    assert "desk" not in known_balances(held)
