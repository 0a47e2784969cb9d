"""Lines over the top of a journey: loops back, moves that skip a stage, early wins.

Offers `lay_arcs`: it gives each arc a level and each end a place on its card, so that arcs cross
as little as they can: short arcs run low, and on a card the arcs to one side stand in the order
of their reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from the top of one card to the top of another (or of the same one)."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Span:
    """The left edge and the width of a card."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Laid:
    """Where an arc leaves and lands, and its level: 0 runs lowest."""

    start: float
    end: float
    level: int


def lay_arcs(
    arcs: Sequence[Arc],
    cards: Mapping[str, Span],
    labels: Mapping[str, float],
    taken: frozenset[str] = frozenset(),
) -> dict[str, Laid]:
    """Lay arcs over `cards`; `labels` are the widths that their texts need on the line.

    Cards in `taken` have something standing at their middle (a loop to themselves).
    """
    ends = _ports(arcs, cards, taken)
    spans: dict[str, tuple[float, float]] = {}
    for arc in arcs:
        left, right = sorted((ends[arc.id, True], ends[arc.id, False]))
        spare = max(0.0, labels.get(arc.id, 0.0) - (right - left)) / 2
        spans[arc.id] = (left - spare, right + spare)
    levels = _levels(spans)
    return {arc.id: Laid(ends[arc.id, True], ends[arc.id, False], levels[arc.id]) for arc in arcs}


def _ports(
    arcs: Sequence[Arc], cards: Mapping[str, Span], taken: frozenset[str]
) -> dict[tuple[str, bool], float]:
    """The x of each end of each arc, by arc id and whether it is the start."""
    at: dict[str, list[tuple[tuple[int, float], tuple[str, bool] | None]]] = {}
    for name in taken:
        at.setdefault(name, []).append(((1, 0.0), None))
    for arc in arcs:
        for here, there, start in (
            (arc.source, arc.target, True),
            (arc.target, arc.source, False),
        ):
            at.setdefault(here, []).append(
                (_order(cards[here], cards[there], start), (arc.id, start))
            )
    ports: dict[tuple[str, bool], float] = {}
    for name, ends in at.items():
        ordered = sorted(ends, key=lambda end: end[0])
        for place, (_, end) in enumerate(ordered, start=1):
            if end is not None:
                ports[end] = cards[name].x + cards[name].width * place / (len(ordered) + 1)
    return ports


def _order(here: Span, there: Span, start: bool) -> tuple[int, float]:
    """Arcs to the left stand left, the near ones first; arcs to the right mirror them."""
    if here == there:
        return (1, -1.0 if start else 1.0)
    reach = abs(there.middle - here.middle)
    return (0, reach) if there.middle < here.middle else (2, -reach)


def _levels(spans: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    levels: dict[str, int] = {}
    for name in sorted(spans, key=lambda each: spans[each][1] - spans[each][0]):
        left, right = spans[name]
        below = [
            levels[other] for other in levels if spans[other][0] < right and left < spans[other][1]
        ]
        levels[name] = max(below, default=-1) + 1
    return levels
