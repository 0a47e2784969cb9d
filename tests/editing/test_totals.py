"""Totals typed for several figures: the parts follow in proportion, and rows still sum to one."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.editing import (
    LockMove,
    SetDwell,
    SetMoves,
    SetTaskValue,
    SetTotal,
    SetTotalDays,
    SetTotalHours,
    command_from_json,
    describe,
    do,
)
from salesmodel.model import CommandRefused, Judged

LOSSES = ("evaluate.rival", "evaluate.nodec")
ROW = ("consensus", "explore", "rival", "nodec")


def refused(model, command):
    with pytest.raises(CommandRefused) as caught:
        do(model, command)
    return str(caught.value)


def days(model, collection):
    return {each.id: each.dwell.value for each in getattr(model, collection)}


def hours(model):
    return {task.id: task.hours.value for task in model.tasks}


def locking(model, *moves):
    for move in moves:
        model, _ = do(model, LockMove(move=move))
    return model


# moves


def test_all_losses_of_a_stage_become_a_total_and_the_other_moves_give_way(company, edit, row):
    # 30% and 10% lost become 22.5% and 7.5%; 40% and 20% going on become 2/3 and 1/3 of 70%
    after = edit(company, SetTotal(moves=LOSSES, total="30%"))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 1.4 / 3, "explore": 0.7 / 3, "rival": 0.225, "nodec": 0.075}, abs=1e-9
    )
    kept = math.prod(1 - track.loss.value for track in after.tracks)
    assert 1 - kept == pytest.approx(0.3)
    changed = [move for move in after.moves if move.source == "evaluate"]
    assert {move.probability.origin for move in changed} == {Judged()}
    assert describe(do(company, SetTotal(moves=LOSSES, total="30%"))[1], after) == (
        "Moves out of Evaluation changed"
    )


def test_of_a_range_its_middle_is_the_total(company, edit, row):
    after = edit(company, SetTotal(moves=LOSSES, total="25-30%"))
    assert row(after, "evaluate")["rival"] == pytest.approx(0.75 * 0.275)


def test_a_total_for_one_move_is_its_probability(company, edit, row):
    after = edit(company, SetTotal(moves=["consensus.won"], total="80"))
    assert row(after, "consensus") == {"won": 0.8, "nodec": 0.2}
    _, change = do(company, SetTotal(moves=["consensus.won"], total="80"))
    assert describe(change, after) == "Consensus building to Won 50% to 80%"


def test_locked_parts_and_locked_moves_beside_them_stay(company, edit, row):
    locked = locking(company, "evaluate.nodec", "evaluate.explore")
    after = edit(locked, SetTotal(moves=LOSSES, total="50%"))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.3, "explore": 0.2, "rival": 0.4, "nodec": 0.1}
    )


def test_parts_at_zero_share_the_total_equally(company, edit, row):
    without_losses, _ = do(company, SetTotal(moves=LOSSES, total="0"))
    assert row(without_losses, "evaluate")["rival"] == 0
    after = edit(without_losses, SetTotal(moves=LOSSES, total="20%"))
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 1.6 / 3, "explore": 0.8 / 3, "rival": 0.1, "nodec": 0.1}
    )


def test_the_present_total_changes_nothing(company):
    assert do(company, SetTotal(moves=LOSSES, total="40%"))[0] is company


def test_a_total_that_locks_forbid_is_refused_with_what_they_hold(company):
    command = SetTotal(moves=LOSSES, total="20%")
    assert refused(locking(company, "evaluate.rival"), command) == (
        "The moves chosen out of Evaluation cannot be 20% together: locked ones hold 30%. "
        "Unlock one of them first."
    )
    assert refused(locking(company, *LOSSES), command) == (
        "The moves chosen out of Evaluation cannot be 20% together: all of them are locked, "
        "at 40%. Unlock one of them first."
    )
    much = SetTotal(moves=LOSSES, total="90%")
    assert refused(locking(company, "evaluate.explore"), much) == (
        "The moves chosen out of Evaluation cannot be 90% together: locked moves beside them "
        "hold 20%. Unlock one of them first."
    )
    beside = locking(company, "evaluate.explore", "evaluate.consensus")
    assert "the moves beside them are locked, at 60%" in refused(beside, command)


def test_a_total_of_moves_that_have_none_is_refused(company):
    apart = SetTotal(moves=["evaluate.nodec", "consensus.nodec"], total="20%")
    assert refused(company, apart) == (
        "Evaluation to No decision and Consensus building to No decision start at different "
        "stages. Choose moves out of one stage: what leaves it is 100% in all."
    )
    whole = SetTotal(moves=["consensus.won", "consensus.nodec"], total="90%")
    assert refused(company, whole) == (
        "These are all the moves out of Consensus building, so they are 100% together. "
        "Leave one of them out, so that it can give way."
    )
    assert "is more than 100%" in refused(company, SetTotal(moves=LOSSES, total="130%"))
    assert "cannot be read" in refused(company, SetTotal(moves=LOSSES, total="most"))
    assert "There is no move gone" in refused(company, SetTotal(moves=["gone"], total="1"))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    weights=st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any),
    locked=st.sets(st.sampled_from(ROW)),
    asked=st.tuples(st.sets(st.sampled_from(ROW), min_size=1), st.integers(0, 1000)),
)
def test_any_total_is_met_and_locked_moves_stay(company, row, weights, locked, asked):
    chosen, total = asked
    shares = {name: weight / sum(weights) for name, weight in zip(ROW, weights, strict=True)}
    model, _ = do(company, SetMoves(stage="evaluate", moves=shares))
    before = row(model, "evaluate")
    model = locking(model, *(f"evaluate.{name}" for name in sorted(locked)))
    command = SetTotal(moves=[f"evaluate.{name}" for name in sorted(chosen)], total=f"{total / 10}")
    possible = all(
        _fits([before[n] for n in group & locked], group - locked, share)
        for group, share in ((chosen, total / 1000), (set(ROW) - chosen, 1 - total / 1000))
    )
    if not possible:
        assert refused(model, command)
        return
    after = row(do(model, command)[0], "evaluate")
    assert math.fsum(after.values()) == pytest.approx(1, abs=1e-11)
    assert math.fsum(after[name] for name in chosen) == pytest.approx(total / 1000, abs=1e-9)
    assert all(after[name] == before[name] for name in locked)
    for group in (chosen - locked, set(ROW) - chosen - locked):
        old, new = (math.fsum(r[name] for name in group) for r in (before, after))
        if old > 0:
            assert all(after[n] == pytest.approx(before[n] * new / old, abs=1e-9) for n in group)


def _fits(locked, free, share):
    rest = share - math.fsum(locked)
    return rest >= -1e-9 if free else abs(rest) <= 1e-9


# days and hours


def test_days_in_several_places_become_a_total(company, edit):
    fit, security = ({"of": "tracks", "id": name} for name in ("fit", "security"))
    sent = {"do": "set_total_days", "places": [fit, security, {"id": "explore"}], "total": "110"}
    command = command_from_json(str(sent).replace("'", '"'))
    after = edit(company, command)
    assert days(after, "tracks") == {"fit": 30, "security": 40}
    assert days(after, "stages") == {"explore": 40, "evaluate": 20, "consensus": 20, "onboard": 20}
    assert after.stages[0].dwell.origin == Judged()
    assert after.stages[1] is company.stages[1]


@pytest.mark.parametrize(("typed", "each"), [("4 months", 60.875), ("17 wk", 59.5), ("0", 0)])
def test_a_total_of_days_is_typed_as_people_write_it(company, edit, typed, each):
    places = [{"of": "stages", "id": "explore"}, {"of": "stages", "id": "consensus"}]
    after = edit(company, SetTotalDays(places=places, total=typed))
    assert days(after, "stages")["explore"] == days(after, "stages")["consensus"] == each


def test_places_without_days_get_equal_parts(company, edit):
    for place in ("explore", "consensus"):
        company, _ = do(company, SetDwell(place=place, value=0))
    places = [{"id": "explore"}, {"id": "consensus"}]
    after = edit(company, SetTotalDays(places=places, total="3 wk"))
    assert days(after, "stages")["explore"] == 10.5


def test_hours_of_several_tasks_become_a_total(company, edit):
    company, _ = do(company, SetTaskValue(task="demo", field="hours", value=2))
    after = edit(company, SetTotalHours(tasks=["demo", "proposal", "demo"], total="1h30"))
    assert hours(after) == {"prospect": 4, "demo": 0.5, "proposal": 1, "training": 4}
    _, change = do(company, SetTotalHours(tasks=["demo", "proposal"], total="1h30"))
    assert describe(change, after) == "Hours of Demo 2 hours to 0.5 hours"


def test_a_total_of_days_or_hours_that_cannot_be_is_refused(company):
    assert "is below zero" in refused(company, SetTotalHours(tasks=["demo"], total="-3"))
    assert "cannot be read" in refused(company, SetTotalDays(places=[{"id": "explore"}], total="x"))
    gone = SetTotalDays(places=[{"of": "tracks", "id": "gone"}], total="3")
    assert "There is no track gone" in refused(company, gone)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.lists(st.floats(0, 1e4), min_size=4, max_size=4),
    total=st.integers(0, 10**6),
)
def test_any_total_of_hours_is_met_in_proportion(company, parts, total):
    names = [task.id for task in company.tasks]
    for name, value in zip(names, parts, strict=True):
        company, _ = do(company, SetTaskValue(task=name, field="hours", value=value))
    after, _ = do(company, SetTotalHours(tasks=names, total=f"{total / 100}"))
    assert math.fsum(hours(after).values()) == pytest.approx(total / 100, abs=1e-9, rel=1e-12)
    expected = [p * total / 100 / sum(parts) if sum(parts) else total / 400 for p in parts]
    if sum(parts) > 1e-6 or not sum(parts):
        assert list(hours(after).values()) == pytest.approx(expected, abs=1e-8)
