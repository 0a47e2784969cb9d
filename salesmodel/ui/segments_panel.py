"""Segments set against each other: the view "Segments" of the coherence page.

Offers `segments_panel`: every pair by how far apart they buy and are sold to, and beside it the
chosen pair with what its distances are made of (rule 5.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from salesmodel.charts.finding import lowered, named
from salesmodel.charts.segments_apart import segments_chart, short_name, verdict_words
from salesmodel.coherence import CoherenceFinding
from salesmodel.coherence.apart import Part, SegmentPair, segments_apart
from salesmodel.ui import acts
from salesmodel.ui.chart import fill_page, show_chart, words_html
from salesmodel.ui.finding_words import Scope, plain
from salesmodel.ui.findings_panel import finding_rows
from salesmodel.ui.session import WorkbenchSession, bind, once, widget

PAIR = "segments_pair"
"""The box in which a pair is chosen, and which a click on a mark sets."""
LETTERS = 14
"""Of a segment's name on a button."""
Pairs = tuple[SegmentPair, ...]


def segments_panel(session: WorkbenchSession) -> None:
    """The chart left, the chosen pair right: the one with the largest misfit at first."""
    now = session.now
    if len(now.model.segments) < 2:
        st.markdown("Nothing to set against each other. Add a second segment first.")
        return
    pairs: Pairs = once(session, "apart", (now,), lambda: segments_apart(now.model, now.evaluation))
    if not pairs:
        st.markdown(f"Nothing to set against each other. {_left_out(session, pairs)}")
        return
    left, right = st.columns([6, 4])
    fill_page(**{"panel-apart": (1, 0), "panel-pair": (1, 0)})
    keys = [_key(pair) for pair in pairs]
    with right, st.container(key="panel-pair", border=True, gap="small"):
        chosen = _choose_pair(session, pairs, keys)
        _show_pair(session, pairs[chosen])
    with left, st.container(key="panel-apart", border=True):
        show_chart(
            segments_chart(pairs, chosen), key="apart",
            on_choice=lambda mark: _take(session, keys, mark),
        )  # fmt: skip
        st.caption(
            " ".join(filter(None, [_left_out(session, pairs), "Click a mark to choose it."]))
        )


def _key(pair: SegmentPair) -> str:
    return f"{pair.one}|{pair.other}"


def _choose_pair(session: WorkbenchSession, pairs: Pairs, keys: Sequence[str]) -> int:
    """The box of pairs by name; the place of the one that is chosen."""
    words = {
        key: f"{pair.names[0]} and {pair.names[1]}" for key, pair in zip(keys, pairs, strict=True)
    }
    present = session.pair if session.pair in words else keys[0]
    key = st.selectbox(
        "Pair", keys, format_func=lambda each: words.get(each, each), key=bind(PAIR, present),
        label_visibility="collapsed", on_change=_choose, args=(session,),
    )  # fmt: skip
    return keys.index(key) if key in words else 0


def _choose(session: WorkbenchSession) -> None:
    session.pair = str(widget(PAIR))


def _take(session: WorkbenchSession, keys: Sequence[str], mark: int) -> None:
    """A mark was clicked: its pair is chosen."""
    if 0 <= mark < len(keys):
        session.pair = keys[mark]


def _left_out(session: WorkbenchSession, pairs: Pairs) -> str:
    """Which segments are in no pair, and why; "" where all are."""
    held = {segment for pair in pairs for segment in (pair.one, pair.other)}
    names = [segment.name for segment in session.model.segments if segment.id not in held]
    if pairs and not names:
        return ""
    if not pairs:
        return plain("Only segments whose tasks take hours can be: add tasks on Design first.")
    who = named(names) if len(names) <= 3 else f"{len(names)} segments"
    return plain(f"{who}: not shown, no tasks with hours yet.")


def _show_pair(session: WorkbenchSession, pair: SegmentPair) -> None:
    st.html(words_html(f"They {verdict_words(pair)}", _why(pair)))
    st.html(
        _parts_html("How they buy", pair.buying, pair.buying_parts)
        + _parts_html("How they are sold to and served", pair.selling, pair.selling_parts)
    )
    findings = _findings(session, pair)
    if findings:
        finding_rows(session, Scope(session.now.coherence, ""), findings, "page")
    with st.container(key="pair_acts", horizontal=True, wrap=False):
        for segment, name in zip((pair.one, pair.other), pair.names, strict=True):
            short = short_name(name, LETTERS)
            st.button(
                plain(f"Open {short} on the map"), key=f"open_{segment}", width="stretch",
                on_click=_open_map, args=(session, segment), help=name if short != name else None,
            )  # fmt: skip


def _why(pair: SegmentPair) -> str:
    """What speaks most for the verdict: the part that is furthest apart, and the most alike."""
    buying, selling = pair.buying_parts, pair.selling_parts
    if pair.verdict == "as they buy" or not selling:
        return f"Buying {pair.buying:.2f} apart, selling {pair.selling:.2f}."
    is_alike = pair.verdict == "sold alike"
    far, near = (buying, selling) if is_alike else (selling, buying)
    most = max(far, key=lambda part: part.distance)
    least = min(near, key=lambda part: part.distance)
    return f"Furthest apart: {_said(most)}. Most alike: {_said(least)}."


def _said(part: Part) -> str:
    return f"{lowered(part.name)}, {part.words}"


def _parts_html(head: str, distance: float, parts: Sequence[Part]) -> str:
    """A distance with its parts as bars from 0 to 1, each with the two figures in words."""
    rows = "".join(
        f"<dt>{escape(part.name)}</dt>"
        f'<dd class="apart-bar"><i style="width:{100 * part.distance:.1f}%"></i></dd>'
        f'<dd class="apart-far">{part.distance:.2f}</dd><dd title="{escape(part.words)}">'
        f"{escape(part.words)}</dd>"
        for part in parts
    )
    count = f"mean of {len(parts)} parts" if len(parts) > 1 else "one part is known"
    return (
        f'<div class="apart"><b>{escape(head)}</b><strong>{distance:.2f}</strong>'
        f"<small>{count}</small></div>"
        f'<dl class="apart-parts">{rows}</dl>'
    )


def _findings(session: WorkbenchSession, pair: SegmentPair) -> list[CoherenceFinding]:
    """The open findings that set these two against each other."""
    both = {pair.one, pair.other}
    findings = session.now.coherence.findings
    return [f for f in findings if f.other_segment and {f.segment, f.other_segment} == both]


def _open_map(session: WorkbenchSession, segment: str) -> None:
    session.segment, session.scope, session.coherence_view = segment, "Segment", "Map"
    session.marked = ()
    session.kept = False
    acts.choose_first(session)
