"""The nearest mend of a limit that clashes: a changed question, or commands on the model.

Offers `Mend` and `mend_of`. Each is small enough for a button.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.bounds import head_hours
from salesmodel.assignment.least_cost.programme import Limit
from salesmodel.assignment.question import Floor, Heads, Question, Staffing
from salesmodel.editing import Command, LockShare, SetRoleValue, SetSkill, money_in_full
from salesmodel.model import Proficiency, Role, Task, Unit, assumed

_ROOM = 1e-6
"""Given on top, so that rounding does not bring the clash back."""


@dataclass(frozen=True)
class Mend:
    """What to do, in words; `commands` change the model, `question` what is asked of it; `detail`
    says by how much it is missed, in a sentence."""

    sentence: str
    commands: tuple[Command, ...] = ()
    question: Question | None = None
    detail: str = ""


def mend_of(able: AbleShares, question: Question, limit: Limit, give: float | None) -> Mend | None:
    """The mend of a limit whose rows have to give way by `give`; None where that is not known."""
    if give is None:
        return None
    model = able.model
    role = next((each for each in model.roles if each.id == limit.role), None)
    task = next((each for each in model.tasks if each.id == limit.task), None)
    match limit.kind:
        case "cover" if task is not None:
            return _teach(able, task)
        case "lock" if role is not None and task is not None:
            unlock = LockShare(task=task.id, role=role.id, locked=False)
            return Mend(f"Unlock {role.short} on {task.name}", (unlock,))
        case "capacity" if role is not None:
            return _more_hours(able, question, role, limit, give * max(limit.amount, 1.0))
        case "heads" if role is not None:
            return _more_heads(question, role, give)
        case "floor" if task is not None:
            return _lower_floor(question, task, max(0.0, limit.amount - give - _ROOM))
        case "floor":
            kept = math.floor(1000 * limit.amount * (1.0 - give)) / 1000
            whose = (
                "its fulfilment at the baseline" if limit.from_baseline else "today's fulfilment"
            )
            return Mend(
                f"Let every task keep {kept:.1%} of {whose}",
                question=replace(question, floor=kept),
            )
        case _:
            return _without(question, limit, give, model.currency)


def _teach(able: AbleShares, task: Task) -> Mend | None:
    """The least costly role learns the skill, as well as it does what it does on average."""
    working = [role for role in able.model.roles if role.skills]
    if not working:
        return None
    place = {role.id: n for n, role in enumerate(able.model.roles)}
    role = min(working, key=lambda each: able.hourly_cost[place[each.id]])
    quality = sum(each.quality.value for each in role.skills.values()) / len(role.skills)
    proficiency = Proficiency(quality=assumed(round(quality, 2), Unit.SHARE))
    learn = SetSkill(role=role.id, skill=task.skill, proficiency=proficiency)
    return Mend(f"Give {role.name} the skill {task.skill} at quality {quality:.0%}", (learn,))


def _more_hours(
    able: AbleShares, question: Question, role: Role, limit: Limit, hours: float
) -> Mend:
    """Heads for all hours: those that there are, which may be more than today's heads have, and
    those that are missing."""
    place = next(n for n, each in enumerate(able.model.roles) if each.id == role.id)
    needed = (limit.amount + hours) / float(head_hours(able, question)[place])
    heads = math.ceil(needed * 10 - 1e-6) / 10
    more = SetRoleValue(role=role.id, field="headcount", value=heads)
    return Mend(
        f"Raise {role.short} from {role.headcount.value:g} to {heads:g} {_heads(heads)}",
        (more,),
        detail=f"It is {hours:,.0f} hours short.",
    )


def _heads(number: float) -> str:
    return "head" if number == 1 else "heads"


def _more_heads(question: Question, role: Role, give: float) -> Mend:
    """The bounds widened to both sides, since either may be what clashes."""
    step = 1 if question.staffing is Staffing.WHOLE else 10
    bounds, said = [], ""
    for each in question.heads:
        if each.role != role.id:
            bounds.append(each)
            continue
        low = max(0.0, math.floor((each.low - give) * step + _ROOM) / step)
        high = each.high
        if high is not None and math.isfinite(high):
            high = math.ceil((high + give) * step - _ROOM) / step
            said = f"{high:g} {_heads(high)}" if each.low <= 0 else f"{low:g} to {high:g} heads"
        else:
            said = f"as few as {low:g} {_heads(low)}"
        bounds.append(Heads(each.role, low, high))
    return Mend(f"Allow {said} of {role.name}", question=replace(question, heads=tuple(bounds)))


def _lower_floor(question: Question, task: Task, floor: float) -> Mend:
    others = tuple(each for each in question.floors if each.task != task.id)
    return Mend(
        f"Let {task.name} be fulfilled to {floor:.1%}",
        question=replace(question, floors=(*others, Floor(task.id, floor))),
    )


def _without(question: Question, limit: Limit, give: float, currency: str) -> Mend | None:
    match limit.kind:
        case "pin":
            kept = tuple(
                pin
                for pin in question.pins
                if (pin.task, pin.role, pin.share) != (limit.task, limit.role, limit.amount)
            )
            return Mend("Give up this pin", question=replace(question, pins=kept))
        case "forbid":
            allowed = tuple(
                each
                for each in question.forbidden
                if (each.task, each.role) != (limit.task, limit.role)
            )
            return Mend("Allow it again", question=replace(question, forbidden=allowed))
        case "owners":
            owners = math.ceil(limit.amount + give - 1e-4)
            return Mend(f"Allow {owners} owners", question=replace(question, max_owners=owners))
        case "budget":
            budget = math.ceil(limit.amount + give * max(limit.amount, 1.0) + 1)
            return Mend(
                f"Raise the budget to {money_in_full(budget, currency)}",
                question=replace(question, budget=float(budget)),
            )
        case "one_owner" if question.handover is not None:
            free = replace(question.handover, one_owner=False)
            return Mend("Let the lead change", question=replace(question, handover=free))
        case _:
            return None
