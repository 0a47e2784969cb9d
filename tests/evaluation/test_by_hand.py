"""A model of two buying stages, every figure worked out by hand.

meet: 1 / 0.9 visits, ever 1; agree: half a visit; won 0.4; serve: 0.4 / 0.5 = 0.8 visits, ever 0.4.
An hour costs 120 (account executive) and 50 (SDR, who takes 1.25 hours for a standard hour).
"""

from __future__ import annotations

from math import exp, log, sqrt

import pytest

from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import SalesModel
from tests.builders import changed, holds, share
from tests.evaluation.models import two_stages

DEMO, OFFER, NOTES = 100 / 0.9 * 3, 50 * 5, 100 * 2
LIST_COST = 100 * 1.25 * 50
DEMO_COST = DEMO / 2 * 120 + DEMO / 2 * 1.25 * 50
SELL_COST = LIST_COST + DEMO_COST + (OFFER + NOTES) * 120
SERVE_COST = 80 * 4 * 1.25 * 50


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(two_stages())


def test_visits_and_win_rate(result: Evaluation) -> None:
    """Rules 2.3, 2.4 and 2.10: those after the win are scaled by the win rate."""
    segment = result.segment("s")
    assert [stage.visits for stage in segment.stages] == pytest.approx([1 / 0.9, 0.5, 0.8])
    assert [stage.ever_visited for stage in segment.stages] == pytest.approx([1, 0.5, 0.4])
    assert [stage.win_from_here for stage in segment.stages] == pytest.approx([0.4, 0.8, 0.8])
    assert [stage.loss for stage in segment.stages] == pytest.approx([0.45, 0.2, 0.1])
    assert segment.outcomes == pytest.approx({"won": 0.4, "no_decision": 0.6})
    assert (segment.win_rate, segment.wins) == pytest.approx((0.4, 40))


def test_buyers_passing_each_move(result: Evaluation) -> None:
    """Rules 2.3 and 2.10: visits of the source times the move."""
    assert result.segment("s").flows == pytest.approx(
        {
            "meet.meet": 0.1 / 0.9, "meet.agree": 0.5, "meet.nodec": 0.5, "agree.won": 0.4,
            "agree.nodec": 0.1, "serve.serve": 0.4, "serve.stayed": 0.32, "m": 0.08,
        }
    )  # fmt: skip


def test_cycle_time_of_all_won_and_lost(result: Evaluation) -> None:
    """Rules 2.5, 2.6 and 2.9. A geometric number of exponential visits of 9 days is an exponential
    of 10 days; agree adds one of 20: won 30 days, variance 500. Of the 60 lost, 10 saw agree."""
    days = result.segment("s").cycle_days
    assert (days.won_mean, days.won_sd) == pytest.approx((30, sqrt(500)))
    lost = 10 + 20 / 6
    assert (days.lost_mean, days.mean) == pytest.approx((lost, 20))
    second = 5 / 6 * 200 + 1 / 6 * (500 + 900)
    assert days.lost_sd == pytest.approx(sqrt(second - lost**2))
    assert days.sd == pytest.approx(sqrt(0.5 * 200 + 0.5 * (500 + 900) - 400))


def test_hours_and_cost_of_the_tasks(result: Evaluation) -> None:
    """Rules 3.1, 3.2, 3.3 and 3.5: per visit, per deal, and before the journey."""
    standard = {task.id: task.standard_hours for task in result.tasks}
    assert standard == pytest.approx(
        {"list": 100, "demo": DEMO, "offer": OFFER, "notes": NOTES, "help": 320}
    )
    assert result.task("demo").hours == pytest.approx(DEMO / 2 + DEMO / 2 * 1.25)
    assert result.task("demo").cost == pytest.approx(DEMO_COST)
    assert result.task("list").cost == pytest.approx(LIST_COST)
    assert [role.hourly_cost for role in result.roles] == [120, 50]


def test_fulfilment_and_the_price_of_fulfilled_work(result: Evaluation) -> None:
    """Rules 3.4 and 3.7: half at 0.9 and half at 0.6; 120 / 0.9 and 50 / (0.8 * 0.6)."""
    demo = result.task("demo")
    assert demo.fulfilment == pytest.approx(0.75)
    prices = [item.cost_per_fulfilled_hour for item in demo.shares]
    assert prices == pytest.approx([120 / 0.9, 50 / 0.48])


def test_the_premium_is_what_the_cheapest_mix_would_save(result: Evaluation) -> None:
    """Rule 3.8: for the demo, half and half is the only mix as good and as cheap; notes must stay
    with the account executive, who alone reaches 0.9."""
    assert result.task("demo").premium == pytest.approx(0, abs=1e-6)
    assert result.task("demo").best_roles in (("ae", "sdr"), ("sdr", "ae"))
    assert result.task("notes").premium == pytest.approx(0, abs=1e-6)
    assert result.task("notes").best_roles == ("ae",)
    assert result.task("list").best_roles == ("sdr",)


def test_notes_that_the_sdr_would_keep_as_well_cost_too_much() -> None:
    """Rule 3.8: 200 hours at 120, when 1.25 hours of 50 each would do."""
    model = two_stages()
    for role in model.roles:
        same = role.skills["Selling"].model_copy(update={"quality": share(0.6)})
        model = changed(model, "roles", role.id, skills={"Selling": same})
    notes = evaluate(model).task("notes")
    assert notes.premium == pytest.approx(200 * (120 - 62.5))
    assert notes.best_roles == ("sdr",)


def test_economics_of_the_segment(result: Evaluation) -> None:
    """Rule 3.10: 40 wins of 30,000 at a margin of one half, 80% of whom stay each year."""
    segment = result.segment("s")
    cost = SELL_COST + SERVE_COST
    assert segment.cost == pytest.approx(cost)
    assert segment.cost_per_deal == pytest.approx(cost / 100)
    assert segment.cost_per_win == pytest.approx(cost / 40)
    assert segment.acquisition_cost_per_win == pytest.approx(SELL_COST / 40)
    assert segment.cost_to_serve_per_win == pytest.approx(SERVE_COST / 40)
    assert segment.payback_months == pytest.approx(SELL_COST / 40 / (15_000 / 12))
    assert segment.lifetime_value == pytest.approx(75_000)
    assert segment.contribution == pytest.approx(40 * 15_000 - cost)


def test_totals_are_those_of_the_one_segment(result: Evaluation) -> None:
    """Rule 3.10."""
    totals, cost = result.totals, SELL_COST + SERVE_COST
    assert (totals.arrivals, totals.wins, totals.win_rate) == pytest.approx((100, 40, 0.4))
    assert (totals.cost, totals.cost_per_win) == pytest.approx((cost, cost / 40))
    assert (totals.contribution, totals.won_cycle_days) == pytest.approx((600_000 - cost, 30))
    assert totals.payroll == 180_000


def test_roles_and_how_busy_they_are(result: Evaluation) -> None:
    """Rule 3.11: one head of 1,000 and one of 1,200 hours; rule 3.12 counts kinds of tasks."""
    ae, sdr = result.role("ae"), result.role("sdr")
    ae_hours, sdr_hours = DEMO / 2 + OFFER + NOTES, (100 + DEMO / 2 + 320) * 1.25
    assert (ae.hours, sdr.hours) == pytest.approx((ae_hours, sdr_hours))
    assert (ae.utilisation, sdr.utilisation) == pytest.approx((ae_hours / 1000, sdr_hours / 1200))
    assert ae.hours_by_kind == pytest.approx({"selling": DEMO / 2 + OFFER, "administration": NOTES})
    assert ae.non_selling_share == pytest.approx(NOTES / ae_hours)
    assert ae.cost + sdr.cost == pytest.approx(SELL_COST + SERVE_COST)


def offer_by_the_sdr(baseline: dict[str, float]) -> SalesModel:
    model = changed(two_stages(), "tasks", "offer", baseline_shares=baseline)
    items = tuple(item for item in model.assignments if item.task != "offer")
    return model.model_copy(update={"assignments": (*items, holds("offer", "sdr", 1))})


def test_a_worse_offer_loses_more_buyers_by_the_log_odds() -> None:
    """Rule 3.6: 0.5 * (0.6 - 0.9) off the log-odds of keeping the buyer."""
    lost = 1 / (1 + exp(-(log(0.2 / 0.8) + 0.5 * 0.3)))
    segment = evaluate(offer_by_the_sdr({"ae": 1.0})).segment("s")
    assert segment.stages[1].loss == pytest.approx(lost)
    assert segment.win_rate == pytest.approx(0.5 * (1 - lost))


def test_without_a_baseline_the_present_shares_are_it() -> None:
    """Rule 3.6."""
    assert evaluate(offer_by_the_sdr({})).totals.win_rate == pytest.approx(0.4)


@pytest.mark.parametrize("loss", [0.0, 1.0])
def test_a_loss_of_none_or_all_stays(loss: float) -> None:
    """Rule 3.6."""
    model = offer_by_the_sdr({"ae": 1.0})
    model = changed(model, "moves", "agree.won", probability=share(1 - loss))
    model = changed(model, "moves", "agree.nodec", probability=share(loss))
    segment = evaluate(model).segment("s")
    assert segment.stages[1].loss == loss
    assert segment.win_rate == pytest.approx(0.5 * (1 - loss))


def test_where_nobody_is_won_figures_per_win_are_not_known() -> None:
    """Rule 3.10."""
    model = changed(two_stages(), "moves", "agree.won", probability=share(0))
    model = changed(model, "moves", "agree.nodec", probability=share(1))
    result = evaluate(model)
    segment = result.segment("s")
    assert segment.wins == 0
    assert (segment.cost_per_win, segment.payback_months) == (None, None)
    assert (segment.acquisition_cost_per_win, segment.cost_to_serve_per_win) == (None, None)
    assert (segment.cycle_days.won_mean, segment.cycle_days.won_sd) == (None, None)
    assert (result.totals.cost_per_win, result.totals.won_cycle_days) == (None, None)
