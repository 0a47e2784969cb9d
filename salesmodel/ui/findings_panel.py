"""The findings of the coherence page: what is open, what was accepted, and what to do about each.

Offers `findings_panel`, and `finding_rows` for the dialog of the design page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from salesmodel.coherence import CoherenceFinding, Layer, Mend
from salesmodel.coherence.fitting import NOT_JUDGED
from salesmodel.model import ComponentKind
from salesmodel.ui import acts, coherence_acts
from salesmodel.ui.accepted_list import accepted_list
from salesmodel.ui.accepting_dialog import accepting_dialog
from salesmodel.ui.finding_words import (
    Scope,
    evidence_html,
    html_of,
    open_words,
    pair_words,
    place_words,
    plain,
    row_html,
    variant_name,
)
from salesmodel.ui.findings_title import NOTHING_OPEN, accepted_headline, headline
from salesmodel.ui.review_dialog import review_dialog
from salesmodel.ui.session import WorkbenchSession, bind, choose

Where = Literal["page", "dialog"]
DESIGN, ROLES = "screens/design/workbench.py", "screens/design/roles.py"
MORE = "More on this finding"
"""What a screen reader says of "⋯"; the eye sees the sign alone."""
_MORE_STYLE = """<style>
[class*="st-key-finding-"] [data-testid="stPopoverButton"] p { font-size: 0 !important; }
[class*="st-key-finding-"] [data-testid="stPopoverButton"] p::before {
  content: "⋯"; font-size: 12px; }
</style>"""
LONG = 40
"""Letters of a button's words from which they stand in a tooltip too: a row has two lines."""


def findings_panel(session: WorkbenchSession) -> None:
    """Draw the list of what is open in the scope, or of what was accepted."""
    scope = Scope(session.now.coherence, session.of_segment)
    with st.container(key="panel-findings", border=True, gap=None):
        _head(session, scope)
        with st.container(key="findings_list", gap=None):
            if session.findings_shown == "Accepted":
                accepted_list(session, scope)
            else:
                _open(session, scope)


def finding_rows(
    session: WorkbenchSession, scope: Scope, findings: Sequence[CoherenceFinding], where: Where
) -> None:
    """A row for each finding, with its first mend as a button and the rest behind "⋯".

    In a dialog nothing that opens another one is offered.
    """
    st.html(_MORE_STYLE)
    for finding in findings:
        name = _name(where, finding.about)
        at = place_words(session.model, finding)
        with st.container(
            key=f"finding-{name}", horizontal=True, wrap=False, vertical_alignment="center"
        ):
            st.html(row_html(scope, session.model, finding))
            told = _first_act(session, scope, finding, where, name)
            with st.popover(
                MORE, type="tertiary", key=f"more_{name}",
                help=f"{MORE}{f': {plain(at)}' if at else ''}",
            ):  # fmt: skip
                _more(session, finding, where, name, told)


def go_to_cause(session: WorkbenchSession, finding: CoherenceFinding) -> None:
    """Choose the segment, stage and task that the finding is about."""
    task = next((task for task in session.model.tasks if task.id == finding.task), None)
    wanted = finding.stage or (task.stage if task is not None else None)
    stage = next((stage for stage in session.model.stages if stage.id == wanted), None)
    if finding.segment is not None:
        session.segment = finding.segment
    if stage is not None:
        session.segment, session.stage = stage.segment, stage.id
    if task is not None and task.stage == session.stage:
        session.task = task.id
    acts.choose_first(session)


def _head(session: WorkbenchSession, scope: Scope) -> None:
    lost, marked = sum(scope.lost.values()), session.marked
    shown = scope.about(marked)
    counts = {
        "Open": len(shown),
        "Accepted": len(scope.accepted) + len(scope.coherence.idle),
    }
    with st.container(
        key="findings_head", horizontal=True, wrap=False, vertical_alignment="center"
    ):
        title = _title(session, scope, shown, lost)
        st.html(f'<h6 class="panel-title">{escape(title)}</h6>')
        st.segmented_control(
            "Findings", list(counts), format_func=lambda each: f"{each} {counts[each]}",
            key=bind("findings_shown", session.findings_shown), label_visibility="collapsed",
            on_change=choose, args=(session, "findings_shown"), required=True,
        )  # fmt: skip
    if marked:
        st.button(
            f"Only {pair_words(marked)} ✕", key="unmark", on_click=_unmark, args=(session,),
            help="Shows the findings on all components again.",
        )  # fmt: skip


def _title(
    session: WorkbenchSession, scope: Scope, shown: Sequence[CoherenceFinding], lost: float
) -> str:
    """What the list under it says: what is accepted, or what is open and costs."""
    if session.findings_shown == "Accepted":
        return accepted_headline(len(scope.accepted), len(scope.coherence.idle))
    if not shown and not session.marked and scope.hinders:
        return NOTHING_OPEN
    return headline(shown, scope.points, lost, session.marked, scope.shown)


def _unmark(session: WorkbenchSession) -> None:
    session.marked = ()


def _open(session: WorkbenchSession, scope: Scope) -> None:
    missing = open_words(scope)
    if missing:
        with st.container(
            key="finding-open", horizontal=True, wrap=False, vertical_alignment="center"
        ):
            st.html(html_of(("Open", "neutral"), missing, "What is open supports nothing yet."))
            st.button(
                "Choose them in Choices", key="choose_open", on_click=_show_choices,
                args=(session,),
            )  # fmt: skip
    finding_rows(session, scope, scope.about(session.marked), "page")


def _show_choices(session: WorkbenchSession) -> None:
    """Choose what is open, in the first segment in sight where something is."""
    segments = Scope(session.now.coherence, session.of_segment).segments
    is_open = (s.id for s in segments if any(c.choice.variant is None for c in s.components))
    session.segment = next(is_open, session.segment)
    acts.choose_first(session)
    session.coherence_view, session.kept = "Choices", False


def _show_judgements(session: WorkbenchSession, finding: CoherenceFinding) -> None:
    """Judgements of the finding's segment: where to start is told there."""
    session.coherence_view, session.judging = "Judgements", None
    session.scope, session.segment = "Segment", finding.segment or session.segment
    acts.choose_first(session)
    session.kept = False


def _first_act(
    session: WorkbenchSession, scope: Scope, finding: CoherenceFinding, where: Where, name: str
) -> str:
    """The button that mends it best; gives what it is about: "mend", "show" or something else."""
    at = place_words(session.model, finding)
    if finding.layer == Layer.DEBT and where == "page":
        if st.button("Review now", key=f"act_{name}", help=plain(at) or None):
            review_dialog(session, finding)
        return "review"
    if finding.check == NOT_JUDGED and where == "page":
        st.button("Judge it", key=f"act_{name}", on_click=_show_judgements, args=(session, finding))
        return "judge"
    best = _best_variant(scope, finding)
    if best is not None and where == "page":
        words = plain(f"Try {variant_name(session.model, best[1])}")
        st.button(
            words, key=f"act_{name}", on_click=_try, args=(session, finding, best),
            help=plain(at) or None,
        )  # fmt: skip
        return "try"
    if finding.mends:
        _mend_button(session, finding, finding.mends[0], f"act_{name}", where)
        return "mend"
    if _has_place(session, finding):
        _show(session, finding, f"act_{name}")
        return "show"
    _show_on_roles(session, finding, f"act_{name}")
    return "roles"


def _best_variant(scope: Scope, finding: CoherenceFinding) -> tuple[ComponentKind, str] | None:
    """The variant that would fit better, of a finding of cross-impact."""
    if finding.layer != Layer.CROSS_IMPACT or finding.component is None or not finding.segment:
        return None
    if finding.check == NOT_JUDGED:
        return None
    component = scope.coherence.segment(finding.segment).component(ComponentKind(finding.component))
    return None if component.best is None else (component.kind, component.best[0])


def _try(
    session: WorkbenchSession, finding: CoherenceFinding, variant: tuple[ComponentKind, str]
) -> None:
    session.coherence_view, session.trying = "Choices", (variant,)
    session.scope, session.segment = "Segment", finding.segment or session.segment
    acts.choose_first(session)
    session.kept = False


def _more(
    session: WorkbenchSession, finding: CoherenceFinding, where: Where, name: str, told: str
) -> None:
    """What it rests on, the other mends, and where to look; what the row's button does is not
    repeated."""
    st.html(evidence_html(finding))
    for number, mend in enumerate(finding.mends):
        if told != "mend" or number:
            _mend_button(session, finding, mend, f"mend_{number}_{name}", where)
    if told != "show" and _has_place(session, finding):
        _show(session, finding, f"show_{name}")
    can_stay = where == "page" and finding.layer != Layer.DEBT  # debt is settled by looking
    if can_stay and st.button(
        "Accept…",
        key=f"accept_{name}",
        width="stretch",
    ):
        accepting_dialog(session, finding)


def _mend(session: WorkbenchSession, finding: CoherenceFinding, mend: Mend) -> None:
    coherence_acts.mend(session, finding, mend)


def _help(label: str, place: str) -> str | None:
    """A long label in full, and where: other rows may have the same button."""
    long = label if len(label) > LONG else ""
    return ": ".join(part for part in (long, plain(place)) if part) or None


def _mend_button(
    session: WorkbenchSession, finding: CoherenceFinding, mend: Mend, key: str, where: Where
) -> None:
    """A mend, made before the page is drawn; out of a dialog the page is drawn anew."""
    width: Any = "content" if key.startswith("act_") else "stretch"
    pressed = st.button(
        plain(mend.label), key=key, width=width, on_click=_mend,
        args=(session, finding, mend),
        help=_help(plain(mend.label), place_words(session.model, finding)),
    )  # fmt: skip
    if pressed and where == "dialog":
        st.rerun()


def _show(session: WorkbenchSession, finding: CoherenceFinding, key: str) -> None:
    width: Any = "content" if key.startswith("act_") else "stretch"
    at = plain(place_words(session.model, finding)) or None
    if st.button("Show on the journey", key=key, width=width, help=at):
        go_to_cause(session, finding)
        st.switch_page(DESIGN, query_params={"draft": session.draft})


def _show_on_roles(session: WorkbenchSession, finding: CoherenceFinding, key: str) -> None:
    """The way to who does the work and what it costs, where no stage is to blame."""
    at = plain(place_words(session.model, finding)) or None
    if st.button("Show on Roles", key=key, help=at):
        go_to_cause(session, finding)
        session.scope = "Segment" if finding.segment is not None else "All"
        session.kept = False
        st.switch_page(ROLES, query_params={"draft": session.draft})


def _has_place(session: WorkbenchSession, finding: CoherenceFinding) -> bool:
    """Whether there is a stage to show: its own, or that of its task."""
    tasks = {task.id: task.stage for task in session.model.tasks}
    return bool(finding.stage or tasks.get(finding.task or ""))


def _name(where: str, about: str) -> str:
    """Part of a widget's key: the same as long as it is the same finding."""
    return f"{where}_{crc32(about.encode()):x}"
