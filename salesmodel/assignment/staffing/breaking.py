"""What breaks first as demand grows: the load of each role, and where it passes 85 and 100%.

Offers `breaking_points`, which gives `Breaking` with a `RoleLoad` a role. Hours follow arrivals in
proportion (rule 3.1): a role at utilisation u passes a line at a growth of line / u - 1, exactly.
Rules 3.11 and 4.18 of docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from salesmodel.evaluation import Evaluation, RoleResult

GROWTHS = (0.10, 0.25, 0.50, 1.00)
WAITING_GROWS = 0.85
FULL = 1.0


@dataclass(frozen=True)
class RoleLoad:
    """One role: `utilisation` now, `at` each growth of `Breaking.growths`; the growth of demand at
    which it passes 85% and 100%: below 0 where it is past already, None where it has no work."""

    role: str
    name: str
    short: str
    kind: str
    utilisation: float
    at: tuple[float, ...]
    grows_to_85: float | None
    grows_to_100: float | None

    @property
    def past_85(self) -> bool:
        """Whether waiting grows already (rule 3.11)."""
        return self.utilisation > WAITING_GROWS

    @property
    def past_100(self) -> bool:
        """Whether its part of the plan cannot be executed as it is."""
        return self.utilisation > FULL


@dataclass(frozen=True)
class Breaking:
    """Roles in the order in which they break (those without work last), at these `growths`."""

    growths: tuple[float, ...]
    roles: tuple[RoleLoad, ...]

    @property
    def past_85(self) -> tuple[RoleLoad, ...]:
        """Roles past 85% today."""
        return tuple(role for role in self.roles if role.past_85)

    @property
    def past_100(self) -> tuple[RoleLoad, ...]:
        """Roles past 100% today."""
        return tuple(role for role in self.roles if role.past_100)

    @property
    def next_to_100(self) -> RoleLoad | None:
        """The first role to pass 100% of those below it."""
        return next((r for r in self.roles if r.grows_to_100 is not None and not r.past_100), None)


def breaking_points(evaluation: Evaluation, growths: Sequence[float] = GROWTHS) -> Breaking:
    """Each role's load at each growth of demand (0.10 = 10% more buyers), the people as today."""
    roles = [_load(role, growths) for role in evaluation.roles]
    return Breaking(tuple(growths), tuple(sorted(roles, key=lambda role: -role.utilisation)))


def _load(role: RoleResult, growths: Sequence[float]) -> RoleLoad:
    used = role.utilisation
    return RoleLoad(
        role=role.id,
        name=role.name,
        short=role.short,
        kind=role.kind,
        utilisation=used,
        at=tuple(used * (1 + growth) for growth in growths),
        grows_to_85=_growth_to(WAITING_GROWS, used),
        grows_to_100=_growth_to(FULL, used),
    )


def _growth_to(line: float, used: float) -> float | None:
    """None without work; −1 (no demand at all would be too much) where nobody is there to do it."""
    if used <= 0:
        return None
    return -1.0 if math.isinf(used) else line / used - 1
