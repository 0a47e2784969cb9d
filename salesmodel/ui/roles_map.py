"""The role-task map with what to do about it: the week of the dearest sellers, and the moves.

Offers `roles_map`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from salesmodel.assignment import (
    AbleShares,
    Diagnostic,
    Optimum,
    TaskMove,
    Watch,
    able_shares,
    diagnose,
    optimise,
)
from salesmodel.charts.move_rows import move_rows
from salesmodel.charts.role_task_map import role_task_map
from salesmodel.charts.week_bars import week_bars
from salesmodel.ui.components.matrix import role_task_matrix
from salesmodel.ui.components.moves import moves_list
from salesmodel.ui.components.week import week_bars as show_week
from salesmodel.ui.searching import search
from salesmodel.ui.session import FIRST_QUESTION, WorkbenchSession, once
from salesmodel.ui.taken import note_taken, offer

WEEK = 254
"""Pixels of the week; the style sheet gives the rest of the screen to the moves."""


def roles_map(session: WorkbenchSession) -> None:
    """Draw the matrix on the left, the week and the moves on the right."""
    best = search(session, "map", (session.model,), lambda watch: _best(session, watch))
    left, right = st.columns([57, 43])
    with left, st.container(key="panel-map", border=True, height=560, gap=None):
        role_task_matrix(session, _matrix(session, best))
    with right:
        with st.container(key="panel-week", border=True, height=WEEK, gap=None):
            show_week(
                week_bars(_diagnostic(session), session.model, session.now.evaluation),
                top_pay=session.top_pay,
                on_top_pay=partial(_set_top_pay, session),
            )
        with st.container(key="panel-moves", border=True, height=560 - WEEK - 8, gap=None):
            if best is None:
                st.caption("The moves stand here once they are found.")
            else:
                moves_list(session, _moves(session, best))


def _best(session: WorkbenchSession, watch: Watch) -> Optimum:
    return optimise(session.model, FIRST_QUESTION, watch=watch)


def able_of(session: WorkbenchSession) -> AbleShares:
    """The able pairs of the model as it stands, made once."""
    able: AbleShares = once(session, "able", (session.model,), lambda: able_shares(session.model))
    return able


def _matrix(session: WorkbenchSession, best: Optimum | None) -> dict[str, Any]:
    ranges = {(each.task, each.role): (each.low, each.high) for each in best.ranges} if best else {}
    payload: dict[str, Any] = once(
        session, "matrix", (session.now, session.reference, session.of_segment, best),
        lambda: role_task_map(
            session.model, session.now.evaluation, session.reference.evaluation,
            segment=session.of_segment or None, ranges=ranges,
        ),
    )  # fmt: skip
    return payload


def _diagnostic(session: WorkbenchSession) -> Diagnostic:
    able = able_of(session)
    diagnostic: Diagnostic = once(
        session, "week", (session.now, session.top_pay),
        lambda: diagnose(able, session.now.evaluation, top_pay=session.top_pay),
    )  # fmt: skip
    return diagnostic


def _set_top_pay(session: WorkbenchSession, part: float) -> None:
    session.top_pay = part
    session.kept = False


def _moves(session: WorkbenchSession, best: Optimum) -> dict[str, Any]:
    matter, rest = (
        [move for move in moves if _in_scope(session, move)]
        for moves in (best.moves[: best.enough], best.moves[best.enough :])
    )
    note_taken(session)
    offer(session, (*matter, *rest))
    return move_rows(
        session.model, session.now.evaluation, matter,
        [each for each in session.taken if _in_scope(session, each.move)],
        rest=rest,
    )  # fmt: skip


def _in_scope(session: WorkbenchSession, move: TaskMove) -> bool:
    segments = {task.id: task.segment for task in session.model.tasks}
    return session.of_segment in ("", segments.get(move.task))
