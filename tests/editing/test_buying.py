"""What a stage is to the buyer: its buying job, and whom to win over in it."""

from __future__ import annotations

import pytest

from salesmodel.editing import History, SetBuyer, SetJob, describe, do
from salesmodel.model import BuyingJob, BuyingRole, CommandRefused, SalesModel
from tests.editing.recording import edited


def buyers(model):
    return {stage.id: stage.buyer for stage in model.stages}


def test_whom_to_win_over_is_named_and_unnamed(company, edit):
    assert set(buyers(company).values()) == {None}
    named = edit(company, SetBuyer(stage="evaluate", buyer=BuyingRole.ECONOMIC_BUYER))
    assert buyers(named)["evaluate"] is BuyingRole.ECONOMIC_BUYER
    assert edit(named, SetBuyer(stage="evaluate", buyer=None)) == company
    with pytest.raises(CommandRefused, match=r"There is no stage gone in Acme\."):
        do(company, SetBuyer(stage="gone", buyer=None))


def test_a_buyer_reads_as_a_sales_leader_would_say_it(company):
    named, change = do(company, SetBuyer(stage="evaluate", buyer=BuyingRole.ECONOMIC_BUYER))
    assert describe(change, named) == "Evaluation: buyer economic buyer"
    unnamed, change = do(named, SetBuyer(stage="evaluate", buyer=None))
    assert describe(change, unnamed) == "Evaluation: no buyer named"


def test_the_buying_job_of_a_stage_and_of_a_parallel_job_is_set(company, edit):
    after = edit(company, SetJob(place="explore", job=BuyingJob.SOLUTION_EXPLORATION))
    assert after.stages[0].job is BuyingJob.SOLUTION_EXPLORATION
    track = SetJob(place="security", of="tracks", job=BuyingJob.VENDOR_EVALUATION)
    after = edit(after, track)
    assert after.tracks[1].job is BuyingJob.VENDOR_EVALUATION
    _, change = do(company, track)
    assert describe(change, after) == "Security review: buying job vendor evaluation"
    with pytest.raises(CommandRefused, match="There is no track explore"):
        do(company, SetJob(place="explore", of="tracks", job=BuyingJob.OTHER))


def test_saying_again_what_is_so_changes_nothing(company):
    _, change = do(company, SetJob(place="consensus", job=BuyingJob.CONSENSUS_BUILDING))
    assert not change


def test_two_people_who_name_different_buyers_get_one_of_them_and_a_word_on_it(company):
    mine, history = edited(company, History(), SetBuyer(stage="evaluate", buyer="champion"))
    theirs, _ = do(mine, SetBuyer(stage="evaluate", buyer="user"))
    after, _, step = history.undo(theirs)
    assert after == theirs
    assert [conflict.sentence for conflict in step.conflicts] == [
        "The buyer of Evaluation has been changed since by somebody else; it stays as it is."
    ]


def test_a_model_from_before_there_were_buyers_still_opens(company):
    old = company.model_dump(mode="json")
    for stage in old["stages"]:
        del stage["buyer"]
    assert SalesModel.model_validate(old) == company
