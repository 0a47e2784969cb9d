"""The journey of the chosen segment: tabs, the drawing, and the table that edits it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.charts.rows import short
from salesmodel.editing import SetDwell, SetProbability
from salesmodel.model import SalesModel
from salesmodel.ui import acts
from salesmodel.ui.components.journey import journey_canvas
from salesmodel.ui.session import WorkbenchSession, bind, choose, widget

NAMES_TOGETHER = 48
"""Characters of segment names that fit beside each other."""
FILLS = {"Drop-off": "drop_off", "Cost": "cost"}


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
    moves, days = st.columns([3, 2])
    with moves:
        st.data_editor(
            _move_rows(session.model, session.segment), key=f"moves_{session.edits}",
            hide_index=True, height=270, disabled=["From", "To"],
            column_config={
                "id": None,
                "%": st.column_config.NumberColumn(min_value=0, max_value=100, format="%.1f"),
            },
            on_change=_set_move, args=(session, f"moves_{session.edits}"),
        )  # fmt: skip
    with days:
        st.data_editor(
            _day_rows(session.model, session.segment), key=f"days_{session.edits}",
            hide_index=True, height=270, disabled=["Stage"],
            column_config={
                "id": None,
                "of": None,
                "Days": st.column_config.NumberColumn(min_value=0, format="%.1f"),
            },
            on_change=_set_days, args=(session, f"days_{session.edits}"),
        )  # fmt: skip


def _move_rows(model: SalesModel, segment: str) -> list[dict[str, Any]]:
    stages = {stage.id: stage.name for stage in model.stages if stage.segment == segment}
    names = stages | {outcome.id: outcome.name for outcome in model.outcomes}
    return [
        {
            "id": move.id,
            "From": names[move.source],
            "To": names[move.target],
            "%": 100 * move.probability.value,
        }
        for move in model.moves
        if move.source in stages
    ]


def _day_rows(model: SalesModel, segment: str) -> list[dict[str, Any]]:
    """Stages, and in place of a stage with parallel tracks its tracks."""
    stages = {stage.id for stage in model.stages if stage.segment == segment}
    tracked = {track.stage for track in model.tracks}
    rows = [
        {"id": stage.id, "of": "stages", "Stage": stage.name, "Days": stage.dwell.value}
        for stage in model.stages
        if stage.id in stages - tracked
    ]
    return rows + [
        {"id": track.id, "of": "tracks", "Stage": track.name, "Days": track.dwell.value}
        for track in model.tracks
        if track.stage in stages
    ]


def _set_move(session: WorkbenchSession, key: str) -> None:
    rows = _move_rows(session.model, session.segment)
    for row, fields in widget(key)["edited_rows"].items():
        if fields.get("%") is not None:
            acts.edit(
                session, SetProbability(move=rows[int(row)]["id"], probability=fields["%"] / 100)
            )


def _set_days(session: WorkbenchSession, key: str) -> None:
    rows = _day_rows(session.model, session.segment)
    for index, fields in widget(key)["edited_rows"].items():
        row = rows[int(index)]
        if fields.get("Days") is not None:
            acts.edit(session, SetDwell(place=row["id"], of=row["of"], value=fields["Days"]))
