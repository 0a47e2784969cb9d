"""Models with zeros in them, or next to nothing: a plain answer, never NaN and never a warning."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass

import pytest

from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import SalesModel, Unit, assumed
from tests.builders import a_model, changed, with_a_second_segment, without


def numbers(result: object) -> list[float]:
    """Every number in a result, however deep."""
    if isinstance(result, float):
        return [result]
    if isinstance(result, dict):
        return [x for value in result.values() for x in numbers(value)]
    if isinstance(result, tuple):
        return [x for value in result for x in numbers(value)]
    if is_dataclass(result):
        return [x for field in fields(result) for x in numbers(getattr(result, field.name))]
    return []


def evaluated(model: SalesModel) -> Evaluation:
    result = evaluate(model)
    assert not any(math.isnan(x) for x in numbers(result))
    return result


def test_without_arrivals_there_is_no_cost_and_nothing_per_win() -> None:
    model = changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR))
    result = evaluated(model)
    (segment,) = result.segments
    assert (segment.cost, segment.cost_per_deal, segment.contribution) == (0, 0, 0)
    assert segment.cost_per_win is segment.payback_months is None
    assert segment.win_rate > 0
    assert result.totals.win_rate == 0
    assert all(role.utilisation == 0 and role.non_selling_share is None for role in result.roles)


def test_work_for_a_role_that_nobody_fills_is_infinite_use() -> None:
    """Rule 3.11."""
    model = changed(a_model(), "roles", "se", headcount=assumed(0, Unit.HEADS))
    result = evaluated(model)
    assert result.role("se").utilisation == math.inf
    assert ("over_capacity", "se") in [(gap.kind, gap.id) for gap in result.gaps]


def test_a_role_that_nobody_fills_or_needs_is_not_used() -> None:
    model = changed(a_model(), "roles", "se", headcount=assumed(0, Unit.HEADS))
    model = changed(model, "assignments", "demo:se", share=assumed(0, Unit.SHARE))
    model = changed(model, "assignments", "demo:ae", share=assumed(1, Unit.SHARE))
    assert evaluated(model).role("se").utilisation == 0


def test_everybody_won_leaves_no_cycle_time_of_the_lost() -> None:
    model = with_a_second_segment(a_model())
    model = changed(model, "moves", "try.smb.won", probability=assumed(1, Unit.SHARE))
    model = changed(model, "moves", "try.smb.no", probability=assumed(0, Unit.SHARE))
    segment = evaluated(model).segment("smb")
    assert segment.win_rate == 1
    assert segment.cycle_days.lost_mean is segment.cycle_days.lost_sd is None
    assert segment.cycle_days.won_mean == pytest.approx(20)


def test_a_worthless_deal_is_never_paid_back() -> None:
    model = changed(a_model(), "segments", "ent", deal_value=assumed(0, Unit.MONEY))
    (segment,) = evaluated(model).segments
    assert segment.payback_months is None
    assert segment.lifetime_value == 0


def test_segments_of_four_stages_and_of_one_stand_beside_each_other() -> None:
    model = with_a_second_segment(a_model())
    both, alone = evaluated(model), evaluated(a_model())
    assert both.segment("ent") == alone.segment("ent")
    smb = both.segment("smb")
    assert (smb.win_rate, smb.wins, smb.cost) == (0.5, 50, 0)
    assert [stage.visits for stage in smb.stages] == [1]
    assert ("unserved_stage", "try") in [(gap.kind, gap.id) for gap in both.gaps]


def test_a_model_without_tasks_still_has_its_journey() -> None:
    model = without(a_model(), "tasks", "prospect", "demo", "proposal")
    model = model.model_copy(update={"assignments": ()})
    result = evaluated(model)
    assert result.totals.cost == 0
    assert result.totals.win_rate == pytest.approx(evaluate(a_model()).totals.win_rate)


def test_a_model_without_roles_leaves_every_task_uncovered() -> None:
    model = a_model().model_copy(update={"roles": (), "assignments": ()})
    gaps = [gap.id for gap in evaluated(model).gaps if gap.kind == "uncovered_task"]
    assert gaps == ["prospect", "demo", "proposal"]


def test_an_empty_model_is_worth_nothing() -> None:
    result = evaluated(SalesModel(id="empty", name="Empty"))
    assert (result.segments, result.tasks, result.roles, result.gaps) == ((), (), (), ())
    assert (result.totals.cost, result.totals.win_rate) == (0, 0)
    assert result.totals.cost_per_win is None


def test_weights_of_any_size_leave_losses_between_zero_and_one() -> None:
    """Rule 3.6: log-odds far beyond what a float's exponential holds."""
    for weight in (5_000.0, 1e6):
        for shares in ({"ae": 1.0}, {"se": 1.0}):
            model = changed(
                a_model(), "tasks", "demo",
                weight=assumed(weight, Unit.LOG_ODDS), baseline_shares=shares,
            )  # fmt: skip
            skills = {"Demo": a_model().roles[1].skills["Demo"]}
            better = {"Demo": skills["Demo"].model_copy(update={"quality": assumed(1, Unit.SHARE)})}
            model = changed(model, "roles", "se", skills=better)
            loss = {stage.id: stage.loss for stage in evaluated(model).segments[0].stages}
            assert 0 <= loss["evaluate"] <= 1
