"""What hangs on which input: the tornado of all of them beside the table of any two.

Offers `what_if_panel`. A click on a bar puts its input across the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from salesmodel.charts.tornado import left_out, tornado_chart, why_no_bars
from salesmodel.charts.what_if import is_still, what_if_chart
from salesmodel.model import UnusableQuestion
from salesmodel.ui.chart import fill_page, show_chart
from salesmodel.ui.session import WorkbenchSession, bind, once, widget
from salesmodel.uncertainty import Tornado, WhatIfTable, answers, tornado, what_if
from salesmodel.uncertainty.naming import Name, names

Names = Mapping[str, Name]


def what_if_panel(session: WorkbenchSession) -> None:
    """The result, then the tornado left and the table right, of the segment that the page is about
    or of all. Without bars the table has most of the room."""
    named: Names = once(session, "what_if_names", (session.model,), lambda: names(session.model))
    _keep_what_is_there(session, named)
    found = _tornado(session)
    across, up = _inputs(session, found)
    drawn = not isinstance(found, str) and bool(found.bars)
    left, right = st.columns([1, 1] if drawn else [3, 7])
    fill_page(**{"panel-tornado": (1, 0), "panel-what-if": (1, 0)})
    with left, st.container(key="panel-tornado", border=True):
        _ask_result(session)
        _show_tornado(session, found, named, (across, up))
    with right, st.container(key="panel-what-if", border=True):
        if across and up:
            _ask_inputs(session, named, across, up)
        _show_table(session, named, across, up)


def _keep_what_is_there(session: WorkbenchSession, named: Names) -> None:
    """Forget a result or an input that the model no longer has."""
    choice, model = session.what_if, session.model
    kept = replace(
        choice,
        result=choice.result
        if choice.result in {answer.key for answer in answers(model)}
        else "contribution",
        x=choice.x if choice.x in named else "",
        y=choice.y if choice.y in named else "",
    )
    if kept != choice:
        session.what_if = kept


def _inputs(session: WorkbenchSession, found: Tornado | str) -> tuple[str, str]:
    """The two inputs of the table; where none is chosen, those that move the result most."""
    choice, first = session.what_if, () if isinstance(found, str) else found.two_way or ()
    across = choice.x or next((path for path in first if path != choice.y), "")
    up = choice.y or next((path for path in first if path != across), "")
    return across, up


def _ask_result(session: WorkbenchSession) -> None:
    choice, model = session.what_if, session.model
    words = {answer.key: answer.words for answer in answers(model)}
    _pick(session, "result", "Result", words, choice.result)


def _ask_inputs(session: WorkbenchSession, named: Names, across: str, up: str) -> None:
    words = {path: name.full for path, name in named.items()}
    left, right = st.columns(2)
    with left:
        _pick(session, "x", "Across", words, across)
    with right:
        _pick(session, "y", "Up", words, up)


def _pick(
    session: WorkbenchSession, field: str, label: str, words: Mapping[str, str], now: str
) -> None:
    st.selectbox(
        label, list(words), format_func=lambda key: words.get(key, key),
        key=bind(f"what_if_{field}", now), on_change=partial(_choose, session, field),
    )  # fmt: skip


def _choose(session: WorkbenchSession, field: str) -> None:
    session.what_if = replace(session.what_if, **{field: widget(f"what_if_{field}")})
    if field == "result" and not _moved_by_both(session):
        session.what_if = replace(session.what_if, x="", y="")


def _moved_by_both(session: WorkbenchSession) -> bool:
    """Whether the inputs that were chosen for another result move this one too."""
    choice = session.what_if
    if not (choice.x and choice.y):
        return not (choice.x or choice.y)
    try:
        table = what_if(
            session.model, choice.x, choice.y, choice.result, session.of_segment or None, steps=3
        )
    except UnusableQuestion:
        return False
    return not (is_still(table.cells) or is_still(tuple(zip(*table.cells, strict=True))))


def _put_across(session: WorkbenchSession, paths: Sequence[str], up: str, mark: int) -> None:
    """A bar was clicked: its input goes across; up stays what it was unless that is the same."""
    if 0 <= mark < len(paths):
        path = paths[mark]
        kept = up if up != path else session.what_if.x
        session.what_if = replace(session.what_if, x=path, y=kept if kept != path else "")


def _tornado(session: WorkbenchSession) -> Tornado | str:
    """The tornado, or the sentence on why there is none."""
    choice, model = session.what_if, session.model

    def work_out() -> Tornado | str:
        try:
            return tornado(model, choice.result, session.of_segment or None)
        except UnusableQuestion as refused:
            return str(refused)

    found: Tornado | str = once(
        session, "tornado", (model, choice.result, session.of_segment), work_out
    )
    return found


def _table(session: WorkbenchSession, across: str, up: str) -> WhatIfTable | str:
    """The table, or the sentence on why there is none."""
    choice, model = session.what_if, session.model

    def work_out() -> WhatIfTable | str:
        try:
            return what_if(model, across, up, choice.result, session.of_segment or None)
        except UnusableQuestion as refused:
            return str(refused)

    found: WhatIfTable | str = once(
        session, "what_if", (model, choice.result, session.of_segment, across, up), work_out
    )
    return found


def _show_tornado(
    session: WorkbenchSession, found: Tornado | str, named: Names, chosen: tuple[str, str]
) -> None:
    if isinstance(found, str):
        st.info(found.replace("$", r"\$"))
        return
    if not found.bars:
        why, mend = (words.replace("$", r"\$") for words in why_no_bars(found))
        st.markdown(f"**{why}**")
        st.markdown(mend)
        return
    segments = {segment.id: segment.name for segment in session.model.segments}
    paths = [bar.input.path for bar in found.bars]
    show_chart(
        tornado_chart(found, named, segments, chosen), key="tornado",
        on_choice=partial(_put_across, session, paths, chosen[1]),
    )  # fmt: skip
    st.caption(f"{left_out(found)} Click a bar to put it across.")


def _show_table(session: WorkbenchSession, named: Names, across: str, up: str) -> None:
    if not across or not up:
        st.markdown("No two inputs of this model move this result, so there is no table of them.")
        return
    found = _table(session, across, up)
    if isinstance(found, str):
        st.info(found.replace("$", r"\$"))
        return
    segments = {segment.id: segment.name for segment in session.model.segments}
    show_chart(what_if_chart(found, named, segments), key="what_if_table")
    st.caption(" ".join((*found.gave_way, "Every other input stays as it is.")).replace("$", r"\$"))
