"""Alignment debt (rule 5.5): what makes a pair unreviewed, and what settles it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salesmodel.coherence.debt import CHANGED, dates_of, review_of, unreviewed_of, with_reviews
from salesmodel.coherence.following import as_opened, with_what_follows
from salesmodel.defaults.templates import template
from salesmodel.editing import (
    AddSegment,
    AddTask,
    Rename,
    SetComponent,
    SetSegmentValue,
    SetShares,
    SetTaskValue,
    do,
    inverse,
)
from salesmodel.editing.merge import applied
from salesmodel.model import PAIRS, ComponentKind, read_model, validate, write_model

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
THEN = datetime(2026, 11, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 13, tzinfo=UTC)


@pytest.fixture
def opened():
    """The SMB template as it is when it has just been opened."""
    return with_reviews(template("smb"))


def pairs(model) -> set[frozenset[ComponentKind]]:
    return {frozenset((each.review.one, each.review.other)) for each in unreviewed_of(model)}


def of(kind: ComponentKind) -> set[frozenset[ComponentKind]]:
    return {frozenset(pair) for pair in PAIRS if kind in pair}


def choose(model, variant="named_accounts", **more):
    command = SetComponent(segment="smb", kind=SELECTION, variant=variant, **more)
    return do(model, command)[0]


def a_task_held_by_two(model):
    """A task before the win with two holders of some share each, and their shares."""
    after = {stage.id for stage in model.stages if stage.after_win}
    for task in model.tasks:
        held = {a.role: a.share.value for a in model.assignments if a.task == task.id}
        if task.stage not in after and len(held) > 1 and min(held.values()) >= 0.2:
            return task, held
    raise AssertionError("no such task in the template")


def hours_before_the_win(model) -> float:
    after = {stage.id for stage in model.stages if stage.after_win}
    hours = {task.id: task.hours.value for task in model.tasks if task.stage not in after}
    return sum(hours[a.task] * a.share.value for a in model.assignments if a.task in hours)


def moved(model, task, held, share):
    """The model in which this share of the task went from its first holder to its second."""
    one, other, *_ = held
    shares = held | {one: held[one] - share, other: held[other] + share}
    return do(model, SetShares(task=task.id, shares=shares))[0]


def test_a_model_that_was_just_opened_owes_nothing(opened) -> None:
    assert len(opened.reviews) == 6 * len(opened.segments)
    assert unreviewed_of(opened) == ()


def test_a_model_that_nobody_opened_has_no_reviews_and_owes_nothing() -> None:
    assert unreviewed_of(template("smb")) == ()


def test_opening_twice_changes_nothing(opened) -> None:
    assert with_reviews(opened) is opened
    changed = choose(opened)
    assert with_reviews(changed) == changed


def test_another_selection_leaves_its_three_pairs_unreviewed(opened) -> None:
    assert pairs(choose(opened)) == of(SELECTION)


def test_another_note_or_promise_is_a_change_of_what_is_offered(opened) -> None:
    present = next(c for c in opened.components if c.kind == PROPOSITION)
    same = {"segment": "smb", "kind": PROPOSITION, "variant": present.variant}
    noted = do(opened, SetComponent(**same, note="Live in 5 days."))[0]
    assert pairs(noted) == of(PROPOSITION)
    promised = do(opened, SetComponent(**same, note=present.note, promised_days=5))[0]
    assert pairs(promised) == of(PROPOSITION)


def test_a_new_task_after_the_win_leaves_the_pairs_of_value_delivery_unreviewed(opened) -> None:
    stage = next(stage for stage in opened.stages if stage.after_win)
    like = next(task for task in opened.tasks if task.stage == stage.id)
    held = next(a for a in opened.assignments if a.task == like.id)
    task = like.model_copy(update={"id": "more", "name": "More", "track": None})
    grown = do(opened, AddTask(task=task))[0]
    grown = do(grown, SetShares(task="more", shares={held.role: 1.0}))[0]
    assert pairs(grown) == of(DELIVERY)


def test_hours_that_go_to_another_role_count_from_five_per_cent(opened) -> None:
    task, held = a_task_held_by_two(opened)
    enough = CHANGED * hours_before_the_win(opened) / task.hours.value
    assert enough < min(held.values()), "the task is too small for this test"
    assert pairs(moved(opened, task, held, enough * 1.01)) == of(TASKS)
    assert pairs(moved(opened, task, held, enough * 0.99)) == set()


def test_who_drags_a_share_back_owes_nothing(opened) -> None:
    task, held = a_task_held_by_two(opened)
    away = moved(opened, task, held, next(iter(held.values())))
    assert pairs(away) == of(TASKS)
    back = do(away, SetShares(task=task.id, shares=held))[0]
    assert unreviewed_of(back) == ()


def test_names_and_how_buyers_buy_are_no_change_of_a_component(opened) -> None:
    renamed = do(opened, Rename(collection="tasks", id=opened.tasks[0].id, name="Other"))[0]
    assert unreviewed_of(renamed) == ()
    formal = SetSegmentValue(segment="smb", field="profile.formality", value=0.9)
    assert unreviewed_of(do(opened, formal)[0]) == ()


def test_the_order_of_the_lists_is_no_change(opened) -> None:
    turned = opened.model_copy(
        update={name: getattr(opened, name)[::-1] for name in ("tasks", "assignments", "roles")}
    )
    assert unreviewed_of(turned) == ()


def test_a_pair_that_was_looked_at_is_settled_the_others_are_not(opened) -> None:
    changed = choose(opened)
    command = review_of(changed, "smb", (SELECTION, DELIVERY), "Maya", NOW)
    after = do(changed, command)[0]
    assert pairs(after) == of(SELECTION) - {frozenset((SELECTION, DELIVERY))}
    review = next(r for r in after.reviews if r.id == "smb:customer_selection:value_delivery")
    assert (review.by, review.on) == ("Maya", NOW)


def test_a_change_after_the_look_counts_again(opened) -> None:
    changed = choose(opened)
    for pair in PAIRS:
        changed = do(changed, review_of(changed, "smb", pair, "Maya", NOW))[0]
    assert unreviewed_of(changed) == ()
    task = next(t for t in changed.tasks if t.stage is not None)
    longer = SetTaskValue(task=task.id, field="hours", value=task.hours.value * 50)
    assert unreviewed_of(do(changed, longer)[0]) != ()


def test_it_is_noted_who_changed_it_and_when_and_only_once(opened) -> None:
    changed = choose(opened)
    for command in dates_of(changed, "Maya", THEN):
        changed = do(changed, command)[0]
    dated = [review for review in changed.reviews if SELECTION in (review.one, review.other)]
    assert {(review.changed_by, review.changed_on) for review in dated} == {("Maya", THEN)}
    assert dates_of(changed, "Noor", NOW) == ()


def test_what_is_settled_is_no_longer_dated(opened) -> None:
    before = choose(opened)
    dated = before
    for command in dates_of(before, "Maya", THEN):
        dated = do(dated, command)[0]
    present = next(c for c in opened.components if c.kind == SELECTION)
    back = choose(dated, present.variant, note=present.note)
    for command in dates_of(back, "Maya", NOW):
        back = do(back, command)[0]
    assert back.reviews == opened.reviews


def test_undo_settles_what_the_edit_left_unreviewed(opened) -> None:
    command = SetComponent(segment="smb", kind=SELECTION, variant="named_accounts")
    changed, change = do(opened, command)
    assert unreviewed_of(changed) != ()
    assert unreviewed_of(applied(changed, inverse(change))) == ()


def test_a_review_is_known_by_its_pair_whatever_id_a_file_gave_it(opened) -> None:
    first = opened.reviews[0]
    other_id = opened.model_copy(
        update={"reviews": (first.model_copy(update={"id": "r1"}), *opened.reviews[1:])}
    )
    assert with_reviews(other_id) is other_id
    assert pairs(choose(other_id)) == of(SELECTION)
    assert validate(other_id) == ()


def test_a_segment_that_comes_with_its_tasks_is_aligned_as_it_came_and_owes_from_then_on(opened):
    like = opened.segments[0]
    copy = AddSegment(segment=like.model_copy(update={"id": "two", "name": "Two"}), like=like.id)
    grown = with_what_follows(opened, do(opened, copy)[0], "Maya", THEN)
    assert unreviewed_of(grown) == ()
    command = SetComponent(segment="two", kind=SELECTION, variant="named_accounts")
    changed = with_what_follows(grown, do(grown, command)[0], "Maya", NOW)
    assert {each.review.segment for each in unreviewed_of(changed)} == {"two"}
    assert {r.changed_on for r in changed.reviews if r.segment == "two"} == {None, NOW}


def test_a_segment_without_tasks_is_not_held_to_be_aligned(opened) -> None:
    new = opened.segments[0].model_copy(update={"id": "new", "name": "New"})
    first = opened.stages[0].model_copy(update={"id": "new.first", "segment": "new"})
    blank = AddSegment(segment=new, first_stage=first)
    grown = with_what_follows(opened, do(opened, blank)[0], "Maya", THEN)
    assert grown.reviews == opened.reviews


def test_opening_again_what_was_opened_changes_nothing() -> None:
    opened = as_opened(template("smb"))
    assert as_opened(opened) == opened
    assert as_opened(read_model(write_model(opened))) == opened
