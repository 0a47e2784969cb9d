"""Where a headline figure comes from: value, rule, and every input with its tag (rule 3.9)."""

from __future__ import annotations

import pytest

from salesmodel.evaluation import FIGURES, Trace, evaluate, trace
from salesmodel.model import Observed, Quantity, SalesModel, Unit, assumed
from tests.builders import a_model, changed, with_a_second_segment

SHIFT = 1.01


def traced(model: SalesModel, figure: str, segment: str | None = None) -> Trace:
    return trace(model, evaluate(model), figure, segment)


def test_each_headline_figure_has_the_value_of_the_evaluation() -> None:
    model = with_a_second_segment(a_model())
    result = evaluate(model)
    assert {figure: traced(model, figure).value for figure in FIGURES} == {
        "contribution": result.totals.contribution,
        "cost_per_win": result.totals.cost_per_win,
        "win_rate": result.totals.win_rate,
        "won_cycle_days": result.totals.won_cycle_days,
        "utilisation": max(role.utilisation for role in result.roles),
    }


def test_a_segments_figure_rests_on_that_segment_alone() -> None:
    model = with_a_second_segment(a_model())
    result = evaluate(model)
    for figure, value in {
        "contribution": result.segment("smb").contribution,
        "cost_per_win": result.segment("smb").cost_per_win,
        "win_rate": 0.5,
        "won_cycle_days": 20,
    }.items():
        found = traced(model, figure, "smb")
        assert found.value == pytest.approx(value)
        paths = " ".join(item.path for item in found.inputs)
        assert "moves[try.smb.won]" in paths
        assert "explore" not in paths
        assert "[ent]" not in paths


def test_utilisation_is_that_of_the_whole_model_for_every_segment() -> None:
    model = with_a_second_segment(a_model())
    assert traced(model, "utilisation", "smb") == traced(model, "utilisation")


@pytest.mark.parametrize("figure", sorted(FIGURES))
def test_inputs_are_the_models_own_quantities_at_their_paths(figure: str) -> None:
    model = a_model()
    for item in traced(model, figure).inputs:
        assert item.quantity == at(model, item.path)
        assert item.label


def at(model: SalesModel, path: str) -> Quantity:
    """`roles[ae].skills[Demo].quality` and the like, looked up."""
    head, _, field = path.partition("]")
    collection, entity_id = head.split("[", 1)
    entity = {e.id: e for e in getattr(model, collection)}[entity_id]
    for step in field.lstrip(".").split("."):
        name, _, key = step.rstrip("]").partition("[")
        entity = getattr(entity, name)[key] if key else getattr(entity, name)
    assert isinstance(entity, Quantity)
    return entity


def test_no_input_that_moves_cost_per_win_is_left_out() -> None:
    """Each task's hours, each role's cost and each share is nudged; if the figure moves, the
    input is listed."""
    model = a_model()
    before = evaluate(model).totals.cost_per_win
    listed = {item.path for item in traced(model, "cost_per_win").inputs}
    for collection, fields in {
        "tasks": ("hours",),
        "roles": ("annual_cost", "productive_hours", "headcount"),
        "segments": ("arrivals", "deal_value", "gross_margin"),
        "stages": ("dwell",),
    }.items():
        for entity in getattr(model, collection):
            for field in fields:
                nudged = getattr(entity, field)
                nudged = nudged.with_value(nudged.value * SHIFT)
                after = evaluate(changed(model, collection, entity.id, **{field: nudged}))
                if after.totals.cost_per_win != pytest.approx(before, rel=1e-9):
                    assert f"{collection}[{entity.id}].{field}" in listed


def test_productivity_of_whoever_does_a_task_is_among_the_inputs_of_cost() -> None:
    paths = {item.path for item in traced(a_model(), "cost_per_win").inputs}
    assert "roles[ae].skills[Deal].productivity" in paths
    assert "roles[se].skills[Demo].productivity" in paths


def test_quality_is_an_input_once_shares_have_left_the_baseline() -> None:
    model = a_model()
    path = "roles[se].skills[Demo].quality"
    assert path not in {item.path for item in traced(model, "win_rate").inputs}
    moved = changed(model, "tasks", "demo", baseline_shares={"ae": 1.0})
    assert path in {item.path for item in traced(moved, "win_rate").inputs}


def test_the_assumed_share_counts_inputs_by_origin() -> None:
    model = a_model()
    found = traced(model, "utilisation")
    assert found.assumed_share == 1
    observed = Quantity(value=100, unit=Unit.PER_YEAR, origin=Observed(n=100, file="deals.csv"))
    found = traced(changed(model, "segments", "ent", arrivals=observed), "utilisation")
    assert found.assumed_share == pytest.approx(1 - 1 / len(found.inputs))


def test_nobody_won_is_not_known_rather_than_zero() -> None:
    model = changed(a_model(), "moves", "consensus.won", probability=assumed(0, Unit.SHARE))
    model = changed(model, "moves", "consensus.nodec", probability=assumed(1, Unit.SHARE))
    assert traced(model, "cost_per_win").value is None
    assert traced(model, "won_cycle_days").value is None
    assert traced(model, "win_rate").value == 0


@pytest.mark.parametrize(("figure", "segment"), [("coherence", None), ("win_rate", "nowhere")])
def test_what_is_not_there_cannot_be_traced(figure: str, segment: str | None) -> None:
    with pytest.raises(KeyError):
        traced(a_model(), figure, segment)
