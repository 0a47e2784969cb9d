"""What fits together for a segment, while nothing is tried: how it buys, and what holds.

Offers `fitting_panel`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from salesmodel.charts.fitting_words import (
    fitting_title,
    holding_sentences,
    near_words,
    people_words,
    short_words,
    unknown_words,
)
from salesmodel.coherence.configurations import Fitting, Near, fitting_configurations
from salesmodel.coherence.fitting import Fit
from salesmodel.coherence.judging.people import views
from salesmodel.model import ComponentKind, Segment, WorkbenchError
from salesmodel.ui.buying_form import buying_popover
from salesmodel.ui.session import WorkbenchSession, once

MOST = 12
"""Sets of choices that are listed."""


def fitting_panel(session: WorkbenchSession, segment: Segment, fit: Fit) -> None:
    """How the segment buys, whether its choices hold, and every set of choices that does."""
    fitting = _fitting(session, segment, fit)
    title = "What fits together" if isinstance(fitting, str) else fitting_title(fitting)
    st.html(f'<h6 class="panel-title">{escape(title)}</h6>')
    with st.container(key="fitting_list", gap=None):
        _buying(session, segment, fit)
        st.html(_holds_html(session, fit))
        if isinstance(fitting, str):
            st.html(f'<p class="fits-word">{escape(fitting)}</p>')
            return
        if fitting.short > 0:
            st.html(f'<p class="fits-word">{escape(short_words(fitting))}</p>')
        for number, near in enumerate(fitting.configurations[:MOST]):
            _row(session, number, near)
        more = len(fitting.configurations) - MOST
        if more > 0:
            st.caption(f"And {more:,} more, further from the present.")


def _fitting(session: WorkbenchSession, segment: Segment, fit: Fit) -> Fitting | str:
    """What fits together, or the sentence on why it is not known."""
    model = session.model

    def work_out() -> Fitting | str:
        try:
            present = {kind: choice.variant for kind, choice in fit.choices.items()}
            return fitting_configurations(model, fit.buying.way.id, present)
        except WorkbenchError as error:
            return unknown_words(fit.available, error)

    found: Fitting | str = once(session, "fitting", (model, segment), work_out)
    return found


def _buying(session: WorkbenchSession, segment: Segment, fit: Fit) -> None:
    """How the segment buys, and the figures behind it, which can be changed."""
    words = f"<b>{escape(fit.buying.way.name)}.</b> {escape(fit.buying.sentence)}"
    st.html(f'<p class="fits-word">How {escape(segment.name)} buys: {words}</p>')
    buying_popover(session, segment)


def _holds_html(session: WorkbenchSession, fit: Fit) -> str:
    """What holds, as the group and as each person sees it."""
    present = {  # of what nobody judged nobody sees whether it fits
        kind: None if fit.not_judged(kind) else choice.variant
        for kind, choice in fit.choices.items()
    }
    names = {kind: {o.id: o.name for o in each} for kind, each in fit.available.items()}
    seen = people_words(views(session.model, fit.buying.way.id, present), names)
    return f"{_lines(list(holding_sentences(fit)), 'fits-now')}{_lines(seen, 'fits-word')}"


def _lines(words: Sequence[str], name: str) -> str:
    return "".join(f'<p class="{name}">{escape(each)}</p>' for each in words)


def _row(session: WorkbenchSession, number: int, near: Near) -> None:
    with st.container(
        key=f"fits-{number}", horizontal=True, wrap=False, vertical_alignment="center"
    ):
        st.html(_row_html(near))
        if near.changes:
            st.button(
                "Try", key=f"try_fit_{number}", on_click=_try, args=(session, near.changes),
                help="Tries the whole set and shows what becomes of the model.",
            )  # fmt: skip


def _row_html(near: Near) -> str:
    parts = "".join(_part_html(kind, name, kind in near.differs)
                    for kind, name in near.names.items())  # fmt: skip
    return f'<div class="fits"><b>{escape(near_words(near))}</b><ul>{parts}</ul></div>'


def _part_html(kind: ComponentKind, name: str, differs: bool) -> str:
    text = f"<b>{escape(name)}</b>" if differs else escape(name)
    return f'<li title="{escape(kind.words)}"><i class="mark {kind.value}"></i>{text}</li>'


def _try(session: WorkbenchSession, changes: tuple[tuple[ComponentKind, str], ...]) -> None:
    session.trying = changes
