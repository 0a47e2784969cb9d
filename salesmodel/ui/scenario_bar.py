"""The bar over the design page: the scenario's name, whether it is kept, against what it is
compared, undo and redo, save, and where each headline figure comes from."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from salesmodel.charts.rows import short
from salesmodel.editing import RenameModel
from salesmodel.model import MAX_NAME
from salesmodel.ui import acts
from salesmodel.ui.components.historybar import history_bar
from salesmodel.ui.findings_dialog import findings_dialog
from salesmodel.ui.session import WorkbenchSession, bind, local_time, widget
from salesmodel.ui.trace_dialog import trace_dialog


@dataclass(frozen=True)
class Bar:
    """The bar's parts that are filled in later."""

    whole: DeltaGenerator
    name: DeltaGenerator


def open_bar(session: WorkbenchSession) -> Bar:
    """Lay out the bar.

    After an edit by a widget of Streamlit's it says before the figures answer that the work is
    kept, and what can be undone: what shows an edit must not stand beside what was said of an older
    one. Of an edit in the browser the bar knows by itself.
    """
    whole = st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small")
    with whole:
        name = st.container(key="bar_name", width="content")
    bar = Bar(whole, name)
    if not _in_gesture(session):
        acts.keep_if_edited(session)
        _history(session, bar)
    return bar


def fill_bar(session: WorkbenchSession, bar: Bar) -> None:
    """Say whether the work is kept; draw the name's menu and what can be done to the scenario."""
    if _in_gesture(session):
        _history(session, bar)
    with bar.name, st.popover(short(session.model.name, 60), type="tertiary"):
        _scenario_menu(session)
    with bar.whole:
        if st.button(_findings(session), icon=":material/rule:", key="findings"):
            findings_dialog(session)
        if st.button("Where from?", icon=":material/account_tree:", key="trace"):
            trace_dialog(session)
        st.button(
            "Save", key="save", on_click=_save, args=(session,),
            help="Saves a version. Every edit is kept in the meantime.",
        )  # fmt: skip


def _history(session: WorkbenchSession, bar: Bar) -> None:
    with bar.whole:
        history_bar(session, saved_state(session))


def _save(session: WorkbenchSession) -> None:
    acts.save(session)


def _in_gesture(session: WorkbenchSession) -> bool:
    """Whether the newest edit belongs to a gesture in the browser, which keeps it when it ends."""
    past = session.history.past
    return bool(past) and past[-1].mark is not None


def saved_state(session: WorkbenchSession) -> tuple[str, str]:
    """Whether the work is kept, in the words of the design guide, with the tone of it.

    What waits in the browser is said there.
    """
    saved = session.saved
    if saved is not None and saved.assessment.model == session.model:
        return f"Saved {local_time(saved.at):%H:%M}, version {saved.number}", "good"
    if not session.kept:
        if _in_gesture(session):
            return "Saving", "quiet"
        return "Not saved: the workspace did not take your last edits", "watch"
    if session.kept_at is None:
        return "Not saved yet", "quiet"
    base = f"edits since version {saved.number}" if saved else "not saved as a scenario yet"
    return f"Kept {local_time(session.kept_at):%H:%M}, {base}", "quiet"


def _findings(session: WorkbenchSession) -> str:
    count = len(session.now.coherence.findings)
    return "1 finding" if count == 1 else f"{count or 'No'} findings"


def _scenario_menu(session: WorkbenchSession) -> None:
    st.text_input(
        "Name", key=bind("scenario_name", session.model.name), max_chars=MAX_NAME,
        on_change=_rename, args=(session,),
    )  # fmt: skip
    st.text_input("Save as a new scenario", placeholder="Its name", key="save_as_name")
    st.button("Save as", key="save_as", on_click=_save_as, args=(session,))
    st.button(
        "Use as baseline", key="use_as_baseline", on_click=acts.use_as_baseline, args=(session,),
        help="From now on ticks and changes are shown against the model as it stands.",
    )  # fmt: skip
    st.download_button(
        "Download as JSON", lambda: session.now.text, f"{session.model.id}.json",
        "application/json", key="download", on_click="ignore",
    )  # fmt: skip
    st.page_link("screens/design/start.py", label="Open another", icon=":material/arrow_forward:")


def _rename(session: WorkbenchSession) -> None:
    name = str(widget("scenario_name")).strip()
    if name and acts.edit(session, RenameModel(name=name)) and session.saved is not None:
        acts.workspace().rename(session.saved.scenario, name)


def _save_as(session: WorkbenchSession) -> None:
    name = str(widget("save_as_name")).strip()
    acts.save_as(session, name or f"{session.model.name}, copy")
