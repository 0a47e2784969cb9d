"""Every step that was made, in words, to go back to or forward again."""

from __future__ import annotations

import streamlit as st

from salesmodel.charts.rows import short
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession

SHOWN_STEPS = 60
"""Steps of the past that the list shows; older ones are reached by going back twice."""


@st.dialog("Go back to a step")
def history_dialog(session: WorkbenchSession, edits: int) -> None:
    """List the steps, newest first; a click leads to just after the step, and closes the list.

    `edits`: what `session.edits` was when the list was opened.
    """
    if session.edits != edits:  # a step was chosen: the whole page must answer
        st.rerun()
    labels = ["The start of this session", *session.history.steps(session.model)]
    now = len(session.history.past)
    first = max(0, now - SHOWN_STEPS)
    with st.container(gap=None):
        for past in reversed(range(first, len(labels))):
            undone = ":gray[undone] " if past > now else ""
            st.button(
                f"{undone}{short(labels[past], 70)}".replace("$", r"\$"),
                key=f"step.{past}", type="tertiary", disabled=past == now,
                icon=":material/arrow_right:" if past == now else None,
                on_click=acts.step_to, args=(session, past),
            )  # fmt: skip
