"""Hires by month and role as a table; by quarter where the plan is longer than a year.

Offers `hires_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from salesmodel.assignment.staffing.sizing import RolePlan, StaffingPlan
from salesmodel.charts import formats
from salesmodel.charts.palette import role_colour, tokens
from salesmodel.charts.sizing import Period, heads, periods


def hires_table(plan: StaffingPlan, first_month: int) -> str:
    """Hires by month and role, the heads now and at the end, and the pay of each month, as HTML."""
    spans = periods(plan.months, first_month)
    head = "".join(f"<th>{cell}</th>" for cell in ("Hires", "Now", "End", "Sum", *_names(spans)))
    rows = "".join(_row(role, spans) for role in plan.roles)
    return (
        f'{_STYLE}<div class="sizing-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}{_pay(plan, spans)}</tbody></table></div>"
    )


def _names(spans: Sequence[Period]) -> list[str]:
    """The periods, with their year where there are several."""
    several = spans[-1].year > 1
    return [f"{s.name}<br>year {s.year}" if several else s.name for s in spans]


def _pay(plan: StaffingPlan, spans: Sequence[Period]) -> str:
    sums = [span.sum(plan.payroll) for span in spans]
    size, letter = (1e6, "M") if max(sums) >= 999_500 else (1e3, "k")
    pay = "".join(f"<td>{each / size:,.{2 if letter == 'M' else 0}f}</td>" for each in sums)
    label = escape(f"Pay, {formats.symbol(plan.currency).strip()}{letter}")
    total = escape(formats.money(plan.payroll_in_all, plan.currency))
    return f"<tr><td>{label}</td><td></td><td></td><td><b>{total}</b></td>{pay}</tr>"


def _row(role: RolePlan, spans: Sequence[Period]) -> str:
    light, dark = (tokens(dark=dark)[role_colour(role.kind)[1:]] for dark in (False, True))
    mark = f'<i style="background:light-dark({light},{dark})"></i>'
    cells = "".join(
        f'<td class="hired">+{heads(hired)}</td>' if hired > 0 else "<td>·</td>"
        for hired in (span.sum(role.hires) for span in spans)
    )
    total = f"<b>{heads(role.hired)}</b>" if role.hired else "none"
    return (
        f'<tr title="{escape(role.name, quote=True)}"><td>{mark}{escape(role.short)}</td>'
        f"<td>{heads(role.heads_now)}</td><td>{heads(role.heads[-1])}</td>"
        f"<td>{total}</td>{cells}</tr>"
    )


_STYLE = """<style>
.sizing-table { overflow-x: auto; margin-top: 4px; }
.sizing-table table { border-collapse: collapse; width: 100%; font-size: 11px; line-height: 16px;
  font-variant-numeric: tabular-nums; }
.sizing-table :is(th, td) { padding: 2px 3px; border: 0; border-bottom: 1px solid var(--line);
  text-align: right; white-space: nowrap; font-weight: 400; }
.sizing-table th { color: var(--ink2); vertical-align: bottom; }
.sizing-table :is(th, td):first-child { text-align: left; }
.sizing-table .hired { font-weight: 650; color: light-dark(#1F5AE0, #7FA7FF); }
.sizing-table i { display: inline-block; width: 8px; height: 8px; border-radius: 2px;
  margin-right: 6px; }
@media (min-width: 1600px) { .sizing-table table { font-size: 13px; line-height: 20px; } }
</style>"""
