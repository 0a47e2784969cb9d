"""Batches of draws: the same answers as one model at a time, and refusals in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.draws import draws_within_ranges
from benchmarks.reference import reference_model
from salesmodel.evaluation import (
    CompiledModel,
    Evaluation,
    compile_model,
    evaluate,
    evaluate_compiled,
    evaluate_draws,
    run,
)
from salesmodel.evaluation.draws import CHUNK
from salesmodel.model import Quantity, SalesModel, Unit, assumed
from tests.builders import a_model, changed

DRAWS = 40


@pytest.fixture(scope="module")
def compiled() -> CompiledModel:
    """The reference model, whose present shares are its baseline, so that drawn ones count."""
    model = reference_model()
    shares: dict[str, dict[str, float]] = {task.id: {} for task in model.tasks}
    for item in model.assignments:
        shares[item.task][item.role] = item.share.value
    tasks = tuple(t.model_copy(update={"baseline_shares": shares[t.id]}) for t in model.tasks)
    return compile_model(model.model_copy(update={"tasks": tasks}))


def drawn_model(model: SalesModel, draws: dict, n: int) -> SalesModel:
    """The model with the numbers of draw n in it."""

    def with_fields(entities: tuple, fields: dict[str, str]) -> tuple:
        return tuple(
            entity.model_copy(
                update={
                    field: getattr(entity, field).with_value(draws[name][place, n])
                    for field, name in fields.items()
                }
            )
            for place, entity in enumerate(entities)
        )

    tracked = {track.stage for track in model.tracks}
    row = len(model.tracks)
    stages = []
    for stage in model.stages:
        values: dict[str, Quantity] = {}
        if stage.id not in tracked:
            values["dwell"] = stage.dwell.with_value(draws["unit_dwell"][row, n])
            values["dwell_cv"] = stage.dwell_cv.with_value(draws["unit_cv"][row, n])
            row += 1
        stages.append(stage.model_copy(update=values))
    return model.model_copy(
        update={
            "stages": tuple(stages),
            "tracks": with_fields(model.tracks, {"dwell": "unit_dwell", "dwell_cv": "unit_cv"}),
            "moves": with_fields(model.moves, {"probability": "move"}),
            "assignments": with_fields(model.assignments, {"share": "share"}),
            "tasks": with_fields(model.tasks, {"hours": "hours", "weight": "weight"}),
            "roles": with_fields(
                model.roles,
                {"annual_cost": "annual_cost", "productive_hours": "productive_hours"},
            ),
            "segments": with_fields(
                model.segments,
                {
                    "arrivals": "arrivals",
                    "deal_value": "deal_value",
                    "gross_margin": "gross_margin",
                },
            ),
        }
    )


def figures(result: Evaluation) -> dict[str, list[float | None]]:
    return {
        "win_rate": [s.win_rate for s in result.segments],
        "wins": [s.wins for s in result.segments],
        "cost": [s.cost for s in result.segments],
        "cost_per_win": [s.cost_per_win for s in result.segments],
        "contribution": [s.contribution for s in result.segments],
        "cycle_days": [s.cycle_days.mean for s in result.segments],
        "won_cycle_days": [s.cycle_days.won_mean for s in result.segments],
        "utilisation": [r.utilisation for r in result.roles],
        "total_wins": [result.totals.wins],
        "total_cost": [result.totals.cost],
        "total_cost_per_win": [result.totals.cost_per_win],
        "total_contribution": [result.totals.contribution],
    }


def test_a_batch_of_copies_equals_the_single_evaluation(compiled: CompiledModel) -> None:
    batch = evaluate_draws(compiled, {"hours": np.repeat(compiled.base.hours, 100, axis=1)})
    for name, expected in figures(evaluate(compiled.model)).items():
        rows = getattr(batch, name)
        assert rows.shape == (len(expected), 100)
        assert rows == pytest.approx(np.repeat(np.array(expected)[:, None], 100, axis=1), rel=1e-12)


def test_each_draw_is_what_the_model_with_its_numbers_gives(compiled: CompiledModel) -> None:
    """The batch runs through sums by layer, the single model through sums by group."""
    all_draws = draws_within_ranges(compiled, DRAWS, seed=3)
    apart = ("quality", "productivity")  # a model has them by role and skill, not by assignment
    draws = {name: values for name, values in all_draws.items() if name not in apart}
    batch = evaluate_draws(compiled, draws)
    for n in (0, 17, DRAWS - 1):
        single = evaluate_compiled(compile_model(drawn_model(compiled.model, draws, n)))
        for name, expected in figures(single).items():
            assert getattr(batch, name)[:, n] == pytest.approx(expected, rel=1e-10), name


def test_at_the_baseline_shares_quality_and_weight_do_not_move_the_win_rate(
    compiled: CompiledModel,
) -> None:
    """Rule 3.6: fulfilment counts by its distance from the baseline only."""
    draws = draws_within_ranges(compiled, DRAWS, seed=4)
    chosen = {name: draws[name] for name in ("share", "quality", "weight")}
    alone = evaluate_draws(compiled, {**chosen, "baseline_share": draws["share"]})
    base = figures(evaluate(compiled.model))["win_rate"]
    assert alone.win_rate == pytest.approx(np.repeat(np.array(base)[:, None], DRAWS, axis=1))
    moved = evaluate_draws(compiled, chosen)
    assert np.abs(moved.win_rate - alone.win_rate).max() > 1e-4


def test_chunks_and_threads_change_nothing(compiled: CompiledModel) -> None:
    draws = draws_within_ranges(compiled, CHUNK + 37, seed=5)
    one, two = (evaluate_draws(compiled, draws, threads=threads) for threads in (1, 2))
    last = evaluate_draws(compiled, {name: values[:, CHUNK:] for name, values in draws.items()})
    for name, rows in vars(one).items():
        assert np.array_equal(rows, getattr(two, name)), name
        assert rows[:, CHUNK:] == pytest.approx(getattr(last, name), rel=1e-12), name


def test_a_drawn_loss_of_a_track_moves_the_loss_of_its_stage() -> None:
    """Rule 2.8: Acme's tracks lose 0.2 and 0.25, so the stage 0.4; with 0.5 it loses 0.625, and
    the others, 0.5 and 0.1, shrink to 0.375 in proportion."""
    compiled = compile_model(a_model())
    batch = evaluate_draws(compiled, {"track_loss": np.array([[0.2, 0.5], [0.25, 0.25]])})
    to_consensus, back = np.array([0.5, 0.5 * 0.375 / 0.6]), np.array([0.1, 0.1 * 0.375 / 0.6])
    assert batch.win_rate[0] == pytest.approx(0.7 / (1 - 0.6 * back) * to_consensus * 0.5)


def test_no_wins_are_not_a_number_and_no_heads_are_infinite_use() -> None:
    compiled = compile_model(a_model())
    move = np.repeat(compiled.base.move, 2, axis=1)
    names = [item.id for item in compiled.model.moves]
    move[names.index("consensus.won"), 1], move[names.index("consensus.nodec"), 1] = 0, 1
    batch = evaluate_draws(compiled, {"move": move, "headcount": np.array([[2, 0.0]] * 3)})
    assert np.isfinite(batch.cost_per_win[:, 0]).all()
    assert np.isnan(batch.cost_per_win[:, 1]).all()
    assert np.isnan(batch.won_cycle_days[:, 1]).all()
    assert np.isinf(batch.utilisation[:, 1]).all()


@pytest.mark.parametrize(
    ("draws", "sentence"),
    [
        ({"colour": np.ones((1, 3))}, "colour is not a parameter"),
        ({"hours": np.ones((2, 3))}, "hours needs 3 rows"),
        ({"hours": np.ones(3)}, "hours needs 3 rows"),
        ({"hours": np.ones((3, 3)), "weight": np.ones((3, 4))}, "same number of draws"),
        ({}, "same number of draws"),
        ({"hours": np.ones((3, 0))}, "one at least"),
        ({"move": np.full((10, 3), 0.3)}, "the drawn moves out of .* do not sum to one"),
    ],
)
def test_a_batch_that_cannot_be_evaluated_is_refused(draws: dict, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        evaluate_draws(compile_model(a_model()), draws)


def test_a_zero_of_arrivals_is_a_draw_like_any_other() -> None:
    model = changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR))
    batch = evaluate_draws(compile_model(model), {"hours": np.ones((3, 2))})
    assert (batch.total_cost == 0).all()
    assert np.isnan(batch.total_cost_per_win).all()


@pytest.mark.parametrize("name", ["entry", "unit_dwell", "unit_cv", "hours", "arrivals"])
def test_one_figure_may_be_drawn_alone(compiled: CompiledModel, name: str) -> None:
    """Regression: days or entries drawn without the moves were refused by the kernel."""
    base = getattr(compiled.base, name)
    raw = run(compiled, replace(compiled.base, **{name: np.repeat(base, 3, axis=1)}))
    alone = run(compiled, compiled.base)
    for figure in ("win_rate", "contribution"):
        drawn = getattr(raw, figure)
        assert np.allclose(drawn, getattr(alone, figure))
    assert np.allclose(raw.absorption.mean, alone.absorption.mean, equal_nan=True)
