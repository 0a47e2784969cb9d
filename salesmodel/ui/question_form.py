"""What is asked of the optimiser, as a form: the goal, the heads, and what must hold.

Offers `question_form`. Every control reads the session's question and writes it back whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from salesmodel.assignment import Forbid, Goal, Handover, Heads, Pin, Question, Staffing
from salesmodel.charts.optimum_words import task_names
from salesmodel.editing import read_figure
from salesmodel.model import Unit, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.session import Notice, WorkbenchSession, bind, widget

GOALS = {Goal.COST: "Least cost", Goal.CONTRIBUTION: "Most contribution"}
HEADS = {
    Staffing.FREE: "Follow the hours",
    Staffing.WHOLE: "Whole people",
    Staffing.AS_IS: "As they are",
}
BUSY = {None: "all it has, or as today", 0.85: "85%", 0.9: "90%", 1.0: "100%"}
OWNERS = {None: "any number", 1: "one", 2: "two at most", 3: "three at most"}
FLOORS = (None, 1.0, 0.95, 0.9, 0.8, 0.5, 0.0)

Change = Callable[[Question, Any], Question]


def question_form(session: WorkbenchSession) -> None:
    """Draw the form; a change asks anew."""
    question = session.question
    _choice(
        session, "goal", "Goal", GOALS, now=question.goal, change=lambda q, v: replace(q, goal=v)
    )
    _choice(session, "staffing", "Heads", HEADS, now=question.staffing,
            change=lambda q, v: replace(q, staffing=v))  # fmt: skip
    left, right = st.columns(2)
    with left:
        _select(session, "busy", "Hours asked of a role", BUSY, now=question.max_utilisation,
                change=lambda q, v: replace(q, max_utilisation=v))  # fmt: skip
        _select(session, "floor", "Every task keeps", _floors(question), now=question.floor,
                change=lambda q, v: replace(q, floor=v))  # fmt: skip
    with right:
        _select(session, "owners", "Roles on one task", OWNERS, now=question.max_owners,
                change=lambda q, v: replace(q, max_owners=v))  # fmt: skip
        _budget(session)
    with st.container(horizontal=True, gap="small"):
        with st.popover(_handover_label(question), type="tertiary", key="ask_handover_menu"):
            _handover(session)
        with st.popover(_heads_label(question), type="tertiary", key="ask_heads_menu"):
            _heads(session)
        with st.popover("Pin or forbid", type="tertiary", icon=":material/add:", key="ask_pin"):
            _new_pin(session)
    _held(session)


def _choice(
    session: WorkbenchSession, name: str, label: str, options: dict[Any, str], *, now: Any,
    change: Change,
) -> None:  # fmt: skip
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=bind(f"ask_{name}", now),
        on_change=_ask, args=(session, f"ask_{name}", change), required=True, width="stretch",
    )  # fmt: skip


def _select(
    session: WorkbenchSession, name: str, label: str, options: dict[Any, str], *, now: Any,
    change: Change,
) -> None:  # fmt: skip
    """A choice by its words: None is a choice like any other."""
    words = {text: value for value, text in options.items()}
    if now not in options:
        words[f"{now:.1%} of it" if name == "floor" else f"{now:g}"] = now
    chosen = next(text for text, value in words.items() if value == now)
    st.selectbox(
        label, list(words), key=bind(f"ask_{name}", chosen), on_change=_ask,
        args=(session, f"ask_{name}", lambda question, text: change(question, words[text])),
    )  # fmt: skip


def _ask(session: WorkbenchSession, key: str, change: Change) -> None:
    acts.ask(session, change(session.question, widget(key)))


def _floors(question: Question) -> dict[Any, str]:
    """The parts of today's fulfilment that can be asked for."""
    earns = question.goal is Goal.CONTRIBUTION
    first = "its fulfilment, unless it earns" if earns else "its fulfilment at the baseline"
    floors: dict[Any, str] = {None: first}
    for part in FLOORS[1:] if earns else FLOORS[2:]:
        floors[part] = f"{part:.0%} of it"
    return floors


def _budget(session: WorkbenchSession) -> None:
    budget = session.question.budget
    st.text_input(
        "Budget a year", key=bind("ask_budget", "" if budget is None else f"{budget:,.0f}"),
        placeholder="none", on_change=_set_budget, args=(session,),
    )  # fmt: skip


def _set_budget(session: WorkbenchSession) -> None:
    typed = str(widget("ask_budget")).strip()
    if not typed:
        acts.ask(session, replace(session.question, budget=None))
        return
    try:
        read = read_figure(typed, Unit.MONEY_PER_YEAR, session.model.currency)
    except WorkbenchError as error:
        session.notices.append(Notice("refused", error.sentence, error.mend))
        return
    acts.ask(session, replace(session.question, budget=read.value))


def _handover_label(question: Question) -> str:
    if question.handover is None:
        return "Handovers"
    return "One owner" if question.handover.one_owner else "Handovers cost"


def _handover(session: WorkbenchSession) -> None:
    """What it costs when the lead of a buyer changes between neighbouring stages."""
    now = session.question.handover or Handover()
    st.caption("When another role leads the buyer in the next stage, it takes time and loses some.")
    for key, label, value, step in (
        ("ask_handover_hours", "Hours of whoever takes over", now.hours, 0.5),
        ("ask_handover_loss", "Buyers lost, %", 100 * now.drop_off, 0.5),
    ):
        st.number_input(
            label, min_value=0.0, max_value=100.0, step=step, key=bind(key, float(value)),
            on_change=_set_handover, args=(session,),
        )  # fmt: skip
    st.checkbox(
        "One owner across neighbouring stages", key=bind("ask_one_owner", now.one_owner),
        on_change=_set_handover, args=(session,),
    )  # fmt: skip


def _set_handover(session: WorkbenchSession) -> None:
    asked = Handover(
        hours=float(widget("ask_handover_hours")),
        drop_off=float(widget("ask_handover_loss")) / 100,
        one_owner=bool(widget("ask_one_owner")),
    )
    acts.ask(session, replace(session.question, handover=None if asked == Handover() else asked))


def _heads_label(question: Question) -> str:
    return f"Bounds of heads ({len(question.heads)})" if question.heads else "Bounds of heads"


def _heads(session: WorkbenchSession) -> None:
    """Fewest and most heads of each role, where heads are not as they are."""
    if session.question.staffing is Staffing.AS_IS:
        st.caption("Heads are as they are. Let them follow the hours to set bounds.")
        return
    given = {each.role: each for each in session.question.heads}
    for role in session.model.roles:
        name, low, high = st.columns([2, 3, 3], vertical_alignment="center")
        name.markdown(role.short)
        bounds = given.get(role.id, Heads(role.id))
        for place, label, value in ((low, "from", bounds.low or None), (high, "to", bounds.high)):
            place.number_input(
                f"{role.short} {label}", min_value=0.0, step=1.0, placeholder=label,
                key=bind(f"ask_heads.{role.id}.{label}", value), label_visibility="collapsed",
                on_change=_set_heads, args=(session, role.id),
            )  # fmt: skip


def _set_heads(session: WorkbenchSession, role: str) -> None:
    low, high = (widget(f"ask_heads.{role}.{label}") for label in ("from", "to"))
    others = tuple(each for each in session.question.heads if each.role != role)
    if low is not None or high is not None:
        others = (*others, Heads(role, float(low or 0.0), None if high is None else float(high)))
    acts.ask(session, replace(session.question, heads=others))


def _new_pin(session: WorkbenchSession) -> None:
    tasks, roles = task_names(session.model), {r.id: r.name for r in session.model.roles}
    task = st.selectbox("Task", ["", *tasks], format_func=lambda t: tasks.get(t, "All tasks"))
    role = st.selectbox("Role", list(roles), format_func=roles.__getitem__)
    share = st.number_input("Share, %", 0.0, 100.0, 100.0, 5.0, disabled=not task)
    pin, forbid = st.columns(2)
    if pin.button("Pin", disabled=not task, width="stretch"):
        pinned = Pin(str(task), str(role), share / 100)
        acts.ask(session, replace(session.question, pins=(*session.question.pins, pinned)))
        st.rerun()
    if forbid.button("Forbid", width="stretch"):
        each = Forbid(str(role), str(task) or None)
        acts.ask(session, replace(session.question, forbidden=(*session.question.forbidden, each)))
        st.rerun()


def _held(session: WorkbenchSession) -> None:
    """Pins and what is forbidden, each with the button that gives it up."""
    question, tasks = session.question, task_names(session.model)
    roles = {role.id: role.short for role in session.model.roles}
    for number, pin in enumerate(question.pins):
        words = f"{tasks.get(pin.task, pin.task)}: {roles.get(pin.role)} {pin.share:.0%}"
        kept = tuple(each for each in question.pins if each is not pin)
        _row(session, f"pin.{number}", words, replace(question, pins=kept))
    for number, each in enumerate(question.forbidden):
        what = tasks.get(each.task or "", "no task")
        words = (
            f"{what}: not {roles.get(each.role)}"
            if each.task
            else f"{roles.get(each.role)}: no task"
        )
        others = tuple(one for one in question.forbidden if one is not each)
        _row(session, f"forbid.{number}", words, replace(question, forbidden=others))
    if question.floors:
        _row(session, "floors", f"{len(question.floors)} tasks with a floor of their own",
             replace(question, floors=()))  # fmt: skip


def _row(session: WorkbenchSession, key: str, words: str, without: Question) -> None:
    name, away = st.columns([7, 1], vertical_alignment="center")
    name.markdown(f":small[{words}]")
    away.button(
        "", icon=":material/close:", key=f"ask_away.{key}", type="tertiary",
        help="Give it up", on_click=acts.ask, args=(session, without),
    )  # fmt: skip
