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
from salesmodel.ui.findings_dialog import findings_dialog
from salesmodel.ui.history_dialog import history_dialog
from salesmodel.ui.session import WorkbenchSession, bind, choose, local_time, widget
from salesmodel.ui.trace_dialog import trace_dialog


@dataclass(frozen=True)
class Bar:
    """The bar's parts that are filled in later: the name, and whether the work is kept."""

    whole: DeltaGenerator
    name: DeltaGenerator
    kept: DeltaGenerator


def open_bar(session: WorkbenchSession) -> Bar:
    """Lay out the bar and say whether the work is kept, before the figures answer an edit: what
    shows an edit must not stand beside a "Kept" that was said of an older one."""
    whole = st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small")
    with whole:
        name = st.container(width="content")
        kept = st.empty()
    kept.caption(saved_state(session), width="content")
    return Bar(whole, name, kept)


def fill_bar(session: WorkbenchSession, bar: Bar) -> None:
    """Draw the name's menu and what can be done to the scenario."""
    with bar.name, st.popover(short(session.model.name, 40), type="tertiary"):
        _scenario_menu(session)
    with bar.whole:
        st.space("stretch")
        st.caption("Against", width="content")
        _against(session)
        _history(session)
        if st.button(_findings(session), icon=":material/rule:", key="findings"):
            findings_dialog(session)
        if st.button("Where from?", icon=":material/account_tree:", key="trace"):
            trace_dialog(session)
        st.button(
            "Save", type="primary", key="save", on_click=_save, args=(session,),
            help="Saves a version. Every edit is kept in the meantime.",
        )  # fmt: skip


def say_kept(session: WorkbenchSession, bar: Bar) -> None:
    """Keep the edits of this run and say so."""
    if not session.kept:
        acts.keep_if_edited(session)
        bar.kept.caption(saved_state(session), width="content")


def _save(session: WorkbenchSession) -> None:
    acts.save(session)


def saved_state(session: WorkbenchSession) -> str:
    """Whether the work is kept, in the words of the design guide."""
    saved = session.saved
    if saved is not None and saved.judgement.model == session.model:
        return f":green[●] Saved {local_time(saved.at):%H:%M}, version {saved.number}"
    if not session.kept:
        return ":gray[●] Keeping"
    if session.kept_at is None:
        return "Not saved yet"
    base = f"edits since version {saved.number}" if saved else "not saved as a scenario yet"
    return f":orange[●] Kept {local_time(session.kept_at):%H:%M}, {base}"


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


def _against(session: WorkbenchSession) -> None:
    options = ["Baseline"] if session.saved is None else ["Baseline", "Last save"]
    st.segmented_control(
        "Against", options, key=bind("against", session.against), label_visibility="collapsed",
        required=True, on_change=choose, args=(session, "against"),
    )  # fmt: skip


def _history(session: WorkbenchSession) -> None:
    history, model = session.history, session.model
    st.button(
        "", icon=":material/undo:", key="undo", disabled=not history.can_undo,
        help=f"{history.undo_label(model) or 'Nothing to undo'} (Ctrl+Z)",
        on_click=acts.undo, args=(session,),
    )  # fmt: skip
    st.button(
        "", icon=":material/redo:", key="redo", disabled=not history.can_redo,
        help=f"{history.redo_label(model) or 'Nothing to redo'} (Ctrl+Shift+Z)",
        on_click=acts.redo, args=(session,),
    )  # fmt: skip
    if st.button(
        "", icon=":material/history:", key="history", help="Every step, to go back to",
        disabled=not (history.can_undo or history.can_redo),
    ):  # fmt: skip
        history_dialog(session, session.edits)
