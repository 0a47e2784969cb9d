"""A model that never said what its baseline is gets one when it is opened."""

from __future__ import annotations

import pytest

from salesmodel.editing import SetShare, do, with_baselines
from salesmodel.evaluation import evaluate
from salesmodel.model import Quantity, Unit
from tests.builders import a_model, changed, holds, without


def unsaid():
    """Acme, with no baseline anywhere, and Demo shared by two roles."""
    model = a_model()
    for task in model.tasks:
        model = changed(model, "tasks", task.id, baseline_shares={})
    return model


def test_it_means_the_same_as_before():
    before, after = unsaid(), with_baselines(unsaid())
    assert evaluate(after).totals == evaluate(before).totals
    assert all(task.baseline_shares for task in after.tasks)


def test_conversion_then_answers_to_a_change_of_shares():
    better = unsaid()
    for role, quality in (("ae", 0.5), ("se", 1.0)):
        held = next(each for each in better.roles if each.id == role)
        skill = held.skills["Demo"].model_copy(
            update={"quality": Quantity(value=quality, unit=Unit.SHARE)}
        )
        better = changed(better, "roles", role, skills={**held.skills, "Demo": skill})
    moved, _ = do(with_baselines(better), SetShare(task="demo", role="se", share=1.0))
    silent, _ = do(better, SetShare(task="demo", role="se", share=1.0))
    was = evaluate(better).totals.win_rate
    assert evaluate(moved).totals.win_rate > was
    assert evaluate(silent).totals.win_rate == pytest.approx(was)


def test_a_baseline_that_is_there_stays():
    model = changed(unsaid(), "tasks", "demo", baseline_shares={"se": 1.0})
    assert with_baselines(model).tasks[1].baseline_shares == {"se": 1.0}


def test_a_task_that_is_not_covered_gets_none():
    model = without(unsaid(), "assignments", *(a.id for a in unsaid().assignments))
    assert with_baselines(model) == model
    half = model.model_copy(update={"assignments": (holds("demo", "ae", 0.5),)})
    assert with_baselines(half) == half
