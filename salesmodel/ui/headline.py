"""The headline figures over every view of a model, and the live charts under it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts import (
    coherence_components,
    cost_by_stage,
    cost_per_win_by_segment,
    kpis,
    utilisation,
    win_and_cycle,
)
from salesmodel.ui.components.live import panels, show_live
from salesmodel.ui.session import WorkbenchSession, once


def work_out(session: WorkbenchSession) -> None:
    """Work out what `headline` and `live_charts` show. Done before the page begins, both are sent
    to the browser at once: everything that is sent costs the run its turn."""
    _figures(session)
    _charts(session)


def headline(session: WorkbenchSession) -> None:
    """The six headline figures and their change against the reference."""
    show_live(_figures(session), key="headline", seq=session.edits)


def live_charts(session: WorkbenchSession) -> None:
    """Cost by role and stage, cost per win by segment, utilisation, coherence, and winning.

    The last is shown where there is room for five.
    """
    show_live(_charts(session), key="charts", seq=session.edits)


def _figures(session: WorkbenchSession) -> Any:
    now, reference = session.now, session.reference
    return once(session, "figures", (now, reference), lambda: panels(
        kpis(now.evaluation, now.coherence, reference.evaluation, reference.coherence)
    ))  # fmt: skip


def _charts(session: WorkbenchSession) -> Any:
    now, reference, segment = session.now, session.reference, session.segment
    return once(session, "charts", (now, reference, segment), lambda: panels((), (
        cost_by_stage(now.evaluation, reference.evaluation, segment),
        cost_per_win_by_segment(now.evaluation, reference.evaluation),
        utilisation(now.evaluation, reference.evaluation),
        coherence_components(now.coherence, reference.coherence),
        win_and_cycle(now.evaluation, reference.evaluation),
    )))  # fmt: skip


def footer(session: WorkbenchSession) -> None:
    """What is shown, what the marks mean, and how much of it is assumed; without a segment, how to
    go on."""
    if not session.segment:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("No segments yet. Start from a template or a CRM export.")
            st.page_link(
                "screens/design/start.py", label="Open Start", icon=":material/arrow_forward:"
            )
        return
    segment = session.now.evaluation.segment(session.segment)
    counts = session.now.origins
    mark = "last save" if session.against == "Last save" else "baseline"
    st.caption(
        f"{segment.name}, {segment.arrivals:,.0f} buyers a year. Tick = {mark}, dot or bar = now. "
        f"{counts.get('assumed', 0):,} of {sum(counts.values()):,} inputs are assumed; "
        "the Evidence page lists them all."
    )
