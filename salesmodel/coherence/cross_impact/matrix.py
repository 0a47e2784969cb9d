"""A cross-impact matrix: descriptors with their variants, and how far each supports each other.

Offers `Descriptor`, `Matrix`, `Configuration`, `check_descriptors` and `UnusableMatrix`.
After Weimer-Jehle (2006), "Cross-impact balances: a system-theoretical approach to cross-impact
analysis" (rule 5.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from salesmodel.model import WorkbenchError

Array = npt.NDArray[np.float64]
Configuration = tuple[int, ...]
"""One variant for each descriptor, by its place (from 0), in the order of the descriptors."""

MAX_VARIANTS = 300
"""Variants of a whole matrix."""
MAX_VARIANTS_EACH = 30
"""Variants of one descriptor."""

LARGEST_IMPACT = 1e9
_SAID = 60
"""Letters of a name in a sentence."""
_LISTED = 30
"""Names in a list in a sentence."""


class UnusableMatrix(WorkbenchError):
    """A cross-impact matrix, or a question about one, that cannot be meant."""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What takes one of several variants.

    `variants`: their names, two or more and different; `ids`: their ids, the names unless given.
    """

    id: str
    name: str
    variants: tuple[str, ...]
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.ids:
            object.__setattr__(self, "ids", self.variants)


@dataclass(frozen=True, eq=False)
class Matrix:
    """Descriptors and their impacts.

    `impacts`: square over all variants of all descriptors in their order; row: the variant that
    influences, column: the variant that is influenced; positive supports, negative hinders. Within
    a descriptor it is zero, but for published projects in which a variant upholds itself. The
    array is copied and cannot be written. Raises `UnusableMatrix`.
    """

    descriptors: tuple[Descriptor, ...]
    impacts: Array

    def __post_init__(self) -> None:
        check_descriptors(self.descriptors)
        impacts = np.array(self.impacts, dtype=np.float64)
        impacts.setflags(write=False)
        object.__setattr__(self, "impacts", impacts)
        _check_impacts(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Matrix):
            return NotImplemented
        return self.descriptors == other.descriptors and np.array_equal(self.impacts, other.impacts)

    def __hash__(self) -> int:
        return hash((self.descriptors, self.impacts.tobytes()))

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of variants of each descriptor."""
        return tuple(len(each.variants) for each in self.descriptors)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The row (and column) of each descriptor's first variant."""
        return tuple(int(start) for start in np.cumsum((0, *self.sizes[:-1])))

    @cached_property
    def configurations(self) -> int:
        """How many configurations there are."""
        count = 1
        for size in self.sizes:
            count *= size
        return count

    @cached_property
    def heaviest(self) -> Array:
        """What no balance of each descriptor exceeds: the largest impacts on it, summed."""
        largest = np.maximum.reduceat(np.abs(self.impacts), self.starts, axis=0).sum(axis=0)
        return np.asarray(np.maximum.reduceat(largest, self.starts))

    def block(self, source: int, target: int) -> Array:
        """The impacts of one descriptor's variants (rows) on another's (columns)."""
        return self.impacts[self._span(source), self._span(target)]

    def named(self, configuration: Sequence[int]) -> dict[str, str]:
        """The descriptor ids and variant names of a configuration."""
        pairs = zip(self.descriptors, configuration, strict=True)
        return {each.id: each.variants[place] for each, place in pairs}

    def configuration(self, chosen: Mapping[str, str]) -> Configuration:
        """The configuration of these descriptor ids and variant ids (or names).

        Raises `UnusableMatrix` when a descriptor is left out, or something is not there.
        """
        places = self.places(chosen)
        for place, each in enumerate(self.descriptors):
            if place not in places:
                raise UnusableMatrix(
                    f"The configuration says nothing on {said(each.id)}.",
                    f"Choose one of {listed(each.variants)} for it.",
                )
        return tuple(places[place] for place in range(len(self.descriptors)))

    def places(self, chosen: Mapping[str, str]) -> dict[int, int]:
        """Places of descriptors and variants by their ids (or names). Raises `UnusableMatrix`."""
        return dict(self._place(descriptor, variant) for descriptor, variant in chosen.items())

    def _place(self, descriptor: str, variant: str) -> tuple[int, int]:
        ids = [each.id for each in self.descriptors]
        names = [each.name for each in self.descriptors]
        if descriptor not in ids and names.count(descriptor) != 1:
            raise UnusableMatrix(
                f"There is no descriptor {said(descriptor)}.", f"There are {listed(ids)}."
            )
        place = ids.index(descriptor) if descriptor in ids else names.index(descriptor)
        found = self.descriptors[place]
        if variant not in found.ids and variant not in found.variants:
            raise UnusableMatrix(
                f"{said(found.id)} has no variant {said(variant)}.",
                f"It has {listed(found.variants)}.",
            )
        within = found.ids if variant in found.ids else found.variants
        return place, within.index(variant)

    def _span(self, descriptor: int) -> slice:
        start = self.starts[descriptor]
        return slice(start, start + self.sizes[descriptor])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: “a”, “b” and “c”."""
    quoted = [said(name) for name in names[:_LISTED]]
    if len(names) > _LISTED:
        quoted.append(f"{len(names) - _LISTED:,} more")
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def said(name: str) -> str:
    """A name in a sentence, in quotes; a long one is shortened."""
    return f"“{shortened(name)}”"


def shortened(text: str) -> str:
    """The text, or the start of a long one with “…”."""
    return text if len(text) <= _SAID else f"{text[: _SAID - 1]}…"


def check_descriptors(descriptors: Sequence[Descriptor]) -> None:
    """Raises `UnusableMatrix` where there can be no matrix of these descriptors.

    Before room is made for their impacts: a short text can name more variants than memory holds.
    """
    if not descriptors:
        raise UnusableMatrix("The matrix has no descriptors.", "Give it at least one.")
    seen: set[str] = set()
    for each in descriptors:
        if each.id in seen:
            raise UnusableMatrix(
                f"Two descriptors have the id {said(each.id)}.",
                "Give each its own.",
                path=shortened(each.id),
            )
        seen.add(each.id)
        _check_variants(each)
    total = sum(len(each.variants) for each in descriptors)
    if total > MAX_VARIANTS:
        raise UnusableMatrix(
            f"The matrix has {total:,} variants, more than {MAX_VARIANTS}.",
            "Leave out what matters least.",
        )


def _check_variants(descriptor: Descriptor) -> None:
    label, count = f"{said(descriptor.id)}", len(descriptor.variants)
    if count < 2:
        has = "one variant" if count else "no variants"
        raise UnusableMatrix(
            f"The descriptor {label} has {has}, so nothing can be chosen.",
            "Give it a second one, or leave it out.",
            path=shortened(descriptor.id),
        )
    if count > MAX_VARIANTS_EACH:
        raise UnusableMatrix(
            f"The descriptor {label} has {count:,} variants, more than {MAX_VARIANTS_EACH}.",
            "Put together those that are alike.",
            path=shortened(descriptor.id),
        )
    for names in (descriptor.variants, descriptor.ids):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise UnusableMatrix(
                f"The descriptor {label} has two variants {said(twice)}.",
                "Give each its own name.",
                path=shortened(descriptor.id),
            )
    if len(descriptor.ids) != count:
        raise UnusableMatrix(
            f"The descriptor {label} has {count} variants and {len(descriptor.ids)} ids.",
            "Give each variant one id.",
            path=shortened(descriptor.id),
        )


def _check_impacts(matrix: Matrix) -> None:
    total = sum(matrix.sizes)
    if matrix.impacts.shape != (total, total):
        raise UnusableMatrix(
            f"The impacts are {' x '.join(map(str, matrix.impacts.shape))} figures for {total} "
            "variants.",
            f"Give {total} rows of {total} figures.",
        )
    unusable = np.argwhere(~(np.abs(matrix.impacts) <= LARGEST_IMPACT))
    if len(unusable):
        row, column = unusable[0]
        raise UnusableMatrix(
            f"The impact of {_variant(matrix, row)} on {_variant(matrix, column)} is not a number "
            "that can be summed.",
            "Give a figure, usually from -3 to 3; 0 means no impact.",
        )


def _variant(matrix: Matrix, row: int) -> str:
    place = int(np.searchsorted(matrix.starts, row, side="right")) - 1
    found = matrix.descriptors[place]
    return f"{said(found.variants[row - matrix.starts[place]])} of {said(found.id)}"
