"""Reviews pairs of components after a change: both as they are now, side by side.

Offers `review_dialog`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from salesmodel.charts.finding import sentence
from salesmodel.coherence import CoherenceFinding, ComponentCoherence, SegmentCoherence
from salesmodel.coherence.result import PairCoherence
from salesmodel.model import ComponentKind
from salesmodel.ui import coherence_acts
from salesmodel.ui.accepting_dialog import name_field, take_name
from salesmodel.ui.finding_words import Scope, counted, plain, since
from salesmodel.ui.session import WorkbenchSession, widget


@st.dialog("Do they still fit?", width="large", on_dismiss="rerun")
def review_dialog(session: WorkbenchSession, finding: CoherenceFinding) -> None:
    """Show each pair that the change left unreviewed, with what speaks for and against it."""
    scope = Scope(session.now.coherence, "")
    pairs = scope.unreviewed(finding)
    if not pairs:
        st.rerun()
    segment = session.now.coherence.segment(finding.segment or "")
    st.markdown(_changed(segment, finding, pairs))
    for number, pair in enumerate(pairs):
        _pair(session, segment, pair, number)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name_field(session, "review_who")
        if len(pairs) > 1:
            _looked_at(session, segment, pairs, "All looked at: they fit", "review_all")


def _changed(
    segment: SegmentCoherence, finding: CoherenceFinding, pairs: Sequence[PairCoherence]
) -> str:
    """What changed, who changed it, and what follows."""
    kind = ComponentKind(finding.component) if finding.component else ComponentKind.SELLING_TASKS
    dated = next((pair for pair in pairs if pair.changed_on is not None), None)
    told = since(dated.changed_on, dated.changed_by, " ago") if dated is not None else ""
    words = f"{segment.name}: {kind.words} changed{f' {told}' if told else ''}."
    them = "it has" if len(pairs) == 1 else "they have"
    left = f"{counted(len(pairs), 'pair')} to look at: {them} not been looked at together since."
    return f"**{plain(words)}** {left}"


def _pair(
    session: WorkbenchSession, segment: SegmentCoherence, pair: PairCoherence, number: int
) -> None:
    with st.container(border=True, gap="small", key=f"review-{number}"):
        left, right = st.columns(2)
        left.html(_choice(segment.component(pair.one)))
        right.html(_choice(segment.component(pair.other)))
        said = [*pair.sentences, *_findings(session, segment, pair)]
        items = "".join(f"<li>{escape(each)}</li>" for each in dict.fromkeys(said))
        st.html(f'<ul class="said">{items}</ul>')
        _looked_at(session, segment, (pair,), "Looked at: they fit", f"review_{number}")


def _choice(component: ComponentCoherence) -> str:
    """What is chosen now, and the sentence on it."""
    choice = component.choice
    return (
        f'<div class="reviewed"><small>{escape(sentence(component.kind.words))}</small>'
        f"<b>{escape(sentence(choice.name))}</b><p>{escape(choice.sentence)}</p></div>"
    )


def _findings(
    session: WorkbenchSession, segment: SegmentCoherence, pair: PairCoherence
) -> list[str]:
    """What else is open about both of them."""
    return [
        finding.sentence
        for finding in session.now.coherence.findings
        if finding.segment in (None, segment.id)
        and {pair.one.value, pair.other.value} <= set(finding.components)
    ]


def _looked_at(
    session: WorkbenchSession,
    segment: SegmentCoherence,
    pairs: Sequence[PairCoherence],
    label: str,
    key: str,
) -> None:
    asked = [(pair.one, pair.other) for pair in pairs]
    st.button(label, key=key, on_click=_review, args=(session, segment.id, asked))


def _review(
    session: WorkbenchSession, segment: str, pairs: Sequence[tuple[ComponentKind, ComponentKind]]
) -> None:
    take_name(session, str(widget("review_who")))
    coherence_acts.review(session, segment, pairs)
