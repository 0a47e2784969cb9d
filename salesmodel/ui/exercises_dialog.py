"""Exercises in coherence: twelve companies that changed one thing, to be opened and mended.

Offers `exercises_dialog`.
"""

from __future__ import annotations

import streamlit as st

from salesmodel.coherence.exercises import Exercise, broken, exercises
from salesmodel.model import WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession, put

INTRODUCTION = "Each company changed one thing. Read the story aloud, open it, and find what gave."


@st.dialog("Exercises in coherence", width="large")
def exercises_dialog() -> None:
    """Choose one of the twelve, read its story and question, and open it."""
    st.caption(INTRODUCTION)
    names = {each.id: each for each in exercises()}
    list_, story = st.columns([2, 3], gap="medium")
    with list_:
        chosen = st.radio(
            "Exercise", list(names), format_func=lambda each: names[each].name,
            label_visibility="collapsed", key="exercise",
        )  # fmt: skip
    with story:
        _story(names[str(chosen)])


def _story(exercise: Exercise) -> None:
    st.markdown(f"**{exercise.name}**")
    for sentence in exercise.story:
        st.markdown(sentence)
    st.markdown(f"*{exercise.question}*")
    if st.button("Open", type="primary", key="open_exercise"):
        _open(exercise)
    with st.expander("For the facilitator: what to find", key=f"answer_{exercise.id}"):
        st.markdown(exercise.look_for)
        st.markdown(exercise.mend)


def _choose_the_broken(session: WorkbenchSession) -> None:
    """Choose the segment of the first finding: a view of one segment then shows what is broken."""
    found = (finding.segment for finding in session.now.coherence.findings)
    session.segment = next((segment for segment in found if segment), session.segment)
    acts.choose_first(session)


def _open(exercise: Exercise) -> None:
    """Work on the broken model from now on, on the coherence page, all segments in sight."""
    try:
        session = acts.start_from(broken(exercise))
        session.scope = "All"
        _choose_the_broken(session)
        acts.keep_draft(session)
    except WorkbenchError as error:
        st.error(f"{error.sentence} {error.mend}".replace("$", r"\$"))
        return
    put(session)
    st.switch_page("screens/design/coherence.py", query_params={"draft": session.draft})
