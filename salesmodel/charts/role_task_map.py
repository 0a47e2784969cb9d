"""The role-task map: every task against every role, with what each share takes and could take.

Offers `role_task_map`, the payload that frontend/src/matrix draws. Shares, hours, money and premium
are read from the evaluation (rules 3.1 to 3.3 and 3.8 of docs/method.md). Cost per standard hour of
fulfilled work, `c_r / (e q)` (rule 3.7), hangs on role and skill alone, so it stands once for each
skill and holds for roles without a share too. A role without the skill cannot hold a share (3.2).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.finding import named
from salesmodel.charts.journey_parts import journey_of
from salesmodel.charts.palette import role_colour
from salesmodel.charts.panel import first_that_fits
from salesmodel.charts.rows import short
from salesmodel.evaluation.result import Evaluation, RoleResult, TaskResult, TaskShare
from salesmodel.model import Assignment, Role, SalesModel, Segment, Task, TaskKind

MOST_OF_IT = 0.70
"""The title names the fewest tasks that make at least this part of the premium."""
PREMIUM = "Premium: cost a year above the most cost-effective roles."
MEASURES = (
    ("share", "Share, %", f"Share of each task's hours, %. {PREMIUM}"),
    ("hours", "Hours", f"Hours a year. {PREMIUM}"),
    ("cost", "Cost/hour", f"Cost of an hour fulfilled. {PREMIUM}"),
)
"""What the cells can show: its name, and the subtitle that says it."""
BEFORE = "Before the journey"
_NOTHING = 0.5  # money a year: less is none
_SAME = 5e-4  # of a share: less is none, and no change
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

Ranges = Mapping[tuple[str, str], tuple[float, float]]
Payload = dict[str, Any]


def role_task_map(
    model: SalesModel,
    evaluation: Evaluation,
    baseline: Evaluation | None,
    *,
    segment: str | None,
    ranges: Ranges | None = None,
) -> Payload:
    """The map of one segment's tasks, or of all (`segment` None).

    `ranges`: (task id, role id) to the least and the greatest share, between 0 and 1, with which
    the result stays within 1% of the best.
    """
    groups = _groups(model, segment)
    place = {(group["segment"], group["stage"]): i for i, group in enumerate(groups)}
    tasks = _in_order(model, place)
    now = [evaluation.task(task.id) for task in tasks]
    read = _Reader(model, evaluation, baseline, now, ranges or {})
    used = {task.kind for task in tasks}
    kinds = [kind.value for kind in TaskKind if kind in used]
    return {
        "title": _title(now, read.told, model.currency),
        "subtitle": MEASURES[0][2],
        "measures": [{"id": id_, "name": name, "says": says} for id_, name, says in MEASURES],
        "empty": _empty(model, tasks),
        "roles": [_column(role, evaluation.role(role.id), model.currency) for role in model.roles],
        "skills": {skill: read.skill(skill) for skill in dict.fromkeys(t.skill for t in tasks)},
        "groups": groups,
        "kinds": [{"id": kind, "name": kind.capitalize()} for kind in kinds],
        "tasks": [
            read.row(task, result) | {"group": place[task.segment, task.stage]}
            for task, result in zip(tasks, now, strict=True)
        ],
        "total": _total(now, model.currency),
        "scope": segment or "",
    }


class _Reader:
    """Reads the rows of one map; what all rows share is looked up once."""

    def __init__(
        self,
        model: SalesModel,
        evaluation: Evaluation,
        baseline: Evaluation | None,
        shown: Sequence[TaskResult],
        ranges: Ranges,
    ) -> None:
        self.model, self.currency = model, model.currency
        self.short = {role.id: role.short for role in model.roles}
        self.hourly = {role.id: role.hourly_cost for role in evaluation.roles}
        self.gaps = {g.id: g.sentence for g in evaluation.gaps if g.kind == "uncovered_task"}
        self.before = {task.id: task for task in baseline.tasks} if baseline is not None else {}
        self.held = _assignments(model)
        self.told, self.ranks = _told(shown), _ranks(shown)
        self.named = {task.id for task in self.told}
        self.ranges: dict[str, dict[str, tuple[float, float]]] = {}
        for (task, role), ends in ranges.items():
            if all(map(math.isfinite, ends)):  # what is not known is not told
                self.ranges.setdefault(task, {})[role] = ends

    def skill(self, skill: str) -> Payload:
        """What each role can do of tasks that need the skill, by role id."""
        return {role.id: self._craft(role, skill) for role in self.model.roles}

    def row(self, task: Task, now: TaskResult) -> Payload:
        """One task and the cells that hold, held or may hold a share of it."""
        return {
            "id": task.id,
            "name": task.name,
            "segment": task.segment,
            "stage": task.stage,
            "kind": task.kind.value,
            "skill": task.skill,
            "hours": now.hours,
            "hours_text": formats.hours(now.hours),
            "premium": now.premium,
            "premium_text": formats.payable(now.premium, self.currency),
            "premium_tip": self._premium_tip(now),
            "rank": self.ranks.get(task.id, 0),
            "tone": "named" if task.id in self.named else _tone(now),
            "best": list(now.best_roles),
            "note": self._note(task),
            "cells": self._cells(now),
        }

    def _cells(self, now: TaskResult) -> Payload:
        spent, before = {share.role: share for share in now.shares}, self.before.get(now.id)
        was = {share.role: share.share for share in before.shares} if before is not None else {}
        mine, ranges = self.held.get(now.id, {}), self.ranges.get(now.id, {})
        cells: Payload = {}
        for role in (role for role in self.short if role in mine or role in was or role in ranges):
            share = mine[role].share.value if role in mine else 0.0
            old = was.get(role, 0.0) if before is not None else None
            locked = role in mine and mine[role].locked
            could = role in ranges and ranges[role][1] > _SAME
            if share > 0 or (old or 0) > 0 or locked or could:
                cells[role] = self._cell(share, old, locked, spent.get(role))
            if role in cells and role in ranges:
                cells[role]["range"] = list(ranges[role])
        return cells

    def _cell(
        self, share: float, old: float | None, locked: bool, spent: TaskShare | None
    ) -> Payload:
        moved = old is not None and abs(share - old) > _SAME
        return {
            "share": share,
            "was": old if moved else None,
            "locked": locked,
            "hours": formats.hours(spent.hours if spent else 0.0),
            "money": formats.money_in_full(spent.cost if spent else 0.0, self.currency),
        }

    def _craft(self, role: Role, skill: str) -> Payload:
        known = role.skills.get(skill)
        if known is None:
            reason = f"{role.short} lacks the skill {skill}, which this task needs."
            return {"able": False, "reason": reason}
        quality, productivity = known.quality.value, known.productivity.value
        done = quality * productivity
        cost = self.hourly[role.id] / done if done > 0 else math.nan
        rate = _hourly(self.hourly[role.id], self.currency)
        return {
            "able": True,
            "quality": quality,
            "productivity": productivity,
            "cost": _hourly(cost, self.currency),
            "how": f"{rate} an hour / (productivity {formats.amount(productivity)} × "
            f"quality {formats.amount(quality)})",
        }

    def _premium_tip(self, task: TaskResult) -> str:
        if not task.shares:
            return "Not known yet: nobody does this task."
        best = named([self.short[role] for role in task.best_roles] or ["nobody"])
        if task.premium < _NOTHING:
            return f"No role or pair does the same fulfilment for less than today's roles ({best})."
        now, least = task.cost, task.cost - task.premium
        return (
            f"{formats.money_in_full(now, self.currency)} a year now, less "
            f"{formats.money_in_full(least, self.currency)} with {best} for the same fulfilment: "
            f"{formats.money_in_full(task.premium, self.currency)}."
        )

    def _note(self, task: Task) -> str:
        if not any(task.skill in role.skills for role in self.model.roles):
            return f"No role has the skill {task.skill}. Give it to one, or add a role that has it."
        return self.gaps.get(task.id, "")


def _assignments(model: SalesModel) -> dict[str, dict[str, Assignment]]:
    """Task id to role id to who does it."""
    held: dict[str, dict[str, Assignment]] = {}
    for item in model.assignments:
        held.setdefault(item.task, {})[item.role] = item
    return held


def _in_order(model: SalesModel, place: Mapping[tuple[str, str | None], int]) -> list[Task]:
    """The tasks of the groups, group by group; within one as the model lists them."""
    tasks = [task for task in model.tasks if (task.segment, task.stage) in place]
    return sorted(tasks, key=lambda task: place[task.segment, task.stage])


def _groups(model: SalesModel, segment: str | None) -> list[Payload]:
    """What tasks stand under, in journey order: before the journey, each stage, after the win."""
    shown = [each for each in model.segments if segment is None or each.id == segment]
    return [group for each in shown for group in _of_segment(model, each)]


def _of_segment(model: SalesModel, segment: Segment) -> list[Payload]:
    journey = journey_of(model, segment.id)
    used = {task.stage for task in model.tasks if task.segment == segment.id}
    places = [(None, BEFORE), *((s.id, s.name) for s in (*journey.stages, *journey.after))]
    return [
        {"segment": segment.id, "segment_name": segment.name, "stage": stage, "name": name}
        for stage, name in places
        if stage in used
    ]


def _column(role: Role, result: RoleResult, currency: str) -> Payload:
    return {
        "id": role.id,
        "short": role.short,
        "name": role.name,
        "colour": role_colour(role.kind.value),
        "rate": _hourly(result.hourly_cost, currency),
    }


def _hourly(value: float, currency: str) -> str:
    """$148, $62, $9: whole money from one on; "not known yet" where there is none."""
    if 1 <= value < 1_000:
        return f"{formats.symbol(currency)}{value:,.0f}"
    return formats.money(value if math.isfinite(value) else None, currency)


def _total(tasks: Sequence[TaskResult], currency: str) -> Payload:
    premium = sum(task.premium for task in tasks)
    full = formats.money_in_full(premium, currency)
    return {"premium": premium, "text": formats.payable(premium, currency), "full": full}


def _ranks(tasks: Sequence[TaskResult]) -> dict[str, int]:
    """The place of each task that makes a premium among those shown: 1 makes the most."""
    paid = sorted((t for t in tasks if t.premium >= _NOTHING), key=lambda task: -task.premium)
    return {task.id: i + 1 for i, task in enumerate(paid)}


def _tone(task: TaskResult) -> str:
    return "none" if task.premium < _NOTHING else "some"


def _told(tasks: Sequence[TaskResult]) -> list[TaskResult]:
    """The fewest tasks that make most of the premium, the largest first."""
    ranked = sorted((t for t in tasks if t.premium >= _NOTHING), key=lambda task: -task.premium)
    goal, made = MOST_OF_IT * sum(task.premium for task in ranked), 0.0
    for count, task in enumerate(ranked, start=1):
        made += task.premium
        if made >= goal * (1 - 1e-12):
            return ranked[:count]
    return []


def _title(tasks: Sequence[TaskResult], told: Sequence[TaskResult], currency: str) -> str:
    if not tasks:
        return "No tasks here yet"
    if not told:
        return "Every task sits with its most cost-effective roles"
    total = sum(task.premium for task in tasks)
    part = sum(task.premium for task in told)
    whole = total - part < _NOTHING
    of = f"{formats.money(part, currency)} of the {formats.money(total, currency)}"
    rest = (
        f"the whole misalignment premium of {formats.money(total, currency)}"
        if whole
        else f"{of} misalignment premium"
    )
    if len(told) > 1:
        count = _COUNTS[len(told)] if len(told) < len(_COUNTS) else f"{len(told):,}"
        return f"{count} tasks make {rest}"
    name = told[0].name
    return first_that_fits(f"{name} makes {rest}", f"One task makes {rest}", short(name, 60))


def _empty(model: SalesModel, tasks: Sequence[Task]) -> str:
    """What stands in place of the map, "" when there is one."""
    if not tasks:
        return "No tasks here yet. Buyers pass this journey without you: is that intended?"
    if not model.roles:
        return "No roles here yet. Add one, and it can take a share of these tasks."
    return ""
