"""The journey of the chosen segment: tabs, the drawing, and the tables that edit it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.charts.journey_table import journey_table
from salesmodel.evaluation import Evaluation
from salesmodel.model import SalesModel
from salesmodel.ui import acts
from salesmodel.ui.components.canvas import journey_canvas
from salesmodel.ui.session import WorkbenchSession

PANEL_HEIGHT = 346


def journey_panel(session: WorkbenchSession) -> None:
    """Draw the panel; what is drawn or typed in it edits the model."""
    with st.container(key="panel_journey", border=True, height=PANEL_HEIGHT, gap=None):
        journey_canvas(session, canvas_payload(session))


def canvas_payload(session: WorkbenchSession) -> dict[str, Any]:
    """What the canvas shows: the chosen segment's journey, and what can be chosen beside it."""
    model, evaluation = session.model, session.now.evaluation
    tables = session.journey_view == "Table"
    return {
        "drawing": journey_drawing(
            model, evaluation, session.reference.evaluation, session.segment,
            findings=session.now.coherence.findings, ghost=_ghost(session),
        ) if session.segment else None,
        "table": journey_table(model, evaluation, session.segment) if tables else None,
        "segments": [{"id": each.id, "name": each.name} for each in model.segments],
        "stage": session.stage,
        "ghost": session.ghost,
        "ghosts": _ghosts(session),
        "model": model.name,
    }  # fmt: skip


def _ghost(session: WorkbenchSession) -> tuple[str, SalesModel, Evaluation] | None:
    if session.ghost == "baseline":
        shown, name = session.baseline, "Baseline"
    elif session.ghost_of is not None:
        shown, name = session.ghost_of, session.ghost_of.model.name
    else:
        return None
    return name, shown.model, shown.evaluation


def _ghosts(session: WorkbenchSession) -> list[dict[str, str]]:
    """What can be drawn underneath: nothing, the baseline, the other saved scenarios."""
    own = session.saved.scenario if session.saved is not None else None
    others = [{"id": id_, "name": name} for id_, name in _scenarios() if id_ != own]
    return [{"id": "", "name": "Nothing"}, {"id": "baseline", "name": "Baseline"}, *others]


@st.cache_data(ttl=10, show_spinner=False)
def _scenarios() -> list[tuple[str, str]]:
    """The saved scenarios, read once in a while and not at every edit."""
    return [(each.id, each.name) for each in acts.workspace().list()]
