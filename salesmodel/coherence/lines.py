"""The lines that readings and checks share, and how a computed figure is compared with a line.

Offers the lines, and `beyond`, `within`, `below`, `at_least` and `largest`. The last digit of a sum
depends on the order of the lists that it is summed over: only what lies past a line by more than
that counts as past it. What is compared with 0 is compared as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from salesmodel.model import ComponentKind, RoleKind, TaskKind

READ = (ComponentKind.SELLING_TASKS, ComponentKind.VALUE_DELIVERY)
"""The components that are read from the tasks (rule 5.2); the others are chosen by hand."""
WITHOUT_PEOPLE = (RoleKind.PRODUCT, RoleKind.MARKETING)
"""Kinds of role that buyers use or read, and do not meet."""
DELIVERING = (TaskKind.ONBOARDING, TaskKind.SERVICE)
"""Kinds of task that deliver what was sold."""

QUICK = ("buys_alone", "buys_quickly")
"""The ways of buying in which few people decide, without a formal process."""
MUST_AGREE = ("buys_in_a_group", "buys_formally")
"""Those in which people must agree: they ask for proof, and for more than one person knows."""

ALONE = 1.5
"""People who decide, below which one decides: half-way to two. A convention of this tool."""
A_FEW = 3
"""People who decide: up to so many are met anyway, the economic buyer among them; more are a group
that must agree. A convention of this tool."""
MANY_PEOPLE = 6
"""People who decide. 6.8 signed off a purchase on average in 2016 (G1)."""
FORMAL = 0.7
"""Formality from which buyers buy by a process of their own. A convention of this tool."""
LITTLE_CONTACT = 0.3
"""Human contact wanted, up to which buyers rather serve themselves. A convention of this tool."""

ROUNDING = 1e-9
"""Of a line: far more than sums over the same numbers in another order differ by."""


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """The id."""


N = TypeVar("N", bound=Named)


def beyond(value: float, line: float) -> bool:
    """Whether a figure lies above a line by more than rounding."""
    return value > line + ROUNDING * abs(line)


def within(value: float, line: float) -> bool:
    """Whether it does not."""
    return not beyond(value, line)


def below(value: float, line: float) -> bool:
    """Whether a figure lies below a line by more than rounding."""
    return value < line - ROUNDING * abs(line)


def at_least(value: float, line: float) -> bool:
    """Whether it does not."""
    return not below(value, line)


def largest(items: Iterable[N], figure: Callable[[N], float]) -> N | None:
    """The item with the highest figure; of those that rounding alone parts, the first by id."""
    known = [(figure(item), item) for item in items]
    most = max((value for value, _ in known), default=0.0)
    alike = (item for value, item in known if at_least(value, most))
    return min(alike, key=lambda item: item.id, default=None)
