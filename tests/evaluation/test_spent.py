"""What won and lost deals consume, stage by stage (rules 3.14 and 3.15)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from salesmodel.evaluation import compile_model, evaluate
from salesmodel.evaluation.cost_lines import cost_lines
from salesmodel.evaluation.spent import SegmentSpent, StageSpent, spent
from salesmodel.model import SalesModel, Unit, assumed
from tests.builders import a_model, changed, share, with_a_second_segment
from tests.evaluation.models import reassigned, two_stages
from tests.evaluation.random_models import models, random_model
from tests.evaluation.slow import moves_now, slowly

BUYERS = 40_000
STANDARD_ERRORS = 4


def spent_in(model: SalesModel) -> tuple[SegmentSpent, ...]:
    return spent(compile_model(model))


def stage(segment: SegmentSpent, stage_id: str) -> StageSpent:
    return next(each for each in segment.stages if each.id == stage_id)


def test_a_funnel_worked_out_by_hand() -> None:
    """100 buyers meet 1 / 0.9 times, half of them agree, 40 are won: h is 0.4 and 0.8. The
    executive's hour costs 120, the SDR's 50; at pace 0.8 a standard hour of hers is 62.50."""
    (found,) = spent_in(two_stages())
    demos, notes, offers = 100 / 0.9 * 3 * (0.5 * 120 + 0.5 * 62.5), 100 * 2 * 120, 50 * 5 * 120
    lists, help_ = 100 * 62.5, 40 * 2 * 4 * 62.5
    meet, agree = stage(found, "meet"), stage(found, "agree")
    assert (found.wins, found.losses) == (pytest.approx(40), pytest.approx(60))
    assert meet.won == pytest.approx(0.4 * (demos + notes))
    assert meet.lost == pytest.approx(0.6 * (demos + notes))
    assert agree.won == pytest.approx(0.8 * offers)
    assert agree.lost == pytest.approx(0.2 * offers)
    assert (stage(found, "").won, stage(found, "").lost) == (
        pytest.approx(0.4 * lists), pytest.approx(0.6 * lists),
    )  # fmt: skip
    assert (stage(found, "serve").won, stage(found, "serve").lost) == (pytest.approx(help_), 0)


def test_what_a_lost_deal_has_cost_worked_out_by_hand() -> None:
    """Whoever leaves `meet` has met 1 / 0.9 times, wherever they go."""
    (found,) = spent_in(two_stages())
    early = 62.5 + 2 * 120 + 3 * (0.5 * 120 + 0.5 * 62.5) / 0.9
    meet, agree = stage(found, "meet"), stage(found, "agree")
    assert (meet.lost_deals, meet.sunk) == (pytest.approx(50), pytest.approx(early))
    assert (agree.lost_deals, agree.sunk) == (pytest.approx(10), pytest.approx(early + 5 * 120))
    assert found.lost_deal_cost == pytest.approx((50 * early + 10 * (early + 600)) / 60)
    assert stage(found, "serve").lost_deals == 0
    assert stage(found, "serve").sunk is None


@given(models())
@settings(max_examples=40, deadline=None)
def test_the_parts_add_up_to_the_cost_of_a_win_and_of_a_lost_deal(model: SalesModel) -> None:
    model = reassigned(model, 3)
    result = evaluate(model)
    for found, segment in zip(spent_in(model), result.segments, strict=True):
        assert found.cost_per_win == pytest.approx(segment.cost_per_win, rel=1e-9)
        per_win = sum((part.won + part.lost) / found.wins for part in found.stages)
        assert per_win == pytest.approx(segment.cost_per_win, rel=1e-9)
        assert all(part.won >= 0 and part.lost >= 0 for part in found.stages)
        assert sum(part.lost_deals for part in found.stages) == pytest.approx(found.losses)
        sunk = sum(part.lost_deals * (part.sunk or 0) for part in found.stages)
        assert found.lost_deal_cost == pytest.approx(sunk / found.losses)
        assert sunk == pytest.approx(sum(part.lost for part in found.stages))


@given(models())
@settings(max_examples=30, deadline=None)
def test_the_lines_of_a_stage_add_up_to_its_bar(model: SalesModel) -> None:
    """Down to the inputs, and nothing is left over."""
    result = evaluate(model)
    for found in spent_in(model):
        for part in found.stages:
            lines = cost_lines(model, result, found.id, part.id)
            assert sum(line.cost for line in lines) == pytest.approx(part.cost, rel=1e-9, abs=1e-9)


def test_a_line_names_its_inputs_with_their_paths() -> None:
    model = a_model()
    line = next(
        each for each in cost_lines(model, evaluate(model), "ent", "evaluate") if each.role == "se"
    )
    assert (line.task, line.counted, line.share, line.hourly_cost) == ("demo", "visits", 0.6, 125)
    assert [item.path for item in line.inputs] == [
        "segments[ent].arrivals", "tasks[demo].hours", "assignments[demo:se].share",
        "roles[se].skills[Demo].productivity", "roles[se].annual_cost",
        "roles[se].productive_hours",
    ]  # fmt: skip
    assert [item.quantity.value for item in line.inputs] == [100, 4, 0.6, 1, 150_000, 1_200]


def dense(model: SalesModel, segment_id: str) -> tuple[list[str], dict[str, np.ndarray]]:
    """The buying stages, their matrices and what a visit, or a first visit, costs: no kernel."""
    stages = [s for s in model.stages if s.segment == segment_id and not s.after_win]
    place = {each.id: at for at, each in enumerate(stages)}
    moves, lost = np.zeros((len(stages), len(stages))), np.zeros(len(stages))
    losses = {end.id for end in model.outcomes if end.kind.is_loss}
    for each in stages:
        for target, chance in moves_now(model, each).items():
            if target in place:
                moves[place[each.id], place[target]] += chance
            elif target in losses:
                lost[place[each.id]] += chance
    found = {"visit": np.zeros(len(stages)), "deal": np.zeros(len(stages)), "": np.zeros(1)}
    roles = {role.id: role for role in model.roles}
    for task in model.tasks:
        if task.segment != segment_id or (task.stage is not None and task.stage not in place):
            continue
        cost = sum(
            task.hours.value * item.share.value
            / roles[item.role].skills[task.skill].productivity.value
            * roles[item.role].annual_cost.value / roles[item.role].productive_hours.value
            for item in model.assignments
            if item.task == task.id
        )  # fmt: skip
        if task.stage is None:
            found[""] += cost
        else:
            found[task.per][place[task.stage]] += cost
    entry = np.array([each.entry.value for each in stages])
    return list(place), found | {"moves": moves, "lost": lost, "entry": entry}


@pytest.mark.parametrize("seed", range(6))
def test_an_independent_computation_with_whole_matrices_agrees(seed: int) -> None:
    """Path by path: a stage's cost counts on every path that has been there, tracks and loops in;
    what is done once a deal counts on the paths that avoid the stage no longer."""
    model = reassigned(random_model(seed, 2, 4, tracks=seed % 2 == 0), seed)
    slow = slowly(model)
    for found in spent_in(model):
        ids, parts = dense(model, found.id)
        moves, entry = parts["moves"], parts["entry"]
        n = len(ids)
        whole = np.linalg.inv(np.eye(n) - moves)
        for at, name in enumerate(ids):
            so_far = float(parts[""][0])
            for there in range(n):
                shut = moves.copy()
                shut[there] = shut[:, there] = 0  # a chain in which `there` is never seen
                start = entry.copy()
                start[there] = 0
                avoiding = (start @ np.linalg.inv(np.eye(n) - shut))[at] * (at != there)
                reached = entry @ whole
                so_far += parts["deal"][there] * (1 - avoiding / reached[at])
                so_far += parts["visit"][there] * reached[there] * whole[there, at] / reached[at]
            assert stage(found, name).sunk == pytest.approx(so_far, rel=1e-9)
            lost = slow.visits[name] * parts["lost"][at]
            buyers = next(s.arrivals.value for s in model.segments if s.id == found.id)
            assert stage(found, name).lost_deals == pytest.approx(buyers * lost, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_buyers_walked_one_by_one_have_cost_what_the_rule_says(seed: int) -> None:
    model = random_model(seed, 1, 4, tracks=seed == 0)
    (found,) = spent_in(model)
    ids, parts = dense(model, found.id)
    n, rng = len(ids), np.random.default_rng(seed)
    rest = 1 - parts["moves"].sum(axis=1) - parts["lost"]
    onward = np.cumsum(np.column_stack([parts["moves"], parts["lost"], rest]), axis=1)
    place = rng.choice(n, BUYERS, p=parts["entry"])
    cost, last = np.full(BUYERS, float(parts[""][0])), np.zeros(BUYERS, int)
    been = np.zeros((BUYERS, n), bool)
    walking = np.arange(BUYERS)
    while len(walking):
        here = place[walking]
        cost[walking] += parts["visit"][here] + parts["deal"][here] * ~been[walking, here]
        been[walking, here], last[walking] = True, here
        place[walking] = (rng.random(len(walking))[:, None] > onward[here, :-1]).sum(axis=1)
        walking = walking[place[walking] < n]
    is_lost = place == n
    agrees(cost[is_lost], found.lost_deal_cost)
    for at, name in enumerate(ids):
        agrees(cost[is_lost & (last == at)], stage(found, name).sunk)
    won_part = sum(part.won for part in found.stages if not part.after_win) / found.wins
    agrees(cost[~is_lost], won_part)


def agrees(sample: np.ndarray, expected: float | None) -> None:
    assert expected is not None
    assert len(sample) > 100
    error = sample.std(ddof=1) / np.sqrt(len(sample))
    assert abs(sample.mean() - expected) <= STANDARD_ERRORS * error + 1e-9 * expected


def test_a_segment_that_nobody_enters_has_spent_nothing_and_lost_nobody() -> None:
    model = changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR))
    (found,) = spent_in(model)
    assert (found.cost, found.cost_per_win, found.lost_deal_cost) == (0, None, None)
    assert found.lost_share == 0
    assert all(part.sunk is None for part in found.stages)


def test_where_nobody_is_won_lost_deals_carry_everything() -> None:
    model = changed(a_model(), "moves", "consensus.won", probability=share(0))
    model = changed(model, "moves", "consensus.nodec", probability=share(1))
    (found,) = spent_in(model)
    assert (found.cost_per_win, found.lost_share) == (None, pytest.approx(1))
    assert found.lost_deal_cost == pytest.approx(found.cost / 100)


def test_without_losses_won_deals_carry_everything() -> None:
    model = two_stages()
    for move, chance in {
        "meet.agree": 0.9,
        "meet.nodec": 0,
        "agree.won": 1,
        "agree.nodec": 0,
    }.items():
        model = changed(model, "moves", move, probability=share(chance))
    (found,) = spent_in(model)
    assert (found.lost_share, found.lost_deal_cost) == (pytest.approx(0), None)


def test_segments_do_not_mix_and_an_empty_model_spends_nothing() -> None:
    alone, *_ = spent_in(a_model())
    first, second = spent_in(with_a_second_segment(a_model()))
    assert first == alone
    assert (second.id, second.cost) == ("smb", 0)
    assert spent_in(SalesModel(id="empty", name="Empty")) == ()
