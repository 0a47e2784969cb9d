"""Which choices fit together for a way of buying, and how far a segment is from them (rule 5.4).

Offers `fitting_configurations`, `Fitting` and `Near`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmodel.coherence.cross_impact.consistent import (
    consistent_configurations,
    least_inconsistent,
)
from salesmodel.coherence.cross_impact.matrix import Configuration, Matrix
from salesmodel.coherence.cross_impact.searching import Limits
from salesmodel.coherence.judging.group import WAY_OF_BUYING, matrix_of
from salesmodel.model import ComponentKind, SalesModel

LIMITS = Limits(seconds=2.0)
"""A page waits no longer."""


@dataclass(frozen=True)
class Near:
    """A configuration beside the present one.

    `names`: component to the name of its variant; `changes`: each component that has another
    variant now, or none, with the variant that it would have.
    """

    names: dict[ComponentKind, str]
    changes: tuple[tuple[ComponentKind, str], ...]

    @property
    def differs(self) -> tuple[ComponentKind, ...]:
        """The components that would change."""
        return tuple(kind for kind, _ in self.changes)


@dataclass(frozen=True)
class Fitting:
    """What fits together, the nearest to the present first.

    `short`: 0 where these are consistent; else none is, these come closest, and this is how far the
    balance of one of their components is below its best at most.
    """

    configurations: tuple[Near, ...]
    short: float


def fitting_configurations(
    model: SalesModel, way: str, present: Mapping[ComponentKind, str | None]
) -> Fitting:
    """Every consistent configuration for a way of buying, or the least inconsistent ones.

    `present`: component to variant id, None where it is open. Raises `TooManyConfigurations` or
    `UnusableMatrix` where the group's own variants are too many.
    """
    matrix = matrix_of(model)
    places = {each.id: place for place, each in enumerate(matrix.descriptors)}
    given = {places[WAY_OF_BUYING]: matrix.descriptors[places[WAY_OF_BUYING]].ids.index(way)}
    found = consistent_configurations(matrix, fixed=given, limits=LIMITS)
    if not found.configurations:
        found = least_inconsistent(matrix, fixed=given, limits=LIMITS)
    here = _places_of(matrix, present)
    near = [_near(matrix, each, here) for each in found.configurations]
    return Fitting(tuple(sorted(near, key=lambda each: len(each.differs))), found.largest)


def _places_of(
    matrix: Matrix, present: Mapping[ComponentKind, str | None]
) -> dict[int, int | None]:
    """Descriptor to the variant it has, by place; without the way of buying."""
    found: dict[int, int | None] = {}
    for place, each in enumerate(matrix.descriptors):
        if each.id != WAY_OF_BUYING:
            variant = present[ComponentKind(each.id)]
            found[place] = each.ids.index(variant) if variant is not None else None
    return found


def _near(matrix: Matrix, target: Configuration, here: Mapping[int, int | None]) -> Near:
    differs = [place for place, variant in here.items() if variant != target[place]]
    return Near(
        names={
            ComponentKind(matrix.descriptors[place].id): matrix.descriptors[place].variants[
                target[place]
            ]
            for place in here
        },
        changes=tuple(_variant(matrix, target, place) for place in differs),
    )


def _variant(matrix: Matrix, at: Configuration, place: int) -> tuple[ComponentKind, str]:
    descriptor = matrix.descriptors[place]
    return ComponentKind(descriptor.id), descriptor.ids[at[place]]
