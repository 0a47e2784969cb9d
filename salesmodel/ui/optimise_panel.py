"""Ask for a better assignment, and read why it is better.

Offers `optimise_panel`: the question on the left, the answer and its reasons on the right.
"""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from salesmodel.assignment import (
    Goal,
    Mend,
    Optimum,
    Position,
    Staffing,
    commands_for,
    optimise,
    shares_that_matter,
)
from salesmodel.charts import formats
from salesmodel.charts.move_rows import move_rows
from salesmodel.charts.optimum_words import (
    conflict_sentence,
    equal_sentences,
    headline,
    no_price_sentence,
    price_sentences,
    proof,
)
from salesmodel.ui import acts
from salesmodel.ui.components.moves import moves_list
from salesmodel.ui.question_form import question_form
from salesmodel.ui.searching import search
from salesmodel.ui.session import WorkbenchSession
from salesmodel.ui.taken import note_taken, offer

PANEL, LIST = 560, 360
"""Pixels that Streamlit is given; the style sheet fills the screen with them."""


def optimise_panel(session: WorkbenchSession) -> None:
    """Draw the question and its answer."""
    ask, answer = st.columns([36, 64])
    with ask, st.container(key="panel-ask", border=True, height=PANEL, gap="small"):
        st.markdown("##### What is asked")
        question_form(session)
    with answer, st.container(key="panel-answer", border=True, height=PANEL, gap="small"):
        model, question = session.model, session.question
        optimum = search(
            session, "optimum", (model, question),
            lambda watch: optimise(model, question, watch=watch),
        )  # fmt: skip
        if optimum is not None:
            _answer(session, optimum)


def _answer(session: WorkbenchSession, optimum: Optimum) -> None:
    head, take = st.columns([5, 1], vertical_alignment="center")
    head.markdown(f"##### {_plain(headline(optimum))}")
    if optimum.best is None:
        _conflict(session, optimum)
        _notes(session, optimum)
        return
    if optimum.moves:
        take.button(
            _take_label(optimum), key="take_all", width="stretch", on_click=_take_all,
            args=(session, optimum), type="primary",
            help="Sets the shares, as one step to undo. Heads stay as they are.",
        )  # fmt: skip
    st.caption(proof(optimum))
    _positions(session, optimum)
    moves, reasons = st.columns([63, 37])
    with moves, st.container(key="reasons", height=LIST, border=False, gap=None):
        _moves(session, optimum)
    with reasons, st.container(key="worth", height=LIST, border=False, gap="small"):
        _worth(session, optimum)


def _plain(words: str) -> str:
    return words.replace("$", r"\$")


def _take_label(optimum: Optimum) -> str:
    return "Take it" if optimum.enough == 1 else f"Take all {optimum.enough}"


def _take_all(session: WorkbenchSession, optimum: Optimum) -> None:
    """Take the moves that matter; those that are worth nothing are left alone."""
    acts.edit(session, *commands_for(optimum.able, shares_that_matter(optimum)))


def _positions(session: WorkbenchSession, optimum: Optimum) -> None:
    """Today and the best, figure by figure; a change has its sign and a word."""
    cells = "".join(
        f'<div><dt>{label}</dt><dd>{now}</dd><dd class="{tone}">{change}</dd>'
        f"<dd>{before}</dd></div>"
        for label, before, now, change, tone in _figures(session, optimum)
    )
    st.html(f'<dl class="figures">{cells}</dl>')


def _figures(
    session: WorkbenchSession, optimum: Optimum
) -> Iterator[tuple[str, str, str, str, str]]:
    """Label, today, best, the change, and whether that is better or worse."""
    present, best, currency = optimum.present, optimum.best, session.model.currency
    if best is None:
        return
    by_hours = optimum.question.staffing is Staffing.AS_IS
    for label, before, now, is_less_better in (
        (
            "Hours, as paid" if by_hours else "Pay of the heads needed",
            present.cost,
            best.cost,
            True,
        ),
        ("Contribution a year", present.contribution, best.contribution, False),
    ):
        change = formats.money_change(now, before, currency)
        yield (
            label, f"today's work {formats.money(before, currency)}", formats.money(now, currency),
            change, _tone(change, (now < before) is is_less_better),
        )  # fmt: skip
    change = formats.rate_change(best.win_rate, present.win_rate)
    yield (
        "Win rate", f"today {formats.rate(present.win_rate)}", formats.rate(best.win_rate), change,
        _tone(change, best.win_rate > present.win_rate),
    )  # fmt: skip
    yield from _heads(session, present, best, by_hours=by_hours)


def _heads(
    session: WorkbenchSession, present: Position, best: Position, *, by_hours: bool
) -> Iterator[tuple[str, str, str, str, str]]:
    there = sum(role.headcount.value for role in session.model.roles)
    before, now = sum(present.heads.values()), sum(best.heads.values())
    if by_hours:
        yield "Heads", "as they are", f"{there:,.1f}", formats.NO_CHANGE, "quiet"
        return
    words = f"today's work {before:,.1f}, there are {there:,.1f}"
    yield "Heads needed", words, f"{now:,.1f}", _heads_change(before, now), "quiet"


def _tone(change: str, is_better: bool) -> str:
    if change == formats.NO_CHANGE:
        return "quiet"
    return "better" if is_better else "worse"


def _heads_change(before: float, now: float) -> str:
    change = now - before
    if abs(change) < 0.05:
        return formats.NO_CHANGE
    return f"{'+' if change > 0 else formats.MINUS}{abs(change):,.1f}"


def _moves(session: WorkbenchSession, optimum: Optimum) -> None:
    note_taken(session)
    offer(session, optimum.moves)
    moves_list(
        session,
        move_rows(
            session.model, session.now.evaluation, optimum.moves[: optimum.enough],
            session.taken, rest=optimum.moves[optimum.enough :], title="The moves, in this order",
            counts="contribution" if session.question.goal is Goal.CONTRIBUTION else "saving",
        ),
    )  # fmt: skip


def _worth(session: WorkbenchSession, optimum: Optimum) -> None:
    """What one more head is worth, and what may be chosen freely."""
    st.markdown("**What one more head is worth**")
    prices = list(price_sentences(optimum)) or [no_price_sentence(optimum)]
    st.markdown("\n".join(f"- {_plain(each)}" for each in prices[:5]))
    equals = list(equal_sentences(optimum))
    st.markdown("**As good as the best, within 1%**")
    st.markdown(
        "\n".join(f"- {each}" for each in equals)
        or "No share can move by 5 points without losing more than 1%."
    )
    _notes(session, optimum)


def _notes(session: WorkbenchSession, optimum: Optimum) -> None:
    for number, note in enumerate(optimum.notes):
        st.caption(note.sentence)
        if note.mend is not None:
            st.button(
                note.mend.sentence, key=f"note_{number}", on_click=_mend,
                args=(session, note.mend),
            )  # fmt: skip


def _conflict(session: WorkbenchSession, optimum: Optimum) -> None:
    """What clashes, each with its nearest mend as a button."""
    if optimum.status == "stopped":
        st.markdown("Ask again, or allow more: fewer limits are found faster.")
        return
    st.markdown(conflict_sentence(optimum))
    for number, part in enumerate(optimum.conflict):
        words, mend = st.columns([5, 4], vertical_alignment="center")
        detail = part.mend.detail if part.mend is not None else ""
        words.markdown(_plain(f"{part.sentence} {detail}".strip()))
        if part.mend is not None:
            mend.button(
                part.mend.sentence, key=f"mend_{number}", width="stretch",
                help=None if part.suffices else "Not enough alone: something else clashes next.",
                on_click=_mend, args=(session, part.mend),
            )  # fmt: skip


def _mend(session: WorkbenchSession, mend: Mend) -> None:
    if mend.commands:
        acts.edit(session, *mend.commands)
    if mend.question is not None:
        acts.ask(session, mend.question)
