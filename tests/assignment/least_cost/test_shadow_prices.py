"""Rule 4.7: what one more hour or head is worth, against solving again with it."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from salesmodel.assignment import Heads, Question, ShadowPrice, Staffing, Watch, able_shares
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.shadow_prices import shadow_prices
from salesmodel.assignment.least_cost.solving import Solution, solve
from salesmodel.model import SalesModel, Unit, assumed
from tests.assignment.independent import by_cbc, written
from tests.assignment.instances import small
from tests.builders import a_model

SEEDS = range(0, 400 if os.environ.get("SOAK") else 25)
AS_IS = Question(max_utilisation=1.0, floor=0.8)


def least(model: SalesModel, question: Question) -> float:
    """Infinite when nothing keeps the limits."""
    found = solve(least_cost(able_shares(model), question).programme)
    return found.objective if found.found else np.inf


def prices(model: SalesModel, question: Question) -> tuple[Solution, tuple[ShadowPrice, ...]]:
    able = able_shares(model)
    formulation = least_cost(able, question)
    best = solve(formulation.programme)
    return best, shadow_prices(able, question, formulation, best) if best.found else ()


def with_hours(model: SalesModel, role: int, more: float) -> SalesModel:
    """The heads that have so many more hours a year."""
    roles = list(model.roles)
    hours = roles[role].productive_hours.value
    heads = assumed(roles[role].headcount.value + more / hours, Unit.HEADS)
    roles[role] = roles[role].model_copy(update={"headcount": heads})
    return model.model_copy(update={"roles": tuple(roles)})


def test_an_hour_is_worth_the_slope_of_the_least_cost():
    """Between the slopes to both sides, which are the same but at a kink."""
    worth_something = 0
    for seed in SEEDS:
        model = small(seed)
        best, found = prices(model, AS_IS)
        for role, price in enumerate(found):
            step = 0.01
            more = best.objective - least(with_hours(model, role, step), AS_IS)
            fewer = least(with_hours(model, role, -step), AS_IS) - best.objective
            noise = 1e-4 + 1e-9 * best.objective / step
            assert more / step - noise <= price.per_hour <= fewer / step + noise, (seed, role)
            worth_something += price.per_hour > 0
    assert worth_something >= len(SEEDS) / 10


def test_a_head_is_worth_what_one_more_saves():
    worth_something = 0
    for seed in SEEDS:
        model = small(seed)
        best, found = prices(model, AS_IS)
        for role, price in enumerate(found):
            hours = model.roles[role].productive_hours.value
            saved = best.objective - least(with_hours(model, role, hours), AS_IS)
            assert price.per_head == pytest.approx(saved, abs=1e-6 * best.objective), (seed, role)
            assert price.per_head <= price.per_hour * hours + 1e-6 * best.objective
            worth_something += price.per_head > 0
    assert worth_something >= len(SEEDS) / 10


def test_where_today_takes_more_hours_than_there_are_a_head_adds_what_is_beyond_today():
    """The hours of today are the capacity then, so that a head more may change nothing."""
    nothing = something = 0
    for seed in SEEDS:
        model = small(seed)
        best, found = prices(model, Question())
        for role, price in enumerate(found):
            hours = model.roles[role].productive_hours.value
            saved = best.objective - least(with_hours(model, role, hours), Question())
            assert price.per_head == pytest.approx(saved, abs=1e-6 * best.objective), (seed, role)
            nothing += price.per_hour > 0 and price.per_head == 0
            something += price.per_head > 0
    assert nothing > 0
    assert something > 0


@pytest.mark.parametrize("staffing", [Staffing.FREE, Staffing.WHOLE])
def test_at_a_bound_of_heads_one_more_is_worth_what_it_saves_beyond_its_pay(staffing: Staffing):
    worth_something = 0
    for seed in range(1, 13):
        model = small(3 * seed + 2)
        question = Question(staffing=staffing, floor=0.9, heads=(Heads("r0", 0, 1),))
        best, found = prices(model, question)
        if not found:
            continue
        more = replace(question, heads=(Heads("r0", 0, 2),))
        saved = best.objective - (by_cbc(written(model, more)) or np.inf)
        assert found[0].per_head == pytest.approx(saved, abs=2e-6 * best.objective)
        assert [price.per_head for price in found[1:]] == [0.0, 0.0]
        worth_something += found[0].per_head > 0
    assert worth_something > 3


def test_where_owners_are_limited_a_head_is_worth_what_solving_again_saves():
    """The duals say nothing here: no single hour may change a thing, a whole head does."""
    worth_something = 0
    for seed in range(40):
        model, question = small(seed), Question(max_utilisation=1.0, floor=0.5, max_owners=1)
        best, found = prices(model, question)
        for role, price in enumerate(found):
            hours = model.roles[role].productive_hours.value
            saved = best.objective - least(with_hours(model, role, hours), question)
            assert price.per_head == pytest.approx(saved, abs=2e-6 * best.objective), (seed, role)
            worth_something += price.per_head > 0 and price.per_hour == 0
    assert worth_something > 0


def test_acme_has_hours_to_spare_so_that_none_is_worth_anything():
    assert {price.per_hour for price in prices(a_model(), Question())[1]} == {0.0}


def test_an_hour_of_the_short_role_is_worth_the_difference_in_pay():
    """Acme with an SDR for 100 of the 400 hours of prospecting: 150 an hour saved for 62.50."""
    model = with_hours(a_model(), 0, 100 - 2_400)
    _, (sdr, ae, se) = prices(model, Question(max_utilisation=1.0))
    assert sdr.per_hour == pytest.approx(150 - 62.5)
    assert sdr.per_head == pytest.approx(300 * (150 - 62.5))  # the other 900 hours lie idle
    assert (ae.per_hour, se.per_hour) == (0.0, 0.0)


def test_who_stops_the_search_gets_no_prices():
    watch = Watch()
    watch.stop.set()
    able = able_shares(a_model())
    formulation = least_cost(able, Question())
    best = solve(formulation.programme)
    assert shadow_prices(able, Question(), formulation, best, watch) == ()
