"""Who does a task: shares give way, locks hold, skills are needed (rules 3.2 and 3.9)."""

from __future__ import annotations

import time

import pytest

from salesmodel.editing import (
    LockShare,
    RemoveRole,
    SetBaseline,
    SetShare,
    SetShares,
    SetSkill,
    do,
)
from salesmodel.model import Assumed, CommandRefused, Judged, Proficiency, Unit, assumed


def test_the_other_shares_of_a_task_give_way_in_proportion(company, edit, shares):
    after = edit(company, SetShare(task="demo", role="ae", share=0.55))
    # SE and CSM stood 2 to 1 and share the remaining 45%
    assert shares(after, "demo") == {"ae": 0.55, "se": 0.3, "csm": 0.15}


def test_a_share_set_by_a_person_is_judged_unless_the_command_says_otherwise(company, edit):
    after = edit(company, SetShare(task="demo", role="ae", share=0.55))
    assert next(a for a in after.assignments if a.id == "demo:ae").share.origin == Judged()
    sourced = SetShare(task="demo", role="ae", share=0.55, origin=Assumed(source="W9"))
    after = edit(company, sourced)
    assert next(a for a in after.assignments if a.id == "demo:ae").share.origin.source == "W9"


def test_a_locked_share_stays_and_the_rest_gives_way(company, edit, shares):
    locked = edit(company, LockShare(task="demo", role="se"))
    after = edit(locked, SetShare(task="demo", role="ae", share=0.8))
    assert shares(after, "demo") == pytest.approx({"ae": 0.8, "se": 0.2, "csm": 0.0})


def test_a_share_that_the_locks_leave_no_room_for_is_refused(company):
    locked, _ = do(company, LockShare(task="demo", role="se"))
    with pytest.raises(CommandRefused) as refused:
        do(locked, SetShare(task="demo", role="ae", share=0.9))
    assert refused.value.sentence == "AE cannot have 90% of Demo: locked shares hold 20% of it."


def test_a_locked_share_cannot_be_set_itself(company):
    locked, _ = do(company, LockShare(task="demo", role="ae"))
    with pytest.raises(CommandRefused, match="The AE share of Demo is locked at 70%"):
        do(locked, SetShare(task="demo", role="ae", share=0.5))


def test_when_the_others_are_at_zero_the_first_able_one_takes_the_rest(company, edit, shares):
    alone = edit(company, SetShare(task="demo", role="ae", share=1))
    assert shares(alone, "demo") == {"ae": 1, "se": 0, "csm": 0}
    after = edit(alone, SetShare(task="demo", role="ae", share=0.75))
    assert shares(after, "demo") == {"ae": 0.75, "se": 0.25, "csm": 0}


def test_a_role_new_to_a_task_gets_its_share_from_the_others(company, edit, shares):
    skilled = edit(
        company,
        SetSkill(
            role="sdr", skill="Demo", proficiency=Proficiency(quality=assumed(0.5, Unit.SHARE))
        ),
    )
    after = edit(skilled, SetShare(task="demo", role="sdr", share=0.5))
    assert shares(after, "demo") == {"ae": 0.35, "se": 0.1, "csm": 0.05, "sdr": 0.5}


def test_a_role_without_the_skill_is_refused_with_the_reason(company):
    with pytest.raises(CommandRefused) as refused:
        do(company, SetShare(task="demo", role="sdr", share=0.2))
    assert refused.value.sentence == "SDR lacks the skill Demo, which Demo needs."


def test_nobody_else_can_take_the_rest_of_a_task_only_one_role_is_able_to_do(company):
    with pytest.raises(CommandRefused, match="Nobody else can do the remaining 40% of Proposal"):
        do(company, SetShare(task="proposal", role="ae", share=0.6))


def test_all_shares_set_at_once_must_sum_to_one(company, edit, shares):
    after = edit(company, SetShares(task="demo", shares={"ae": 0.5, "se": 0.5}))
    assert shares(after, "demo") == {"ae": 0.5, "se": 0.5}
    with pytest.raises(CommandRefused) as refused:
        do(company, SetShares(task="demo", shares={"ae": 0.6, "se": 0.5}))
    assert str(refused.value) == ("The shares of Demo sum to 110%. Lower one of them by 10 points.")


def test_the_shares_of_a_role_that_leaves_go_to_the_others_in_proportion(company, edit, shares):
    after = edit(company, RemoveRole(role="ae"))
    assert shares(after, "demo") == pytest.approx({"se": 2 / 3, "csm": 1 / 3})
    assert shares(after, "proposal") == {}
    prospect = next(task for task in after.tasks if task.id == "prospect")
    assert prospect.baseline_shares == {"sdr": 1}


def test_a_role_that_leaves_is_refused_when_locks_keep_others_from_taking_over(company):
    locked, _ = do(company, LockShare(task="prospect", role="sdr"))
    with pytest.raises(CommandRefused, match="50% of Prospecting would be left undone"):
        do(locked, RemoveRole(role="ae"))


def test_a_skill_in_use_cannot_be_taken_away(company, edit):
    with pytest.raises(CommandRefused, match="SE does 20% of Demo, which needs Demo"):
        do(company, SetSkill(role="se", skill="Demo", proficiency=None))
    freed = edit(company, SetShares(task="demo", shares={"ae": 1, "se": 0}))
    after = edit(freed, SetSkill(role="se", skill="Demo", proficiency=None))
    assert next(role for role in after.roles if role.id == "se").skills == {}
    assert [a.id for a in after.assignments if a.role == "se"] == []


def test_setting_the_baseline_writes_the_present_shares_down(company, edit):
    after = edit(company, SetBaseline())
    demo = next(task for task in after.tasks if task.id == "demo")
    assert demo.baseline_shares == {"ae": 0.7, "se": 0.2, "csm": 0.1}


def test_a_share_is_set_in_under_2_ms_on_forty_tasks(company):
    tasks = tuple(company.tasks[1].model_copy(update={"id": f"demo{n}"}) for n in range(40))
    held = tuple(
        a.model_copy(update={"id": f"{t.id}:{a.role}", "task": t.id})
        for t in tasks
        for a in company.assignments
        if a.task == "demo"
    )
    wide = company.model_copy(
        update={"tasks": company.tasks + tasks, "assignments": company.assignments + held}
    )
    best = float("inf")
    for n in range(30):
        start = time.perf_counter()
        do(wide, SetShare(task="demo17", role="ae", share=0.1 + n / 100))
        best = min(best, time.perf_counter() - start)
    assert best < 0.002
