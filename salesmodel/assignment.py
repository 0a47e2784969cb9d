"""Every task to the most cost-effective role: the 30% verdict (rule 3.12 of docs/method.md).

Offers `restructure_verdict`, `RestructureVerdict`, `RoleVerdict`. Cespedes: when the highest-paid
sellers spend more than 30% of their time on what is not selling, the model needs restructuring.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesmodel.evaluation import Evaluation, RoleResult
from salesmodel.model import SalesModel, TaskKind

THRESHOLD = 0.30
HIGHEST_PAID = 0.80
"""A selling role is among the highest paid from this share of the dearest one's cost on."""


@dataclass(frozen=True)
class RoleVerdict:
    """One of the highest-paid selling roles and its share of task time that is not selling."""

    role: str
    name: str
    non_selling_share: float
    fires: bool


@dataclass(frozen=True)
class RestructureVerdict:
    """Whether the model needs restructuring, in a sentence, and for which roles."""

    fires: bool
    sentence: str
    threshold: float
    roles: tuple[RoleVerdict, ...]


def restructure_verdict(evaluation: Evaluation, model: SalesModel) -> RestructureVerdict:
    """The verdict on the share of task time; time outside tasks is not counted (rule 3.12)."""
    roles = tuple(
        RoleVerdict(role.id, role.name, share, share > THRESHOLD)
        for role in highest_paid_sellers(evaluation, model)
        if (share := role.non_selling_share) is not None
    )
    over = sorted((role for role in roles if role.fires), key=lambda r: -r.non_selling_share)
    return RestructureVerdict(bool(over), _sentence(over, roles), THRESHOLD, roles)


def highest_paid_sellers(evaluation: Evaluation, model: SalesModel) -> tuple[RoleResult, ...]:
    """Roles that do selling tasks and cost a year at least 80% of the dearest such role."""
    cost = {role.id: role.annual_cost.value for role in model.roles}
    sellers = [
        role for role in evaluation.roles if role.hours_by_kind.get(TaskKind.SELLING.value, 0) > 0
    ]
    line = HIGHEST_PAID * max((cost[role.id] for role in sellers), default=0.0)
    return tuple(role for role in sellers if cost[role.id] >= line)


def _sentence(over: list[RoleVerdict], roles: tuple[RoleVerdict, ...]) -> str:
    if over:
        worst = over[0]
        return (
            f"{worst.name}: {worst.non_selling_share:.0%} of task time goes to tasks that are not "
            "selling, above the 30% line. The model needs restructuring."
        )
    if roles:
        return "Every senior role is under the 30% line."
    return "No role does selling tasks yet."
