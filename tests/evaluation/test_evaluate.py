"""Templates against a second, slow implementation and against buyers who walk at random."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from salesmodel.defaults import template
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Stage, Track
from tests.evaluation.models import reassigned
from tests.evaluation.slow import Slow, losses_now, moves_now, slowly, tracks_of

KEYS = ["enterprise", "mid_market", "smb", "self_serve"]
BUYERS = 40_000
Array = NDArray[np.float64]


@pytest.fixture(scope="module", params=[(key, seed) for key in KEYS for seed in (None, 1)], ids=str)
def case(request: pytest.FixtureRequest) -> tuple[SalesModel, Slow]:
    """A template as it is, and with every task spread anew over all who can do it."""
    key, seed = request.param
    model = template(key) if seed is None else reassigned(template(key), seed)
    return model, slowly(model)


def test_visits_and_outcomes_are_those_worked_out_slowly(case: tuple[SalesModel, Slow]) -> None:
    """Rules 2.3, 2.8, 2.10 and 3.6."""
    model, slow = case
    for segment in evaluate(model).segments:
        assert segment.win_rate == pytest.approx(slow.win_rate[segment.id])
        assert segment.outcomes == pytest.approx(slow.outcomes[segment.id])
        for stage in segment.stages:
            assert stage.visits == pytest.approx(slow.visits[stage.id])
            assert stage.ever_visited == pytest.approx(slow.ever[stage.id])


def test_days_are_those_worked_out_slowly(case: tuple[SalesModel, Slow]) -> None:
    """Rules 2.5, 2.6, 2.8 and 2.9; tracks are integrated on a grid of our own."""
    model, slow = case
    for segment in evaluate(model).segments:
        days = segment.cycle_days
        found = [(days.mean, days.sd), (days.won_mean, days.won_sd), (days.lost_mean, days.lost_sd)]
        for (mean, sd), (slow_mean, slow_variance) in zip(
            found, slow.days[segment.id], strict=True
        ):
            assert mean == pytest.approx(slow_mean, rel=1e-4)
            assert sd == pytest.approx(slow_variance**0.5, rel=1e-4)


def test_cost_and_hours_are_those_worked_out_slowly(case: tuple[SalesModel, Slow]) -> None:
    """Rules 3.1, 3.3, 3.5 and 3.11."""
    model, slow = case
    result = evaluate(model)
    assert result.totals.cost == pytest.approx(slow.cost)
    for segment in result.segments:
        assert segment.cost == pytest.approx(slow.segment_cost[segment.id])
        for stage in segment.stages:
            assert stage.cost == pytest.approx(slow.stage_cost[stage.id])
    for role, entity in zip(result.roles, model.roles, strict=True):
        available = entity.headcount.value * entity.productive_hours.value
        assert role.hours == pytest.approx(slow.role_hours[role.id])
        assert role.utilisation == pytest.approx(slow.role_hours[role.id] / available)


def test_economics_follow_from_the_cost_worked_out_slowly(case: tuple[SalesModel, Slow]) -> None:
    """Rule 3.10."""
    model, slow = case
    for segment, entity in zip(evaluate(model).segments, model.segments, strict=True):
        cost, serve = slow.segment_cost[segment.id], slow.serve_cost[segment.id]
        wins = entity.arrivals.value * slow.win_rate[segment.id]
        margin = entity.deal_value.value * entity.gross_margin.value
        assert segment.contribution == pytest.approx(wins * margin - cost)
        assert segment.cost_per_win == pytest.approx(cost / wins)
        assert segment.acquisition_cost_per_win == pytest.approx((cost - serve) / wins)
        assert segment.cost_to_serve_per_win == pytest.approx(serve / wins)
        assert segment.payback_months == pytest.approx((cost - serve) / wins / margin * 12)


def test_spreading_tasks_anew_changes_the_win_rate() -> None:
    """Rule 3.6: so that the comparison with the slow implementation has something to compare."""
    before, after = template("enterprise"), reassigned(template("enterprise"), 1)
    assert abs(evaluate(before).totals.win_rate - evaluate(after).totals.win_rate) > 0.001


@pytest.mark.parametrize("seed", [None, 1])
def test_buyers_walking_through_the_enterprise_journey_end_as_computed(seed: int | None) -> None:
    """Rules 2.3, 2.6, 2.8, 2.9 and 3.6, within four standard errors. In a stage with tracks each
    track loses the buyer on its own and the slowest ends the visit."""
    model = template("enterprise")
    model = model if seed is None else reassigned(model, seed)
    won, days = walk_through(model, 11)
    segment = evaluate(model).segments[0]
    assert abs(won.mean() - segment.win_rate) <= 4 * won.std() / np.sqrt(BUYERS)
    taken = days[won > 0]
    expected, sd = segment.cycle_days.won_mean, segment.cycle_days.won_sd
    assert expected is not None
    assert sd is not None
    assert abs(taken.mean() - expected) <= 4 * taken.std() / np.sqrt(taken.size)
    squares = (taken - expected) ** 2
    assert abs(squares.mean() - sd**2) <= 4 * squares.std() / np.sqrt(taken.size)


def walk_through(model: SalesModel, seed: int) -> tuple[Array, Array]:
    """Whether each buyer is won, and the days it took."""
    rng = np.random.default_rng(seed)
    stages = [stage for stage in model.stages if not stage.after_win]
    here = rng.choice([s.id for s in stages], BUYERS, p=[s.entry.value for s in stages])
    won, days = np.zeros(BUYERS), np.zeros(BUYERS)
    walking = np.ones(BUYERS, bool)
    wins = {end.id for end in model.outcomes if end.kind.value == "won"}
    inside = {stage.id for stage in stages}
    while walking.any():
        was = here.copy()
        for stage in stages:
            buyers = np.flatnonzero(walking & (was == stage.id))
            units: Sequence[Track | Stage] = tracks_of(model, stage) or [stage]
            stays = [
                rng.gamma(
                    1 / unit.dwell_cv.value**2, unit.dwell.value * unit.dwell_cv.value**2,
                    buyers.size,
                )
                for unit in units
            ]  # fmt: skip
            days[buyers] += np.max(stays, axis=0)
            here[buyers] = _next(model, stage.id, rng, buyers.size)
        won[walking & np.isin(here, list(wins))] = 1
        walking &= np.isin(here, list(inside))
    return won, days


def _next(
    model: SalesModel, stage_id: str, rng: np.random.Generator, count: int
) -> NDArray[np.str_]:
    """Lost in some track, or on by the moves that are not losses."""
    stage = next(stage for stage in model.stages if stage.id == stage_id)
    losses = {end.id for end in model.outcomes if end.kind.is_loss}
    out = [move for move in model.moves if move.source == stage_id]
    observed = sum(move.probability.value for move in out if move.target in losses)
    chances = losses_now(model, stage, observed)
    lost = (rng.random((len(chances), count)) < np.array(chances)[:, None]).any(axis=0)
    onward = [move.target for move in out if move.target not in losses]
    lose = [move.target for move in out if move.target in losses]
    now = moves_now(model, stage)
    return np.where(lost, _pick(rng, lose, now, count), _pick(rng, onward, now, count))


def _pick(
    rng: np.random.Generator, targets: list[str], chances: dict[str, float], count: int
) -> NDArray[np.str_]:
    weights = np.array([chances[target] for target in targets])
    return rng.choice(targets, count, p=weights / weights.sum())
