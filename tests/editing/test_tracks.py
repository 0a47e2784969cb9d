"""Parallel jobs come and go; what their stage loses stays what its moves say (rule 2.8)."""

from __future__ import annotations

import math

import pytest

from salesmodel.editing import AddTrack, History, RemoveTrack, describe, do
from salesmodel.model import BuyingJob, CommandRefused, validate
from tests.editing.recording import edited
from tests.editing.test_commands import by_id

LEGAL = {"id": "legal", "name": "Legal review"}


def tracks_of(model, stage):
    return [track for track in model.tracks if track.stage == stage]


def lost_in(model, stage):
    return 1 - math.prod(1 - track.loss.value for track in tracks_of(model, stage))


def test_a_first_parallel_job_stands_beside_the_stages_own_work(company, edit):
    after = edit(company, AddTrack(stage="consensus", days=12, job=BuyingJob.PROCUREMENT, **LEGAL))
    own, legal = tracks_of(after, "consensus")
    stage = by_id(company.stages, "consensus")
    assert (own.name, own.job) == (stage.name, stage.job)
    assert (own.dwell, own.dwell_cv) == (stage.dwell, stage.dwell_cv)
    assert (legal.name, legal.job, legal.dwell.value) == ("Legal review", "procurement", 12)
    assert [task.track for task in after.tasks if task.stage == "consensus"] == [own.id]
    assert (own.loss.value, legal.loss.value) == (0.5, 0)
    assert after.moves is company.moves
    assert validate(after) == ()


def test_one_more_job_changes_nothing_for_those_beside_it(company, edit):
    after = edit(company, AddTrack(stage="evaluate", **LEGAL))
    assert after.tracks[:2] == company.tracks
    assert lost_in(after, "evaluate") == pytest.approx(0.4)


def test_a_job_without_days_takes_as_long_as_the_longest_beside_it(company, edit):
    after = edit(company, AddTrack(stage="evaluate", **LEGAL))
    assert by_id(after.tracks, "legal").dwell.value == 20
    with pytest.raises(CommandRefused) as refused:
        do(company, AddTrack(stage="evaluate", days=0, **LEGAL))
    assert str(refused.value) == (
        "Legal review would take no time. Give its days as a figure above zero."
    )


def test_a_stage_that_loses_nobody_has_parallel_jobs_that_lose_nobody(company, edit):
    quiet = company.model_copy(
        update={"moves": tuple(m for m in company.moves if m.id != "consensus.nodec")}
    )
    won = by_id(quiet.moves, "consensus.won")
    sure = won.model_copy(update={"probability": won.probability.with_value(1)})
    quiet = quiet.model_copy(
        update={"moves": tuple(sure if m.id == won.id else m for m in quiet.moves)}
    )
    after = edit(quiet, AddTrack(stage="consensus", **LEGAL))
    assert [track.loss.value for track in tracks_of(after, "consensus")] == [0, 0]


def test_an_id_that_is_taken_or_a_stage_that_is_gone_is_refused(company):
    with pytest.raises(CommandRefused, match="There is already a track fit"):
        do(company, AddTrack(stage="evaluate", id="fit", name="Fit again"))
    with pytest.raises(CommandRefused, match="There is no stage gone"):
        do(company, AddTrack(stage="gone", **LEGAL))
    with pytest.raises(CommandRefused, match="There is no track gone"):
        do(company, RemoveTrack(track="gone"))


def test_the_jobs_that_stay_bear_what_the_stage_loses(company, edit):
    three, _ = do(company, AddTrack(stage="evaluate", **LEGAL))
    after = edit(three, RemoveTrack(track="fit"))
    assert [track.id for track in after.tracks] == ["security", "legal"]
    assert lost_in(after, "evaluate") == pytest.approx(0.4, abs=1e-11)
    assert by_id(after.tasks, "demo").track is None
    assert by_id(after.tasks, "demo").stage == "evaluate"
    assert after.moves is company.moves


def test_jobs_that_lost_nobody_bear_it_in_equal_parts(company, edit):
    model, _ = do(company, AddTrack(stage="consensus", **LEGAL))
    model, _ = do(model, AddTrack(stage="consensus", id="board", name="Board"))
    after = edit(model, RemoveTrack(track="consensus.own"))
    legal, board = tracks_of(after, "consensus")
    assert legal.loss.value == board.loss.value == pytest.approx(1 - math.sqrt(0.5))


def test_the_last_but_one_job_folds_the_last_back_into_the_stage(company, edit):
    after = edit(company, RemoveTrack(track="fit"))
    stage = by_id(after.stages, "evaluate")
    security = by_id(company.tracks, "security")
    assert after.tracks == ()
    assert (stage.name, stage.dwell, stage.job) == ("Evaluation", security.dwell, security.job)
    assert by_id(after.tasks, "demo").track is None
    assert validate(after) == ()


def test_adding_and_removing_a_job_leaves_the_stage_as_it_was(company, edit):
    more = edit(company, AddTrack(stage="consensus", **LEGAL))
    assert edit(more, RemoveTrack(track="legal")) == company


def test_an_only_job_removed_folds_back_too(company, edit):
    fit = company.tracks[0]
    whole = fit.model_copy(update={"loss": fit.loss.with_value(0.4)})
    one = company.model_copy(update={"tracks": (whole,)})
    after = edit(one, RemoveTrack(track="fit"))
    assert after.tracks == ()
    assert by_id(after.stages, "evaluate").dwell == fit.dwell


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            AddTrack(stage="consensus", **LEGAL),
            "Consensus building: parallel job Legal review added",
        ),
        (
            AddTrack(stage="evaluate", **LEGAL),
            "Evaluation: parallel job Legal review added",
        ),
        (RemoveTrack(track="fit"), "Evaluation: parallel job Fit removed"),
    ],
)
def test_the_step_names_the_stage_and_the_job_alone(company, command, words):
    after, change = do(company, command)
    assert describe(change, after) == words
    model, history = edited(company, History(), command)
    assert history.steps(model) == (words,)
    back, history, _ = history.undo(model)
    assert back == company
    assert history.steps(back) == (words,)
