"""What does not hang together, on any page: the findings, the worst first, each with its mend."""

from __future__ import annotations

import streamlit as st

from salesmodel.assignment import restructure_verdict
from salesmodel.charts import non_selling_time
from salesmodel.charts.points_lost import plain_points
from salesmodel.ui.components.live import live_panels
from salesmodel.ui.finding_words import Scope
from salesmodel.ui.findings_panel import finding_rows
from salesmodel.ui.findings_title import NO_FINDINGS, NOTHING_OPEN
from salesmodel.ui.session import WorkbenchSession


@st.dialog("What does not hang together", width="large", on_dismiss="rerun")
def findings_dialog(session: WorkbenchSession) -> None:
    """List the findings of all segments, and what each costs of the score."""
    coherence = session.now.coherence
    scope = Scope(coherence, "")
    st.markdown(f"**{restructure_verdict(session.now.evaluation).sentence}**")
    time = non_selling_time(session.now.evaluation, session.reference.evaluation)
    live_panels((), (time,), key="non_selling", seq=session.edits)
    if not coherence.findings:
        st.markdown(NOTHING_OPEN if scope.hinders else NO_FINDINGS)
    with st.container(gap=None):
        finding_rows(session, scope, coherence.findings, "dialog")
    left = len(coherence.accepted)
    st.caption(
        f"Coherence {plain_points(scope.shown.score, scope.shown.places)} of 100: "
        "the points of the findings make up the rest."
        + (f" {left} accepted, which cost nothing." if left else "")
    )
    st.page_link(
        "screens/design/coherence.py", label="Open Coherence", icon=":material/arrow_forward:"
    )
