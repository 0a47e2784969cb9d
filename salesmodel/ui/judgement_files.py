"""Brings judgements in from a file, and takes them out as one.

Offers `files_dialog`. What comes in is shown before it is taken, and is taken in one step that can
be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from salesmodel.charts.finding import named
from salesmodel.charts.judgement_words import number_of
from salesmodel.coherence.cross_impact import matrix_to_csv, matrix_to_json, matrix_to_scw
from salesmodel.coherence.judging.group import matrix_of
from salesmodel.coherence.judging.known import UnusableJudgements
from salesmodel.coherence.judging.table import judgements_to_csv
from salesmodel.editing import SetJudgements
from salesmodel.model import MAX_NAME, SalesModel, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.finding_words import plain
from salesmodel.ui.judgement_reading import KINDS, MAX_MEGABYTES, Brought, kind_of, read_judgements
from salesmodel.ui.session import Notice, WorkbenchSession

TOLD = 8
"""Faults that are listed; the others are counted."""
Written = Callable[[SalesModel, str | None], str | bytes]


@st.dialog("Bring in or take out judgements")
def files_dialog(session: WorkbenchSession, person: str) -> None:
    """`person`: through whose eyes the matrices that are taken out are seen; "" for the group."""
    bring, take = st.tabs(["Bring in", "Take out"])
    with bring:
        _bring_in(session)
    with take:
        _take_out(session, person)


def _take_out(session: WorkbenchSession, person: str) -> None:
    model, name = session.model, session.model.id
    count = len(model.judgements)
    st.caption("A row for each judgement, with who judged, why and when.")
    st.download_button(
        f"{number_of(count, 'judgement')} as a table",
        judgements_to_csv(model).encode("utf-8-sig"), f"{name}-judgements.csv", "text/csv",
        key="out_judgements", on_click="ignore", width="stretch", disabled=not count,
    )  # fmt: skip
    whose = f"as {person} sees them" if person else "as they count for the group"
    st.caption(plain(f"All figures {whose}, without who and why."))
    for label, ending, mime, written in MATRICES:
        try:
            data = written(model, person or None)
        except WorkbenchError as error:
            st.error(plain(f"{error.sentence} {error.mend}"))
            continue
        st.download_button(
            label, data, f"{name}-matrix.{ending}", mime, key=f"out_{ending}", on_click="ignore",
            width="stretch",
        )  # fmt: skip


def _bring_in(session: WorkbenchSession) -> None:
    file = st.file_uploader(
        "A table of judgements, or a matrix as a table, JSON or ScenarioWizard project",
        key="in_file", max_upload_size=MAX_MEGABYTES,
    )  # fmt: skip
    if file is None:
        st.caption(
            "Judgements have the columns source, target, value, by, and where there are any why "
            "and on. Take the table out to see the form."
        )
        return
    try:
        brought = _read(session, file)
    except WorkbenchError as error:
        _show_faults(error)
        return
    if brought is not None:
        _preview(session, brought)


def _read(session: WorkbenchSession, file: UploadedFile) -> Brought | None:
    """What the file says; None while it is not known whose a matrix is."""
    content, by = file.getvalue(), acts.author(session)
    if kind_of(content) != "judgements":
        by = st.text_input(
            "Whose judgements are these?", value=by, key="in_by", max_chars=MAX_NAME
        ).strip()  # fmt: skip
        if not by:
            st.error("Nobody is named. Say whose judgements these are.")
            return None
        if len(by) > MAX_NAME:
            st.error(f"The name has {len(by)} characters. Use {MAX_NAME} at most.")
            return None
    return read_judgements(session.model, content, by, datetime.now(UTC))


def _preview(session: WorkbenchSession, brought: Brought) -> None:
    """What the file would do, and the button that does it."""
    count = len(brought.commands)
    st.markdown(f"**{KINDS[brought.kind]}: {_found(brought)}**")
    if not count:
        st.caption("Nothing in it is new: it is judged like this here already.")
        return
    known = brought.found - count
    parts = (
        f"{number_of(brought.counting, 'figure')} that counts changes"
        if brought.counting == 1
        else f"{number_of(brought.counting, 'figure')} that count change",
        f"{number_of(brought.replacing, 'earlier judgement')} of the same people "
        f"{'is' if brought.replacing == 1 else 'are'} replaced"
        if brought.replacing
        else "",
        f"{known:,} {'is' if known == 1 else 'are'} here already" if known else "",
    )
    st.caption("; ".join(part for part in parts if part) + ".")
    if st.button(f"Take {number_of(count, 'judgement')}", type="primary", key="in_take"):
        with st.spinner("Taking them in…"):
            is_taken = acts.edit(session, SetJudgements(judgements=brought.commands))
        if is_taken:
            words = f"{number_of(count, 'judgement')} taken in."
            session.notices.append(Notice("done", words))
        st.rerun()


def _found(brought: Brought) -> str:
    who = ""
    if brought.people:
        few = len(brought.people) <= 3
        who = f" of {named(brought.people) if few else f'{len(brought.people)} people'}"
    return plain(f"{number_of(brought.found, 'judgement')}{who}")


def _show_faults(error: WorkbenchError) -> None:
    """Each fault on a line of its own; nothing of the file is taken."""
    faults = error.faults if isinstance(error, UnusableJudgements) else (error.sentence,)
    if len(faults) == 1:
        where = f" ({error.path})" if error.path.startswith("line") else ""
        st.error(plain(f"{faults[0]}{where} {error.mend}"))
        return
    more = len(faults) - TOLD
    lines = [*faults[:TOLD], *([f"{more:,} more are like these."] if more > 0 else [])]
    what = "row" if all(fault.startswith("Row ") for fault in faults) else "thing"
    words = f"{number_of(len(faults), what)} cannot be read, so nothing is taken. {error.mend}"
    st.error(plain(words))
    st.html(f'<ul class="said">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def _table(model: SalesModel, person: str | None) -> bytes:
    return matrix_to_csv(matrix_of(model, person)).encode("utf-8-sig")


def _json(model: SalesModel, person: str | None) -> str:
    return matrix_to_json(matrix_of(model, person))


def _project(model: SalesModel, person: str | None) -> bytes:
    return matrix_to_scw(matrix_of(model, person))


MATRICES: tuple[tuple[str, str, str, Written], ...] = (
    ("Matrix as a table", "csv", "text/csv", _table),
    ("Matrix as JSON", "json", "application/json", _json),
    ("ScenarioWizard project", "scw", "text/plain", _project),
)
"""What it is called, the ending and kind of its file, and who writes it."""
