"""One task's share moved from one role to another, in money and in points of win rate.

Offers `TaskMove` and `priced_moves`. Rules 4.4 and 4.5 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.evaluation import Raw, run
from salesmodel.journey.linear import Array

Asked = tuple[str, str, str, float]
"""Task, role that gives, role that takes, share of the task that moves."""
_BATCH = 256


@dataclass(frozen=True)
class TaskMove:
    """A share of a task that goes from one role to another (ids).

    `share`: the part of the task that moves, 0 to 1; `saving`: money a year for the same buyers;
    `win_rate_change`, `contribution_change`: of the task's segment, and money a year, once
    conversion has answered to the change of fulfilment.
    """

    task: str
    from_role: str
    to_role: str
    share: float
    saving: float
    win_rate_change: float
    contribution_change: float


def priced_moves(able: AbleShares, asked: Sequence[Asked]) -> tuple[TaskMove, ...]:
    """Each move taken alone, from the shares as they are. Raises KeyError for a pair of task and
    role in which the role lacks the skill."""
    found: list[TaskMove] = []
    for start in range(0, len(asked), _BATCH):
        part = asked[start : start + _BATCH]
        shares = np.repeat(able.present[:, None], len(part), axis=1)
        for column, (task, giver, taker, share) in enumerate(part):
            shares[able.places[task, giver], column] -= share
            shares[able.places[task, taker], column] += share
        found += _told(able, part, able.now, run(able.compiled, able.values(shares)))
    return tuple(found)


def priced_in_order(
    able: AbleShares, asked: Sequence[Asked], start: Array | None = None
) -> tuple[TaskMove, ...]:
    """Each move as it counts after those before it: the parts add up to the whole (rule 4.5)."""
    if not asked:
        return ()
    shares = np.repeat((able.present if start is None else start)[:, None], len(asked) + 1, axis=1)
    for column, (task, giver, taker, share) in enumerate(asked, start=1):
        shares[able.places[task, giver], column:] -= share
        shares[able.places[task, taker], column:] += share
    raw = run(able.compiled, able.values(shares))
    return tuple(_told(able, asked, raw, raw, shift=1))


def _told(
    able: AbleShares, asked: Iterable[Asked], before: Raw, after: Raw, shift: int = 0
) -> list[TaskMove]:
    total_before, total_after = before.contribution.sum(axis=0), after.contribution.sum(axis=0)
    told = []
    for place, (task, giver, taker, share) in enumerate(asked):
        was, now = (place, place + 1) if shift else (0, place)
        segment = able.compiled.task_segment[able.task[able.places[task, giver]]]
        told.append(
            TaskMove(
                task=task,
                from_role=giver,
                to_role=taker,
                share=share,
                saving=saving(able, task, giver, taker, share),
                win_rate_change=float(after.win_rate[segment, now] - before.win_rate[segment, was]),
                contribution_change=float(total_after[now] - total_before[was]),
            )
        )
    return told


def saving(able: AbleShares, task: str, giver: str, taker: str, share: float) -> float:
    """Money a year that the move saves for the same buyers: their hours as they are today."""
    one, other = able.places[task, giver], able.places[task, taker]
    return share * float(able.unit_cost[one] - able.unit_cost[other])
