"""Looking things up in a model and putting changed ones back, without touching the rest.

Offers `found`, `replaced`, `extended`, `without`, `path_of`, `ids_of`, `fresh_id` and
`free_long_id`. Entities that did not change stay the same objects, which keeps a change cheap to
find (salesmodel.editing.change).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import Any, TypeVar, cast

from salesmodel.model import COLLECTIONS, CommandRefused, Entity, SalesModel

E = TypeVar("E", bound=Entity)

SINGULAR = {
    "segments": "segment",
    "stages": "stage",
    "tracks": "track",
    "outcomes": "outcome",
    "moves": "move",
    "roles": "role",
    "tasks": "task",
    "assignments": "share",
    "components": "component",
    "variants": "variant",
    "judgements": "judgement",
    "reviews": "review",
    "acceptances": "acceptance",
}


def entities(model: SalesModel, collection: str) -> tuple[Entity, ...]:
    """The list of that name."""
    return cast("tuple[Entity, ...]", getattr(model, collection))


def lookup(items: Iterable[E], entity_id: str) -> E | None:
    """The entity of that id, or None."""
    return next((item for item in items if item.id == entity_id), None)


def found(model: SalesModel, items: Iterable[E], entity_id: str, kind: str) -> E:
    """The entity of that id; refused when it is not there (any more)."""
    entity = lookup(items, entity_id)
    if entity is None:
        raise CommandRefused(
            f"There is no {kind} {entity_id} in {model.name}.",
            f"Choose {_a(kind)} that is there; somebody may have removed this one.",
            path=f"{kind}s[{entity_id}]",
            value=entity_id,
        )
    return entity


def replaced(model: SalesModel, collection: str, changed: Mapping[str, Entity]) -> SalesModel:
    """The model with the entities of these ids exchanged."""
    if not changed:
        return model
    present = entities(model, collection)
    return _with(model, collection, tuple(changed.get(item.id, item) for item in present))


def extended(model: SalesModel, collection: str, added: Iterable[Entity]) -> SalesModel:
    """The model with these entities at the end of the list; refused over the stated limit."""
    present = entities(model, collection)
    extra = tuple(added)
    if not extra:
        return model
    taken = {item.id for item in present}
    for entity in extra:
        if entity.id in taken:
            kind = SINGULAR[collection]
            raise CommandRefused(
                f"There is already {_a(kind)} {entity.id}.",
                f"Give the new {kind} another id.",
                path=path_of(collection, entity.id),
                value=entity.id,
            )
        taken.add(entity.id)
    _within_limit(collection, len(present) + len(extra))
    return _with(model, collection, present + extra)


def without(model: SalesModel, collection: str, ids: Collection[str]) -> SalesModel:
    """The model without the entities of these ids."""
    if not ids:
        return model
    kept = tuple(item for item in entities(model, collection) if item.id not in ids)
    return _with(model, collection, kept)


def path_of(collection: str, entity_id: str) -> str:
    """How an entity is named in changes and findings: `stages[consensus]`."""
    return f"{collection}[{entity_id}]"


def ids_of(model: SalesModel) -> set[str]:
    """Every id that is taken: no two entities share one, of whatever kind they are."""
    return {item.id for collection in COLLECTIONS for item in entities(model, collection)}


def fresh_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, shortened to 64 characters and numbered where it is taken."""
    candidate, number = wanted[:64], 2
    while candidate in taken:
        suffix = f"-{number}"
        candidate, number = wanted[: 64 - len(suffix)] + suffix, number + 1
    return candidate


def free_long_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, an id made of several, or numbered where a file gave it to something else."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(each for each in numbered if each not in taken)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _with(model: SalesModel, collection: str, items: tuple[Entity, ...]) -> SalesModel:
    return model.model_copy(update={collection: items})


def _within_limit(collection: str, size: int) -> None:
    metadata: list[Any] = SalesModel.model_fields[collection].metadata
    limit = next((m.max_length for m in metadata if hasattr(m, "max_length")), size)
    if size > limit:
        raise CommandRefused(
            f"The model would have {size:,} {collection}; it can hold {limit:,}.",
            f"Remove {collection} that are no longer needed, or split the model.",
            path=collection,
            value=size,
        )
