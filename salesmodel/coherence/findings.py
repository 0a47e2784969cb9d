"""What coherence finds: a finding with its layer, the pair it is about, and its mends.

Offers `CoherenceFinding`, `Mend`, `Offer`, `Layer` and `DEDUCTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import ParamSpec

from salesmodel.editing import Command
from salesmodel.model import Finding, Severity

DEDUCTIONS = {
    Severity.SEVERE: 20.0,
    Severity.WATCH: 8.0,
    Severity.NOTE: 2.0,
}
"""The weight of a structural finding in the score (rule 5.6)."""
SEVERITY_RANK = {severity: rank for rank, severity in enumerate(Severity)}
"""0 for the most severe."""

P = ParamSpec("P")


class Layer(StrEnum):
    """The three layers of coherence."""

    STRUCTURE = "structure"
    CROSS_IMPACT = "cross_impact"
    DEBT = "debt"

    @property
    def words(self) -> str:
        """alignment debt"""
        return _LAYER_WORDS[self]


_LAYER_WORDS = {
    Layer.STRUCTURE: "structural checks",
    Layer.CROSS_IMPACT: "cross-impact",
    Layer.DEBT: "alignment debt",
}


@dataclass(frozen=True, slots=True)
class Mend:
    """A mend that one click makes: the words on the button, and the commands it sends."""

    label: str
    commands: tuple[Command, ...]


class Offer:
    """Mends that are worked out when somebody first looks at them: most are never looked at.

    Two offers are equal where their mends are.
    """

    __slots__ = ("_mends", "_work_out")

    def __init__(
        self, find: Callable[P, tuple[Mend, ...]], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        self._work_out = partial(find, *args, **kwargs)
        self._mends: tuple[Mend, ...] | None = None

    @property
    def mends(self) -> tuple[Mend, ...]:
        """What one click can do, the best first."""
        if self._mends is None:
            self._mends = self._work_out()
        return self._mends

    def __eq__(self, other: object) -> bool:
        return self.mends == (other.mends if isinstance(other, Offer) else other)

    def __hash__(self) -> int:
        return hash(self.mends)

    def __repr__(self) -> str:
        return repr(self.mends)


@dataclass(frozen=True, slots=True)
class CoherenceFinding(Finding):
    """A finding about a component, or about a pair of them.

    `other`: the second component of the pair; `other_segment`: the second segment, where two are
    set against each other; `variant`: the chosen variant that it is about, where it is about a
    choice; `offer`: its mends, there already or to be worked out; `excess`: how far past
    its limit the evidence is, as a ratio (0 = at the limit), which ranks findings of one severity.
    """

    layer: Layer = Layer.STRUCTURE
    other: str | None = None
    other_segment: str | None = None
    variant: str | None = None
    offer: Offer | tuple[Mend, ...] = field(default=(), hash=False)
    excess: float = 0.0

    @property
    def mends(self) -> tuple[Mend, ...]:
        """What one click can do, the best first."""
        return self.offer.mends if isinstance(self.offer, Offer) else self.offer

    @property
    def about(self) -> str:
        """The finding's key: the same as long as it is the same check on the same things.

        A finding about a choice is another one as soon as another variant is chosen.
        """
        ids = (
            self.segment, self.other_segment, self.stage, self.task, self.role, self.component,
        )  # fmt: skip
        parts = [self.check, *(part or "-" for part in ids)]
        return ":".join(parts if self.variant is None else [*parts, self.variant])

    @property
    def components(self) -> tuple[str, ...]:
        """The one or two components that it is about."""
        return tuple(filter(None, (self.component, self.other)))
