"""The map of coherence: the four components left, what the score loses and the findings right.

Offers `coherence_map`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from salesmodel.charts.component_map import component_map
from salesmodel.charts.points_lost import points_lost
from salesmodel.model import ComponentKind
from salesmodel.ui.chart import show_chart
from salesmodel.ui.components.component_map import Chosen, component_map_view
from salesmodel.ui.finding_words import Scope
from salesmodel.ui.findings_panel import findings_panel
from salesmodel.ui.session import WorkbenchSession, once

POINTS = 112
"""Pixels of the waterfall's drawing at 1280 x 720."""


def coherence_map(session: WorkbenchSession) -> None:
    """Draw the component map, the waterfall of points lost, and the findings."""
    left, right = st.columns([54, 46])
    with left, st.container(key="panel-components", border=True, gap=None):
        _map(session)
    with right:
        with st.container(key="panel-points", border=True, gap=None):
            _points(session)
        findings_panel(session)


def _map(session: WorkbenchSession) -> None:
    now, before, segment = session.now.coherence, session.reference.coherence, session.of_segment
    payload = once(
        session, "component_map", (now, before, segment),
        lambda: component_map(now, before, datetime.now(UTC), segment or None),
    )  # fmt: skip
    kinds = tuple(ComponentKind(each) for each in session.marked)
    component_map_view(payload, Chosen(kinds, session.marks), partial(_mark, session))


def _mark(session: WorkbenchSession, chosen: Chosen) -> None:
    session.marked, session.marks = tuple(kind.value for kind in chosen.kinds), chosen.count
    session.findings_shown = "Open"


def _points(session: WorkbenchSession) -> None:
    scope = Scope(session.now.coherence, session.of_segment)
    before = Scope(session.reference.coherence, session.of_segment).score
    panel = points_lost(scope.score or 0.0, scope.lost, before, scope.shown)
    show_chart(panel, key=panel.key, height=POINTS)
