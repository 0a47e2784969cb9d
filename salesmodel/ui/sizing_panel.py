"""How many people are needed when, and what breaks first: the view "Sizing" of the roles page.

Offers `sizing_panel`. Ramp and attrition of each role are edited here, as one step of the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.staffing.breaking import breaking_points
from salesmodel.assignment.staffing.sizing import (
    HORIZONS,
    SizingChoice,
    StaffingPlan,
    plan_by_month,
)
from salesmodel.charts import formats
from salesmodel.charts.breaking import breaking_map
from salesmodel.charts.sizing import MONTHS, heads, staffing
from salesmodel.editing import SetRoleValue
from salesmodel.model import Assumed, Quantity, Role
from salesmodel.ui import acts
from salesmodel.ui.chart import fill_page, show_chart
from salesmodel.ui.hires_table import hires_table
from salesmodel.ui.searching import search
from salesmodel.ui.session import Notice, WorkbenchSession, bind, widget

UTMOST = {0.85: "85%", 1.0: "100%"}
SMALLEST, LARGEST = -50, 300
"""Per cent that demand may grow in a year."""
CONTROLS = 40
"""px that the row of controls takes."""


def sizing_panel(session: WorkbenchSession) -> None:
    """The controls in a row; the plan beside what breaks first and what the plan rests on."""
    _controls(session)
    asked = session.sizing
    makes = (asked.months, asked.growth, asked.max_utilisation, asked.whole_people)
    plan = search(
        session, "staffing", (session.now, makes), lambda watch: _plan(session, asked, watch)
    )
    if plan is None:
        return
    left, right = st.columns([58, 42])
    fill_page(**{"panel-sizing_plan": (1, CONTROLS), "panel-sizing_load": (1, CONTROLS)})
    with left, st.container(border=True, key="panel-sizing_plan"):
        _roles(session)
        show_chart(staffing(plan, asked.role, asked.first_month), key="sizing_plan")
        st.html(hires_table(plan, asked.first_month))
        st.caption(_note(plan))
    with right, st.container(border=True, key="panel-sizing_load"):
        breaking = breaking_points(session.now.evaluation)
        show_chart(breaking_map(breaking), key="sizing_load")
        _joining(session)


def _plan(session: WorkbenchSession, asked: SizingChoice, watch: Watch) -> StaffingPlan:
    return plan_by_month(
        session.model, session.now.evaluation, months=asked.months, growth_a_year=asked.growth,
        max_utilisation=asked.max_utilisation, whole_people=asked.whole_people, watch=watch,
    )  # fmt: skip


def _controls(session: WorkbenchSession) -> None:
    asked = session.sizing
    with st.container(key="sizing_controls", horizontal=True, vertical_alignment="center"):
        _said("Demand grows a year, %")
        st.number_input(
            "Demand grows a year, %", step=5, width=120,
            key=bind("sizing_growth", round(100 * asked.growth)), label_visibility="collapsed",
            on_change=_grown, args=(session,),
        )  # fmt: skip
        _pick(session, "months", HORIZONS, "Months", str)
        _pick(
            session, "max_utilisation", tuple(UTMOST), "Plan people at most at", UTMOST.__getitem__
        )
        _said("From")
        st.selectbox(
            "From", range(1, 13), format_func=lambda month: MONTHS[month - 1], width=130,
            key=bind("sizing_first_month", asked.first_month), label_visibility="collapsed",
            on_change=_chosen, args=(session, "first_month"),
        )  # fmt: skip
        st.toggle(
            "Whole people", key=bind("sizing_whole_people", asked.whole_people),
            on_change=_chosen, args=(session, "whole_people"),
        )  # fmt: skip


def _pick(
    session: WorkbenchSession, field: str, options: Sequence[Any], label: str, words: Any
) -> None:
    _said(label)
    st.segmented_control(
        label, options, format_func=words,
        key=bind(f"sizing_{field}", getattr(session.sizing, field)),
        label_visibility="collapsed", required=True, on_change=_chosen, args=(session, field),
    )  # fmt: skip


def _said(words: str) -> None:
    st.markdown(f":gray[{words}]", width="content")


def _chosen(session: WorkbenchSession, field: str) -> None:
    session.sizing = replace(session.sizing, **{field: widget(f"sizing_{field}")})


def _grown(session: WorkbenchSession) -> None:
    """Take the growth as typed, or the nearest that can be planned, and say so."""
    asked = widget("sizing_growth")
    if asked is None:
        return
    growth = min(max(asked, SMALLEST), LARGEST)
    session.sizing = replace(session.sizing, growth=round(growth / 100, 6))
    if growth != asked:
        end = "most" if asked > growth else "least"
        session.notices.append(
            Notice(
                "refused", f"Growth of {asked:,}%: at {end} {growth}% can be planned.",
                f"The plan is for {growth}%.",
            )
        )  # fmt: skip


def _roles(session: WorkbenchSession) -> None:
    """Which role the chart is about."""
    names = {"": "All roles"} | {role.id: role.short for role in session.model.roles}
    if session.sizing.role not in names:
        session.sizing = replace(session.sizing, role="")
    st.segmented_control(
        "Role", list(names), format_func=names.__getitem__, required=True,
        key=bind("sizing_role", session.sizing.role), label_visibility="collapsed",
        on_change=_chosen, args=(session, "role"),
    )  # fmt: skip


def _note(plan: StaffingPlan) -> str:
    idle = plan.total("idle")[-1]
    gap = max((role.gap for role in plan.roles), default=0.0)
    parts = ["Leavers are expected values, so heads at the end have decimals."]
    if idle >= 0.05:
        more = f"{heads(idle)} {'person' if heads(idle) == '1' else 'people'}"
        parts.append(f"Nobody is dismissed: the end has {more} more than its work needs.")
    else:
        parts.append("Nobody is dismissed.")
    if gap >= 0.5:
        parts.append(
            f"The cheapest plan could be up to {formats.amount(round(gap, 1))} months' pay of one "
            "person cheaper."
        )
    return " ".join(parts)


def _joining(session: WorkbenchSession) -> None:
    """Ramp and attrition of each role, to edit, with where each comes from."""
    roles = session.model.roles
    key = f"sizing_joining_{session.edits}_{session.refused}"
    guessed = sum(_from(q) == "no source" for role in roles for q in _figures(role))
    st.markdown(
        f"**Ramp and attrition: {guessed} of {2 * len(roles)} figures have no source**",
        help="Rows R7 to R9 of the default figures. Type your own: the plan follows at once.",
    )
    st.data_editor(
        [
            {
                "Role": role.short,
                "Ramp, months": role.ramp_months.value,
                "Ramp from": _from(role.ramp_months),
                "Leave a year, %": round(100 * role.attrition.value, 2),
                "Leave from": _from(role.attrition),
            }
            for role in roles
        ],
        key=key, hide_index=True, row_height=24, height=27 + 24 * min(len(roles), 8) + 2,
        disabled=["Role", "Ramp from", "Leave from"],
        column_config={
            "Ramp, months": st.column_config.NumberColumn(min_value=0, max_value=60, step=0.5),
            "Leave a year, %": st.column_config.NumberColumn(min_value=0, max_value=100, step=1),
        },
        on_change=_set_joining, args=(session, key),
    )  # fmt: skip


def _set_joining(session: WorkbenchSession, key: str) -> None:
    commands = []
    for row, typed in widget(key)["edited_rows"].items():
        role = session.model.roles[int(row)].id
        ramp, leave = typed.get("Ramp, months"), typed.get("Leave a year, %")
        if ramp is not None:
            commands.append(SetRoleValue(role=role, field="ramp_months", value=ramp))
        if leave is not None:
            commands.append(SetRoleValue(role=role, field="attrition", value=leave / 100))
    if commands:
        acts.edit(session, *commands)


def _figures(role: Role) -> tuple[Quantity, Quantity]:
    return role.ramp_months, role.attrition


def _from(quantity: Quantity) -> str:
    """Where a figure comes from, short enough for a cell."""
    match quantity.origin:
        case Assumed(source="assumed"):
            return "no source"
        case Assumed(source=source):
            return f"row {source}"
        case origin:
            return origin.kind
