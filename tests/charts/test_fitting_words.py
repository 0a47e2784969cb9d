"""What fits together, in words (rules 5.3, 5.4 and 5.8)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.charts.fitting_words import (
    fitting_title,
    holding_sentences,
    near_words,
    people_words,
    short_words,
)
from salesmodel.coherence import check_coherence
from salesmodel.coherence.configurations import Fitting, Near
from salesmodel.coherence.fitting import Fit, fit_of
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.judging.people import View
from salesmodel.defaults.templates import template
from salesmodel.editing import AddVariant, SetComponent, do
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, SalesModel, Variant

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
NAMES = dict.fromkeys(ComponentKind, "Such")


def fit(model: SalesModel) -> Fit:
    segment = check_coherence(model, evaluate(model)).segments[0]
    choices = {each.kind: each.choice for each in segment.components}
    return fit_of(choices, segment.buying, options(model), judgements_of(model))


def near(*differs: ComponentKind) -> Near:
    return Near(NAMES, tuple((kind, "such") for kind in differs))


def test_choices_that_hold_are_said_to() -> None:
    held = fit(template("smb"))
    best = replace(held, best={kind: c.variant for kind, c in held.choices.items()})
    assert list(holding_sentences(best)) == [
        "The present choices hold: no component would be better served by another variant."
    ]


def test_what_would_be_better_served_is_named_with_by_how_much() -> None:
    choose = SetComponent(segment="smb", kind=SELECTION, variant="named_accounts")
    worse = fit(do(template("smb"), choose)[0])
    best = worse.best[SELECTION]
    assert best is not None
    wanted = (
        f"Customer selection would be better served by {worse.name(SELECTION, best)}: "
        f"+{worse.gap(SELECTION)}."
    )
    assert wanted in list(holding_sentences(worse))


def test_what_is_open_is_said_and_nothing_is_said_to_hold() -> None:
    held = fit(template("smb"))
    opened = replace(held.choices[TASKS], variant=None)
    unset = replace(held, choices={**held.choices, TASKS: opened})
    assert next(holding_sentences(unset)) == "Still open: selling tasks."
    assert not any("hold:" in each for each in holding_sentences(unset))


@pytest.mark.parametrize(
    ("count", "short", "words"),
    [
        (1, 0, "One set of choices fits together"),
        (2, 0, "Two sets of choices fit together"),
        (12, 0, "12 sets of choices fit together"),
        (1, 2, "No set of choices fits together fully; one comes closest"),
        (3, 2, "No set of choices fits together fully; three come closest"),
    ],
)
def test_the_title_counts_the_sets(count: int, short: float, words: str) -> None:
    assert fitting_title(Fitting((near(),) * count, short)) == words


def test_how_far_the_closest_fall_short_is_said() -> None:
    assert "at most 2 short" in short_words(Fitting((near(),), 2))


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ((), "As it is now"),
        ((TASKS,), "1 component differs: selling tasks"),
        ((TASKS, DELIVERY), "2 components differ: selling tasks, value delivery"),
    ],
)
def test_a_set_says_what_differs(differs: tuple[ComponentKind, ...], words: str) -> None:
    assert near_words(near(*differs)) == words


def test_who_sees_it_otherwise_is_named() -> None:
    names = {DELIVERY: {"dedicated_team": "Dedicated team"}}
    seen = [View("Ana", {}), View("Bo", {DELIVERY: "dedicated_team"}), View("Cy", {})]
    assert people_words(seen, names) == (
        "2 of 3 people see these choices as consistent: Ana, Cy.",
        "Bo sees a better value delivery: Dedicated team.",
    )
    assert people_words(seen[:1], names) == ()


def test_a_variant_that_nobody_judged_is_not_said_to_hold() -> None:
    own = AddVariant(variant=Variant(id="desk", kind=TASKS, name="Desk"))
    model = do(template("smb"), own)[0]
    model = do(model, SetComponent(segment="smb", kind=TASKS, variant="desk"))[0]
    said = list(holding_sentences(fit(model)))
    assert "Nobody has judged “Desk” yet; its fit is not known." in said
    assert not any("better served" in each and "Selling tasks" in each for each in said)
    assert not any("hold:" in each for each in said)
