"""What every page stands in: the style sheet, this tab's session, and the notices.

Offers `prepare`, `open_frame` and `close_frame`, called by the front door around a page, and
`the_session`.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from salesmodel.crm import as_json, bundled_example, import_files
from salesmodel.model import SalesModel, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.headline import work_out
from salesmodel.ui.session import Notice, WorkbenchSession, current, put

STYLE = Path(__file__).with_name("style.css")


def prepare() -> None:
    """Work out what every page answers first, before anything is sent to the browser."""
    session = current()
    if session is not None and session.segment:
        work_out(session)


def open_frame() -> None:
    """Load the style sheet, open the session that the address names, and keep the address true."""
    st.html(STYLE)
    session = current()
    wanted = st.query_params.get("draft")
    if session is None:
        session = _reopened(wanted) or _fresh(wanted)
        _choose_from_address(session)
        put(session)
    if wanted != session.draft:
        st.query_params["draft"] = session.draft
    show_notices(session)


def close_frame() -> None:
    """Keep what was edited in this run, whichever page it was on."""
    acts.keep_if_edited(the_session())


def the_session() -> WorkbenchSession:
    """This tab's session; `open_frame` has opened it."""
    session = current()
    if session is None:
        raise RuntimeError("a page ran without the front door")
    return session


def enter(session: WorkbenchSession) -> None:
    """Make `session` this tab's, keep its draft, and go to the design page."""
    put(session)
    acts.keep_draft(session)
    st.switch_page("screens/design/workbench.py", query_params={"draft": session.draft})


def show_notices(session: WorkbenchSession) -> None:
    """Say what was done or refused since the last run, once."""
    for notice in session.notices:
        words = f"{notice.sentence} {notice.mend}".strip()
        icon = ":material/check:" if notice.kind == "done" else ":material/error:"
        st.toast(words, icon=icon, duration="short" if notice.kind == "done" else "long")
    session.notices.clear()


@st.cache_resource(show_spinner=False)
def _bundled() -> tuple[SalesModel, dict[str, object]]:
    imported = import_files(bundled_example())
    return imported.model, as_json(imported)


def _reopened(draft: str | None) -> WorkbenchSession | None:
    if draft is None:
        return None
    try:
        return acts.reopen_draft(draft)
    except WorkbenchError as error:
        fallback = acts.start_from(*_bundled())
        fallback.notices.append(Notice("refused", error.sentence, error.mend))
        return fallback


def _fresh(draft: str | None) -> WorkbenchSession:
    """A session on the bundled example. It takes the name in the address where that was never
    kept: edits that the browser still holds for it are then done here."""
    session = acts.start_from(*_bundled())
    if draft is not None and re.fullmatch("[0-9a-f]{32}", draft):
        session.draft = draft
    return session


def _choose_from_address(session: WorkbenchSession) -> None:
    session.segment = st.query_params.get("segment", session.segment)
    session.stage = st.query_params.get("stage", session.stage)
    acts.choose_first(session)
