"""How many people are needed when, and what breaks first: the view "Sizing" of the roles page.

Offers `sizing_panel`. Ramp and attrition of each role are edited here, as one step of the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from salesmodel.assignment.breaking import breaking_points
from salesmodel.assignment.sizing import (
    HORIZONS,
    RolePlan,
    SizingChoice,
    StaffingPlan,
    plan_by_month,
)
from salesmodel.assignment.solving import Watch
from salesmodel.charts import formats
from salesmodel.charts.breaking import breaking_map
from salesmodel.charts.palette import role_colour, tokens
from salesmodel.charts.sizing import MONTHS, heads, staffing
from salesmodel.editing import SetRoleValue
from salesmodel.model import Assumed, Quantity, Role
from salesmodel.ui import acts
from salesmodel.ui.chart import show_chart
from salesmodel.ui.searching import search
from salesmodel.ui.session import WorkbenchSession, bind, widget

UTMOST = {0.85: "85%", 1.0: "100%"}
SMALLEST, LARGEST = -50, 300
"""Per cent that demand may grow in a year."""


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
    with left, st.container(border=True, key="panel-sizing_plan"):
        _roles(session)
        show_chart(staffing(plan, asked.role, asked.first_month), key="sizing_plan", height=176)
        st.html(_hires_table(plan, asked.first_month))
        st.caption(_note(plan))
    with right, st.container(border=True, key="panel-sizing_load"):
        breaking = breaking_points(session.now.evaluation)
        busy = sum(role.utilisation > 0 for role in breaking.roles)
        show_chart(breaking_map(breaking), key="sizing_load", height=24 + 22 * max(1, min(busy, 9)))
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
            "Demand grows a year, %", SMALLEST, LARGEST, step=5, width=120,
            key=bind("sizing_growth", round(100 * asked.growth)), label_visibility="collapsed",
            on_change=_chosen, args=(session, "growth", 0.01),
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


def _chosen(session: WorkbenchSession, field: str, scale: float | None = None) -> None:
    value = widget(f"sizing_{field}")
    if scale is not None:
        value = round(value * scale, 6)
    session.sizing = replace(session.sizing, **{field: value})


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


def _hires_table(plan: StaffingPlan, first_month: int) -> str:
    """Hires by month and role, the heads now and at the end, and the pay of each month."""
    months = [MONTHS[(first_month - 1 + place) % 12][:3] for place in range(plan.months)]
    head = "".join(f"<th>{cell}</th>" for cell in ("Hires", "Now", "End", "Sum", *months))
    rows = "".join(map(_hires_row, plan.roles))
    size, letter = (1e6, "M") if max(plan.payroll) >= 999_500 else (1e3, "k")
    pay = "".join(f"<td>{each / size:,.{2 if letter == 'M' else 0}f}</td>" for each in plan.payroll)
    label = f"Pay, {formats.symbol(plan.currency).strip()}{letter}"
    total = formats.money(plan.payroll_in_all, plan.currency)
    return (
        f'{_TABLE_STYLE}<div class="sizing-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}<tr><td>{escape(label)}</td><td></td><td></td><td><b>{escape(total)}</b></td>{pay}</tr>"
        "</tbody></table></div>"
    )


def _hires_row(role: RolePlan) -> str:
    light, dark = (tokens(dark=dark)[role_colour(role.kind)[1:]] for dark in (False, True))
    mark = f'<i style="background:light-dark({light},{dark})"></i>'
    cells = "".join(
        f'<td class="hired">+{heads(hired)}</td>' if hired > 0 else "<td>·</td>"
        for hired in role.hires
    )
    total = f"<b>{heads(role.hired)}</b>" if role.hired else "none"
    return (
        f'<tr title="{escape(role.name, quote=True)}"><td>{mark}{escape(role.short)}</td>'
        f"<td>{heads(role.heads_now)}</td><td>{heads(role.heads[-1])}</td><td>{total}</td>{cells}</tr>"
    )


def _note(plan: StaffingPlan) -> str:
    idle = plan.total("idle")[-1]
    gap = max((role.gap for role in plan.roles), default=0.0)
    parts = [
        "Leavers are expected values, so heads at the end have decimals; nobody is dismissed"
        + (f": {heads(idle)} of full use are idle at the end." if idle >= 0.05 else ".")
    ]
    if gap >= 0.5:
        parts.append(
            f"No plan saves {formats.amount(round(gap, 1))} months of one person's pay more."
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


_TABLE_STYLE = """<style>
[class*="st-key-sizing_"][class*="_chart"] .stHorizontalBlock { flex-wrap: nowrap; }
.sizing-table { overflow-x: auto; margin-top: 4px; }
.sizing-table table { border-collapse: collapse; width: 100%; font-size: 11px; line-height: 16px;
  font-variant-numeric: tabular-nums; }
.sizing-table :is(th, td) { padding: 2px 3px; border: 0; border-bottom: 1px solid var(--line);
  text-align: right; white-space: nowrap; font-weight: 400; }
.sizing-table th { color: var(--ink2); }
.sizing-table :is(th, td):first-child { text-align: left; }
.sizing-table .hired { font-weight: 650; color: light-dark(#1F5AE0, #7FA7FF); }
.sizing-table i { display: inline-block; width: 8px; height: 8px; border-radius: 2px;
  margin-right: 6px; }
</style>"""
