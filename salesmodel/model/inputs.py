"""Every number that a model rests on, with where it comes from (rule 3.9 of docs/method.md).

Offers `inputs`, one `Input` a quantity, and `count_by_origin`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from salesmodel.model.entities import Assignment, Move, SalesModel
from salesmodel.model.quantities import Assumed, Estimated, Judged, Observed, Quantity


@dataclass(frozen=True, slots=True)
class Input:
    """One quantity: `path` to its field, the entity's name and the field's, and the quantity."""

    path: str
    entity: str
    field: str
    quantity: Quantity

    @property
    def origin(self) -> str:
        """observed, estimated, judged or assumed."""
        return self.quantity.origin.kind

    @property
    def source(self) -> str:
        """Where the number comes from, in words."""
        return source_in_words(self.quantity)


def inputs(model: SalesModel) -> tuple[Input, ...]:
    """Every quantity of the model, in the order of its lists."""
    names = _names(model)
    return tuple(
        Input(f"{collection}[{entity.id}].{field}", names[entity.id], _words(field), quantity)
        for collection in type(model).model_fields
        if isinstance(entities := getattr(model, collection), tuple)
        for entity in entities
        for field, quantity in _quantities(entity)
    )


def count_by_origin(model: SalesModel) -> dict[str, int]:
    """How many of the model's inputs are observed, estimated, judged and assumed."""
    return dict(Counter(item.origin for item in inputs(model)))


def source_in_words(quantity: Quantity) -> str:
    """Where a quantity comes from, as a reader would say it."""
    match quantity.origin:
        case Observed(n=n, period=period, file=file):
            return ", ".join(part for part in (f"{n:,} observed", period, file) if part)
        case Estimated(n=n, method=method):
            return ", ".join(part for part in (f"from {n:,} observations", method) if part)
        case Judged(by=by, workshop=workshop):
            return ", ".join(part for part in (by or "judged", workshop) if part)
        case Assumed(source=source):
            return "no source" if source == "assumed" else f"row {source} of the default figures"


def _quantities(value: BaseModel, prefix: str = "") -> Iterator[tuple[str, Quantity]]:
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, Quantity):
            yield prefix + name, inner
        elif isinstance(inner, BaseModel):
            yield from _quantities(inner, f"{prefix}{name}.")
        elif isinstance(inner, Mapping):
            for key, item in inner.items():
                if isinstance(item, BaseModel):
                    yield from _quantities(item, f"{prefix}{name}[{key}].")


def _names(model: SalesModel) -> dict[str, str]:
    named: dict[str, str] = {}
    for collection in ("segments", "stages", "tracks", "outcomes", "roles", "tasks"):
        named |= {entity.id: entity.name for entity in getattr(model, collection)}
    for component in model.components:
        segment = named.get(component.segment, component.segment)
        named[component.id] = f"{component.kind.words.capitalize()} of {segment}"
    links: tuple[Move | Assignment, ...] = (*model.moves, *model.assignments)
    return named | {link.id: _link_name(link, named) for link in links}


def _link_name(link: Move | Assignment, named: Mapping[str, str]) -> str:
    if isinstance(link, Move):
        return f"{named.get(link.source, link.source)} to {named.get(link.target, link.target)}"
    return f"{named.get(link.task, link.task)}, {named.get(link.role, link.role)}"


def _words(field: str) -> str:
    return field.replace("profile.", "").replace("_", " ").replace("].", ", ").replace("[", " ")
