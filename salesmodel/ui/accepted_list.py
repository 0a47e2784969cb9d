"""The findings that a group left as they are: each with the reason, and a button to open it again.

Offers `accepted_list`.
"""

from __future__ import annotations

from html import escape
from zlib import crc32

import streamlit as st

from salesmodel.coherence import Accepted
from salesmodel.model import Acceptance
from salesmodel.ui import coherence_acts
from salesmodel.ui.finding_words import Scope, html_of, pill
from salesmodel.ui.session import WorkbenchSession, local_time


def accepted_list(session: WorkbenchSession, scope: Scope) -> None:
    """A row for each, with who accepted it and why; the findings that are gone come last."""
    if not scope.accepted and not scope.coherence.idle:
        st.caption(
            "Nothing is accepted. “Accept…” behind ⋯ leaves a finding as it is, for a reason."
        )
    for each in scope.accepted:
        _accepted_row(session, each)
    for acceptance in scope.coherence.idle:
        words = "The finding is gone; the acceptance is kept"
        _acceptance(session, ("Gone", "neutral"), words, acceptance, "Remove")


def _accepted_row(session: WorkbenchSession, each: Accepted) -> None:
    marked = (pill(each.finding)[0], "neutral")
    _acceptance(session, marked, each.finding.sentence, each.acceptance, "Open again")


def _acceptance(
    session: WorkbenchSession,
    marked: tuple[str, str],
    words: str,
    acceptance: Acceptance,
    label: str,
) -> None:
    on = "" if acceptance.on is None else f", {local_time(acceptance.on):%d %b %Y, %H:%M}"
    check = acceptance.about.split(":")[0]
    reason = (
        f"“{escape(acceptance.why)}” <strong>{escape(acceptance.by)}{on}</strong>, "
        f"check {escape(check)}"
    )
    name = f"accepted_{crc32(acceptance.id.encode()):x}"
    with st.container(
        key=f"finding-{name}", horizontal=True, wrap=False, vertical_alignment="center"
    ):
        st.html(html_of(marked, words, reason))
        st.button(label, key=f"act_{name}", on_click=_reopen, args=(session, acceptance.id))


def _reopen(session: WorkbenchSession, acceptance: str) -> None:
    coherence_acts.reopen(session, acceptance)
