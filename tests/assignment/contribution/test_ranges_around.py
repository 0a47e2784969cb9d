"""Rule 4.12: all that is as good as the best, one task at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.most_contribution import most_contribution
from salesmodel.assignment.contribution.ranges_around import ranges_around
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.question import Goal, Question, Staffing
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array
from tests.assignment.questions import one_stage
from tests.evaluation.random_models import random_model

FREE = Question(goal=Goal.CONTRIBUTION, staffing=Staffing.FREE, floor=0.0)


def best_of(able: AbleShares, question: Question) -> Array:
    return most_contribution(able, question).x[: len(able)]


def contribution(able: AbleShares, shares: Array) -> float:
    return float(run(able.compiled, able.values(shares)).contribution.sum())


def test_with_two_roles_the_range_ends_where_one_percent_is_lost() -> None:
    able = able_shares(one_stage(loss=0.6, weight=1.0))
    shares = best_of(able, FREE)
    best = contribution(able, shares)
    xs = np.linspace(0, 1, 200_001)
    raw = run(able.compiled, able.values(np.stack([1 - xs, xs])))
    fine = xs[raw.contribution.sum(axis=0) >= best - 0.01 * abs(best)]
    ranges = {each.role: each for each in ranges_around(able, shares, FREE)}
    assert ranges["ae"].low == pytest.approx(fine.min(), abs=2e-4)
    assert ranges["ae"].high == pytest.approx(fine.max(), abs=2e-4)
    assert ranges["sdr"].low == pytest.approx(1 - fine.max(), abs=2e-4)


@pytest.mark.parametrize("staffing", [Staffing.AS_IS, Staffing.FREE])
def test_every_range_holds_the_best_and_wider_is_wider(staffing: Staffing) -> None:
    able = able_shares(random_model(3, 2, 3, tracks=True))
    asked = replace(FREE, staffing=staffing, floor=None)
    shares = best_of(able, asked)
    narrow = ranges_around(able, shares, asked, 0.001)
    wide = ranges_around(able, shares, asked, 0.05)
    assert len(narrow) == len(able)
    for one, other, now in zip(narrow, wide, shares, strict=True):
        assert one.low <= one.best <= one.high
        assert other.low <= one.low + 1e-4
        assert one.high <= other.high + 1e-4
        assert one.best == now
    assert sum(each.high - each.low for each in wide) > sum(each.high - each.low for each in narrow)


def test_a_stop_leaves_no_ranges() -> None:
    able = able_shares(random_model(1, 1, 2, tracks=False))
    watch = Watch()
    watch.stop.set()
    assert ranges_around(able, able.present, FREE, watch=watch) == ()
