"""Who would do which tasks after a mend, and what that makes of hours and cost (rules 3.2 to 3.8).

Offers `Sharing`, shares by task; `at_least_cost`, `to_roles_without_people`, `taken_from` and
`as_in`, which find one, and `ROOM`, which is left then; `hours_by_role` and `mend_of`, which say
what it does and make it a mend. All is worked out from what is evaluated already: the buyers are
those of today. A task of which a share is locked stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from salesmodel.coherence.able import hours_of
from salesmodel.coherence.checks.limits import FULL, NEARLY_FULL, WEAK_FULFILMENT
from salesmodel.coherence.checks.mending import best_role, load
from salesmodel.coherence.findings import Mend
from salesmodel.coherence.lines import WITHOUT_PEOPLE, at_least, within
from salesmodel.coherence.sight import Sight, summed
from salesmodel.editing import Command, SetShares
from salesmodel.model import Assumed, Role, Segment, Task

Sharing = dict[str, dict[str, float]]
"""Task id to role id to share; what stays as it is does not stand in it."""
_SAME = 1e-9
ROOM = 0.95
"""Of a limit that a mend is worked out to keep, since conversion answers to it (rule 3.6)."""


def commands_of(sharing: Sharing) -> tuple[Command, ...]:
    """One command a task."""
    return tuple(
        SetShares(task=task, shares=shares, origin=Assumed()) for task, shares in sharing.items()
    )


def mend_of(sight: Sight, sharing: Sharing, verb: str = "Give") -> Mend:
    """Give 3 tasks to SDR and CSM: the roles that take on more than they do today."""
    takers = []
    for role in sight.model.roles:
        if any(
            shares.get(role.id, 0.0) > present_shares(sight, task).get(role.id, 0.0) + _SAME
            for task, shares in sharing.items()
        ):
            takers.append(role.short)
    tasks = f"{len(sharing)} {'task' if len(sharing) == 1 else 'tasks'}"
    names = " and ".join(part for part in (", ".join(takers[:-1]), *takers[-1:]) if part)
    return Mend(f"{verb} {tasks} to {names}", commands_of(sharing))


def present_shares(sight: Sight, task: str) -> dict[str, float]:
    """Who does a task today, shares above zero."""
    shares = sight.evaluation.task(task).shares
    return {held.role: held.share for held in shares if held.share > 0}


def hours_by_role(sight: Sight, tasks: Iterable[Task], sharing: Sharing) -> dict[str, float]:
    """Hours a year that each role spends on these tasks once they are shared out so."""
    return summed(each for task in tasks for each in _hours_of_task(sight, task, sharing))


def _hours_of_task(sight: Sight, task: Task, sharing: Sharing) -> Iterator[tuple[str, float]]:
    result = sight.result(task)
    if task.id not in sharing:
        yield from ((held.role, held.hours) for held in result.shares)
        return
    for role, share in sharing[task.id].items():
        yield role, hours_of(sight.roles[role], task.skill, share * result.standard_hours)


def at_least_cost(sight: Sight, tasks: Iterable[Task]) -> tuple[Sharing, float]:
    """Each task with its cheapest mix that does it as well as today (rule 3.8), and the money a
    year that this saves. A mix with a role that has no heads is left out."""
    sharing: Sharing = {}
    saved = []
    for task in tasks:
        result = sight.result(task)
        there = all(sight.roles[role].headcount.value > 0 for role in result.best_roles)
        can_move = there and bool(result.best_roles) and task.id not in sight.locked_tasks
        if not can_move or within(result.cost, result.cost - result.premium):
            continue
        quality = {r: sight.roles[r].skills[task.skill].quality.value for r in result.best_roles}
        sharing[task.id] = _mix(quality, result.fulfilment)
        saved.append(result.premium)
    return sharing, fsum(saved)


def _mix(quality: Mapping[str, float], fulfilment: float) -> dict[str, float]:
    """One role does all; of two, the better one does just as much as keeps the fulfilment."""
    if len(quality) == 1:
        return dict.fromkeys(quality, 1.0)
    worse, better = sorted(quality, key=lambda role: quality[role])
    share = (fulfilment - quality[worse]) / (quality[better] - quality[worse])
    return {worse: 1.0 - share, better: share}


def to_roles_without_people(sight: Sight, tasks: list[Task], most: float) -> Sharing | None:
    """Tasks for product and marketing, until people carry at most this share of the hours.

    Only where they do a task well enough, or as well as it is done today; None where that does not
    suffice. The tasks with the most hours go first.
    """
    sharing: Sharing = {}
    hours = hours_by_role(sight, tasks, {})
    total = fsum(hours.values())
    people = fsum(h for role, h in hours.items() if not _automated(sight, role))
    for task in sorted(tasks, key=lambda t: (-sight.result(t).standard_hours, t.id)):
        taker = _without_people(sight, task)
        if taker is None or task.id in sight.locked_tasks:
            continue
        result = sight.result(task)
        sharing[task.id] = {taker.id: 1.0}
        people -= fsum(h.hours for h in result.shares if not _automated(sight, h.role))
        total += hours_of(taker, task.skill, result.standard_hours) - result.hours
        if within(people, most * ROOM * total):
            return sharing
    return None


def _automated(sight: Sight, role: str) -> bool:
    return sight.roles[role].kind in WITHOUT_PEOPLE


def _without_people(sight: Sight, task: Task) -> Role | None:
    result = sight.result(task)
    if all(_automated(sight, held.role) for held in result.shares):
        return None
    enough = min(WEAK_FULFILMENT, result.fulfilment) if task.weight.value > 0 else 0.0

    def able(role: Role) -> bool:
        return _automated(sight, role.id) and at_least(
            role.skills[task.skill].quality.value, enough
        )

    return best_role(sight, task.skill, result.standard_hours, able)


def taken_from(
    sight: Sight,
    giver: Role,
    tasks: Iterable[Task],
    enough: Callable[[float], bool],
    dearest: float = float("inf"),
) -> Sharing | None:
    """The giver's shares of these tasks for others with the hours, until enough hours are gone.

    `enough`: whether these hours a year less suffice; `dearest`: the annual cost that a role which
    takes over must stay below. The tasks that take most of the giver's hours go first. A taker does
    a task well, or as well as it is done, and is busy 85% at most, or 100% where 85% does not
    suffice. None where that does not either.
    """
    hours, locked = sight.hours_on_tasks(giver), sight.locked_tasks
    held = [task for task in tasks if hours.get(task.id, 0.0) > 0 and task.id not in locked]
    mine = [(hours[t.id], t) for t in sorted(held, key=lambda t: (-hours[t.id], t.id))]
    cheaper = [role for role in sight.model.roles if role.annual_cost.value < dearest]
    for fullest in (NEARLY_FULL * ROOM, FULL * ROOM):
        takers = {r.id for r in cheaper if r is not giver and within(load(sight, r, 0.0), fullest)}
        sharing = _within(sight, _Giving(giver, takers, fullest), mine, enough)
        if sharing is not None:
            return sharing
    return None


@dataclass(frozen=True, slots=True)
class _Giving:
    """Who gives tasks away, who may take them, and how busy these are at most afterwards."""

    giver: Role
    takers: Collection[str]
    fullest: float


def _within(
    sight: Sight,
    giving: _Giving,
    mine: Iterable[tuple[float, Task]],
    enough: Callable[[float], bool],
) -> Sharing | None:
    sharing: Sharing = {}
    extra: dict[str, float] = {}
    gone = 0.0
    for hours, task in mine:
        taker = _taker(sight, giving, task, extra)
        if taker is None:
            continue
        shares = present_shares(sight, task.id)
        moved = shares.pop(giving.giver.id)
        sharing[task.id] = {**shares, taker.id: shares.get(taker.id, 0.0) + moved}
        standard = moved * sight.result(task).standard_hours
        extra[taker.id] = extra.get(taker.id, 0.0) + hours_of(taker, task.skill, standard)
        gone += hours
        if enough(gone):
            return sharing
    return None


def _taker(sight: Sight, giving: _Giving, task: Task, extra: Mapping[str, float]) -> Role | None:
    """Who takes over, given the hours that roles have taken over already."""
    giver, result = giving.giver, sight.result(task)
    share = present_shares(sight, task.id)[giver.id]
    standard = share * result.standard_hours
    own = giver.skills[task.skill].quality.value

    def able(role: Role) -> bool:
        if role.id not in giving.takers:
            return False
        after = result.fulfilment + share * (role.skills[task.skill].quality.value - own)
        more = extra.get(role.id, 0.0) + hours_of(role, task.skill, standard)
        well = at_least(after, min(WEAK_FULFILMENT, result.fulfilment))
        return well and within(load(sight, role, more), giving.fullest)

    return best_role(sight, task.skill, standard, able, extra)


def as_in(sight: Sight, segment: Segment, example: Segment) -> Sharing:
    """A segment's tasks shared as the most alike task of the other: same skill, and where there
    are several, the same name, the same buying job, the most hours."""
    sharing: Sharing = {}
    others = sight.tasks_of(example)
    for task in sight.tasks_of(segment):
        alike = [t for t in others if t.skill == task.skill and present_shares(sight, t.id)]
        if not alike or task.id in sight.locked_tasks:
            continue
        nearest = min(alike, key=lambda other: _unlikeness(sight, task, other))
        shares = present_shares(sight, nearest.id)
        if shares != present_shares(sight, task.id) and abs(fsum(shares.values()) - 1) < _SAME:
            sharing[task.id] = shares
    return sharing


def _unlikeness(sight: Sight, task: Task, other: Task) -> tuple[bool, bool, float, str]:
    jobs = [sight.stages[t.stage].job if t.stage else None for t in (task, other)]
    named = task.name.casefold() == other.name.casefold()
    return not named, jobs[0] != jobs[1], -sight.result(other).standard_hours, other.id
