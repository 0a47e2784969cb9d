"""Every task to the most cost-effective role: the 30% verdict (rule 3.12 of docs/method.md).

Offers `restructure_verdict`, `RestructureVerdict`, `RoleVerdict`. Cespedes: when the highest-paid
sellers spend more than 30% of their time on what is not selling, the model needs restructuring.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesmodel.evaluation import NON_SELLING_LIMIT, Evaluation, highest_paid_sellers


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


def restructure_verdict(evaluation: Evaluation) -> RestructureVerdict:
    """The verdict on the share of task time; time outside tasks is not counted (rule 3.12)."""
    roles = tuple(
        RoleVerdict(role.id, role.name, share, share > NON_SELLING_LIMIT)
        for role in highest_paid_sellers(evaluation.roles)
        if (share := role.non_selling_share) is not None
    )
    over = sorted((role for role in roles if role.fires), key=lambda r: -r.non_selling_share)
    return RestructureVerdict(bool(over), _sentence(over, roles), NON_SELLING_LIMIT, roles)


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
