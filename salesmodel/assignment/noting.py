"""What a reader should know beside the answer: roles that cost nothing or lack heads, tasks that
nobody does. Offers `Note` and `notes_on`. Where there is a nearest mend, it comes along."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.mending import Mend
from salesmodel.assignment.question import Question, Staffing
from salesmodel.defaults.roles import default_roles
from salesmodel.editing import SetRoleValue, money_in_full
from salesmodel.model import Role

_USUAL = "mid_market"
"""The template whose costs stand in for one that is not given."""


@dataclass(frozen=True)
class Note:
    """A sentence, and what would mend it (None where nothing has to be)."""

    sentence: str
    mend: Mend | None = None


def notes_on(able: AbleShares, question: Question) -> Iterator[Note]:
    """The notes on a question about a model."""
    held = np.bincount(able.task, able.present, len(able.model.tasks))
    for place in np.unique(able.task[held[able.task] == 0]).tolist():
        yield Note(
            f"Nobody does {able.model.tasks[place].name} today. The best gives it to somebody; "
            "what that costs is not in the moves."
        )
    as_is = question.staffing is Staffing.AS_IS
    if question.heads and as_is:
        yield Note(
            "Bounds of heads count only where heads follow the hours; here they stay as they are."
        )
    for place, role in enumerate(able.model.roles):
        if able.hourly_cost[place] == 0:
            yield _free(role, able.model.currency)
        if as_is and question.max_utilisation is None:
            yield from _overloaded(role, float(able.now.role_hours[place, 0]))


def _free(role: Role, currency: str) -> Note:
    """A role that costs nothing, with the usual cost of its kind as the mend."""
    usual = next((each for each in default_roles(_USUAL) if each.kind == role.kind), None)
    mend = None
    if usual is not None:
        cost = usual.annual_cost
        cure = SetRoleValue(role=role.id, field="annual_cost", value=cost.value, origin=cost.origin)
        mend = Mend(f"Use {money_in_full(cost.value, currency)} a year", (cure,))
    return Note(
        f"{role.name} costs nothing, so every task that it can do tends to go there. "
        "Check its cost a year.",
        mend,
    )


def _overloaded(role: Role, hours: float) -> Iterator[Note]:
    """A role that is asked for more today than its heads have."""
    has = role.headcount.value * role.productive_hours.value
    if hours > has + 1:
        needed = hours / role.productive_hours.value
        heads = math.ceil(needed * 10 - 1e-6) / 10
        cure = SetRoleValue(role=role.id, field="headcount", value=heads)
        yield Note(
            f"{role.name}: today's work takes {needed:.1f} heads and there are "
            f"{role.headcount.value:g}. The best asks for no more than today's work.",
            Mend(f"Raise {role.short} to {heads:g} heads", (cure,)),
        )
