"""One pair of variants as the group judges it: what counts, who stands where, and one's own say.

Offers `pair_form` (rules 5.3 and 5.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from zlib import crc32

import streamlit as st

from salesmodel.charts.judgement_grid import SCALE, signed
from salesmodel.charts.judgement_words import counts_words, meaning
from salesmodel.coherence.judging.asking import described
from salesmodel.coherence.judging.group import Cell, GroupJudgements, Opinion
from salesmodel.model import Judgement
from salesmodel.model.choices import STRONGEST
from salesmodel.model.ids import MAX_TEXT
from salesmodel.ui import acts
from salesmodel.ui.finding_words import plain
from salesmodel.ui.judging_acts import (
    Pair,
    is_reader,
    judge,
    likely_inputs,
    own_judgement,
    renew,
    take_back,
)
from salesmodel.ui.judging_html import library_html, opinion_html, spread_html
from salesmodel.ui.session import WorkbenchSession, widget

VALUES = tuple(range(-STRONGEST, STRONGEST + 1))


def pair_form(
    session: WorkbenchSession, judged: GroupJudgements, names: Mapping[str, str], pair: Pair
) -> None:
    """The pair with everybody's judgements; where both variants are there, it can be judged."""
    cell = judged.cells.get(pair) or Cell(*pair, 0, 0, "", "")
    one, other = (names.get(each, each) for each in pair)
    st.html(
        f'<h6 class="panel-title">How far does “{escape(one)}” support “{escape(other)}”?</h6>'
        f'<dl class="judge-what">{"".join(_what(session, each, names) for each in pair)}</dl>'
    )
    is_there = set(pair) <= names.keys()
    if is_there:
        _own(session, cell, names, pair)
    _said(session, cell, pair, is_there=is_there)


def _what(session: WorkbenchSession, variant: str, names: Mapping[str, str]) -> str:
    found = described(session.model, variant)
    words = found.description if found is not None else "This variant is no longer there."
    return (
        f'<div title="{escape(words)}"><dt>{escape(names.get(variant, variant))}</dt>'
        f"<dd>{escape(words)}</dd></div>"
    )


def _own(session: WorkbenchSession, cell: Cell, names: Mapping[str, str], pair: Pair) -> None:
    """The seven buttons under the dots of who stands where, the reason, and what it rests on."""
    mine = own_judgement(session, pair)
    name = _name(session, pair, mine)
    with st.container(key="judge_scale", gap=None):
        st.html(spread_html(cell))
        value = st.segmented_control(
            "Your judgement", VALUES, format_func=signed, default=mine.value if mine else None,
            key=f"judge_value_{name}", label_visibility="collapsed", width="stretch",
        )  # fmt: skip
    st.html(f'<p class="judge-meaning">{escape(_meaning(names, pair, value))}</p>')
    st.text_area(
        "Why", value=mine.why if mine else "", key=f"judge_why_{name}", height=68,
        max_chars=MAX_TEXT, placeholder="Why? (optional)", label_visibility="collapsed",
    )  # fmt: skip
    with st.container(
        key="judge_keep", horizontal=True, wrap=False, vertical_alignment="top", gap="small"
    ):
        _rests_on(session, mine, name)
        st.button(
            "Save", key="judge_save", type="primary", disabled=value is None,
            help=f"Keeps it as the judgement of {plain(acts.author(session))}.",
            on_click=_save, args=(session, pair, name),
        )  # fmt: skip


def _rests_on(session: WorkbenchSession, mine: Judgement | None, name: str) -> None:
    held = tuple(mine.rests_on) if mine else ()
    likely = likely_inputs(session.model, session.segment, held)
    st.multiselect(
        "Rests on", list(likely), default=[path for path in held if path in likely],
        format_func=lambda path: likely.get(path, path), key=_rests_key(session, name),
        placeholder="Rests on figures (optional)", label_visibility="collapsed",
        help="It is asked again when one of these figures changes.",
    )  # fmt: skip


def _rests_key(session: WorkbenchSession, name: str) -> str:
    """Another segment offers other figures."""
    return f"judge_rests_{name}_{session.segment}"


def _name(session: WorkbenchSession, pair: Pair, mine: Judgement | None) -> str:
    """Part of a widget's key: another pair, reader or judgement begins with its own values."""
    held = mine.model_dump_json() if mine is not None else ""
    return f"{crc32(f'{session.draft} {pair} {acts.author(session)} {held}'.encode()):x}"


def _meaning(names: Mapping[str, str], pair: Pair, value: int | None) -> str:
    if value is None:
        ends = (f"{signed(end)} {SCALE[end]} it" for end in (-STRONGEST, STRONGEST))
        return f"{', '.join(ends)}."
    return meaning(names, *pair, value)


def _save(session: WorkbenchSession, pair: Pair, name: str) -> None:
    value = widget(f"judge_value_{name}")
    if value is None:
        return
    why, rests_on = str(widget(f"judge_why_{name}") or ""), widget(_rests_key(session, name))
    judge(session, pair, int(value), why, rests_on or ())


def _said(session: WorkbenchSession, cell: Cell, pair: Pair, *, is_there: bool) -> None:
    """Everybody's judgement with its reason, then the library's."""
    st.html(f'<p class="judge-part">{escape(counts_words(cell))}</p>')
    for opinion in cell.opinions:
        _opinion(session, pair, opinion, is_there=is_there)
    if is_there:
        st.html(library_html(cell))


def _opinion(session: WorkbenchSession, pair: Pair, opinion: Opinion, *, is_there: bool) -> None:
    """One's own can be taken back; that on a variant that is gone can be removed by anybody."""
    own = is_reader(session, opinion.by)
    st.html(opinion_html(opinion, own=own))
    if not own and is_there:
        return
    name = f"{crc32(opinion.id.encode()):x}"
    with st.container(key=f"judge_acts_{name}", horizontal=True, gap="small"):
        if opinion.asked_again and is_there:
            st.button(
                "Still so", key=f"still_{name}", on_click=_renew, args=(session, pair),
                help="It holds as things are now.",
            )  # fmt: skip
        st.button(
            "Take back" if own else "Remove", key=f"back_{name}", on_click=_take_back,
            args=(session, opinion.id),
        )  # fmt: skip


def _renew(session: WorkbenchSession, pair: Pair) -> None:
    renew(session, pair)


def _take_back(session: WorkbenchSession, judgement: str) -> None:
    take_back(session, judgement)
