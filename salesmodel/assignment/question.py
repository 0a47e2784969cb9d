"""What a leader asks of the optimiser: the goal, and what must hold.

Offers `Question` and its parts, and `refuse_if_unusable`. Rules 4.1 to 4.3 of docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from salesmodel.model import SalesModel, UnusableQuestion

MOST_UTILISATION = 1.5


class Goal(StrEnum):
    """`COST`: the least cost for the same buyers; `CONTRIBUTION`: the most contribution, with
    conversion that answers to fulfilment."""

    COST = "cost"
    CONTRIBUTION = "contribution"


class Staffing(StrEnum):
    """`AS_IS`: today's heads are the capacity, an hour costs what it costs; `FREE`: heads follow
    the hours and are paid a year; `WHOLE`: likewise, in whole people."""

    AS_IS = "as_is"
    FREE = "free"
    WHOLE = "whole"


@dataclass(frozen=True)
class Pin:
    """This share of a task stays with this role."""

    task: str
    role: str
    share: float


@dataclass(frozen=True)
class Forbid:
    """This role does none of a task, or of any (`task` None)."""

    role: str
    task: str | None = None


@dataclass(frozen=True)
class Heads:
    """Heads of a role between two bounds (`high` None: no bound)."""

    role: str
    low: float = 0.0
    high: float | None = None


@dataclass(frozen=True)
class Floor:
    """Least fulfilment of a task, 0 to 1, in place of the general floor."""

    task: str
    fulfilment: float


@dataclass(frozen=True)
class Handover:
    """What it costs when the role that leads a buyer changes between neighbouring stages: `hours`
    of the role that takes over, and `drop_off`, the part of those buyers that is lost. `one_owner`:
    the lead may not change at all."""

    hours: float = 0.0
    drop_off: float = 0.0
    one_owner: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked.

    `max_utilisation`: of each role's productive hours; None: all of them, or as many as today
    where that is more. `max_owners`: roles that share one task, at most. `budget`: money a year.
    `floor`: the part of today's fulfilment that every task keeps, or of that at its baseline shares
    (`from_baseline`, so that moves taken one by one do not wear it down); None: all of it, except
    that for most contribution tasks are free whose fulfilment the model turns into wins.
    `keep_locked`: locked shares stay.
    """

    goal: Goal = Goal.COST
    staffing: Staffing = Staffing.AS_IS
    max_utilisation: float | None = None
    max_owners: int | None = None
    budget: float | None = None
    floor: float | None = None
    from_baseline: bool = False
    floors: tuple[Floor, ...] = ()
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbid, ...] = ()
    heads: tuple[Heads, ...] = ()
    handover: Handover | None = None
    keep_locked: bool = True


def refuse_if_unusable(question: Question, model: SalesModel) -> None:
    """Raise UnusableQuestion for the first part that cannot be meant."""
    for sentence, mend, path in _faults(question, model):
        raise UnusableQuestion(sentence, mend, path=path)


Fault = tuple[str, str, str]


def _faults(question: Question, model: SalesModel) -> Iterator[Fault]:
    yield from _unknown(question, model)
    yield from _no_numbers(question)
    utilisation, owners, budget = question.max_utilisation, question.max_owners, question.budget
    if utilisation is not None and not 0 < utilisation <= MOST_UTILISATION:
        yield (
            f"The most utilisation is {utilisation:.0%}.",
            f"Give a share above 0 and up to {MOST_UTILISATION:.0%}, for example 0.85.",
            "max_utilisation",
        )
    if owners is not None and not (owners >= 1 and isinstance(owners, int)):
        yield (
            f"A task would have {owners:g} owners at most.",
            "Give a whole number, one or more.",
            "max_owners",
        )
    if budget is not None and budget < 0:
        yield f"The budget is {budget:,.0f}.", "Give money a year, zero or more.", "budget"
    if question.floor is not None and not 0 <= question.floor <= 1:
        yield (
            f"Each task would keep {question.floor:.0%} of its fulfilment.",
            "Give a part between 0 and 1.",
            "floor",
        )
    yield from _faults_of_parts(question)


def _faults_of_parts(question: Question) -> Iterator[Fault]:
    for pin in question.pins:
        if not 0 <= pin.share <= 1:
            yield f"A pinned share is {pin.share:.0%}.", "Give 0 to 100%.", "pins"
    for floor in question.floors:
        if not 0 <= floor.fulfilment <= 1:
            yield f"A floor is {floor.fulfilment:.0%}.", "Give 0 to 100%.", "floors"
    for heads in question.heads:
        if heads.low < 0 or (heads.high is not None and heads.high < heads.low):
            until = "" if heads.high is None else f" and be {heads.high:g} at most"
            yield (
                f"The heads of {heads.role} would be {heads.low:g} at least{until}.",
                "Give the lower figure first, zero or more.",
                "heads",
            )
    handover = question.handover
    if handover is None:
        return
    if handover.hours < 0:
        yield (
            f"A handover would take {handover.hours:g} hours.",
            "Give hours, zero or more.",
            "handover",
        )
    if not 0 <= handover.drop_off <= 1:
        yield (
            f"A handover would lose {handover.drop_off:.0%} of the buyers.",
            "Give 0 to 100%.",
            "handover",
        )


def _no_numbers(question: Question) -> Iterator[Fault]:
    handover = question.handover or Handover()
    figures: Iterable[tuple[str, str, Iterable[float | None]]] = (
        ("max_utilisation", "The most utilisation", (question.max_utilisation,)),
        ("max_owners", "The most owners of a task", (question.max_owners,)),
        ("budget", "The budget", (question.budget,)),
        ("floor", "The fulfilment that each task keeps", (question.floor,)),
        ("floors", "A floor", (each.fulfilment for each in question.floors)),
        ("pins", "A pinned share", (each.share for each in question.pins)),
        ("heads", "The least heads", (each.low for each in question.heads)),
        ("heads", "The most heads", (each.high for each in question.heads)),
        ("handover", "The hours of a handover", (handover.hours,)),
        ("handover", "The part that a handover loses", (handover.drop_off,)),
    )
    for path, what, numbers in figures:
        if any(number is not None and not math.isfinite(number) for number in numbers):
            yield f"{what} must be a number.", "Give a figure, or leave it out.", path


def _unknown(question: Question, model: SalesModel) -> Iterator[Fault]:
    roles, tasks = {role.id for role in model.roles}, {task.id for task in model.tasks}
    parts: Iterable[tuple[str, str, Iterable[str | None], set[str]]] = (
        ("pins", "role", (pin.role for pin in question.pins), roles),
        ("pins", "task", (pin.task for pin in question.pins), tasks),
        ("forbidden", "role", (each.role for each in question.forbidden), roles),
        ("forbidden", "task", (each.task for each in question.forbidden), tasks),
        ("heads", "role", (each.role for each in question.heads), roles),
        ("floors", "task", (each.task for each in question.floors), tasks),
    )
    for path, kind, names, known in parts:
        for name in names:
            if name is not None and name not in known:
                yield f"There is no {kind} {name}.", f"Choose a {kind} of the model.", path
