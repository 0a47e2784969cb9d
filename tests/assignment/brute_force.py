"""One owner a task, by trying every combination: on plain arrays, with no solver at all.

Offers `every_way` and `least_of_all`. Rules 4.1 to 4.3 of docs/method.md.
"""

from __future__ import annotations

import math
from itertools import product

from salesmodel.assignment import Question, Staffing
from salesmodel.model import RoleKind, SalesModel
from tests.assignment.independent import Facts, facts_of, floors_of, joints_of, room_of

Way = dict[str, str]
"""Task id to the id of its owner."""
_HAIR = 1e-7


def least_of_all(model: SalesModel, question: Question) -> float | None:
    """The least cost of one owner a task; None when no way keeps the limits."""
    facts = facts_of(model)
    joints = list(joints_of(facts)) if question.handover is not None else []
    room, floors = room_of(facts, question), floors_of(facts, question)
    ways = every_way(facts, question, floors)
    costs = (_cost(facts, question, way, joints, room) for way in ways)
    found = [cost for cost in costs if cost is not None]
    return min(found, default=None)


def every_way(facts: Facts, question: Question, floors: dict[str, float]) -> list[Way]:
    """All ways that keep floors, pins, locks and what is forbidden."""
    tasks = [task.id for task in facts.model.tasks]
    able = {task: [role for owned, role in facts.hours if owned == task] for task in tasks}
    fixed = [(pin.task, pin.role, pin.share) for pin in question.pins]
    if question.keep_locked:
        fixed += [(a.task, a.role, a.share.value) for a in facts.model.assignments if a.locked]
    if any((task, role) not in facts.hours and part > 0 for task, role, part in fixed):
        return []
    options = [
        [
            role
            for role in able[task]
            if facts.quality[task, role] >= floors[task] - _HAIR
            and all(
                abs(part - (role == pinned)) < _HAIR for own, pinned, part in fixed if own == task
            )
            and not any(ban.role == role and ban.task in (None, task) for ban in question.forbidden)
        ]
        for task in tasks
    ]
    return [dict(zip(tasks, owners, strict=True)) for owners in product(*options)]


def _cost(
    facts: Facts,
    question: Question,
    way: Way,
    joints: list[tuple[str, str, float, float]],
    room: dict[str, float],
) -> float | None:
    """What the way costs a year; None when it breaks a limit."""
    hours = dict.fromkeys(room, 0.0)
    cost = 0.0
    for task, role in way.items():
        hours[role] += facts.hours[task, role]
    if question.handover is not None:
        for before, after, flow, worth in joints:
            if way[before] != way[after]:
                if question.handover.one_owner:
                    return None
                hours[way[after]] += flow * question.handover.hours
                cost += flow * worth * question.handover.drop_off
    if question.staffing is Staffing.AS_IS:
        if any(hours[role] > room[role] * (1 + _HAIR) for role in room):
            return None
        cost += sum(hours[role] * facts.rate[role] for role in room)
    else:
        paid = _pay(facts, question, hours)
        if paid is None:
            return None
        cost += paid
    if question.budget is not None and cost > question.budget * (1 + _HAIR):
        return None
    return cost


def _pay(facts: Facts, question: Question, hours: dict[str, float]) -> float | None:
    """The pay of the heads that these hours need, within the bounds of heads."""
    bounds = {bound.role: bound for bound in question.heads}
    total = 0.0
    for role in facts.model.roles:
        each = role.productive_hours.value * (question.max_utilisation or 1.0)
        heads = hours[role.id] / each
        if role.id in bounds:
            heads = max(heads, bounds[role.id].low)
        if question.staffing is Staffing.WHOLE and role.kind is not RoleKind.PRODUCT:
            heads = math.ceil(heads - _HAIR)
        most = bounds[role.id].high if role.id in bounds else None
        if most is not None and heads > most + _HAIR:
            return None
        total += heads * role.annual_cost.value
    return total
