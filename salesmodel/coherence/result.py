"""What coherence gives: the score with its breakdown, for each segment, component and pair.

Offers `Coherence`, `SegmentCoherence`, `ComponentCoherence`, `PairCoherence`, `Accepted`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salesmodel.coherence.choices import Buying, Choice
from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.model import Acceptance, ComponentKind


@dataclass(frozen=True, slots=True)
class ComponentCoherence:
    """One component of one segment.

    `score`: 0 to 100; `lost`: the points lost by layer; `balance`: the impact balance of the
    variant it has, `best`: the variant with the highest balance and that balance (both None while
    the component is open); `buying_judged`: how far the segment's way of buying supports the
    variant (-3 to 3); `sentences`: why, each on one thing.
    """

    kind: ComponentKind
    choice: Choice
    score: float
    lost: dict[Layer, float]
    balance: float | None
    best: tuple[str, float] | None
    buying_judged: float | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairCoherence:
    """How far two components of a segment support each other.

    `support`: 0 to 100, None while one of them is open; `judged`: how far `one` supports `other`,
    and the other way round (-3 to 3); `unreviewed`: whether one changed since they were last looked
    at together; `changed_by`, `changed_on`: who changed it, and when, where that is known.
    """

    one: ComponentKind
    other: ComponentKind
    support: float | None
    judged: tuple[float, float] | None
    unreviewed: bool
    changed_by: str
    changed_on: datetime | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentCoherence:
    """One segment's sub-model: 0 to 100, and what it lost.

    `lost`: points lost by layer, which sum to 100 less the score; `points`: the same by finding
    (`CoherenceFinding.about`); `buying`: how the segment buys.
    """

    id: str
    name: str
    buying: Buying
    score: float
    lost: dict[Layer, float]
    points: dict[str, float]
    components: tuple[ComponentCoherence, ...]
    pairs: tuple[PairCoherence, ...]

    def component(self, kind: ComponentKind) -> ComponentCoherence:
        """The component of that kind."""
        return next(each for each in self.components if each.kind == kind)

    def pair(self, one: ComponentKind, other: ComponentKind) -> PairCoherence:
        """The pair of these two, in whichever order."""
        return next(each for each in self.pairs if {each.one, each.other} == {one, other})


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the group left as it is, and why."""

    finding: CoherenceFinding
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class Coherence:
    """How well the four components support each other, 0 to 100, and what speaks against it.

    `lost`: points lost by layer; `points`: by finding; both sum to 100 less the score.
    `components`: kind of component to score, the mean over the segments; `findings`: what is open,
    the most severe first; `accepted`: what the group left as it is; `idle`: acceptances of findings
    that are no longer there.
    """

    score: float
    lost: dict[Layer, float]
    points: dict[str, float]
    components: dict[str, float]
    segments: tuple[SegmentCoherence, ...]
    findings: tuple[CoherenceFinding, ...]
    accepted: tuple[Accepted, ...]
    idle: tuple[Acceptance, ...]

    def segment(self, segment_id: str) -> SegmentCoherence:
        """The segment of that id."""
        return next(each for each in self.segments if each.id == segment_id)
