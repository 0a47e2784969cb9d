"""Who can do tasks of a skill, in how many hours, for how much (rules 3.3 and 3.7).

Offers `with_skill`, `hours_of` and `cost_of_fulfilled_hour`.
"""

from __future__ import annotations

from collections.abc import Iterable

from salesmodel.model import Role


def with_skill(roles: Iterable[Role], skill: str) -> list[Role]:
    """The roles that can do tasks of a skill, and are there."""
    return [
        role
        for role in roles
        if skill in role.skills and role.skills[skill].quality.value > 0 and role.headcount.value
    ]


def hours_of(role: Role, skill: str, standard: float) -> float:
    """The hours that a role takes for standard hours of a skill (rule 3.3)."""
    return standard / role.skills[skill].productivity.value


def cost_of_fulfilled_hour(role: Role, skill: str) -> float:
    """Money per standard hour of fulfilled work (rule 3.7)."""
    done = role.skills[skill]
    hourly = role.annual_cost.value / role.productive_hours.value
    return hourly / (done.productivity.value * done.quality.value)
