"""What can be chosen, and how far each choice supports each other, as the group sees it.

Offers `options`, `judgements_of` and `matrix_of`; `people_of` and `seen_by`, the same as one person
sees it. The library's judgements count until somebody judges otherwise; everybody's own is kept
(rules 5.3 and 5.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache

import numpy as np

from salesmodel.coherence.cross_impact.matrix import Array, Descriptor, Matrix
from salesmodel.coherence.judging.asking import Basis, asked_again, figure_at
from salesmodel.defaults.variants import default_judgements, library, ways_of_buying
from salesmodel.model import ComponentKind, Judgement, SalesModel
from salesmodel.model.choices import slug

WAY_OF_BUYING = "way_of_buying"
"""The descriptor of how the segment buys: it influences the components and answers to none."""


@dataclass(frozen=True, slots=True)
class Option:
    """A variant that can be chosen: the library's, or the group's own; `source`: its literature."""

    id: str
    kind: ComponentKind
    name: str
    description: str
    own: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person judged; `asked_again`: the sentence on why it is asked again, or ""."""

    id: str
    value: int
    by: str
    why: str
    on: datetime | None
    asked_again: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How far `source` supports `target`.

    `value`: what counts: the middle of the opinions, or the library's figure where there is none;
    `default` and `default_why`: the library's; `why`: the sentence behind what counts.
    """

    source: str
    target: str
    value: int
    default: int
    default_why: str
    why: str
    opinions: tuple[Opinion, ...] = ()

    @property
    def spread(self) -> int:
        """How far the opinions lie apart, 0 to 6."""
        values = [opinion.value for opinion in self.opinions]
        return max(values) - min(values) if values else 0


@dataclass(frozen=True)
class GroupJudgements:
    """Every judgement that is not zero or that somebody made, by (source, target)."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    people: tuple[str, ...] = ()

    def value(self, source: str, target: str) -> int:
        """What counts for this pair; 0 where nobody says anything."""
        cell = self.cells.get((source, target))
        return cell.value if cell is not None else 0


def options(model: SalesModel) -> dict[ComponentKind, tuple[Option, ...]]:
    """What can be chosen for each component: the library's variants, then the group's own."""
    shipped = _library_options()
    if not model.variants:
        return dict(shipped)
    return {
        kind: (
            *each,
            *(
                Option(own.id, kind, own.name, own.description, own=True)
                for own in model.variants
                if own.kind == kind
            ),
        )
        for kind, each in shipped.items()
    }


def judgements_of(model: SalesModel) -> GroupJudgements:
    """The library's judgements with the group's own in their place.

    What counts for a pair is the middle opinion; of two middle ones that which is nearer to the
    library's, then to 0, then the lower.
    """
    if not model.judgements:
        return _library_judgements()
    paths = _rested_on(_Said(model))
    return _judged_by_group(_Said(model, (model.currency, *(figure_at(model, p) for p in paths))))


def people_of(model: SalesModel) -> tuple[str, ...]:
    """Everybody who judged, by name; who writes a name in another case is the same person."""
    names: dict[str, str] = {}
    for judgement in model.judgements:
        names.setdefault(_key(judgement.by), judgement.by)
    return tuple(sorted(names.values(), key=lambda name: (name.casefold(), name)))


def seen_by(judgements: GroupJudgements, person: str) -> GroupJudgements:
    """The judgements with that person's own in place of the group's; where the person said
    nothing, the group's count."""
    key, cells = _key(person), dict(judgements.cells)
    for pair, cell in judgements.cells.items():
        mine = next((each for each in cell.opinions if _key(each.by) == key), None)
        if mine is not None:
            cells[pair] = replace(cell, value=mine.value, why=mine.why)
    return GroupJudgements(cells, judgements.people)


def matrix_of(model: SalesModel, person: str | None = None) -> Matrix:
    """The cross-impact matrix: the way of buying, then the four components.

    With `person`, that person's own judgements count in place of the group's. Raises
    `UnusableMatrix` when a component has more variants than a matrix takes.
    """
    judged = judgements_of(model)
    if person is not None:
        judged = seen_by(judged, person)
    ways = ways_of_buying()
    descriptors = [
        Descriptor(
            WAY_OF_BUYING,
            "Way of buying",
            tuple(way.name for way in ways),
            tuple(way.id for way in ways),
        )
    ]
    for kind, each in options(model).items():
        ids = tuple(option.id for option in each)
        descriptors.append(Descriptor(kind.value, kind.words.capitalize(), _distinct(each), ids))
    return Matrix(tuple(descriptors), _impacts(descriptors, judged))


@dataclass(frozen=True, eq=False)
class _Said:
    """What a group said of a model, so that it is worked out once: the same as long as nobody
    judged or described anything, and the figures that it rests on are what they were. A slider
    exchanges neither list."""

    model: SalesModel
    figures: tuple[object, ...] = ()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Said)
            and self.model.judgements is other.model.judgements
            and self.model.variants is other.model.variants
            and self.figures == other.figures
        )

    def __hash__(self) -> int:
        return hash((id(self.model.judgements), id(self.model.variants)))


@lru_cache(maxsize=16)
def _rested_on(said: _Said) -> tuple[str, ...]:
    """The paths of all figures that judgements rest on."""
    return tuple(sorted({path for each in said.model.judgements for path in each.rests_on}))


@lru_cache(maxsize=16)
def _judged_by_group(said: _Said) -> GroupJudgements:
    model = said.model
    by_pair: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in model.judgements:
        by_pair.setdefault((judgement.source, judgement.target), []).append(judgement)
    basis = Basis(model)
    judged = {pair: _judged(pair, made, basis) for pair, made in by_pair.items()}
    return GroupJudgements({**_library_judgements().cells, **judged}, people_of(model))


def _judged(pair: tuple[str, str], made: list[Judgement], basis: Basis) -> Cell:
    shipped = _library_judgements().cells.get(pair)
    default, why = (shipped.default, shipped.default_why) if shipped is not None else (0, "")
    made = sorted(made, key=lambda each: each.by.casefold())
    counts = _middle([each.value for each in made], default)
    reasons = [each.why for each in made if each.value == counts and each.why]
    opinions = (Opinion(j.id, j.value, j.by, j.why, j.on, asked_again(j, basis)) for j in made)
    said = reasons[0] if reasons else why if counts == default else ""
    return Cell(*pair, counts, default, why, said, tuple(opinions))


def _middle(values: list[int], default: int) -> int:
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return min((low, high), key=lambda value: (abs(value - default), abs(value)))


def _impacts(descriptors: Sequence[Descriptor], judged: GroupJudgements) -> Array:
    places = {variant: n for n, variant in enumerate(v for d in descriptors for v in d.ids)}
    impacts = np.zeros((len(places), len(places)))
    for (source, target), cell in judged.cells.items():
        if source in places and target in places:
            impacts[places[source], places[target]] = cell.value
    return impacts


def _distinct(each: Sequence[Option]) -> tuple[str, ...]:
    """The names; where the group has given a name twice, the id stands behind it."""
    counts = Counter(option.name for option in each)
    return tuple(
        f"{option.name} ({option.id})" if option.own and counts[option.name] > 1 else option.name
        for option in each
    )


@lru_cache(maxsize=1_024)
def _key(name: str) -> str:
    """A person, however the name is written."""
    return slug(name)


@cache
def _library_options() -> dict[ComponentKind, tuple[Option, ...]]:
    return {
        kind: tuple(
            Option(each.id, kind, each.name, each.description, source=each.source)
            for each in library()
            if each.kind == kind
        )
        for kind in ComponentKind
    }


@cache
def _library_judgements() -> GroupJudgements:
    return GroupJudgements(
        {
            (row.source, row.target): Cell(
                row.source, row.target, row.value, row.value, row.why, row.why
            )
            for row in default_judgements()
        }
    )
