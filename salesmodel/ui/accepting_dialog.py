"""Leaves a finding as it is: asks for the reason, and for the name under which it is kept.

Offers `accepting_dialog` and `name_field`.
"""

from __future__ import annotations

import streamlit as st

from salesmodel.coherence import CoherenceFinding
from salesmodel.model import MAX_NAME
from salesmodel.ui import acts, coherence_acts
from salesmodel.ui.finding_words import plain
from salesmodel.ui.session import WorkbenchSession, widget


@st.dialog("Leave this as it is")
def accepting_dialog(session: WorkbenchSession, finding: CoherenceFinding) -> None:
    """Ask why the finding may stay; it costs nothing from then on, until it turns more
    severe."""
    st.markdown(f"**{plain(finding.sentence)}**")
    st.caption("It costs no points from then on. It opens again when it turns more severe.")
    with st.form("accepting", border=False):
        st.text_area("Why may it stay?", key="accept_why", max_chars=400)
        name_field(session, "accept_who")
        asked = st.form_submit_button(
            "Accept", type="primary", key="accept", on_click=_accept, args=(session, finding)
        )
    if not asked:
        return
    if any(each.about == finding.about for each in session.model.acceptances):
        st.rerun()
    told = session.notices.pop()
    st.error(f"{told.sentence} {told.mend}")


def _accept(session: WorkbenchSession, finding: CoherenceFinding) -> None:
    take_name(session, str(widget("accept_who")))
    coherence_acts.accept(session, finding, str(widget("accept_why")))


def name_field(session: WorkbenchSession, key: str) -> None:
    """A field for the reader's name; `take_name` keeps what stands in it."""
    st.text_input(
        "Your name", value=session.who, placeholder=acts.AUTHOR, max_chars=MAX_NAME, key=key
    )


def take_name(session: WorkbenchSession, who: str) -> None:
    """Remember under which name this reader accepts, reviews and judges."""
    if who.strip() != session.who:
        session.who = who.strip()
        session.kept = False
