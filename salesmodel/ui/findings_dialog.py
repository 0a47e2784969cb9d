"""What does not hang together: every structural check that fires, with its numbers and its mend."""

from __future__ import annotations

import streamlit as st

from salesmodel.assignment import restructure_verdict
from salesmodel.charts import non_selling_time
from salesmodel.coherence import DEDUCTIONS
from salesmodel.model import Finding, Severity
from salesmodel.ui import acts
from salesmodel.ui.components.live import live_panels
from salesmodel.ui.session import WorkbenchSession

ICONS = {
    Severity.SEVERE: ":red[:material/error:]",
    Severity.WATCH: ":orange[:material/warning:]",
    Severity.NOTE: ":gray[:material/info:]",
}


@st.dialog("What does not hang together", width="large")
def findings_dialog(session: WorkbenchSession) -> None:
    """List the findings, the worst first, and how they make the score."""
    coherence = session.now.coherence
    st.markdown(f"**{restructure_verdict(session.now.evaluation).sentence}**")
    time = non_selling_time(session.now.evaluation, session.reference.evaluation)
    live_panels((), (time,), key="non_selling", seq=session.edits)
    if not coherence.findings:
        st.markdown("No findings. The four components support each other.")
    ranked = sorted(coherence.findings, key=lambda finding: -DEDUCTIONS[finding.severity])
    for number, finding in enumerate(ranked):
        _finding(session, finding, number)
    points = ", ".join(f"{severity.value} {points:g}" for severity, points in DEDUCTIONS.items())
    st.caption(
        f"Coherence {coherence.score:.0f} of 100: each component of each segment starts at 100 and "
        f"loses points by finding ({points}); the score is the mean. All checks: docs/checks.md."
    )


def _finding(session: WorkbenchSession, finding: Finding, number: int) -> None:
    words, show = st.columns([6, 1], vertical_alignment="center")
    about = f"{(finding.component or '').replace('_', ' ')}, {finding.check}"
    sentence = f"{finding.sentence} {finding.mend}".replace("$", r"\$")
    words.markdown(f"{ICONS.get(finding.severity, '')} {sentence}  \n:small[:gray[{about}]]")
    if (finding.stage or finding.task) and show.button(
        "Show", key=f"show_{number}", width="stretch"
    ):
        go_to_cause(session, finding)
        st.rerun()


def go_to_cause(session: WorkbenchSession, finding: Finding) -> None:
    """Choose the segment, stage and task that the finding is about."""
    task = next((task for task in session.model.tasks if task.id == finding.task), None)
    wanted = finding.stage or (task.stage if task is not None else None)
    stage = next((stage for stage in session.model.stages if stage.id == wanted), None)
    if stage is not None:
        session.segment, session.stage = stage.segment, stage.id
    if task is not None and task.stage == session.stage:
        session.task = task.id
    acts.choose_first(session)
