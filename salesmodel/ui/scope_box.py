"""The choice of what a page is about: one segment, or all of them.

Offers `scope_box`.
"""

from __future__ import annotations

import streamlit as st

from salesmodel.ui.session import WorkbenchSession, bind, widget


def scope_box(session: WorkbenchSession, key: str) -> None:
    """The segments by name, and all of them together; what is chosen is kept with the draft."""
    segments = {segment.id: segment.name for segment in session.model.segments}
    every = f"All {len(segments)} segments"
    st.selectbox(
        "Segment", ["", *segments], format_func=lambda each: segments.get(each, every),
        key=bind(key, session.of_segment), label_visibility="collapsed",
        on_change=_choose, args=(session, key), width=220,
    )  # fmt: skip


def _choose(session: WorkbenchSession, key: str) -> None:
    chosen = str(widget(key))
    session.scope = "Segment" if chosen else "All"
    session.kept = False
    if chosen:
        session.segment = chosen
