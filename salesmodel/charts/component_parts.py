"""What the component map is made of: a pair of components in all segments that are shown.

Offers `Pair` and `pair_of`, `key_of` (its name between Python and the browser), `STRONG` and
`FRAYED`, and what the map's parts share: the mean of what is known, and a choice in one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from salesmodel.charts.finding import named, sentence
from salesmodel.charts.formats import half_up
from salesmodel.coherence.result import ComponentCoherence, PairCoherence, SegmentCoherence
from salesmodel.model import ComponentKind

STRONG, FRAYED = 75.0, 60.0
"""A ribbon is strong from the one on and frayed below the other (rule 5.6)."""
NOT_CHOSEN = "not chosen yet"


@dataclass(frozen=True)
class Pair:
    """Two components in all segments that are shown; `support` is their mean."""

    one: ComponentKind
    other: ComponentKind
    support: float | None
    parts: tuple[tuple[str, PairCoherence], ...]

    @property
    def debt(self) -> tuple[PairCoherence, ...]:
        """The unreviewed of them."""
        return tuple(pair for _, pair in self.parts if pair.unreviewed)

    @property
    def rounded(self) -> float:
        """As it is written, so that a ribbon is never drawn as another number than it says."""
        return half_up(self.support or 0.0)

    @property
    def is_frayed(self) -> bool:
        """Whether the two speak against each other."""
        return self.support is not None and self.rounded < FRAYED

    @property
    def names(self) -> str:
        """Value proposition and selling tasks"""
        return sentence(named((self.one.words, self.other.words)))


def pair_of(shown: Sequence[SegmentCoherence], one: ComponentKind, other: ComponentKind) -> Pair:
    """The pair of these two in the segments."""
    parts = tuple((segment.name, segment.pair(one, other)) for segment in shown)
    return Pair(one, other, mean_of_known(pair.support for _, pair in parts), parts)


def key_of(one: ComponentKind, other: ComponentKind) -> str:
    """How a pair is named between Python and the browser, in the order of the components."""
    return ":".join(sorted((one.value, other.value), key=[*ComponentKind].index))


def is_open(part: ComponentCoherence) -> bool:
    """Whether nobody has chosen a variant of it and none can be read."""
    return part.choice.variant is None


def choice_of(part: ComponentCoherence) -> str:
    """The name of the variant, or that it is not chosen yet."""
    return NOT_CHOSEN if is_open(part) else part.choice.name


def in_one_line(names: Sequence[str]) -> str:
    """The name that all segments share, or how many there are."""
    ways = dict.fromkeys(names)
    return names[0] if len(ways) == 1 else f"{len(ways)} ways in {len(names)} segments"


def mean_of_known(values: Iterable[float | None]) -> float | None:
    """The mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return fsum(known) / len(known) if known else None
