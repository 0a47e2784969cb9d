"""Rule 4.9: the slopes by the adjoint method, against finite differences and closed forms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.contribution.response import respond
from salesmodel.evaluation import Raw, run
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel
from tests.assignment.questions import mixed, one_stage
from tests.builders import a_model
from tests.evaluation.random_models import models

HAIR = 1e-5


def by_differences(able: AbleShares, shares: Array) -> Raw:
    """The kernel at each share a hair more (first half) and a hair less (second half)."""
    pairs = np.arange(len(able))
    columns = np.repeat(shares[:, None], 2 * len(pairs), axis=1)
    columns[pairs, pairs] += HAIR
    columns[pairs, len(pairs) + pairs] -= HAIR
    return run(able.compiled, able.values(columns))


def slope(figures: Array) -> Array:
    half = figures.shape[-1] // 2
    return (figures[..., :half] - figures[..., half:]) / (2 * HAIR)


@settings(max_examples=60, deadline=None)
@given(models(), st.integers(0, 2**32 - 1))
def test_every_slope_is_that_of_the_kernel(model: SalesModel, seed: int) -> None:
    """Rule 4.9: with tracks, loops, tasks done once a deal and stages after the win."""
    able = able_shares(model)
    shares = mixed(able, seed)
    response, near = respond(able, shares), by_differences(able, shares)
    for own, other in (
        (response.contribution_slope, slope(near.contribution.sum(axis=0))),
        (response.cost_slope, slope(near.segment_cost.sum(axis=0))),
        (response.wins_slope, slope(near.wins.sum(axis=0))),
        (response.hours_slope, slope(near.role_hours).T),
    ):
        assert np.abs(own - other).max() <= 1e-5 * max(np.abs(other).max(), 1e-3)


def test_slopes_hold_where_the_baseline_is_not_the_present() -> None:
    """Rule 3.6: conversion answers to the distance from the baseline shares."""
    model = a_model()
    demo = next(task for task in model.tasks if task.id == "demo")
    moved = demo.model_copy(update={"baseline_shares": {"ae": 1.0}})
    tasks = tuple(moved if task.id == "demo" else task for task in model.tasks)
    able = able_shares(model.model_copy(update={"tasks": tasks}))
    response = respond(able, able.present)
    near = by_differences(able, able.present)
    expected = slope(near.contribution.sum(axis=0))
    assert response.contribution_slope == pytest.approx(expected, rel=1e-5, abs=1e-3)


def test_one_stage_answers_as_worked_out_by_hand() -> None:
    """One stage, kept with p: wins A p, hours A h x / e; dp = w q p (1 - p) dx."""
    able = able_shares(one_stage(loss=0.6, weight=1.5))
    response = respond(able, able.present)
    quality, hours, cost = able.quality, 4.0 / able.productivity, able.hourly_cost[able.role]
    won = 100 * 1.5 * quality * 0.4 * 0.6
    assert response.wins_slope == pytest.approx(won)
    assert response.cost_slope == pytest.approx(100 * hours * cost)
    assert response.contribution_slope == pytest.approx(won * 40_000 - 100 * hours * cost)


def test_figures_are_the_kernels_own() -> None:
    able = able_shares(a_model())
    response = respond(able, able.present)
    assert response.contribution == float(able.now.contribution.sum())
    assert response.cost == float(able.now.segment_cost.sum())
    assert response.wins == float(able.now.wins.sum())
    assert np.array_equal(response.role_hours, able.now.role_hours[:, 0])


def test_nobody_enters_and_nothing_answers() -> None:
    able = able_shares(a_model())
    base = replace(able.compiled.base, arrivals=np.zeros_like(able.compiled.base.arrivals))
    empty = replace(able, compiled=replace(able.compiled, base=base))
    response = respond(empty, able.present)
    assert response.win_rate == 0.0
    assert not response.contribution_slope.any()
