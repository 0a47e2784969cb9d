"""Who the highest-paid selling roles are, said once for all readers (rule 3.12)."""

from __future__ import annotations

from collections.abc import Iterable

from salesmodel.evaluation.result import RoleResult
from salesmodel.model import TaskKind

NON_SELLING_LIMIT = 0.30
"""Above this share of task time on what is not selling, the model needs restructuring."""
TOP_PAY = 0.80
"""A selling role is among the highest paid from this share of the dearest one's cost on."""


def highest_paid_sellers(
    roles: Iterable[RoleResult], top_pay: float = TOP_PAY
) -> tuple[RoleResult, ...]:
    """Roles that do selling tasks and cost a year at least `top_pay` of the dearest such role."""
    sellers = [role for role in roles if role.hours_by_kind.get(TaskKind.SELLING.value, 0) > 0]
    line = top_pay * max((role.annual_cost for role in sellers), default=0.0)
    return tuple(role for role in sellers if role.annual_cost >= line)
