"""What each task has to keep, and what each role has to give.

Offers `floors_of` and `earning` (tasks), `capacities` and `head_hours` (roles). Rules 4.1 and 4.2
of docs/method.md.
"""

from __future__ import annotations

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.question import Goal, Question
from salesmodel.journey.linear import Array


def floors_of(able: AbleShares, question: Question) -> Array:
    """Least fulfilment of each task, (tasks,). For most contribution a task is free where the model
    turns its fulfilment into wins; elsewhere nothing would speak for doing it well."""
    now = able.baseline_fulfilment if question.from_baseline else able.now.fulfilment[:, 0]
    kept = np.full(len(now), 1.0 if question.floor is None else question.floor)
    if question.goal is Goal.CONTRIBUTION and question.floor is None:
        kept[earning(able)] = 0.0
    floors = kept * now
    places = {task.id: place for place, task in enumerate(able.model.tasks)}
    for floor in question.floors:
        floors[places[floor.task]] = floor.fulfilment
    result: Array = floors
    return result


def earning(able: AbleShares) -> Array:
    """Tasks whose fulfilment changes the win rate, (tasks,) bool: they weigh on a stage before the
    win from which some, but not all, are lost."""
    compiled, stage = able.compiled, able.compiled.task_stage
    lost = able.now.stage_loss[stage, 0]
    before = (stage >= 0) & (compiled.task_after == 0) & (compiled.task_unit >= 0)
    result: Array = before & (compiled.base.weight[:, 0] > 0) & (lost > 0) & (lost < 1)
    return result


def capacities(able: AbleShares, question: Question, more: float = 0.0) -> Array:
    """Hours a year that each role has, (roles,), with the heads of today, or so many more of each
    (rule 4.2)."""
    base = able.compiled.base
    hours: Array = ((base.headcount + more) * base.productive_hours)[:, 0]
    if question.max_utilisation is not None:
        return hours * question.max_utilisation
    return np.maximum(hours, able.now.role_hours[:, 0])


def head_hours(able: AbleShares, question: Question) -> Array:
    """Hours a year that one head of each role may be asked for, (roles,)."""
    hours: Array = able.compiled.base.productive_hours[:, 0]
    return hours * (question.max_utilisation or 1.0)
