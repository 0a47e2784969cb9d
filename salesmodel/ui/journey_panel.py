"""The journey of the chosen segment: tabs, the drawing, and the table that edits it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.charts.rows import short
from salesmodel.charts.table_cells import TableCell, day_cells, hour_cells, move_cells
from salesmodel.editing import SetCells
from salesmodel.ui import acts
from salesmodel.ui.components.journey import journey_canvas
from salesmodel.ui.session import WorkbenchSession, bind, choose, widget

NAMES_TOGETHER = 48
"""Characters of segment names that fit beside each other."""
FILLS = {"Drop-off": "drop_off", "Cost": "cost"}
NAME_WIDTHS, FIGURE_WIDTH = {"From": 96, "To": 96, "Stage": 96, "Task": 148}, 68
"""Pixels of the columns of a table: names give way to figures, which must be seen whole."""


def journey_panel(session: WorkbenchSession) -> None:
    """Draw the panel; a click on a stage, or a row of the table, chooses or edits."""
    with st.container(key="panel_journey", border=True, height=346, gap="small"):
        _segments(session)
        if session.journey_view == "Drawing":
            _drawing(session)
        else:
            _tables(session)


def _segments(session: WorkbenchSession) -> None:
    segments = session.model.segments
    room = max(10, NAMES_TOGETHER // max(1, len(segments)))
    names = {segment.id: short(segment.name, room) for segment in segments}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Segment", list(names), format_func=names.__getitem__,
            key=bind("segment", session.segment), label_visibility="collapsed", required=True,
            on_change=_choose_segment, args=(session,),
        )  # fmt: skip
        st.space("stretch")
        for field, options in (("fill", list(FILLS)), ("journey_view", ["Drawing", "Table"])):
            st.segmented_control(
                field.replace("_", " "), options, key=bind(field, getattr(session, field)),
                label_visibility="collapsed", required=True, on_change=choose,
                args=(session, field),
            )  # fmt: skip


def _choose_segment(session: WorkbenchSession) -> None:
    choose(session, "segment")
    acts.choose_first(session)


def _drawing(session: WorkbenchSession) -> None:
    payload = journey_drawing(
        session.model, session.now.evaluation, session.reference.evaluation, session.segment,
        fill=FILLS[session.fill], selected=session.stage,
        findings={f.stage for f in session.now.coherence.findings if f.stage},
        area=(683, 262),
    )  # fmt: skip
    chosen = journey_canvas(payload, key="journey", max_height=294)
    if chosen and chosen != session.stage:
        session.stage = chosen
        acts.choose_first(session)
        st.rerun()


def _tables(session: WorkbenchSession) -> None:
    """Numbers are typed as people write them, pasted as blocks too, and echoed as typed."""
    moves, days, hours = st.columns([5, 3, 4])
    tables = (
        (moves, "moves", "%", move_cells(session.model, session.segment)),
        (days, "days", "Days", day_cells(session.model, session.segment)),
        (hours, "hours", "Hours", hour_cells(session.model, session.segment)),
    )
    for place, name, column, rows in tables:
        # A new key at a refusal too: the table must not go on showing what is not in the model.
        key = f"{name}_{session.edits}_{session.refused}"
        with place:
            st.data_editor(
                [{**row.names, column: row.text} for row in rows], key=key, hide_index=True,
                height=270, disabled=[*rows[0].names] if rows else True,
                column_config=_columns(column),
                on_change=_set_cells, args=(session, key, column, rows),
            )  # fmt: skip


def _columns(figures: str) -> dict[str, Any]:
    widths = NAME_WIDTHS | {figures: FIGURE_WIDTH}
    return {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}


def _set_cells(
    session: WorkbenchSession, key: str, column: str, rows: tuple[TableCell, ...]
) -> None:
    edited = widget(key)["edited_rows"].items()
    cells = {rows[int(index)].path: fields[column] or "" for index, fields in edited}
    acts.edit(session, SetCells(cells=cells))
