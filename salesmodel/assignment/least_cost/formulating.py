"""From a model and a question to a programme: what must hold, and what it costs.

Offers `structure` (all that does not depend on how buyers flow), `Layout` (which column is what),
`least_cost` (with capacity, budget and costs for the buyers of today).
Rules 4.1 to 4.3 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.bounds import capacities, floors_of, head_hours
from salesmodel.assignment.least_cost.handing_over import Neighbours, neighbours
from salesmodel.assignment.least_cost.programme import FREE, Kind, Limit, Programme, Rows
from salesmodel.assignment.question import Question, Staffing
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array
from salesmodel.model import RoleKind

_SLACK = 1e-11
"""What today's shares may miss their own floor by, through rounding."""
Entries = tuple[Index, Index, Array]


@dataclass(frozen=True)
class Layout:
    """The columns: `shares` of the pairs; `heads` of the roles, where they are free; `takeovers`,
    the part of the buyers of each of `joints` that a role takes over (joint-major), where that
    costs something; `owns`, whether a pair holds any share, where owners are limited."""

    shares: slice
    heads: slice
    takeovers: slice
    owns: slice
    joints: Neighbours

    @property
    def size(self) -> int:
        """The number of columns."""
        return int(self.owns.stop)


@dataclass(frozen=True)
class Formulation:
    """A programme, the place of its columns, and the row of each role's capacity."""

    programme: Programme
    layout: Layout
    capacity: Index


def layout_of(able: AbleShares, question: Question) -> Layout:
    """Which columns the question needs."""
    joints = neighbours(able) if question.handover is not None else _NO_JOINTS
    roles = len(able.model.roles)
    sizes = (
        len(able),
        roles if question.staffing is not Staffing.AS_IS else 0,
        len(joints) * roles if _costs_handover(question) else 0,
        len(able) if question.max_owners is not None else 0,
    )
    ends = np.cumsum(sizes).tolist()
    starts = [0, *ends[:-1]]
    shares, heads, takeovers, owns = (slice(a, b) for a, b in zip(starts, ends, strict=True))
    return Layout(shares, heads, takeovers, owns, joints)


_NO_JOINTS = Neighbours(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0), np.zeros(0))


def _costs_handover(question: Question) -> bool:
    handover = question.handover
    return handover is not None and (handover.hours > 0 or handover.drop_off > 0)


def structure(able: AbleShares, question: Question) -> tuple[Rows, Layout]:
    """The rows that hold whatever the flow: every task is done, pins, locks, what is forbidden,
    floors, owners, heads, one owner across neighbours, and what a takeover is."""
    layout, rows = layout_of(able, question), Rows()
    _cover(able, rows)
    _fixed(able, question, rows)
    _floors(able, question, rows)
    _owners(able, question, layout, rows)
    _heads(able, question, layout, rows)
    _takeovers(able, question, layout, rows)
    return rows, layout


def columns(able: AbleShares, layout: Layout, question: Question) -> tuple[Array, Array, Array]:
    """Low and high bound of each column, and whether it is whole. Software is not people: heads of
    a product role may be broken even where people are whole."""
    low, high = np.zeros(layout.size), np.ones(layout.size)
    whole = np.zeros(layout.size, bool)
    high[layout.heads] = FREE
    whole[layout.owns] = True
    if question.staffing is Staffing.WHOLE:
        whole[layout.heads] = [role.kind is not RoleKind.PRODUCT for role in able.model.roles]
    return low, high, whole


def least_cost(able: AbleShares, question: Question) -> Formulation:
    """The programme of least cost for the buyers of today (rule 4.1)."""
    rows, layout = structure(able, question)
    capacity = add_capacity(able, question, layout, rows)
    cost = costs(able, question, layout)
    if question.budget is not None:
        _budget(question.budget, cost, rows)
    return Formulation(rows.programme(cost, *columns(able, layout, question)), layout, capacity)


def costs(able: AbleShares, question: Question, layout: Layout) -> Array:
    """Money a year of each column: hours as they are paid, or heads; and what handovers cost."""
    cost = np.zeros(layout.size)
    paid_by_hour = question.staffing is Staffing.AS_IS
    if paid_by_hour:
        cost[layout.shares] = able.unit_cost
    else:
        cost[layout.heads] = able.compiled.base.annual_cost[:, 0]
    handover, joints = question.handover, layout.joints
    if handover is not None and layout.takeovers.stop > layout.takeovers.start:
        hours = np.outer(joints.flow, able.hourly_cost) * handover.hours * paid_by_hour
        lost = (joints.flow * joints.worth * handover.drop_off)[:, None]
        cost[layout.takeovers] = (hours + lost).ravel()
    return cost


def add_capacity(
    able: AbleShares,
    question: Question,
    layout: Layout,
    rows: Rows,
    *,
    hours: Entries | None = None,
    spare: Array | None = None,
) -> Index:
    """A row for each role: its hours within what its heads have, as parts of that. `hours`: of the
    pairs by role (role, pair, hours), those of today's buyers if None; `spare`: hours to add to
    what there is, (roles,). Gives the rows' places."""
    roles = able.model.roles
    there = capacities(able, question) if question.staffing is Staffing.AS_IS else None
    scale = head_hours(able, question) if there is None else np.maximum(there, 1.0)
    row, column, value = hours or (able.role, np.arange(len(able)), able.unit_hours)
    blocks = [(row, column, value / scale[row])]
    if layout.takeovers.stop > layout.takeovers.start and question.handover is not None:
        blocks.append(_takeover_hours(layout, question.handover.hours, scale))
    if there is None:
        each = np.arange(len(roles))
        blocks.append((each, layout.heads.start + each, np.full(len(roles), -1.0)))
    high = np.zeros(len(roles)) if there is None else there / scale + _SLACK
    if spare is not None:
        high = high + spare / scale
    first = rows.size
    kind: Kind = "link" if there is None else "capacity"  # free heads follow: nothing to give up
    limits = [
        Limit(kind, role=role.id, amount=amount)
        for role, amount in zip(roles, (scale if there is None else there).tolist(), strict=True)
    ]
    rows.add(limits, _joined(blocks), high=high)
    return np.arange(first, first + len(roles))


def _takeover_hours(layout: Layout, hours: float, scale: Array) -> Entries:
    roles, joints = len(scale), len(layout.joints)
    column = np.arange(layout.takeovers.start, layout.takeovers.stop)
    role = np.tile(np.arange(roles), joints)
    return role, column, np.repeat(layout.joints.flow, roles) * hours / scale[role]


def _joined(blocks: Iterable[Entries]) -> Entries:
    row, column, value = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return row, column, value


def _cover(able: AbleShares, rows: Rows) -> None:
    limits = [Limit("cover", task=task.id, amount=1.0) for task in able.model.tasks]
    rows.add(limits, (able.task, np.arange(len(able)), np.ones(len(able))), 1.0, 1.0)


def _fixed(able: AbleShares, question: Question, rows: Rows) -> None:
    """Locks, pins and what is forbidden: one row each, so that each can be named."""
    tasks, roles = able.model.tasks, able.model.roles
    wanted: list[tuple[Limit, Iterable[int]]] = []
    if question.keep_locked:
        wanted += [
            (Limit("lock", tasks[able.task[p]].id, roles[able.role[p]].id, able.present[p]), [p])
            for p in np.flatnonzero(able.locked).tolist()
        ]
    for pin in question.pins:
        place = able.pair(pin.task, pin.role)
        limit = Limit("pin", pin.task, pin.role, pin.share)
        wanted.append((limit, [] if place is None else [place]))
    for each in question.forbidden:
        places = [
            place
            for (task, role), place in able.places.items()
            if role == each.role and each.task in (None, task)
        ]
        wanted.append((Limit("forbid", each.task, each.role, 0.0), places))
    if not wanted:
        return
    row = np.array([n for n, (_, places) in enumerate(wanted) for _ in places], np.intp)
    column = np.array([p for _, places in wanted for p in places], np.intp)
    amounts = np.array([limit.amount for limit, _ in wanted])
    rows.add([limit for limit, _ in wanted], (row, column, np.ones(len(row))), amounts, amounts)


def _floors(able: AbleShares, question: Question, rows: Rows) -> None:
    floors = floors_of(able, question)
    some = np.flatnonzero(floors > _SLACK)
    place = np.full(len(floors), -1)
    place[some] = np.arange(len(some))
    own = np.flatnonzero(place[able.task] >= 0)
    asked = {floor.task for floor in question.floors}
    part = 1.0 if question.floor is None else question.floor
    every = Limit("floor", amount=part, from_baseline=question.from_baseline)
    limits = [
        Limit("floor", task=task, amount=float(floors[place_]))
        if (task := able.model.tasks[place_].id) in asked
        else every
        for place_ in some.tolist()
    ]
    rows.add(limits, (place[able.task[own]], own, able.quality[own]), low=floors[some] - _SLACK)


def _owners(able: AbleShares, question: Question, layout: Layout, rows: Rows) -> None:
    if question.max_owners is None:
        return
    pairs = np.arange(len(able))
    owns = layout.owns.start + pairs
    tasks = [task.id for task in able.model.tasks]
    limits = [Limit("owners", amount=question.max_owners)] * len(tasks)
    rows.add(limits, (able.task, owns, np.ones(len(able))), high=question.max_owners)
    entries = _joined([(pairs, pairs, np.ones(len(able))), (pairs, owns, -np.ones(len(able)))])
    rows.add([Limit("link", task=tasks[task]) for task in able.task.tolist()], entries, high=0.0)


def _heads(able: AbleShares, question: Question, layout: Layout, rows: Rows) -> None:
    if question.staffing is Staffing.AS_IS or not question.heads:
        return
    places = {role.id: place for place, role in enumerate(able.model.roles)}
    column = np.array([layout.heads.start + places[each.role] for each in question.heads])
    each_row = np.arange(len(column))
    limits = [
        Limit("heads", role=each.role, amount=FREE if each.high is None else each.high)
        for each in question.heads
    ]
    low = np.array([each.low for each in question.heads])
    high = np.array([FREE if each.high is None else each.high for each in question.heads])
    rows.add(limits, (each_row, column, np.ones(len(column))), low, high)


def _budget(budget: float, cost: Array, rows: Rows) -> None:
    column = np.flatnonzero(cost)
    scale = max(budget, 1.0)
    entries = (np.zeros(len(column), np.intp), column, cost[column] / scale)
    rows.add([Limit("budget", amount=budget)], entries, high=budget / scale)


def _takeovers(able: AbleShares, question: Question, layout: Layout, rows: Rows) -> None:
    """What a role takes over of a joint is at least its share after it less that before it."""
    if question.handover is None:
        return
    joints, roles = layout.joints, len(able.model.roles)
    grid = np.full((len(able.model.tasks), roles), -1)
    grid[able.task, able.role] = np.arange(len(able))
    size = len(joints) * roles
    row = np.arange(size)
    before, after = grid[joints.before].ravel(), grid[joints.after].ravel()
    blocks = [
        (row[after >= 0], after[after >= 0], np.ones(int((after >= 0).sum()))),
        (row[before >= 0], before[before >= 0], -np.ones(int((before >= 0).sum()))),
    ]
    tasks = [task.id for task in able.model.tasks]
    names = [tasks[after] for after in joints.after.tolist() for _ in range(roles)]
    if question.handover.one_owner:
        rows.add([Limit("one_owner")] * size, _joined(blocks), 0.0, 0.0)
    if layout.takeovers.stop > layout.takeovers.start:
        blocks.append((row, layout.takeovers.start + row, -np.ones(size)))
        limits = [Limit("link", task=task) for task in names]
        rows.add(limits, _joined(blocks), high=0.0)
