"""The coherence page: when one component moves, what must move with it, seen in four ways.

Offers `coherence_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import streamlit as st

from salesmodel.charts.points_lost import lost_by_component
from salesmodel.coherence import DEDUCTIONS
from salesmodel.coherence.score import CROSS_IMPACT_MOST, DEBT_A_PAIR, STRUCTURE_MOST
from salesmodel.model import Severity
from salesmodel.ui import acts
from salesmodel.ui.chart import table_html
from salesmodel.ui.choices_panel import choices_panel
from salesmodel.ui.coherence_map import coherence_map
from salesmodel.ui.judgements_panel import judgements_panel
from salesmodel.ui.scenario_bar import fill_bar, open_bar
from salesmodel.ui.scope_box import scope_box
from salesmodel.ui.segments_panel import segments_panel
from salesmodel.ui.session import CoherenceView, WorkbenchSession, bind, choose

VIEWS: dict[CoherenceView, Callable[[WorkbenchSession], None]] = {
    "Map": coherence_map,
    "Choices": choices_panel,
    "Judgements": judgements_panel,
    "Segments": segments_panel,
}
ABOUT_ALL: tuple[CoherenceView, ...] = ("Segments",)
"""The views that set segments against each other, and so are about all of them."""
NEED_SEGMENTS: tuple[CoherenceView, ...] = ("Map", "Choices")
_SEVERE, _WATCH, _NOTE = (
    f"{DEDUCTIONS[each]:.0f}" for each in (Severity.SEVERE, Severity.WATCH, Severity.NOTE)
)
RULE = f"""\
Each of the four components of each segment starts at 100. Structural findings take up to
{STRUCTURE_MOST:.0f} points of it, the more the heavier they are: a severe one weighs {_SEVERE}, one
to watch {_WATCH}, a note {_NOTE}. A choice that fits the other choices less than another variant
would takes up to {CROSS_IMPACT_MOST:.0f}, and each pair that nobody looked at since a change takes
{DEBT_A_PAIR:.0f}. The score is the mean of all of them, every point belongs to one finding, and
what is accepted costs nothing."""


def coherence_page(session: WorkbenchSession) -> None:
    """Draw the bar, the choice of view and scope, and the chosen view."""
    acts.keep_if_edited(session)  # no hand drags here: what a button did is kept before it is told
    fill_bar(session, open_bar(session))
    with st.container(key="coherence_head", horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "View", get_args(CoherenceView), key=bind("coherence_view", session.coherence_view),
            label_visibility="collapsed", on_change=_choose_view, args=(session,), required=True,
        )  # fmt: skip
        if session.coherence_view not in ABOUT_ALL and len(session.model.segments) > 1:
            scope_box(session, "coherence_scope")
        st.space("stretch")
        with st.popover("How this score is made", type="tertiary", key="score_rule"):
            _rule(session)
    if not session.model.segments and session.coherence_view in NEED_SEGMENTS:
        st.markdown("No segments yet. Start from a template or a CRM export.")
        return
    VIEWS[session.coherence_view](session)


def _choose_view(session: WorkbenchSession) -> None:
    choose(session, "coherence_view")
    session.kept = False


def _rule(session: WorkbenchSession) -> None:
    st.markdown(RULE)
    st.html(table_html(lost_by_component(session.now.coherence, session.of_segment), total=True))
    st.caption(
        "Points lost from 100. Rule 5.6 of docs/method.md; every check is in docs/checks.md."
    )
