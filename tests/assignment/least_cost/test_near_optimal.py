"""Rule 4.6: the ends of each range can be reached, and nothing beyond them."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from salesmodel.assignment import Pin, Question, ShareRange, Watch, able_shares, equals, optimise
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.near_optimal import near_optimal
from salesmodel.assignment.least_cost.solving import Solution, solve
from salesmodel.model import SalesModel
from tests.assignment.instances import asked, small
from tests.builders import a_model

SEEDS = range(0, 200 if os.environ.get("SOAK") else 15)
BEYOND = 1e-3


def least(model: SalesModel, question: Question) -> float:
    found = solve(least_cost(able_shares(model), question).programme)
    return found.objective if found.found else np.inf


def ranges(model: SalesModel, question: Question) -> tuple[Solution, tuple[ShareRange, ...]]:
    able = able_shares(model)
    formulation = least_cost(able, question)
    best = solve(formulation.programme)
    return best, near_optimal(able, formulation, best) if best.found else ()


def pinned(question: Question, each: ShareRange, share: float) -> Question:
    return replace(question, pins=(*question.pins, Pin(each.task, each.role, share)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ends_cost_no_more_than_one_percent_and_beyond_is_more(seed: int):
    model = small(seed)
    question = asked(model, seed)
    best, found = ranges(model, question)
    most = best.objective * 1.01
    fixed = {(pin.task, pin.role) for pin in question.pins}
    for each in found if best_is_linear(question) else found[:6]:
        assert 0 <= each.low <= each.best <= each.high <= 1
        if (each.task, each.role) in fixed:
            assert each.high - each.low < 1e-6
            continue
        inner = (each.low + 1e-7 * (each.high - each.low), each.high - 1e-7)
        for end in np.clip(inner, each.low, each.high):
            assert least(model, pinned(question, each, float(end))) <= most * (1 + 1e-6)
        if best_is_linear(question):
            for beyond in (each.low - BEYOND, each.high + BEYOND):
                if 0 <= beyond <= 1:
                    assert least(model, pinned(question, each, beyond)) > most * (1 - 1e-9)


def best_is_linear(question: Question) -> bool:
    """Where owners or people are whole, others than those of the best are not looked at."""
    return question.max_owners is None and question.staffing.value != "whole"


def test_a_role_may_take_no_more_than_one_percent_costs():
    """Acme's least cost: 25,000 of prospecting by the SDR, 59,574.47 of demo and proposal. A share
    s of prospecting by the AE costs 35,000 s more."""
    best, found = ranges(a_model(), Question())
    by_pair = {(each.task, each.role): each for each in found}
    assert by_pair["prospect", "ae"].high == pytest.approx(best.objective * 0.01 / 35_000)
    assert by_pair["prospect", "sdr"].low == pytest.approx(1 - best.objective * 0.01 / 35_000)
    proposal = by_pair["proposal", "ae"]
    assert (proposal.low, proposal.best, proposal.high) == (1, 1, 1)


def test_equals_are_the_wide_ranges_the_widest_first():
    found = ranges(small(4), Question())[1]
    wide = equals(found, 0.05)
    widths = [each.high - each.low for each in wide]
    assert widths == sorted(widths, reverse=True)
    assert set(wide) == {each for each in found if each.high - each.low >= 0.05}


def test_who_stops_the_search_gets_no_ranges():
    watch = Watch()
    watch.stop.set()
    able = able_shares(a_model())
    formulation = least_cost(able, Question())
    assert near_optimal(able, formulation, solve(formulation.programme), watch=watch) == ()


def test_ranges_hold_the_best_to_the_last_digit():
    """A share of minus zero, or of a hair above one, stood in the ranges."""
    for seed in (11, 51):
        for each in optimise(small(seed), asked(small(seed), seed)).ranges:
            assert 0 <= each.low <= each.best <= each.high <= 1
            assert not np.signbit([each.low, each.best, each.high]).any()
