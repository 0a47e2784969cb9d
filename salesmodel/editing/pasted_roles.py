"""Whom the tasks of a pasted fragment fall to: the roles that are there, or those that come along.

Offers `with_roles_of`. A role is known again by its id, else by its name; one that is not there is
added, with its figures. A role that is there learns the skills that its pasted tasks need.
"""

from __future__ import annotations

from salesmodel.editing.document import extended, fresh_id, ids_of, replaced
from salesmodel.editing.fragments import Fragment
from salesmodel.model import CommandRefused, Entity, Role, SalesModel


def with_roles_of(model: SalesModel, fragment: Fragment) -> tuple[SalesModel, dict[str, str]]:
    """The model with all roles that the fragment needs, and what each role's id is there."""
    same = _known_again(model, fragment)
    new = [role for role in fragment.roles if role.id not in same]
    if new and fragment.currency != model.currency:
        raise CommandRefused(
            f"The cost of {new[0].name} is in {fragment.currency}, but {model.name} is in "
            f"{model.currency}, and money is not converted.",
            f"Add a role named {new[0].name} to {model.name} first, with its cost in "
            f"{model.currency}; then paste again.",
            path="roles",
            value=fragment.currency,
        )
    taken = ids_of(model)
    added: list[Entity] = []
    for role in new:
        same[role.id] = fresh_id(role.id, taken)
        taken.add(same[role.id])
        added.append(role.model_copy(update={"id": same[role.id]}))
    return extended(_with_skills(model, fragment, same), "roles", added), same


def _known_again(model: SalesModel, fragment: Fragment) -> dict[str, str]:
    """Old id to the id here. No role here stands for two of the fragment's."""
    here = {role.id for role in model.roles}
    same = {role.id: role.id for role in fragment.roles if role.id in here}
    names = {r.name.casefold(): r.id for r in reversed(model.roles) if r.id not in same}
    for role in fragment.roles:
        if role.id not in same and role.name.casefold() in names:
            same[role.id] = names.pop(role.name.casefold())
    return same


def _with_skills(model: SalesModel, fragment: Fragment, same: dict[str, str]) -> SalesModel:
    needed = _needed_skills(fragment)
    there = {role.id: role for role in model.roles}
    changed: dict[str, Entity] = {}
    for role in fragment.roles:
        present = there.get(same.get(role.id, ""))
        missing = _missing(role, present, needed.get(role.id, set()))
        if present is not None and missing:
            skills = present.skills | {skill: role.skills[skill] for skill in missing}
            changed[present.id] = present.model_copy(update={"skills": skills})
    return replaced(model, "roles", changed)


def _missing(role: Role, present: Role | None, needed: set[str]) -> list[str]:
    known = present.skills if present else {}
    return [skill for skill in role.skills if skill in needed and skill not in known]


def _needed_skills(fragment: Fragment) -> dict[str, set[str]]:
    """Role id to the skills of the tasks that it does, or did at the baseline."""
    skills = {task.id: task.skill for task in fragment.tasks}
    needed: dict[str, set[str]] = {}
    for share in fragment.assignments:
        if share.share.value > 0 and share.task in skills:
            needed.setdefault(share.role, set()).add(skills[share.task])
    for task in fragment.tasks:
        for role, value in task.baseline_shares.items():
            if value > 0:
                needed.setdefault(role, set()).add(task.skill)
    return needed
