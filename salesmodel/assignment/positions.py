"""Where an assignment stands under a question: cost, heads and hours, and what the kernel answers.

Offers `position_of`, and `completed`, all columns that go with shares. Rules 4.1 to 4.3.
"""

from __future__ import annotations

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.bounds import head_hours
from salesmodel.assignment.least_cost.formulating import Layout, costs
from salesmodel.assignment.optimum import Position
from salesmodel.assignment.question import Goal, Question, Staffing
from salesmodel.evaluation import run
from salesmodel.journey.linear import Array
from salesmodel.model import RoleKind

_SLACK = 1e-6


def position_of(able: AbleShares, question: Question, layout: Layout, shares: Array) -> Position:
    """Where shares (pairs,) stand, counted as the question counts."""
    raw = run(able.compiled, able.values(shares))
    x = completed(able, question, layout, shares, raw.role_hours[:, 0])
    responds = question.goal is Goal.CONTRIBUTION
    cost = costs(able, question, layout)
    handovers = float(cost[layout.takeovers] @ x[layout.takeovers])
    answered = float(raw.segment_cost.sum())
    by_hours = question.staffing is Staffing.AS_IS
    counted = answered + handovers if responds and by_hours else float(cost @ x)
    hours = raw.role_hours[:, 0] if responds else _hours(able, shares)
    heads = _heads(able, question, hours + _takeover_hours(able, question, layout, x))
    wins = float(raw.wins.sum())
    arrivals = float(able.compiled.base.arrivals.sum())
    names = [role.id for role in able.model.roles]
    return Position(
        cost=counted,
        answered_cost=answered,
        contribution=float(raw.contribution.sum()),
        win_rate=wins / arrivals if arrivals > 0 else 0.0,
        wins=wins,
        heads=dict(zip(names, heads.tolist(), strict=True)),
        hours=dict(zip(names, hours.tolist(), strict=True)),
        handovers=handovers,
    )


def counted_cost(able: AbleShares, question: Question, layout: Layout, shares: Array) -> float:
    """Money a year of shares for the buyers of today, as the question counts it."""
    x = completed(able, question, layout, shares, np.zeros(len(able.model.roles)))
    return float(costs(able, question, layout) @ x)


def completed(
    able: AbleShares, question: Question, layout: Layout, shares: Array, answered: Array
) -> Array:
    """All columns that go with shares: what is taken over at each joint, who owns, the heads."""
    x = np.zeros(layout.size)
    x[layout.shares] = shares
    if layout.owns.stop > layout.owns.start:
        x[layout.owns] = shares > _SLACK  # less is what moves leave through rounding
    roles = len(able.model.roles)
    if layout.takeovers.stop > layout.takeovers.start:
        grid = np.zeros((len(able.model.tasks), roles))
        grid[able.task, able.role] = shares
        joints = layout.joints
        x[layout.takeovers] = np.maximum(grid[joints.after] - grid[joints.before], 0.0).ravel()
    if question.staffing is not Staffing.AS_IS:
        hours = answered if question.goal is Goal.CONTRIBUTION else _hours(able, shares)
        x[layout.heads] = _heads(able, question, hours + _takeover_hours(able, question, layout, x))
    return x


def _hours(able: AbleShares, shares: Array) -> Array:
    """Hours of each role for the buyers of today."""
    hours = np.bincount(able.role, able.unit_hours * shares, len(able.model.roles))
    return hours.astype(np.float64)


def _takeover_hours(able: AbleShares, question: Question, layout: Layout, x: Array) -> Array:
    roles = len(able.model.roles)
    if question.handover is None or layout.takeovers.stop == layout.takeovers.start:
        return np.zeros(roles)
    taken = x[layout.takeovers].reshape(len(layout.joints), roles)
    hours: Array = layout.joints.flow @ taken * question.handover.hours
    return hours


def _heads(able: AbleShares, question: Question, hours: Array) -> Array:
    """Heads for these hours: those that are there, or as many as it takes, whole where asked."""
    if question.staffing is Staffing.AS_IS:
        present: Array = able.compiled.base.headcount[:, 0]
        return present
    heads = hours / head_hours(able, question)
    if question.staffing is Staffing.WHOLE:
        people = np.array([role.kind is not RoleKind.PRODUCT for role in able.model.roles])
        heads = np.where(people, np.ceil(heads - _SLACK), heads)
    low = {each.role: each.low for each in question.heads}
    return np.maximum(heads, [low.get(role.id, 0.0) for role in able.model.roles])
