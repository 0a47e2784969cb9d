"""The week of the highest-paid sellers as bars, with both verdicts of the 30% rule.

Offers `week_bars`, the payload that frontend/src/week draws. Hours, shares, causes and the sentence
are read from `salesmodel.assignment.non_selling.week` (rules 3.12 and 3.13 of docs/method.md). What
is not selling stands first, so that the bar passes the line exactly when the rule as stated fires:
the line stands at the limit's part of the hours worked, free time left out.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from salesmodel.assignment.non_selling.week import (
    FREE,
    MEETINGS,
    WORKING_WEEKS,
    Cause,
    Diagnostic,
    SellerWeek,
    WeekPart,
)
from salesmodel.charts import formats
from salesmodel.charts.finding import people, spend
from salesmodel.charts.move_words import saving_words, win_words
from salesmodel.charts.panel import first_that_fits
from salesmodel.evaluation import Evaluation
from salesmodel.model import SalesModel, TaskKind

ORDER = (
    MEETINGS,
    TaskKind.ADMINISTRATION.value,
    TaskKind.SERVICE.value,
    TaskKind.ONBOARDING.value,
    TaskKind.QUALIFICATION.value,
    TaskKind.PROSPECTING.value,
    TaskKind.TECHNICAL.value,
    TaskKind.SELLING.value,
    FREE,
)
"""The parts of a week as they stand in the bar: not selling first, the darkest at the front."""
LABELS = {TaskKind.ADMINISTRATION.value: "Admin"}
MEETINGS_ARE = "Meetings, internal work and administration that is no task."
MOST_TASKS = 5
"""So many tasks of a part are named; the others are counted."""
_NOTHING = 0.05  # hours a week: less is not drawn

Payload = dict[str, Any]


def week_bars(diagnostic: Diagnostic, model: SalesModel, evaluation: Evaluation) -> Payload:
    """The sellers, those who sell least first, with their causes; `model` is the evaluated one."""
    sellers = sorted(diagnostic.sellers, key=lambda week: -week.stated_share)
    used = {part.kind for week in sellers for part in week.parts if part.hours >= _NOTHING}
    limit = formats.share(diagnostic.limit)
    return {
        "title": _title(sellers, limit),
        "subtitle": f"Average working week, hours. Line: {limit} not selling.",
        "rule": diagnostic.rule,
        "pill": _pill(diagnostic),
        "line": limit,
        "rows": [_row(week, diagnostic.limit, model, evaluation) for week in sellers],
        "legend": [{"kind": kind, "label": _label(kind)} for kind in ORDER if kind in used],
        "sentence": diagnostic.sentence if sellers else "",
        "empty": ""
        if sellers
        else "No role does selling tasks yet. Give one a selling task, and its week stands here.",
    }


def _pill(diagnostic: Diagnostic) -> Payload:
    if diagnostic.fires in ("both", "actionable"):
        return {"text": "Restructure", "tone": "bad"}
    if diagnostic.fires == "stated":
        return {"text": "Only as stated", "tone": "watch"}
    return {"text": "Within", "tone": "good"} if diagnostic.sellers else {"text": "", "tone": ""}


def _title(sellers: Sequence[SellerWeek], limit: str) -> str:
    if not sellers:
        return "No role has a selling task yet"
    worst = sellers[0]
    if not any(week.stated_fires for week in sellers):
        return f"Every senior role is under the {limit} line"
    who, share = people(worst.short), formats.share(worst.stated_share)
    return first_that_fits(
        f"{who} {spend(who)} {share} of the week on non-selling work",
        f"{share} of the week goes to non-selling work",
    )


def _row(week: SellerWeek, limit: float, model: SalesModel, evaluation: Evaluation) -> Payload:
    hours = {part.kind: part for part in week.parts}
    working = week.hours - hours[FREE].hours if FREE in hours else week.hours
    return {
        "role": week.role,
        "name": week.name,
        "people": people(week.short),
        "rate": _rate(week, model.currency),
        "tip": _tip(week),
        "hours": week.hours,
        "line": limit * working,
        "parts": [
            _part(hours[kind], week, model, evaluation)
            for kind in ORDER
            if kind in hours and hours[kind].hours >= _NOTHING
        ],
        "stated": _verdict(week.stated_share, "as stated", week.stated_fires, limit),
        "actionable": _verdict(
            week.actionable_share, "can be acted on", week.actionable_fires, limit
        ),
        "causes": [_cause(cause, model) for cause in week.causes],
    }


def _rate(week: SellerWeek, currency: str) -> str:
    """$148 an hour."""
    if not math.isfinite(week.hourly_cost):
        return formats.NOT_KNOWN
    whole = 1 <= week.hourly_cost < 1_000
    rate = f"{formats.symbol(currency)}{week.hourly_cost:,.0f}" if whole else formats.money(
        week.hourly_cost, currency
    )  # fmt: skip
    return f"{rate} an hour"


def _tip(week: SellerWeek) -> str:
    if week.headcount <= 0:
        return f"{week.name}: nobody fills this role, so there is no week to show."
    text = (
        f"{week.name}: {formats.share(week.stated_share)} of the working time is not selling, "
        f"{formats.share(week.task_share)} of the time on tasks."
    )
    if week.overtime >= _NOTHING:
        text += f" The tasks ask for {week.overtime:.1f} hours a week more than a head is there."
    return text


def _verdict(share: float, reading: str, fires: bool, limit: float) -> Payload:
    """One reading of the rule, with its distance from the line for the tooltip."""
    away = formats.rate_change(share, limit, 0).lstrip(f"+{formats.MINUS}")
    side = "over" if fires else "within"
    tip = f"{away} {'over' if fires else 'under'} the {formats.share(limit)} line"
    if away == formats.NO_CHANGE:
        tip = f"on the {formats.share(limit)} line"
    return {
        "share": formats.share(share),
        "reading": reading,
        "side": side,
        "over": fires,
        "tip": f"{formats.rate(share)} of the working time: {tip}.",
    }


def _part(part: WeekPart, week: SellerWeek, model: SalesModel, evaluation: Evaluation) -> Payload:
    worked = week.hours - next((p.hours for p in week.parts if p.kind == FREE), 0.0)
    tip = f"{_label(part.kind)}: {part.hours:.1f} hours a week"
    if part.kind == FREE:
        tip += " with no task yet."
    else:
        tip += f", {formats.share(part.hours / worked)} of the working time."
    if part.kind == MEETINGS:
        tip += f" {MEETINGS_ARE}"
    tasks = _tasks(part.kind, week, model, evaluation)
    return {
        "kind": part.kind,
        "label": _label(part.kind),
        "hours": part.hours,
        "text": f"{part.hours:.1f}",
        "tip": "\n".join((tip, *_named(tasks, week.headcount))),
        "movable": _movable(week, {task for task, _, _ in tasks}),
    }


def _movable(week: SellerWeek, tasks: Collection[str]) -> float:
    """Hours a week of these tasks that another role could do."""
    held = (c.hours for c in week.causes if c.task in tasks and c.to_role is not None)
    return sum(held) / _year(week.headcount)


def _tasks(
    kind: str, week: SellerWeek, model: SalesModel, evaluation: Evaluation
) -> list[tuple[str, str, float]]:
    """Id, name and hours a year of the seller's tasks of a kind, the longest first."""
    found = [
        (task.id, task.name, share.hours)
        for task in model.tasks
        if task.kind.value == kind
        for share in evaluation.task(task.id).shares
        if share.role == week.role and share.hours > 0
    ]
    return sorted(found, key=lambda each: -each[2])


def _named(tasks: Sequence[tuple[str, str, float]], heads: float) -> list[str]:
    lines = [f"{name}: {hours / _year(heads):.1f}" for _, name, hours in tasks[:MOST_TASKS]]
    more = len(tasks) - len(lines)
    return [*lines, f"and {more} more"] if more else lines


def _year(heads: float) -> float:
    """The weeks of a year of all heads together."""
    return (heads or 1.0) * WORKING_WEEKS


def _cause(cause: Cause, model: SalesModel) -> Payload:
    taker = next((role for role in model.roles if role.id == cause.to_role), None)
    segments = {segment.id: segment.name for segment in model.segments}
    return {
        "task": cause.task,
        "name": f"{cause.name}, {segments[cause.segment]}" if len(segments) > 1 else cause.name,
        "share": formats.rate(cause.share),
        "to": None
        if taker is None
        else {"role": taker.id, "kind": taker.kind.value, "people": people(taker.short)},
        "saving": None if cause.saving is None else saving_words(cause.saving, model.currency),
        "win": None if cause.win_rate_change is None else win_words(cause.win_rate_change),
        "why": cause.why,
    }


def _label(kind: str) -> str:
    return LABELS.get(kind, kind.capitalize())
