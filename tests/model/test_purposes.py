"""What a task does beyond its kind: read from its words once, then kept (rule 5.1)."""

from __future__ import annotations

import pytest

from salesmodel.editing import AddTask, Rename, SetPurposes, describe, do, with_purposes
from salesmodel.model import Purpose, purposes_in, purposes_of
from tests.builders import a_model, a_task, also

MANY, EXECUTIVES, CASE = Purpose


@pytest.mark.parametrize(
    ("name", "skill", "purposes"),
    [
        ("Multi-threading", "Deal", (MANY,)),
        ("Executive alignment", "Deal", (MANY, EXECUTIVES)),
        ("Proposal", "Business case", (CASE,)),
        ("Meeting with the CFO", "Deal", (EXECUTIVES,)),
        ("Return on investment", "Deal", (CASE,)),
        ("Misaligned invoices", "Deal", ()),
        ("Clipboard demo", "Demo", ()),
        ("Demo", "Demo", ()),
    ],
)
def test_words_tell_the_purpose_where_they_begin_a_word(name, skill, purposes) -> None:
    assert purposes_in(name, skill) == purposes


def test_what_was_said_counts_and_not_the_words() -> None:
    task = a_task("t", "Executive alignment", "consensus", "Deal")
    assert purposes_of(task) == (MANY, EXECUTIVES)
    assert purposes_of(task.model_copy(update={"purposes": ()})) == ()


def test_a_task_that_is_added_keeps_the_purpose_of_its_words_over_a_rename() -> None:
    task = a_task("t", "Multi-threading", "consensus", "Deal")
    model = do(a_model(), AddTask(task=task, owner="ae"))[0]
    model = do(model, Rename(collection="tasks", id="t", name="Coffee"))[0]
    assert purposes_of(model.tasks[-1]) == (MANY,)


def test_a_rename_keeps_what_the_words_told_also_where_nobody_said() -> None:
    task = a_task("t", "Multi-threading", "consensus", "Deal")
    model = also(a_model(), "tasks", task)
    assert model.tasks[-1].purposes is None
    model = do(model, Rename(collection="tasks", id="t", name="Coffee"))[0]
    assert purposes_of(model.tasks[-1]) == (MANY,)


def test_a_model_that_is_opened_keeps_them_for_all_its_tasks_and_only_once() -> None:
    opened = with_purposes(a_model())
    assert all(task.purposes is not None for task in opened.tasks)
    assert with_purposes(opened) is opened


def test_a_purpose_can_be_said_and_is_told_in_words() -> None:
    opened = with_purposes(a_model())
    command = SetPurposes(task="proposal", purposes=(CASE, MANY))
    model, change = do(opened, command)
    assert next(t for t in model.tasks if t.id == "proposal").purposes == (MANY, CASE)
    assert describe(change, model) == "Proposal reaches many, makes the case"
    model, change = do(model, SetPurposes(task="proposal", purposes=()))
    assert describe(change, model) == "Proposal has no purpose beyond its kind"
