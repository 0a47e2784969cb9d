"""The roles page: every task to the most cost-effective role that can do it, seen in six ways.

Offers `roles_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import streamlit as st

from salesmodel.ui.cost_panel import cost_panel
from salesmodel.ui.frontier_panel import frontier_panel
from salesmodel.ui.optimise_panel import optimise_panel
from salesmodel.ui.roles_map import roles_map
from salesmodel.ui.scenario_bar import fill_bar, open_bar
from salesmodel.ui.scope_box import scope_box
from salesmodel.ui.session import RolesView, WorkbenchSession, bind, choose
from salesmodel.ui.sizing_panel import sizing_panel
from salesmodel.ui.what_if_panel import what_if_panel

VIEWS: dict[RolesView, Callable[[WorkbenchSession], None]] = {
    "Map": roles_map,
    "Optimise": optimise_panel,
    "Frontier": frontier_panel,
    "Sizing": sizing_panel,
    "What if": what_if_panel,
    "Cost per win": cost_panel,
}
ABOUT_SEGMENT: tuple[RolesView, ...] = ("Map", "What if", "Cost per win")
"""The views that can be about one segment; roles work for all of them, so the others cannot."""


def roles_page(session: WorkbenchSession) -> None:
    """Draw the bar, the choice of view and scope, and the chosen view."""
    fill_bar(session, open_bar(session))
    if not session.model.roles or not session.model.tasks:
        missing = "roles" if not session.model.roles else "tasks"
        st.markdown(f"No {missing} here yet. Add a task on Design, or start from a template.")
        return
    with st.container(key="roles_head", horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "View", get_args(RolesView), key=bind("roles_view", session.roles_view),
            label_visibility="collapsed", on_change=_choose_view, args=(session,),
            required=True,
        )  # fmt: skip
        if session.roles_view in ABOUT_SEGMENT and len(session.model.segments) > 1:
            scope_box(session, "roles_scope")
    VIEWS[session.roles_view](session)


def _choose_view(session: WorkbenchSession) -> None:
    choose(session, "roles_view")
    session.kept = False
