"""Rules 4.4 and 4.5: what a move saves and costs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from salesmodel.assignment import able_shares, priced_in_order, priced_moves
from salesmodel.editing import SetShares, do, with_baselines
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, Unit, assumed
from tests.builders import a_model, changed
from tests.evaluation.random_models import models


def test_a_move_saves_the_difference_in_the_cost_of_the_same_work():
    """Half of 400 hours from an AE at 150 an hour to an SDR at 62.50."""
    move = priced_moves(able_shares(a_model()), [("prospect", "ae", "sdr", 0.5)])[0]
    assert (move.task, move.from_role, move.to_role, move.share) == ("prospect", "ae", "sdr", 0.5)
    assert move.saving == pytest.approx(200 * (150 - 62.5))
    assert move.win_rate_change == 0  # it weighs on no loss
    assert move.contribution_change == pytest.approx(move.saving)


def test_back_again_undoes_it():
    model = changed(a_model(), "tasks", "demo", weight=assumed(1, Unit.LOG_ODDS))
    steps = [("demo", "se", "ae", 0.3), ("demo", "ae", "se", 0.3)]
    there, back = priced_in_order(able_shares(model), steps)
    assert there.saving == pytest.approx(-back.saving)
    assert there.contribution_change == pytest.approx(-back.contribution_change)


def test_a_pair_without_the_skill_is_refused():
    with pytest.raises(KeyError):
        priced_moves(able_shares(a_model()), [("demo", "ae", "sdr", 0.4)])


@settings(max_examples=20, deadline=None)
@given(models())
def test_a_move_is_worth_what_the_edited_model_says(model: SalesModel):
    """Each taken alone on the document, against the whole evaluation."""
    able, before = able_shares(model), evaluate(model)
    asked = [(t.id, "r0", "r1", float(able.present[able.places[t.id, "r0"]])) for t in model.tasks]
    for move in priced_moves(able, asked):
        held = able.shares_of(able.present, [t.id for t in model.tasks].index(move.task))
        held["r1"] = min(1.0, held.get("r1", 0.0) + held.pop("r0", 0.0))
        after_model, _ = do(with_baselines(model), SetShares(task=move.task, shares=held))
        after = evaluate(after_model)
        segment = next(t.segment for t in model.tasks if t.id == move.task)
        gained = after.totals.contribution - before.totals.contribution
        scale = abs(before.totals.contribution) + before.totals.cost
        assert move.contribution_change == pytest.approx(gained, abs=1e-9 * scale)
        now, was = (
            next(s.win_rate for s in each.segments if s.id == segment) for each in (after, before)
        )
        won = now - was
        assert move.win_rate_change == pytest.approx(won, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(models())
def test_moves_in_order_add_up_to_all_of_them(model: SalesModel):
    able = able_shares(model)
    asked = [(t.id, "r0", "r2", float(able.present[able.places[t.id, "r0"]])) for t in model.tasks]
    moves = priced_in_order(able, asked)
    taken = with_baselines(model)
    for task, giver, taker, _ in asked:
        held = {a.role: a.share.value for a in taken.assignments if a.task == task}
        held[taker] = min(1.0, held[taker] + held.pop(giver))
        taken, _ = do(taken, SetShares(task=task, shares=held))
    whole = evaluate(taken).totals.contribution - evaluate(model).totals.contribution
    scale = abs(evaluate(model).totals.contribution) + evaluate(model).totals.cost
    assert sum(m.contribution_change for m in moves) == pytest.approx(whole, abs=1e-9 * scale)


def test_no_moves_are_no_moves():
    able = able_shares(a_model())
    assert priced_moves(able, []) == priced_in_order(able, []) == ()
