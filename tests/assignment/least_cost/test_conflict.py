"""Rule 4.8: the smallest set that cannot hold together, and its mends."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from salesmodel.assignment import (
    Floor,
    Forbid,
    Handover,
    Heads,
    Limit,
    Optimum,
    Pin,
    Question,
    Staffing,
    optimise,
)  # fmt: skip
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.solving import solve
from salesmodel.crm import bundled_example, import_files
from salesmodel.editing import do
from salesmodel.model import SalesModel, Unit, assumed
from tests.assignment.instances import asked, small
from tests.builders import a_model, changed

FIRST = range(0, 600 if os.environ.get("SOAK") else 60)


def impossible(model: SalesModel, question: Question) -> Optimum:
    optimum = optimise(model, question)
    assert optimum.status == "infeasible"
    assert optimum.best is None
    assert optimum.conflict
    return optimum


def mended(optimum: Optimum, number: int = 0) -> Optimum:
    """What comes out once one mend is done."""
    mend, model = optimum.conflict[number].mend, optimum.able.model
    assert mend is not None
    for command in mend.commands:
        model, _ = do(model, command)
    return optimise(model, mend.question or optimum.question)


def said(optimum: Optimum) -> list[str]:
    return [each.sentence for each in optimum.conflict]


@pytest.fixture(scope="module")
def failures() -> list[Optimum]:
    """All questions at random that have no answer."""
    models = {seed: small(seed) for seed in FIRST}
    tried = [optimise(model, asked(model, seed)) for seed, model in models.items()]
    found = [optimum for optimum in tried if optimum.status == "infeasible"]
    assert len(found) > len(FIRST) / 10
    return found


def test_the_set_cannot_hold_together_and_any_smaller_can(failures: list[Optimum]):
    for optimum in failures:
        programme = least_cost(optimum.able, optimum.question).programme
        limits = {each.limit for each in optimum.conflict}

        def holds(some: set[Limit], programme=programme) -> bool:
            always = {limit for limit in programme.limits if limit.kind in ("cover", "link")}
            return solve(programme.keeping(always | some)).found

        assert not holds(limits)
        for limit in limits:
            assert holds(limits - {limit}), limit


def test_nothing_is_said_twice(failures: list[Optimum]):
    for optimum in failures:
        assert len(set(said(optimum))) == len(said(optimum))
        assert all(text.endswith(".") and text[0].isupper() for text in said(optimum))


def test_a_mend_that_suffices_makes_it_possible(failures: list[Optimum]):
    suffice = 0
    for optimum in failures:
        for number, each in enumerate(optimum.conflict):
            if each.suffices:
                suffice += 1
                assert mended(optimum, number).status == "optimal", each
    assert suffice > len(failures) / 2


def test_pins_that_contradict_each_other_are_both_named():
    pins = (Pin("demo", "ae", 0.7), Pin("demo", "se", 0.7))
    optimum = impossible(a_model(), Question(pins=pins))
    assert said(optimum) == [
        "Demo is pinned at 70% for Account executive.",
        "Demo is pinned at 70% for Sales engineer.",
    ]
    assert mended(optimum, 0).status == mended(optimum, 1).status == "optimal"


def test_a_pin_on_a_role_without_the_skill_says_so():
    optimum = impossible(a_model(), Question(pins=(Pin("demo", "sdr", 0.2),)))
    assert said(optimum) == ["Demo is pinned at 20% for SDR, who lacks the skill."]
    assert mended(optimum).status == "optimal"


def test_a_task_that_no_role_can_do_is_named_with_its_skill():
    model = changed(a_model(), "tasks", "proposal", skill="Law")
    items = tuple(item for item in model.assignments if item.task != "proposal")
    optimum = impossible(model.model_copy(update={"assignments": items}), Question())
    assert said(optimum) == ["No role has the skill Law, which Proposal needs."]
    mend = optimum.conflict[0].mend
    assert mend is not None
    assert mend.sentence == "Give SDR the skill Law at quality 80%"
    assert mended(optimum).status == "optimal"


def test_demand_beyond_all_capacity_names_the_role_and_the_heads_it_takes():
    """50,000 buyers bring 419,324 hours to the AE, who alone can write proposals."""
    model = changed(a_model(), "segments", "ent", arrivals=assumed(50_000, Unit.PER_YEAR))
    optimum = impossible(model, Question(max_utilisation=0.85))
    assert "Account executive has 2,040 hours a year at most." in said(optimum)
    assert all(each.limit.kind == "capacity" for each in optimum.conflict)


def test_a_budget_too_small_is_raised_to_what_it_takes():
    optimum = impossible(a_model(), Question(budget=80_000))
    assert said(optimum) == ["It costs $80,000 a year at most."]
    best = mended(optimum).best
    assert best is not None
    assert best.cost == pytest.approx(84_574.47, abs=0.01)


def test_heads_that_follow_the_hours_are_no_limit_of_their_own():
    """The hours of one head were said to clash with a budget, with heads as their mend."""
    for staffing in (Staffing.FREE, Staffing.WHOLE):
        optimum = impossible(a_model(), Question(staffing=staffing, budget=1_000))
        assert said(optimum) == ["It costs $1,000 a year at most."]
        bound = Question(staffing=staffing, heads=(Heads("ae", 0, 0.1),))
        optimum = impossible(a_model(), bound)
        assert said(optimum) == [
            "Account executive keeps within the heads allowed, 0.1 at most."
        ]  # fmt: skip
        assert mended(optimum).status == "optimal"


def test_more_heads_than_the_budget_pays_are_lowered():
    """Without an upper bound there is none to raise: its mend ended in an overflow."""
    question = Question(staffing=Staffing.FREE, heads=(Heads("ae", 50),), budget=500_000)
    optimum = impossible(a_model(), question)
    assert {each.limit.kind for each in optimum.conflict} == {"heads", "budget"}
    assert mended(optimum, 0).status == mended(optimum, 1).status == "optimal"


def test_all_roles_forbidden():
    question = Question(forbidden=tuple(Forbid(role) for role in ("sdr", "ae", "se")))
    optimum = impossible(a_model(), question)
    assert said(optimum) == ["Account executive does none of the tasks."]
    for _ in range(3):
        optimum = mended(optimum)
        if optimum.status == "optimal":
            break
    assert optimum.status == "optimal"


def test_a_lock_against_a_pin_can_be_unlocked():
    items = tuple(item.model_copy(update={"locked": True}) for item in a_model().assignments)
    model = a_model().model_copy(update={"assignments": items})
    optimum = impossible(model, Question(pins=(Pin("demo", "ae", 1.0),)))
    assert "Demo is pinned at 100% for Account executive." in said(optimum)
    assert any("is locked at" in text for text in said(optimum))
    free = replace(optimum.question, keep_locked=False)
    assert optimise(model, free).status == "optimal"


def test_a_floor_that_nobody_reaches_is_lowered_to_what_the_best_reaches():
    optimum = impossible(a_model(), Question(floors=(Floor("demo", 0.9),)))
    assert said(optimum) == ["Demo is fulfilled to 90% at least."]
    mend = optimum.conflict[0].mend
    assert mend is not None
    assert mend.sentence == "Let Demo be fulfilled to 80.0%"
    assert mended(optimum).status == "optimal"


def test_owners_are_raised_no_further_than_it_takes():
    """Six tasks of the bundled company need a second owner, which asked for seven owners each."""
    model = import_files(bundled_example()).model
    optimum = impossible(model, Question(max_owners=1))
    mends = [each.mend for each in optimum.conflict if each.limit.kind == "owners"]
    assert [mend and mend.sentence for mend in mends] == ["Allow 2 owners"]
    assert optimise(model, Question(max_owners=2)).status == "optimal"


def test_one_owner_across_stages_clashes_with_a_task_that_the_lead_cannot_do():
    question = Question(
        handover=Handover(one_owner=True), pins=(Pin("demo", "se", 1.0),)
    )  # fmt: skip
    optimum = impossible(a_model(), question)
    assert set(said(optimum)) == {
        "Whoever leads one stage also leads the next.",
        "Demo is pinned at 100% for Sales engineer.",
    }
    assert all(mended(optimum, n).status == "optimal" for n in range(2))
