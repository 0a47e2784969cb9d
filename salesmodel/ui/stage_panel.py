"""The chosen stage: its figures, what a check says of it, its tasks and who does them."""

from __future__ import annotations

import math

import streamlit as st

from salesmodel.charts import formats
from salesmodel.charts.mix_rows import mix_rows
from salesmodel.charts.rows import short
from salesmodel.editing import LockShare, SetShare
from salesmodel.evaluation import StageResult
from salesmodel.model import Role, Task, assignment_id
from salesmodel.ui import acts
from salesmodel.ui.components.mix import role_mix
from salesmodel.ui.session import WorkbenchSession, bind, choose, once, widget
from salesmodel.ui.task_dialog import task_dialog


def stage_panel(session: WorkbenchSession) -> None:
    """Draw the panel of the chosen stage."""
    with st.container(key="panel_stage", border=True, height=346, gap="small"):
        if not session.stage:
            st.markdown("No stages here yet. Start from a template or a CRM export.")
            return
        _heading(session)
        _complaint(session)
        if not _tasks(session):
            st.markdown("No tasks here yet. Buyers pass this stage without you: is that intended?")
        elif session.mix_view == "Bars":
            _bars(session)
        else:
            _sliders(session)


def _tasks(session: WorkbenchSession) -> list[Task]:
    return [task for task in session.model.tasks if task.stage == session.stage]


def _heading(session: WorkbenchSession) -> None:
    now = _stage_result(session)
    left, middle, right = st.columns([6, 2, 4], vertical_alignment="center")
    with left:
        st.markdown(f"##### {short(now.name, 30)}", help=now.name if len(now.name) > 30 else None)
    if middle.button(
        "Task", key="add_a_task", icon=":material/add:", type="tertiary", help="Add a task"
    ):
        task_dialog(session)
    with right:
        st.segmented_control(
            "Shares as", ["Bars", "Sliders"], key=bind("mix_view", session.mix_view),
            label_visibility="collapsed", on_change=choose, args=(session, "mix_view"),
            required=True, width="stretch",
        )  # fmt: skip
    st.markdown(_facts(session, now), width="stretch")


def _stage_result(session: WorkbenchSession) -> StageResult:
    segment = session.now.evaluation.segment(session.segment)
    return next(stage for stage in segment.stages if stage.id == session.stage)


def _facts(session: WorkbenchSession, now: StageResult) -> str:
    segment = session.now.evaluation.segment(session.segment)
    visits = f"**{segment.arrivals * now.visits:,.0f}** visits a year"
    days = f"**{now.dwell_days:.0f}** days"
    lost = f"**{now.loss:.0%}** lost"
    cost = f"**{formats.money(now.cost, session.model.currency)}** a year"
    return " &nbsp;·&nbsp; ".join((visits, days, lost, cost)).replace("$", r"\$")


def _complaint(session: WorkbenchSession) -> None:
    about = [f for f in session.now.coherence.findings if f.stage == session.stage]
    if about:
        st.warning(f"{about[0].sentence} {about[0].mend}".replace("$", r"\$"))


def _bars(session: WorkbenchSession) -> None:
    now, before, stage = session.now, session.reference, session.stage
    rows = once(session, "mix", (now, before, stage), lambda: mix_rows(
        now.model, now.evaluation, before.evaluation, stage
    ))  # fmt: skip
    role_mix(session, rows)


def _sliders(session: WorkbenchSession) -> None:
    tasks = {task.id: task for task in _tasks(session)}
    st.selectbox(
        "Task", list(tasks), format_func=lambda task: tasks[task].name,
        key=bind("task", session.task), label_visibility="collapsed",
        on_change=choose, args=(session, "task"),
    )  # fmt: skip
    task = tasks[session.task]
    shares = whole_percents(_shares(session, task))
    able = [role for role in session.model.roles if task.skill in role.skills]
    for role in able:
        _slider(session, task, role, shares.get(role.id, 0))
    others = ", ".join(role.short for role in session.model.roles if role not in able)
    if others:
        st.caption(f"Without the skill “{task.skill}”: {others}.")


def _shares(session: WorkbenchSession, task: Task) -> dict[str, float]:
    return {a.role: a.share.value for a in session.model.assignments if a.task == task.id}


def whole_percents(shares: dict[str, float]) -> dict[str, int]:
    """Shares as whole per cents that add to what the shares add to (largest remainder)."""
    exact = {role: 100 * share for role, share in shares.items()}
    whole = {role: math.floor(value) for role, value in exact.items()}
    missing = round(sum(exact.values())) - sum(whole.values())
    by_remainder = sorted(exact, key=lambda role: whole[role] - exact[role])
    return {role: whole[role] + (role in by_remainder[:missing]) for role in exact}


def _slider(session: WorkbenchSession, task: Task, role: Role, percent: int) -> None:
    locked = _locked(session, task, role)
    name, slide, lock = st.columns([3, 8, 1], vertical_alignment="center")
    name.markdown(role.short)
    slide.slider(
        f"{role.short} share of {task.name}, %", 0, 100, step=1, format="%d%%",
        key=bind(f"share.{task.id}.{role.id}", percent), label_visibility="collapsed",
        disabled=locked, on_change=_set_share, args=(session, task, role),
    )  # fmt: skip
    lock.checkbox(
        f"Lock {role.short} share of {task.name}",
        key=bind(f"lock.{task.id}.{role.id}", locked), label_visibility="collapsed",
        help="Locked: other shares leave this one where it is.",
        on_change=_set_lock, args=(session, task, role),
    )  # fmt: skip


def _locked(session: WorkbenchSession, task: Task, role: Role) -> bool:
    wanted = assignment_id(task.id, role.id)
    return any(a.id == wanted and a.locked for a in session.model.assignments)


def _set_share(session: WorkbenchSession, task: Task, role: Role) -> None:
    percent = widget(f"share.{task.id}.{role.id}")
    acts.edit(session, SetShare(task=task.id, role=role.id, share=percent / 100))


def _set_lock(session: WorkbenchSession, task: Task, role: Role) -> None:
    locked = widget(f"lock.{task.id}.{role.id}")
    acts.edit(session, LockShare(task=task.id, role=role.id, locked=locked))
