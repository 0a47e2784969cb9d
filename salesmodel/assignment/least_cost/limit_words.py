"""A limit in a sentence. Offers `said_of`."""

from __future__ import annotations

import math

from salesmodel.assignment.least_cost.programme import Kind, Limit
from salesmodel.editing import money_in_full
from salesmodel.model import SalesModel

_SENTENCES: dict[Kind, str] = {
    "cover": "No role has the skill {skill}, which {task} needs.",
    "lock": "{task} is locked at {percent} for {role}.",
    "pin": "{task} is pinned at {percent} for {role}{unable}.",
    "forbid": "{role} does none of {task}.",
    "floor": "{task} is fulfilled to {percent} at least.",
    "owners": "Every task has {owners} at most.",
    "capacity": "{role} has {amount:,.0f} hours a year at most.",
    "heads": "{role} keeps within the heads allowed{most}.",
    "budget": "It costs {money} a year at most.",
    "one_owner": "Whoever leads one stage also leads the next.",
    "link": "",
}


def said_of(model: SalesModel, limit: Limit) -> str:
    """What must hold, with the names of the model."""
    amount = limit.amount
    if limit.kind == "floor" and limit.task is None:
        part = "" if amount >= 1 else f"{amount:.0%} of "
        whose = "its fulfilment at the baseline" if limit.from_baseline else "today's fulfilment"
        return f"Every task keeps {part}{whose}."
    if limit.kind == "cover" and _has_a_role(model, limit):
        return f"Nobody does all of {_name(model, limit.task)}."
    return _SENTENCES[limit.kind].format(
        task=_name(model, limit.task) or "the tasks",
        role=_name(model, limit.role),
        skill=next((each.skill for each in model.tasks if each.id == limit.task), ""),
        percent=f"{amount:.0%}" if math.isfinite(amount) else "",
        unable="" if _is_able(model, limit) else ", who lacks the skill",
        owners="one owner" if amount == 1 else f"{amount:g} owners",
        most="" if math.isinf(amount) else f", {amount:g} at most",
        amount=amount,
        money=money_in_full(amount, model.currency) if math.isfinite(amount) else "",
    )


def _has_a_role(model: SalesModel, limit: Limit) -> bool:
    skills = {skill for role in model.roles for skill in role.skills}
    return any(task.id == limit.task and task.skill in skills for task in model.tasks)


def _is_able(model: SalesModel, limit: Limit) -> bool:
    role = next((each for each in model.roles if each.id == limit.role), None)
    task = next((each for each in model.tasks if each.id == limit.task), None)
    return role is not None and task is not None and task.skill in role.skills


def _name(model: SalesModel, wanted: str | None) -> str:
    """The name; a task's with its segment where there are several."""
    for role in model.roles:
        if role.id == wanted:
            return role.name
    task = next((each for each in model.tasks if each.id == wanted), None)
    if task is None:
        return ""
    segments = {each.id: each.name for each in model.segments}
    return task.name if len(segments) < 2 else f"{task.name} ({segments[task.segment]})"
