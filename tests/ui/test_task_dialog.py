"""A task is added to the chosen stage, or it is said why not."""

from __future__ import annotations

import pytest

from salesmodel.defaults import template
from salesmodel.model import Role, TaskKind
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession
from salesmodel.ui.task_dialog import NewTask, add_task, skills_of


@pytest.fixture
def session() -> WorkbenchSession:
    return acts.start_from(template("enterprise"))


def able(session: WorkbenchSession, skill: str) -> Role:
    return next(role for role in session.model.roles if skill in role.skills)


def unable(session: WorkbenchSession, skill: str) -> Role:
    return next(role for role in session.model.roles if skill not in role.skills)


def test_the_task_stands_in_the_chosen_stage_with_its_owner_and_hours_as_typed(
    session: WorkbenchSession,
) -> None:
    skill = skills_of(session.model)[0]
    owner = able(session, skill)
    assert add_task(session, NewTask("Reference call", TaskKind.SELLING, skill, "1h30", owner))
    task = next(task for task in session.model.tasks if task.name == "Reference call")
    assert (task.stage, task.hours.value, task.hours.typed) == (session.stage, 1.5, "1h30")
    shares = {a.role: a.share.value for a in session.model.assignments if a.task == task.id}
    assert shares == {owner.id: 1.0}
    assert session.task == task.id


def test_adding_a_task_is_one_undo(session: WorkbenchSession) -> None:
    before = session.model
    skill = skills_of(session.model)[0]
    add_task(session, NewTask("Reference call", TaskKind.SELLING, skill, "2", able(session, skill)))
    acts.undo(session)
    assert session.model == before


@pytest.mark.parametrize(
    ("name", "hours", "said"),
    [("", "2 h", "has no name"), ("Call", "lots", "lots"), ("x" * 300, "2", "300")],
)
def test_what_is_wrong_is_said_and_nothing_is_added(
    session: WorkbenchSession, name: str, hours: str, said: str
) -> None:
    before = session.model
    skill = skills_of(session.model)[0]
    assert not add_task(
        session, NewTask(name, TaskKind.SELLING, skill, hours, able(session, skill))
    )
    assert session.model == before
    assert said in session.notices[-1].sentence


def test_a_role_without_the_skill_is_not_given_the_task(session: WorkbenchSession) -> None:
    skill = skills_of(session.model)[0]
    owner = unable(session, skill)
    assert not add_task(session, NewTask("Call", TaskKind.SELLING, skill, "2", owner))
    assert session.notices[-1].sentence == (
        f"{owner.name} lacks the skill {skill}, which this task needs."
    )
