"""What holds for every valid model."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.evaluation import compile_model, evaluate, evaluate_draws
from salesmodel.evaluation.kernel import run
from salesmodel.model import SalesModel, Unit, assumed, validate
from tests.evaluation.models import reassigned
from tests.evaluation.random_models import models
from tests.evaluation.slow import slowly

few = settings(max_examples=40, deadline=None)


@few
@given(models())
def test_random_models_are_valid(model: SalesModel) -> None:
    """Rules 2.1, 2.2 and 3.2, else the properties below would speak of nothing."""
    assert [finding for finding in validate(model) if finding.severity.value == "refused"] == []


@few
@given(models())
def test_every_buyer_ends_somewhere_and_loops_only_add_visits(model: SalesModel) -> None:
    """Rules 2.3 and 2.4."""
    for segment in evaluate(model).segments:
        assert sum(segment.outcomes.values()) == pytest.approx(1)
        assert 0 <= segment.win_rate <= 1
        entry = {stage.id: stage.entry.value for stage in model.stages}
        buying = [stage for stage in segment.stages if not stage.after_win]
        by_start = sum(entry[stage.id] * stage.win_from_here for stage in buying)
        assert by_start == pytest.approx(segment.win_rate)
        for stage in segment.stages:
            assert stage.visits >= stage.ever_visited - 1e-12
            assert 0 <= stage.ever_visited <= 1


@few
@given(models())
def test_money_adds_up_whichever_way_it_is_summed(model: SalesModel) -> None:
    """Rules 3.1 and 3.10: by task, by share, by stage, by role and by segment."""
    result = evaluate(model)
    total = sum(task.cost for task in result.tasks)
    stageless = sum(task.cost for task in result.tasks if task.stage is None)
    stages = [stage for segment in result.segments for stage in segment.stages]
    for sums in (
        stageless + sum(stage.cost for stage in stages),
        stageless + sum(sum(stage.cost_by_role.values()) for stage in stages),
        sum(share.cost for task in result.tasks for share in task.shares),
        sum(role.cost for role in result.roles),
        sum(segment.cost for segment in result.segments),
        result.totals.cost,
    ):
        assert sums == pytest.approx(total)
    assert sum(role.hours for role in result.roles) == pytest.approx(
        sum(task.hours for task in result.tasks)
    )


@few
@given(models(tracks=False), st.integers(0, 100))
def test_the_baseline_gives_the_observed_conversion_back_to_the_last_digit(
    model: SalesModel, seed: int
) -> None:
    """Rule 3.6."""
    compiled = compile_model(model)
    assert np.array_equal(run(compiled, compiled.base).move, compiled.base.move)
    moved = compile_model(reassigned(model, seed))
    assert not np.array_equal(run(moved, moved.base).move, compiled.base.move)


@few
@given(models(), st.integers(0, 100))
def test_moves_still_sum_to_one_when_tasks_change_hands(model: SalesModel, seed: int) -> None:
    """Rules 2.1, 2.8 and 3.6; with tracks the baseline is met but for rounding."""
    compiled = compile_model(model)
    assert run(compiled, compiled.base).move == pytest.approx(compiled.base.move, abs=1e-12)
    moved = compile_model(reassigned(model, seed))
    move = run(moved, moved.base).move
    assert (move >= 0).all()
    assert compiled.by_stage_moves.sum(move) == pytest.approx(np.ones((len(model.stages), 1)))


@few
@given(models(), st.integers(0, 100))
def test_random_models_are_worked_out_alike_by_the_slow_implementation(
    model: SalesModel, seed: int
) -> None:
    """Rules 2.3, 2.6, 2.8, 2.10, 3.1 and 3.6."""
    moved = reassigned(model, seed)
    result, slow = evaluate(moved), slowly(moved)
    assert result.totals.cost == pytest.approx(slow.cost)
    for segment in result.segments:
        assert segment.win_rate == pytest.approx(slow.win_rate[segment.id])
        assert segment.cycle_days.won_mean == pytest.approx(slow.days[segment.id][1][0], rel=1e-3)
        for stage in segment.stages:
            assert stage.ever_visited == pytest.approx(slow.ever[stage.id])


@few
@given(models())
def test_the_premium_is_never_negative_nor_above_the_cost(model: SalesModel) -> None:
    """Rule 3.8."""
    for task in evaluate(model).tasks:
        assert 0 <= task.premium <= task.cost
        assert 1 <= len(task.best_roles) <= 2


@few
@given(models(), st.integers(0, 2), st.floats(0.1, 1))
def test_a_cheaper_role_never_makes_the_cheapest_mix_dearer(
    model: SalesModel, which: int, factor: float
) -> None:
    """Rules 3.5 and 3.8."""
    role = model.roles[which]
    cost = assumed(role.annual_cost.value * factor, Unit.MONEY_PER_YEAR)
    cheaper = model.model_copy(
        update={
            "roles": tuple(
                r.model_copy(update={"annual_cost": cost}) if r.id == role.id else r
                for r in model.roles
            )
        }
    )
    for before, after in zip(evaluate(model).tasks, evaluate(cheaper).tasks, strict=True):
        assert after.cost - after.premium <= (before.cost - before.premium) * (1 + 1e-9)


@few
@given(models())
def test_names_change_nothing(model: SalesModel) -> None:
    """Rule 3.9: entities are pointed to by id."""
    renamed = model.model_copy(
        update={
            kind: tuple(
                entity.model_copy(update={"name": f"New {n}"})
                for n, entity in enumerate(getattr(model, kind))
            )
            for kind in ("segments", "stages", "roles", "tasks", "outcomes", "tracks")
        }
    )
    before, after = evaluate(model), evaluate(renamed)
    assert after.totals == before.totals
    for part in ("segments", "tasks", "roles"):
        for old, new in zip(getattr(before, part), getattr(after, part), strict=True):
            assert new.name != old.name
            assert all_but_names(new) == all_but_names(old)


def all_but_names(result: Any) -> dict[str, Any]:
    """Every figure of a part of an evaluation, those of its stages too."""
    fields_of = getattr(result, "_fields", None) or [field.name for field in fields(result)]
    figures = {name: getattr(result, name) for name in fields_of if name != "name"}
    if "stages" in figures:
        figures["stages"] = [all_but_names(stage) for stage in figures["stages"]]
    return figures


@few
@given(models())
def test_twice_the_buyers_cost_and_yield_twice_as_much(model: SalesModel) -> None:
    """Rules 3.1, 3.10 and 3.11."""
    twice = model.model_copy(
        update={
            "segments": tuple(
                segment.model_copy(
                    update={"arrivals": assumed(2 * segment.arrivals.value, Unit.PER_YEAR)}
                )
                for segment in model.segments
            )
        }
    )
    before, after = evaluate(model), evaluate(twice)
    for figure in ("arrivals", "wins", "cost", "contribution", "misalignment_premium"):
        assert getattr(after.totals, figure) == pytest.approx(2 * getattr(before.totals, figure))
    for figure in ("win_rate", "cost_per_win", "won_cycle_days", "payroll"):
        assert getattr(after.totals, figure) == pytest.approx(getattr(before.totals, figure))
    for old, new in zip(before.roles, after.roles, strict=True):
        assert new.utilisation == pytest.approx(2 * old.utilisation)


@few
@given(models(), st.integers(0, 100))
def test_draws_that_repeat_the_model_give_its_evaluation(model: SalesModel, seed: int) -> None:
    """Rules 2.1 to 2.10 and 3.1 to 3.11: one kernel for one model and for a batch."""
    compiled = compile_model(reassigned(model, seed))
    copies = {
        field.name: np.repeat(getattr(compiled.base, field.name), 40, axis=1)
        for field in fields(compiled.base)
    }
    drawn, result = evaluate_draws(compiled, copies), evaluate(compiled.model)
    for s, segment in enumerate(result.segments):
        for figure in ("win_rate", "wins", "cost", "cost_per_win", "contribution"):
            expected = getattr(segment, figure)
            assert getattr(drawn, figure)[s] == pytest.approx(np.full(40, expected))
        assert drawn.cycle_days[s] == pytest.approx(np.full(40, segment.cycle_days.mean))
        assert drawn.won_cycle_days[s] == pytest.approx(np.full(40, segment.cycle_days.won_mean))
    for r, role in enumerate(result.roles):
        assert drawn.utilisation[r] == pytest.approx(np.full(40, role.utilisation))
    for figure in ("wins", "cost", "cost_per_win", "contribution"):
        total = getattr(result.totals, figure)
        assert getattr(drawn, f"total_{figure}") == pytest.approx(np.full((1, 40), total))
