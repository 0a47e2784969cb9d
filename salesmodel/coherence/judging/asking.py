"""When a judgement is asked again: what it rests on has changed (rule 5.8).

Offers `Basis`, what the judgements on a model rest on now, with the fingerprint that a judgement
keeps of its two variants, and `asked_again`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isclose

from pydantic import BaseModel

from salesmodel.defaults.variants import LibraryVariant, WayOfBuying, library_variant, way_of_buying
from salesmodel.editing.words import figure
from salesmodel.model import Judgement, Quantity, SalesModel, Variant

Described = Variant | LibraryVariant | WayOfBuying


@dataclass
class Basis:
    """What judgements on a model rest on now; each variant and figure is looked up once."""

    model: SalesModel
    _parts: dict[str, str] = field(default_factory=dict)
    _figures: dict[str, Quantity | None] = field(default_factory=dict)

    def wording(self, source: str, target: str) -> str:
        """The fingerprint of a pair: that of one, a hyphen, that of the other."""
        return f"{self.part(source)}-{self.part(target)}"

    def part(self, variant: str) -> str:
        """The fingerprint of one variant; "" where there is none of that id."""
        if variant not in self._parts:
            found = described(self.model, variant)
            words = "" if found is None else f"{found.name}\n{found.description}"
            self._parts[variant] = f"{zlib.crc32(words.encode()):08x}" if words else ""
        return self._parts[variant]

    def figure(self, path: str) -> Quantity | None:
        """The quantity under a path of salesmodel.model.inputs; None where there is none."""
        if path not in self._figures:
            self._figures[path] = figure_at(self.model, path)[2]
        return self._figures[path]


def described(model: SalesModel, variant: str) -> Described | None:
    """The variant or way of buying of that id: of the model, or of the library."""
    own = next((each for each in model.variants if each.id == variant), None)
    return own or library_variant(variant) or way_of_buying(variant)


def asked_again(judgement: Judgement, basis: Basis) -> str:
    """The sentence on what changed since it was judged; "" while nothing has."""
    return next(_changes(judgement, basis), "")


def _changes(judgement: Judgement, basis: Basis) -> Iterator[str]:
    ends = (judgement.source, judgement.target)
    for variant in ends:
        if not basis.part(variant):
            yield f"The variant {variant} is no longer there."
    if judgement.wording:
        for variant, then in zip(ends, judgement.wording.split("-"), strict=False):
            if then != basis.part(variant):
                found = described(basis.model, variant)
                name = found.name if found is not None else variant
                yield f"{name} is described in other words than when this was judged."
    for path, value in judgement.rests_on.items():
        now = basis.figure(path)
        if now is None:
            yield f"The figure {path}, on which this was judged, is no longer there."
        elif not isclose(now.value, value, rel_tol=1e-9, abs_tol=1e-12):
            yield _changed(basis.model, path, value, now)


def _changed(model: SalesModel, path: str, then: float, quantity: Quantity) -> str:
    entity, name, _ = figure_at(model, path)
    before, now = (
        figure(each.model_dump(mode="json"), model.currency)
        for each in (quantity.model_copy(update={"value": then}), quantity)
    )
    return f"{name.capitalize()} of {entity}: {before} when this was judged, {now} now."


def figure_at(model: SalesModel, path: str) -> tuple[str, str, Quantity | None]:
    """The entity's name, the field's words, and the quantity under a path like those of
    salesmodel.model.inputs: "segments[ent].profile.stakeholders"."""
    collection, _, rest = path.partition("[")
    entity_id, _, fields = rest.partition("].")
    entities = getattr(model, collection, ()) if collection in type(model).model_fields else ()
    found = next((e for e in entities if getattr(e, "id", None) == entity_id), None)
    name = fields.rpartition(".")[2].replace("_", " ")
    value = _within(found, fields)
    return getattr(found, "name", entity_id), name, value


def _within(value: object, fields: str) -> Quantity | None:
    while fields and isinstance(value, BaseModel):
        if fields.startswith("skills["):
            skill, _, fields = fields.removeprefix("skills[").rpartition("].")
            value = getattr(value, "skills", {}).get(skill)
            continue
        name, _, fields = fields.partition(".")
        value = getattr(value, name, None)
    return value if isinstance(value, Quantity) else None
