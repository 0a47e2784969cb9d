"""Mends that hand tasks over to other roles.

Offers `handed_over`, who would do which tasks then; `handover`, the mend if that suffices; and
`for_less`, the mend that has tasks done by the cheapest mix.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from math import fsum

from salesmodel.coherence.able import hours_of
from salesmodel.coherence.checks.limits import FULL
from salesmodel.coherence.checks.mending import best_role, load
from salesmodel.coherence.checks.sharing import (
    ROOM,
    Sharing,
    at_least_cost,
    commands_of,
    hours_by_role,
    mend_of,
    present_shares,
)
from salesmodel.coherence.findings import Mend
from salesmodel.coherence.lines import below, within
from salesmodel.coherence.sight import Sight
from salesmodel.model import Role, Task

LONGEST_LABEL = 24
"""Letters that a button holds."""
_WHOLE = 1e-6


def handed_over(
    sight: Sight,
    tasks: Iterable[Task],
    leaving: Collection[str],
    may_take: Callable[[Role, Task], bool],
    fullest: float = ROOM * FULL,
) -> Sharing:
    """The shares of `leaving` in these tasks, given to whoever may take them: who does a task well
    and has the hours, the most cost-effective (rule 3.7). Nobody is busier than `fullest` then.

    A task stays as it is where a share is locked, nobody does all of it, or nobody may take it.
    """
    sharing: Sharing = {}
    extra: dict[str, float] = {}
    for task in tasks:
        shares = present_shares(sight, task.id)
        moved = fsum(share for role, share in shares.items() if role in leaving)
        whole = abs(fsum(shares.values()) - 1) <= _WHOLE
        if moved <= 0 or task.id in sight.locked_tasks or not whole:
            continue
        hours = moved * sight.result(task).standard_hours

        def able(role: Role, task: Task = task, hours: float = hours) -> bool:
            more = extra.get(role.id, 0.0) + hours_of(role, task.skill, hours)
            has_the_hours = within(load(sight, role, more), fullest)
            return role.id not in leaving and may_take(role, task) and has_the_hours

        heir = best_role(sight, task.skill, hours, able, extra)
        if heir is None:
            continue
        kept = {role: share for role, share in shares.items() if role not in leaving}
        sharing[task.id] = {**kept, heir.id: kept.get(heir.id, 0.0) + moved}
        extra[heir.id] = extra.get(heir.id, 0.0) + hours_of(heir, task.skill, hours)
    return sharing


def handover(
    sight: Sight,
    tasks: list[Task],
    sharing: Sharing | None,
    label: str,
    suffices: Callable[[Mapping[str, float]], bool],
) -> tuple[Mend, ...]:
    """The mend that shares the tasks out so, if the hours by role then suffice; `label` stands on
    the button where who takes over does not fit on it."""
    if not sharing or not suffices(hours_by_role(sight, tasks, sharing)):
        return ()
    mend = mend_of(sight, sharing)
    return (mend if len(mend.label) <= LONGEST_LABEL else replace(mend, label=label),)


def for_less(sight: Sight, tasks: Iterable[Task], wanted: float) -> tuple[Mend, ...]:
    """The mend that has these tasks done as well as today for less, if it saves this much money a
    year."""
    sharing, saved = at_least_cost(sight, tasks)
    if not sharing or below(saved, wanted):
        return ()
    return (Mend("Give it to cheaper roles", commands_of(sharing)),)
