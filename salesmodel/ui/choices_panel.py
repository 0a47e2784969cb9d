"""The choices of a segment: the view "Choices" of the coherence page.

Offers `choices_panel`: the box of choices left, and right what fits together or, while a variant
is tried, what would become of the model with it (rule 5.10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from salesmodel.charts.choice_box import choice_box
from salesmodel.charts.fitting_words import unknown_words
from salesmodel.charts.judgement_grid import Present
from salesmodel.charts.preview_words import falls
from salesmodel.coherence.fitting import Fit, fit_of, known_balances
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.preview import Preview, preview
from salesmodel.model import ComponentKind, Segment, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.chart import fill_page
from salesmodel.ui.choice_notes import choice_notes
from salesmodel.ui.components.choice_box import Trial
from salesmodel.ui.components.choice_box import choice_box as choice_box_view
from salesmodel.ui.finding_words import plain
from salesmodel.ui.fitting_panel import fitting_panel
from salesmodel.ui.preview_panel import preview_panel
from salesmodel.ui.session import WorkbenchSession, bind, once, widget
from salesmodel.ui.variant_dialog import adding_dialog

ADDING = "choices_adding"
"""The component whose "+ Add your own" was clicked, until its dialog is open."""
GONE = "A variant that was tried is gone. Nothing is tried now."


def choices_panel(session: WorkbenchSession) -> None:
    """The box of the chosen segment, and beside it what a choice brings."""
    if not session.model.segments:
        st.markdown("No segments yet. Start from a template or a CRM export.")
        return
    acts.choose_first(session)
    segment = next(each for each in session.model.segments if each.id == session.segment)
    told = _drop_what_cannot_be_tried(session, segment)
    tried = _preview(session, segment)
    fit = fit_now(session, segment)
    left, right = st.columns([66, 34])
    fill_page(**{"panel-choices": (1, 0), "panel-preview": (1, 0)})
    with left, st.container(key="panel-choices", border=True):
        _box(session, segment, fit, tried)
    with right, st.container(key="panel-preview", border=True, gap="small"):
        if isinstance(tried, str) or told:
            st.info(plain(tried if isinstance(tried, str) else told))
        if isinstance(tried, Preview):
            preview_panel(session, segment, tried)
        else:
            fitting_panel(session, segment, fit)
    kind = _asked_to_add()
    if kind is not None:
        adding_dialog(session, kind)


def fit_now(session: WorkbenchSession, segment: Segment) -> Fit:
    """How the present choices of a segment fit each other, with the balances of every variant."""
    now = session.now

    def work_out() -> Fit:
        coherence = now.coherence.segment(segment.id)
        choices = {each.kind: each.choice for each in coherence.components}
        judgements = judgements_of(now.model)
        return fit_of(choices, coherence.buying, options(now.model), judgements)

    found: Fit = once(session, "fit", (now, segment), work_out)
    return found


def _drop_what_cannot_be_tried(session: WorkbenchSession, segment: Segment) -> str:
    """Ends a trial of what is gone, which is told, and drops of it what the segment has by now."""
    if not session.trying:
        return ""
    known = options(session.model)
    if any(variant not in {o.id for o in known[kind]} for kind, variant in session.trying):
        session.trying = ()
        return GONE
    present = session.now.coherence.segment(segment.id)
    open_yet = tuple(
        (kind, variant)
        for kind, variant in session.trying
        if present.component(kind).choice.variant != variant
    )
    if open_yet != session.trying:  # else the same object, from which the preview was worked out
        session.trying = open_yet
    return ""


def _preview(session: WorkbenchSession, segment: Segment) -> Preview | str | None:
    """What is tried; or the sentence on why that cannot be shown."""
    trying, model = session.trying, session.model
    if not trying:
        return None

    def work_out() -> Preview | str:
        try:
            return preview(model, segment.id, trying)
        except WorkbenchError as error:
            return unknown_words(options(model), error)

    found: Preview | str = once(session, "preview", (model, segment, trying), work_out)
    return found


def _box(
    session: WorkbenchSession, segment: Segment, fit: Fit, tried: Preview | str | None
) -> None:
    if session.scope == "All" and len(session.model.segments) > 1:
        _choose_segment(session)
    shown = tried if isinstance(tried, Preview) else None
    follows = [(s.kind, s.before, s.after) for s in shown.follows] if shown is not None else []
    payload = choice_box(
        _present(segment, fit, session.trying), fit.available, session.trying, follows,
        falls=shown is not None and falls(shown),
    )  # fmt: skip
    choice_box_view(payload, on_trying=partial(_try, session), on_adding=_ask_to_add)
    choice_notes(session, segment, fit)


def _present(segment: Segment, fit: Fit, trying: Sequence[Trial]) -> Present:
    """What the segment has, with the balances around it, or around what is tried."""
    around = fit
    if trying:
        put = {kind: replace(fit.choices[kind], variant=variant) for kind, variant in trying}
        around = fit_of({**fit.choices, **put}, fit.buying, fit.available, fit.judgements)
    best = {kind: variant for kind, variant in around.best.items() if variant is not None}
    return Present(segment.name, fit.buying.way, fit.choices, known_balances(around), best)


def _choose_segment(session: WorkbenchSession) -> None:
    """Choices are about one segment, also where the page is about all."""
    names = {segment.id: segment.name for segment in session.model.segments}
    with st.container(
        key="choices_segment", horizontal=True, wrap=False, vertical_alignment="center"
    ):
        st.selectbox(
            "Segment", list(names), format_func=lambda each: names.get(each, each),
            key=bind("choices_of", session.segment), label_visibility="collapsed",
            on_change=_take_segment, args=(session,), width=220,
        )  # fmt: skip
        st.caption("Choices are made for one segment at a time.")


def _take_segment(session: WorkbenchSession) -> None:
    session.segment = str(widget("choices_of"))
    acts.choose_first(session)


def _try(session: WorkbenchSession, trial: Trial | None) -> None:
    session.trying = () if trial is None else (trial,)


def _ask_to_add(kind: ComponentKind) -> None:
    bind(ADDING, kind)


def _asked_to_add() -> ComponentKind | None:
    """The component that a variant is to be added to; asked once for each click."""
    try:
        asked: ComponentKind | None = widget(ADDING)
    except KeyError:
        return None
    bind(ADDING, None)
    return asked
