"""Components and variants by their ids and names, for what comes from outside.

Offers `Known`, and `UnusableJudgements`, which names everything that cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from salesmodel.coherence.judging.group import WAY_OF_BUYING, options
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.model import SalesModel, WorkbenchError

MAX_TOLD = 20
"""More faults than these are counted and not told."""

Place = tuple[str, str]
"""A component (or the way of buying) and the id of one of its variants."""


class UnusableJudgements(WorkbenchError):
    """Judgements that cannot be read; `faults` holds a sentence for each thing that is wrong."""

    def __init__(self, faults: Sequence[str], mend: str) -> None:
        more = len(faults) - MAX_TOLD
        rest = (f"{more:,} more faults are like these.",) if more > 0 else ()
        super().__init__(" ".join((*faults[:MAX_TOLD], *rest)), mend)
        self.faults = tuple(faults)


@dataclass
class Known:
    """The variants that can be judged, in any case; an id goes before a name.

    `names`: place to the variant's name.
    """

    names: dict[Place, str] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _within: dict[Place, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, model: SalesModel) -> Known:
        """What is known to the library and the model."""
        known = cls()
        known.names = {(WAY_OF_BUYING, way.id): way.name for way in ways_of_buying()}
        for kind, each in options(model).items():
            known.names |= {(kind.value, option.id): option.name for option in each}
        for place in known.names:
            known._add(place[1], place)
        for place, name in known.names.items():
            known._add(name, place)
        return known

    def kind(self, label: str) -> str | None:
        """The component that a label means."""
        wanted = _plain(label).replace("_", " ")
        kinds = dict.fromkeys(kind for kind, _ in self.names)
        return next((kind for kind in kinds if kind.replace("_", " ") == wanted), None)

    def place(self, label: str, kind: str | None = None) -> Place | None:
        """The variant that a label means, of any component or of one."""
        wanted = _plain(label)
        return self._places.get(wanted) if kind is None else self._within.get((kind, wanted))

    def _add(self, label: str, place: Place) -> None:
        self._places.setdefault(_plain(label), place)
        self._within.setdefault((place[0], _plain(label)), place)


def _plain(label: str) -> str:
    return label.strip().casefold()
