"""A stage that is removed: its buyers go on as they did, and outcomes stay (rule 2.11)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.editing import Connect, LockMove, RemoveStage, SetProbability, do
from salesmodel.model import SalesModel
from tests.editing.test_moves_give_way import losses


def outcome_probabilities(model: SalesModel, start: str) -> dict[str, float]:
    """By dense algebra, apart from the kernel: B = (I - Q)^-1 R, from one stage."""
    stages = [s.id for s in model.stages if not s.after_win]
    ends = [o.id for o in model.outcomes]
    q, r = np.zeros((len(stages),) * 2), np.zeros((len(stages), len(ends)))
    for move in model.moves:
        if move.source in stages:
            i = stages.index(move.source)
            if move.target in stages:
                q[i, stages.index(move.target)] += move.probability.value
            else:
                r[i, ends.index(move.target)] += move.probability.value
    absorbed = np.linalg.solve(np.eye(len(stages)) - q, r)[stages.index(start)]
    return dict(zip(ends, absorbed.tolist(), strict=True))


def test_what_was_sent_to_the_stage_goes_on_to_where_it_led(company, edit, row):
    led = row(company, "consensus")
    before = row(company, "evaluate")
    after = row(edit(company, RemoveStage(stage="consensus")), "evaluate")
    for target in ("won", "rival", "nodec"):
        expected = before.get(target, 0.0) + before["consensus"] * led.get(target, 0.0)
        assert after.get(target, 0.0) == pytest.approx(expected)
    assert after["explore"] == pytest.approx(before["explore"])


def test_its_tasks_go_and_the_tracks_of_the_others_keep_in_step(company, edit, row):
    after = edit(company, RemoveStage(stage="consensus"))
    assert {task.id for task in after.tasks} == {"prospect", "demo", "training"}
    kept = (1 - losses(after)["fit"]) * (1 - losses(after)["security"])
    moves = row(after, "evaluate")
    assert 1 - kept == pytest.approx(moves["rival"] + moves["nodec"])


def test_a_stage_with_tracks_leaves_with_them_and_its_entry_goes_where_it_led(company, edit, row):
    led = row(company, "evaluate")
    after = edit(company, RemoveStage(stage="evaluate"))
    assert after.tracks == ()
    stages = led["explore"] + led["consensus"]
    assert {s.id: s.entry.value for s in after.stages} == pytest.approx(
        {
            "explore": 0.75 + 0.25 * led["explore"] / stages,
            "consensus": 0.25 * led["consensus"] / stages,
            "onboard": 1,
        }
    )


def test_a_locked_move_stays_and_its_part_goes_the_other_ways(company, edit, row):
    locked = edit(company, LockMove(move="evaluate.rival", locked=True))
    before = row(locked, "evaluate")
    after = row(edit(locked, RemoveStage(stage="consensus")), "evaluate")
    assert after["rival"] == pytest.approx(before["rival"])
    assert sum(after.values()) == pytest.approx(1)
    assert after["won"] > before.get("won", 0.0)


@given(
    back=st.floats(0.01, 0.6),
    loop=st.floats(0.01, 0.6),
    win=st.floats(0.05, 0.9),
    gone=st.sampled_from(["evaluate", "consensus"]),
)
@settings(max_examples=60)
def test_the_outcomes_of_those_who_enter_elsewhere_stay_what_they_were(
    company, back, loop, win, gone
):
    model = company
    for command in (
        SetProbability(move="consensus.won", probability=win),
        Connect(source="consensus", target="evaluate", probability=back),
        Connect(source="evaluate", target="evaluate", probability=loop),
    ):
        model, _ = do(model, command)
    before = outcome_probabilities(model, "explore")
    after, _ = do(model, RemoveStage(stage=gone))
    assert outcome_probabilities(after, "explore") == pytest.approx(before, abs=1e-9)
