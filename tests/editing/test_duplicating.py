"""A copied stage works as the first does; nobody comes to it until buyers are sent there."""

from __future__ import annotations

import pytest

from salesmodel.editing import (
    Connect,
    DuplicateStage,
    LockMove,
    LockShare,
    SetBuyer,
    describe,
    do,
)
from salesmodel.model import CommandRefused, validate
from tests.editing.test_commands import by_id

COPY = {"new_id": "again", "name": "Second look", "x": 40, "y": 80}


def test_a_copy_has_the_work_and_the_ways_out_of_the_first(company, edit, row, shares):
    named, _ = do(company, SetBuyer(stage="evaluate", buyer="champion"))
    after = edit(named, DuplicateStage(stage="evaluate", **COPY))
    copy, first = by_id(after.stages, "again"), by_id(after.stages, "evaluate")
    assert (copy.name, copy.x, copy.y) == ("Second look", 40, 80)
    assert (copy.job, copy.buyer, copy.dwell) == (first.job, "champion", first.dwell)
    assert row(after, "again") == row(after, "evaluate")
    assert {t.name: t.loss.value for t in after.tracks if t.stage == "again"} == {
        "Fit": 0.2,
        "Security review": 0.25,
    }
    demo = by_id(after.tasks, "again.demo")
    assert (demo.stage, demo.track) == ("again", "again.fit")
    assert shares(after, "again.demo") == shares(after, "demo")
    assert [m.reason for m in after.moves if m.source == "again"][1] == "wrong fit"


def test_nobody_enters_a_copy_and_no_move_leads_to_it_yet(company, edit):
    after = edit(company, DuplicateStage(stage="evaluate", **COPY))
    assert by_id(after.stages, "again").entry.value == 0
    assert all(move.target != "again" for move in after.moves)
    assert validate(after) == ()


def test_a_loop_of_the_stage_becomes_a_loop_of_the_copy(company, edit, row):
    looped, _ = do(company, Connect(source="consensus", target="consensus", probability=0.1))
    after = edit(looped, DuplicateStage(stage="consensus", **COPY))
    assert row(after, "again") == pytest.approx({"again": 0.1, "won": 0.45, "nodec": 0.45})


def test_locks_and_the_baseline_are_copied(company, edit):
    locked, _ = do(company, LockMove(move="evaluate.rival"))
    locked, _ = do(locked, LockShare(task="demo", role="se"))
    demo = by_id(locked.tasks, "demo").model_copy(update={"baseline_shares": {"ae": 1.0}})
    tasks = tuple(demo if task.id == "demo" else task for task in locked.tasks)
    after = edit(
        locked.model_copy(update={"tasks": tasks}), DuplicateStage(stage="evaluate", **COPY)
    )
    assert [m.target for m in after.moves if m.source == "again" and m.locked] == ["rival"]
    assert [a.role for a in after.assignments if a.task == "again.demo" and a.locked] == ["se"]
    assert by_id(after.tasks, "again.demo").baseline_shares == {"ae": 1.0}


def test_a_copy_of_a_copy_has_ids_of_its_own(company, edit):
    once = edit(company, DuplicateStage(stage="evaluate", **COPY))
    twice = edit(once, DuplicateStage(stage="again", **{**COPY, "new_id": "third"}))
    assert validate(twice) == ()
    with pytest.raises(CommandRefused, match="There is already a stage again"):
        do(once, DuplicateStage(stage="evaluate", **COPY))
    with pytest.raises(CommandRefused, match="There is no stage gone"):
        do(once, DuplicateStage(stage="gone", **COPY))


def test_an_id_that_something_else_has_is_refused(company):
    with pytest.raises(CommandRefused, match="share the id won"):
        do(company, DuplicateStage(stage="evaluate", **{**COPY, "new_id": "won"}))


def test_the_step_names_the_copy(company):
    after, change = do(company, DuplicateStage(stage="evaluate", **COPY))
    assert describe(change, after) == "Stage Second look added"
