"""Adds a selling task to the chosen stage: what it is, how long it takes, who does it; and says
what its tasks do for the buyer beyond their kind.

Offers `task_dialog`, and `add_task` with the `NewTask` that it adds.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from salesmodel.editing import AddTask, SetPurposes, fresh_id, read_figure
from salesmodel.model import (
    MAX_NAME,
    CommandRefused,
    Judged,
    Purpose,
    Quantity,
    Role,
    SalesModel,
    Task,
    TaskKind,
    Unit,
    purposes_of,
)
from salesmodel.ui import acts
from salesmodel.ui.session import Notice, WorkbenchSession, bind, widget

KINDS = {
    TaskKind.SELLING: "Selling",
    TaskKind.TECHNICAL: "Technical",
    TaskKind.PROSPECTING: "Prospecting",
    TaskKind.QUALIFICATION: "Qualification",
    TaskKind.ONBOARDING: "Onboarding",
    TaskKind.SERVICE: "Service",
    TaskKind.ADMINISTRATION: "Administration",
}


@dataclass(frozen=True)
class NewTask:
    """A task as it is asked for; `hours` as typed, `owner` the role that does all of it."""

    name: str
    kind: TaskKind
    skill: str
    hours: str
    owner: Role | None


@st.dialog("Add a task")
def task_dialog(session: WorkbenchSession) -> None:
    """Ask for the task; it is added to the chosen stage and can be undone like any edit."""
    skills = skills_of(session.model)
    with st.form("add_task", border=False):
        name = st.text_input("Task", placeholder="Executive alignment", max_chars=200)
        kind = st.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__)
        skill = st.selectbox("Skill that it needs", skills)
        hours = st.text_input("Hours for each visit of the stage", "2 h")
        owner = st.selectbox(
            "Who does it to begin with",
            session.model.roles,
            format_func=lambda role: f"{role.name} ({', '.join(role.skills) or 'no skills'})",
        )
        asked = st.form_submit_button("Add the task", type="primary")
    if asked and add_task(session, NewTask(name.strip(), kind, skill, hours, owner)):
        st.rerun()
    _purposes(session)
    for notice in session.notices:
        st.error(f"{notice.sentence} {notice.mend}")
    session.notices.clear()


def _purposes(session: WorkbenchSession) -> None:
    """What the tasks of the stage do for the buyer beyond their kind; each is an edit at once."""
    tasks = [task for task in session.model.tasks if task.stage == session.stage]
    if not tasks:
        return
    with st.expander("What the tasks here do for the buyer"):
        st.caption("Read from a task's words when it is added; a rename does not change it.")
        for task in tasks:
            st.multiselect(
                task.name, list(Purpose), key=bind(f"purposes.{task.id}", purposes_of(task)),
                format_func=lambda purpose: purpose.words.capitalize(),
                placeholder="Nothing beyond its kind", on_change=_set_purposes,
                args=(session, task.id),
            )  # fmt: skip


def _set_purposes(session: WorkbenchSession, task: str) -> None:
    acts.edit(session, SetPurposes(task=task, purposes=tuple(widget(f"purposes.{task}"))))


def skills_of(model: SalesModel) -> list[str]:
    """The skills that roles have or tasks need, each once, in the order of the alphabet."""
    known = {skill for role in model.roles for skill in role.skills}
    return sorted(known | {task.skill for task in model.tasks})


def add_task(session: WorkbenchSession, asked: NewTask) -> bool:
    """Add the task to the chosen stage; False, with a notice, when it is refused."""
    try:
        task = _task(session, asked)
        _able(asked)
    except CommandRefused as error:
        session.notices.append(Notice("refused", error.sentence, error.mend))
        return False
    owner = asked.owner.id if asked.owner else None
    if not acts.edit(session, AddTask(task=task, owner=owner)):
        return False
    session.task = task.id
    return True


def _able(asked: NewTask) -> None:
    if asked.owner is not None and asked.skill not in asked.owner.skills:
        raise CommandRefused(
            f"{asked.owner.name} lacks the skill {asked.skill}, which this task needs.",
            "Choose a role that has it, or another skill.",
        )


def _task(session: WorkbenchSession, asked: NewTask) -> Task:
    if not asked.name:
        raise CommandRefused("The task has no name.", "Say what is done.", path="tasks.name")
    if len(asked.name) > MAX_NAME:
        raise CommandRefused(
            f"A name has at most {MAX_NAME} characters; this one has {len(asked.name):,}.",
            "Shorten it.",
        )
    read = read_figure(asked.hours, Unit.HOURS, session.model.currency)
    if read.value < 0:
        raise CommandRefused("A task takes no less than 0 hours.", "Say how long it takes.")
    taken = {task.id for task in session.model.tasks}
    return Task(
        id=fresh_id(f"{session.stage}.task", taken),
        segment=session.segment,
        stage=session.stage,
        name=asked.name,
        kind=asked.kind,
        skill=asked.skill,
        baseline_shares={asked.owner.id: 1.0} if asked.owner else {},
        hours=Quantity(
            value=read.value,
            unit=Unit.HOURS,
            low=read.low,
            high=read.high,
            typed=read.typed,
            origin=Judged(),
        ),
    )
