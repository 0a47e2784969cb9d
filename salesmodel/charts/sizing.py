"""The plan of hires, drawn: heads needed and there, month by month.

Offers `staffing` (one role, or all together), the finding that it states (`hiring_finding`),
`month_name`, and `periods`: months, or quarters where months would be too many to read.
Rules 4.16 and 4.17 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from salesmodel.assignment.staffing.sizing import RolePlan, StaffingPlan
from salesmodel.charts import formats
from salesmodel.charts.drawing import Drawing
from salesmodel.charts.finding import people
from salesmodel.charts.palette import role_colour
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits

Say = Callable[[float], str]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def month_name(month: int, first_month: int, short: bool = False) -> str:
    """Month 1, 2, ... of a plan that begins in `first_month` of the calendar; from the 13th on
    with its year: "March", "March of year 2", in short "Mar of year 2"."""
    year, place = divmod(month - 1, 12)
    name = MONTHS[(first_month - 1 + place) % 12]
    name = name[:3] if short else name
    return name if year == 0 else f"{name} of year {year + 1}"


MOST_MONTHS = 12
"""Months that are marked one by one; a longer plan is read by quarters."""


@dataclass(frozen=True)
class Period:
    """Months `first` to `last` of a plan, from 1; `name`: Jan, or Jan–Mar; `year` of the plan."""

    first: int
    last: int
    name: str
    year: int

    def sum(self, series: Sequence[float]) -> float:
        """What a series by month comes to in these months."""
        return sum(series[self.first - 1 : self.last])


def periods(months: int, first_month: int) -> tuple[Period, ...]:
    """The plan's months, or its quarters where it has more than twelve."""
    step = 1 if months <= MOST_MONTHS else 3
    found = []
    for first in range(1, months + 1, step):
        last = min(first + step - 1, months)
        ends = dict.fromkeys(MONTHS[(first_month + m - 2) % 12][:3] for m in (first, last))
        found.append(Period(first, last, "–".join(ends), (first - 1) // 12 + 1))
    return tuple(found)


def heads(value: float) -> str:
    """Heads with one decimal where they are not whole: 4, 4.7."""
    return formats.amount(round(value, 1))


def staffing(plan: StaffingPlan, role_id: str = "", first_month: int = 1) -> ChartPanel:
    """Heads needed and there, month by month, with the hires marked; "" for all roles together."""
    role = plan.role(role_id) or _together(plan)
    title = hiring_finding(plan, role, first_month)
    return ChartPanel(
        key="staffing",
        title=title,
        subtitle=_measure(plan, role, first_month),
        drawing=_months_drawn(role, first_month),
        alt=f"Bars: heads of full use and still ramping by month; line: heads needed. {title}",
        table=_plan_table(plan, role, first_month),
        legend=(
            ("of full use", role_colour(role.kind) if role.kind else "@base"),
            ("still ramping", "@line2"),
            ("heads needed", "@ink"),
            (
                "hired at the start of the month"
                if plan.months <= MOST_MONTHS
                else "hired in the quarter",
                "@accent",
            ),
            ("hours more than they can take", "@bad"),
        ),
    )


def hiring_finding(plan: StaffingPlan, role: RolePlan, first_month: int) -> str:
    """Whom to hire by when, and what happens otherwise; at most 72 characters."""
    undone = role.short_if_none_hired
    worst = max(range(plan.months), key=lambda month: undone[month], default=0)
    until = [month for month in range(worst + 1) if role.hires[month] > 0]
    if until:
        who = _counted(heads(sum(role.hires[: worst + 1])), role)
        when = "in" if until[0] == until[-1] else "by"
        short = formats.hours(undone[worst])
        due, late = (month_name(month + 1, first_month) for month in (until[-1], worst))
        in_short = [month_name(month + 1, first_month, short=True) for month in (until[-1], worst)]
        then = in_short[1] if worst > until[-1] else "that month"
        return first_that_fits(
            f"Hire {who} {when} {due}, or {late} is short of {short} hours",
            f"Hire {who} {when} {in_short[0]}, or {in_short[1]} is short of {short} hours",
            f"Hire {who} {when} {in_short[0]}, or {then} is {short} hours short",
            f"Hire {who}, or up to {short} hours of a month are left over",
        )
    if not any(role.hours):
        return first_that_fits(f"{role.short}: no work in this plan", "No work in this plan")
    if role.first_month_short is not None:
        return first_that_fits(
            f"{role.short} is short of {formats.hours(sum(role.short_hours))} hours that no hire "
            "can take in time"
        )
    end = month_name(plan.months, first_month)
    return first_that_fits(
        f"Nobody to hire: {role.short} carries its work to {end}",
        "Nobody to hire: the people of today carry the work",
    )


def _together(plan: StaffingPlan) -> RolePlan:
    """All roles as one; work that one leaves is not taken for what another could do."""
    whole: dict[str, Any] = {
        name: plan.total(name)
        for name in (
            "hours", "need", "heads", "effective", "hires", "leavers", "short_hours",
            "short_if_none_hired", "idle", "payroll",
        )
    }  # fmt: skip
    now = sum(role.heads_now for role in plan.roles)
    return RolePlan(
        role="", name="All roles", short="The team", kind="", ramp_months=0, attrition=0,
        heads_now=now, utilisation=(0.0,) * plan.months, **whole,
    )  # fmt: skip


def _counted(number: str, role: RolePlan) -> str:
    if not role.role:
        return "1 person" if number == "1" else f"{number} people"
    if number == "1":
        return f"1 {role.short}"
    plural = people(role.short)
    return f"{number} {plural if plural != role.short else f'{role.short} heads'}"


def _measure(plan: StaffingPlan, role: RolePlan, first_month: int) -> str:
    parts = [f"Heads, people at most {formats.share(plan.max_utilisation)} busy"]
    if role.role:
        parts.append(f"ramp {formats.amount(role.ramp_months)} months")
    first, last = role.first_month_short, role.last_month_short
    if first is not None and last is not None:
        months = dict.fromkeys(month_name(month, first_month) for month in (first, last))
        short = formats.hours(sum(role.short_hours))
        parts.append(f"short even so: {short} hours, {' to '.join(months)}")
    return "; ".join(parts)


def _months_drawn(role: RolePlan, first_month: int) -> Drawing:
    month = list(range(1, len(role.need) + 1))
    ramping = [max(0.0, h - e) for h, e in zip(role.heads, role.effective, strict=True)]
    names = [month_name(m, first_month) for m in month]
    top = 1.34 * max([*role.heads, *role.need, 0.1])
    bars: dict[str, Any] = {"type": "bar", "x": month, "customdata": names, "cliponaxis": False}
    colour = role_colour(role.kind) if role.kind else "@base"
    spans = periods(len(month), first_month)
    data = [
        {**bars, "y": role.effective, "marker": {"color": colour},
         "hovertemplate": "%{customdata}: %{y:.1f} heads of full use<extra></extra>"},
        {**bars, "y": ramping, "marker": {"color": "@line2"},
         "hovertemplate": "%{customdata}: %{y:.1f} heads still ramping<extra></extra>"},
        {"type": "scatter", "x": month, "y": role.need, "mode": "lines", "customdata": names,
         "line": {"color": "@ink", "width": 2, "shape": "hvh"},
         "hovertemplate": "%{customdata}: %{y:.2f} heads needed<extra></extra>"},
        _marks(role, spans, role.hires, colour="@accent", above=0.01,
               say=lambda h: f"<b>+{heads(h)}</b>"),
        _marks(role, spans, role.short_hours, colour="@bad", above=0.13,
               say=lambda h: f"{formats.hours(h)} h"),
    ]  # fmt: skip
    return Drawing({"data": data, "layout": _months_layout(spans, top)})


def _marks(
    role: RolePlan, spans: Sequence[Period], amounts: Sequence[float], *, colour: str,
    above: float, say: Say,
) -> Any:  # fmt: skip
    """Words over the bars of the periods in which an amount is above zero."""
    shown = [span for span in spans if span.sum(amounts) > 0]
    tops = [max(pair) for pair in zip(role.heads, role.need, strict=True)]
    tall = max([*tops, 0.1])
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
        "x": [(span.first + span.last) / 2 for span in shown],
        "y": [max(tops[span.first - 1 : span.last]) + above * tall for span in shown],
        "text": [say(span.sum(amounts)) for span in shown], "textposition": "top center",
        "textfont": {"color": colour, "size": 12},
    }  # fmt: skip


def _months_layout(spans: Sequence[Period], top: float) -> dict[str, Any]:
    several = spans[-1].year > 1
    words = [
        f"{span.name}<br>year {span.year}"
        if several and (place == 0 or spans[place - 1].year < span.year)
        else span.name
        for place, span in enumerate(spans)
    ]
    return {
        "barmode": "stack", "bargap": 0.18,
        "margin": {"l": 28, "r": 8, "t": 4, "b": 34 if several else 20},
        "xaxis": {"visible": True, "showticklabels": True, "ticktext": words,
                  "tickvals": [(span.first + span.last) / 2 for span in spans],
                  "range": [0.4, spans[-1].last + 0.6], "fixedrange": True},
        "yaxis": {"visible": True, "showticklabels": True, "showgrid": True, "gridcolor": "@line",
                  "nticks": 5, "range": [0, top], "rangemode": "tozero", "fixedrange": True},
    }  # fmt: skip


def _plan_table(plan: StaffingPlan, role: RolePlan, first_month: int) -> Table:
    rows = zip(
        range(1, plan.months + 1), role.need, role.heads, role.effective, role.hires, role.leavers,
        role.short_hours, role.idle, role.payroll, strict=True,
    )  # fmt: skip
    return Table(
        ("Month", "Needed", "Heads", "Of full use", "Hired", "Leave", "Short, h", "Idle", "Pay"),
        tuple(
            (month_name(m, first_month), *map(heads, (need, there, effective, hired)),
             f"{left:.2f}", formats.hours(short), heads(idle), formats.money(pay, plan.currency))
            for m, need, there, effective, hired, left, short, idle, pay in rows
        ),
    )  # fmt: skip
