"""The group's judgements: the view "Judgements" of the coherence page.

Offers `judgements_panel`: the grid of what supports what, and beside it who judges, what the group
has judged, or the pair that is chosen. Disagreement is shown with names and is never averaged
(rules 5.3 and 5.8).
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from salesmodel.charts.judgement_grid import Present
from salesmodel.charts.judgement_grid import judgement_grid as grid_payload
from salesmodel.charts.judgement_words import names_of
from salesmodel.charts.segments_apart import short_name
from salesmodel.coherence.fitting import fit_of, known_balances
from salesmodel.coherence.judging.group import judgements_of, options, people_of, seen_by
from salesmodel.model import MAX_NAME
from salesmodel.ui import acts
from salesmodel.ui.chart import fill_page
from salesmodel.ui.components.judgement_grid import Judged, judgement_grid
from salesmodel.ui.finding_words import plain
from salesmodel.ui.judgement_files import files_dialog
from salesmodel.ui.judging_acts import is_reader, judge_typed, kept_as_you, take_reader
from salesmodel.ui.judging_form import pair_form
from salesmodel.ui.judging_summary import (
    Seen,
    choose_pair,
    judgements_summary,
    segments_in_scope,
)
from salesmodel.ui.session import WorkbenchSession, bind, widget

GROUP = ""
LETTERS = 24
"""Of the reader's name where it is changed."""


def judgements_panel(session: WorkbenchSession) -> None:
    """The grid left; right the chosen pair, or what the group judged while none is chosen."""
    left, right = st.columns([87, 36])
    fill_page(**{"panel-judgements": (1, 0), "panel-judging": (1, 0)})
    with right, st.container(key="panel-judging", border=True, gap="small"):
        seen = _seen(session, _head(session))
        _forget_gone(session, seen)
        _reader(session)
        if session.judging is None:
            judgements_summary(session, seen)
        else:
            pair_form(session, seen.group, seen.names, session.judging)
    with left, st.container(key="panel-judgements", border=True, height=560, gap=None):
        judgement_grid(
            session,
            grid_payload(seen.options, seen.counting, _present(session, seen)),
            chosen=session.judging,
            on_chosen=partial(choose_pair, session),
            on_judged=partial(_judge, session),
        )


def _seen(session: WorkbenchSession, person: str) -> Seen:
    model = session.model
    group, available = judgements_of(model), options(model)
    counting = seen_by(group, person) if person else group
    return Seen(group, counting, available, person, names_of(available))


def _judge(session: WorkbenchSession, judged: Judged) -> None:
    judge_typed(session, (judged.source, judged.target), judged.value)


def _present(session: WorkbenchSession, seen: Seen) -> Present | None:
    """What the segment in scope has, with the balances as they are in these eyes."""
    segment = next(iter(segments_in_scope(session)), None) if session.of_segment else None
    if segment is None:
        return None
    choices = {each.kind: each.choice for each in segment.components}
    fit = fit_of(choices, segment.buying, seen.options, seen.counting)
    best = {kind: variant for kind, variant in fit.best.items() if variant is not None}
    return Present(segment.name, segment.buying.way, choices, known_balances(fit), best)


def _head(session: WorkbenchSession) -> str:
    """Through whose eyes the figures are seen, and the files; gives that person, "" for all."""
    people = people_of(session.model)
    with st.container(
        key="judge_head", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
    ):
        person = st.selectbox(
            "Figures seen by", [GROUP, *people], key="judge_eyes", label_visibility="collapsed",
            format_func=lambda each: f"As {each} sees it" if each else "As the group sees it",
        )  # fmt: skip
        person = person if person in people else GROUP
        if st.button("Files…", key="judge_files", help="Bring judgements in, or take them out."):
            files_dialog(session, person)
    if person:
        yours = "" if is_reader(session, person) else " What you judge is kept as yours."
        st.caption(
            plain(f"{person}'s figures, and the group's where {person} said nothing.{yours}")
        )
    return person


def _reader(session: WorkbenchSession) -> None:
    """Who judges: asked until it is given; then it can be changed. Leads back from a pair."""
    if not session.who:
        _name_field(session)
        st.caption(_unnamed_words(len(kept_as_you(session))))
    if not session.who and session.judging is None:
        return
    with st.container(
        key="judge_reader", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
    ):
        if session.judging is not None:
            st.button(
                "‹ All judgements", key="judge_close", type="tertiary", on_click=choose_pair,
                args=(session, None),
            )  # fmt: skip
        else:
            st.html('<p class="judge-as">You judge as</p>')
        if session.who:
            with st.popover(
                plain(short_name(session.who, LETTERS)), type="tertiary", key="judge_who_change"
            ):
                _name_field(session)
                st.caption("You judge under this name.")


def _unnamed_words(count: int) -> str:
    """Why a name is asked for: what is judged without one is kept under no real name."""
    if not count:
        return "Judgements are kept with your name, so that others see who stands where."
    many = f"{count:,} judgements are" if count > 1 else "1 judgement is"
    become = "they become" if count > 1 else "it becomes"
    return f"{many} kept as “{acts.AUTHOR}”. Give your name, and {become} yours."


def _name_field(session: WorkbenchSession) -> None:
    st.text_input(
        "Your name", key=bind("judge_who", session.who), max_chars=MAX_NAME,
        placeholder=f"Your name ({acts.AUTHOR} until given)", label_visibility="collapsed",
        on_change=_take_reader, args=(session,),
    )  # fmt: skip


def _take_reader(session: WorkbenchSession) -> None:
    take_reader(session, str(widget("judge_who")))


def _forget_gone(session: WorkbenchSession, seen: Seen) -> None:
    """A pair of which a variant is gone is chosen no more, but where somebody judged it."""
    pair = session.judging
    if pair is None or pair in seen.group.cells or set(pair) <= seen.names.keys():
        return
    session.judging = None
    st.caption("The pair that was chosen is not there any more: one of its variants was removed.")
