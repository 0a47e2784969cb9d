"""Rule 4.13: what each budget can buy."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.frontier import Frontier, frontier, place_on_frontier
from salesmodel.assignment.contribution.judging import Judge
from salesmodel.assignment.contribution.most_contribution import most, most_contribution
from salesmodel.assignment.least_cost.bounds import capacities, floors_of
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Goal, Pin, Question, Staffing
from salesmodel.evaluation import evaluate, run
from tests.assignment.questions import mixed
from tests.evaluation.random_models import random_model

ASKED = Question(goal=Goal.CONTRIBUTION, floor=0.0)
SEEDS = (1, 3, 6)
Drawn = dict[int, tuple[AbleShares, Frontier]]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    found = {}
    for seed in SEEDS:
        able = able_shares(random_model(seed, 2, 3, tracks=seed % 2 == 0))
        found[seed] = able, frontier(able, ASKED, points=6)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_more_money_buys_more(drawn: Drawn, seed: int) -> None:
    _, curves = drawn[seed]
    for curve, measure in ((curves.contribution, "contribution"), (curves.win_rate, "win_rate")):
        costs = [point.cost for point in curve]
        worth = [getattr(point, measure) for point in curve]
        assert costs == sorted(costs)
        assert worth == sorted(worth)
        assert len(curve) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ends_are_the_least_cost_and_the_two_optima(drawn: Drawn, seed: int) -> None:
    able, curves = drawn[seed]
    best = -most_contribution(able, ASKED).objective
    assert curves.contribution[-1].contribution == pytest.approx(best, rel=1e-6)
    least = -most(Judge(able, ASKED, "cost")).objective * -1
    assert curves.contribution[0].cost == pytest.approx(least, rel=1e-6)
    widest = most(Judge(able, ASKED, "wins")).x[: len(able)]
    wins = float(run(able.compiled, able.values(widest)).wins.sum())
    arrivals = float(able.compiled.base.arrivals.sum())
    assert curves.win_rate[-1].win_rate == pytest.approx(wins / arrivals, rel=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_lies_above_the_curves(drawn: Drawn, seed: int) -> None:
    """Feasible assignments at random, each against the next dearer point."""
    able, curves = drawn[seed]
    shares = np.stack([mixed(able, n) for n in range(400)] + [able.present], axis=1)
    toward = curves.contribution[-1].shares[:, None]
    shares = np.concatenate([shares, 0.8 * toward + 0.2 * shares, 0.98 * toward + 0.02 * shares], 1)
    raw = run(able.compiled, able.values(shares))
    fine = (raw.role_hours <= capacities(able, ASKED)[:, None]).all(axis=0)
    fine &= (raw.fulfilment >= floors_of(able, ASKED)[:, None]).all(axis=0)
    assert fine.sum() > 10
    cost, arrivals = raw.segment_cost.sum(axis=0), able.compiled.base.arrivals.sum()
    for curve, worth in (
        (curves.contribution, raw.contribution.sum(axis=0)),
        (curves.win_rate, raw.wins.sum(axis=0) / arrivals),
    ):
        name = "contribution" if curve is curves.contribution else "win_rate"
        limits = np.array([getattr(point, name) for point in curve])
        place = np.searchsorted([point.cost for point in curve], cost[fine])
        limit = limits[np.minimum(place, len(curve) - 1)]
        assert (worth[fine] <= limit + 1e-5 * np.abs(limit)).all()


def test_points_are_what_the_kernel_says(drawn: Drawn) -> None:
    able, curves = drawn[3]
    for point in (*curves.contribution, *curves.win_rate):
        raw = run(able.compiled, able.values(point.shares))
        assert point.cost == pytest.approx(float(raw.segment_cost.sum()))
        assert point.contribution == pytest.approx(float(raw.contribution.sum()))
        assert (raw.role_hours[:, 0] <= capacities(able, ASKED) * (1 + 1e-6)).all()


def test_the_present_and_other_models_are_placed_alike(drawn: Drawn) -> None:
    able, curves = drawn[1]
    placed = place_on_frontier(evaluate(able.model))
    assert placed.cost == pytest.approx(curves.present.cost)
    assert placed.contribution == pytest.approx(curves.present.contribution)
    assert placed.win_rate == pytest.approx(curves.present.win_rate)


def test_limits_that_cannot_hold_give_no_curve_and_a_stop_is_told() -> None:
    able = able_shares(random_model(1, 1, 2, tracks=False))
    twice = (Pin("s0.task0", "r0", 0.8), Pin("s0.task0", "r1", 0.8))
    nothing = frontier(able, Question(goal=Goal.CONTRIBUTION, pins=twice), points=4)
    assert nothing.contribution == nothing.win_rate == ()
    watch = Watch()
    watch.stop.set()
    assert not frontier(able, ASKED, points=4, watch=watch).is_whole


def test_single_owners_stay_single_along_the_curve() -> None:
    able = able_shares(random_model(2, 1, 2, tracks=False))
    asked = Question(goal=Goal.CONTRIBUTION, floor=0.0, max_owners=1, staffing=Staffing.WHOLE)
    curves = frontier(able, asked, points=6)
    assert len(curves.contribution) > 0
    for point in curves.contribution:
        assert np.bincount(able.task, point.shares > 1e-9).max() == 1
