"""The library of variants: how each of the four components can be done, and how buyers buy.

Offers `library`, `library_variant`, `ways_of_buying`, `way_of_buying`, `NEEDS` and
`default_judgements`: how far one variant supports another unless a group judges otherwise. The
figures are a convention of this tool with its reasons, to be argued over; the file says how they
were set, and docs/variants.md shows them all (rule 5.3).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from salesmodel.model import ComponentKind, RoleKind

NEEDS = {
    "business_case": "a task that works out the value in the buyer's own numbers",
    "technical_proof": "a technical task before the win",
    "executive_access": "a task that reaches executives, or many stakeholders",
    "service_after_win": "a service or onboarding task after the win",
    "quick_onboarding": "an onboarding stage or task after the win",
}
"""What a variant can need to be kept: key to words."""


@dataclass(frozen=True, slots=True)
class LibraryVariant:
    """A way of doing one component.

    `source`: where it is described ("" where it is ours); `needs`: what must be there to keep it,
    as keys of `NEEDS`; `carried_by`: of selling tasks and value delivery, the kinds of role that
    do the work, the first first.
    """

    id: str
    kind: ComponentKind
    name: str
    description: str
    source: str = ""
    needs: tuple[str, ...] = ()
    carried_by: tuple[RoleKind, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOfBuying:
    """How a segment buys, as it is read from its buying profile."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class DefaultJudgement:
    """How far `source` supports (up to 3) or hinders (to -3) `target`, and why."""

    source: str
    target: str
    value: int
    why: str


@cache
def library() -> tuple[LibraryVariant, ...]:
    """Every variant that ships with the workbench, by component."""
    return tuple(
        LibraryVariant(
            id=row["id"],
            kind=kind,
            name=row["name"],
            description=row["description"],
            source=row.get("source", ""),
            needs=tuple(row.get("needs", ())),
            carried_by=tuple(RoleKind(each) for each in row.get("carried_by", ())),
        )
        for kind in ComponentKind
        for row in _file()[kind.value]
    )


@cache
def ways_of_buying() -> tuple[WayOfBuying, ...]:
    """The ways of buying that can be read from a profile."""
    return tuple(WayOfBuying(**row) for row in _file()["way_of_buying"])


@cache
def default_judgements() -> tuple[DefaultJudgement, ...]:
    """Every judgement that ships with the workbench; a pair of variants left out counts as 0."""
    return tuple(
        DefaultJudgement(source, target, value, why)
        for source, target, value, why in _file()["judgements"]
    )


def library_variant(variant: str) -> LibraryVariant | None:
    """The library's variant of that id."""
    return _variants().get(variant)


def way_of_buying(variant: str) -> WayOfBuying | None:
    """The way of buying of that id."""
    return _ways().get(variant)


@cache
def _variants() -> dict[str, LibraryVariant]:
    return {variant.id: variant for variant in library()}


@cache
def _ways() -> dict[str, WayOfBuying]:
    return {way.id: way for way in ways_of_buying()}


@cache
def _file() -> dict[str, Any]:
    text = files("salesmodel.defaults").joinpath("variants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
