"""Where a configuration goes when descriptors give way to what supports them more (rule 5.4).

Offers `succession`, `Rule`, `Succession`, `Step` and `Switch`. What is best for a descriptor is the
variant of the highest balance; on a tie the one it has, then the first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from salesmodel.coherence.cross_impact.balance import (
    DescriptorBalance,
    balances_at,
    is_consistent,
    noise,
)
from salesmodel.coherence.cross_impact.matrix import Configuration, Matrix


class Rule(StrEnum):
    """Who switches in a step.

    LOCAL: the most inconsistent descriptor, to its best variant (of equals, the first descriptor).
    GLOBAL: every inconsistent descriptor, at the same time, to its best variant.
    INCREMENTAL: every inconsistent descriptor, at the same time, one variant towards its best: for
    variants that are in order, like low, medium, high.
    """

    LOCAL = "local"
    GLOBAL = "global"
    INCREMENTAL = "incremental"


@dataclass(frozen=True, slots=True)
class Switch:
    """A descriptor that goes from one variant to another, by place, and the balances of all its
    variants before and after the step."""

    descriptor: int
    before: int
    after: int
    balances_before: tuple[float, ...]
    balances_after: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What switches at the same time, and the configuration that it gives."""

    switches: tuple[Switch, ...]
    configuration: Configuration


@dataclass(frozen=True, slots=True)
class Succession:
    """The path from a configuration: its steps, and how it ends.

    `cycle`: the configurations that come round and round, from the first that comes again; empty
    where the path ends. `end`: the last configuration before anything comes again.
    """

    rule: Rule
    start: Configuration
    steps: tuple[Step, ...]
    cycle: tuple[Configuration, ...]

    @property
    def end(self) -> Configuration:
        """Where the path ends, or where it is about to go round again."""
        if self.cycle:
            return self.cycle[-1]
        return self.steps[-1].configuration if self.steps else self.start


def succession(
    matrix: Matrix,
    start: Sequence[int],
    *,
    held: Collection[int] = (),
    rule: Rule = Rule.LOCAL,
) -> Succession:
    """Follow the rule until nothing switches or a configuration comes again.

    `held`: descriptors that never switch, such as the change one made oneself. Where the path ends,
    the descriptors that are not held are consistent. The last step of a cycle leads back to its
    first configuration.
    """
    here: Configuration = tuple(start)
    seen = {here: 0}
    steps: list[Step] = []
    while not is_consistent(matrix, here, held=held):
        step = _step(matrix, here, held, rule)
        steps.append(step)
        here = step.configuration
        if here in seen:
            path = [tuple(start), *(each.configuration for each in steps)]
            return Succession(rule, tuple(start), tuple(steps), tuple(path[seen[here] : -1]))
        seen[here] = len(steps)
    return Succession(rule, tuple(start), tuple(steps), ())


def _step(matrix: Matrix, here: Configuration, held: Collection[int], rule: Rule) -> Step:
    before = balances_at(matrix, here)
    target = list(here)
    for descriptor in _switching(matrix, before, held, rule):
        target[descriptor] = _next(before[descriptor], rule)
    after = balances_at(matrix, target)
    switches = tuple(
        Switch(place, here[place], target[place], before[place].balances, after[place].balances)
        for place in range(len(here))
        if here[place] != target[place]
    )
    return Step(switches, tuple(target))


def _switching(
    matrix: Matrix, before: Sequence[DescriptorBalance], held: Collection[int], rule: Rule
) -> list[int]:
    places = [
        place for place, each in enumerate(before) if place not in held and each.inconsistency > 0
    ]
    if rule is Rule.LOCAL:
        short = [each.inconsistency for each in before]
        worst, least = max(places, key=lambda place: short[place]), noise(matrix)
        slack = np.maximum(least, least[worst])
        return [place for place in places if short[place] >= short[worst] - slack[place]][:1]
    return places


def _next(balance: DescriptorBalance, rule: Rule) -> int:
    if rule is Rule.INCREMENTAL:
        return balance.variant + (1 if balance.best > balance.variant else -1)
    return balance.best
