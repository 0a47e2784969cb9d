"""What an edit did, as data: undo, merge, history and the words for it all read this.

Offers `Change` (added, removed and updated entities, by path and field), `between` two models,
`inverse` and `followed_by`. A path is `stages[consensus]`, or `model` for the model's own fields;
a field of a value inside an entity is `profile.stakeholders` or `skills.Discovery`, where null
stands for a key that is not there.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Literal, TypeVar, cast

from pydantic import BaseModel, Field, JsonValue, model_validator

from salesmodel.editing.document import entities, path_of
from salesmodel.model import (
    COLLECTIONS,
    Acceptance,
    Assignment,
    Component,
    Entity,
    Judgement,
    Move,
    Outcome,
    Quantity,
    Review,
    Role,
    SalesModel,
    Segment,
    Stage,
    Task,
    Track,
    Variant,
)
from salesmodel.model.quantities import Frozen

CollectionName = Literal[
    "segments",
    "stages",
    "tracks",
    "outcomes",
    "moves",
    "roles",
    "tasks",
    "assignments",
    "components",
    "variants",
    "judgements",
    "reviews",
    "acceptances",
]
TYPES: dict[str, type[Entity]] = {
    "segments": Segment,
    "stages": Stage,
    "tracks": Track,
    "outcomes": Outcome,
    "moves": Move,
    "roles": Role,
    "tasks": Task,
    "assignments": Assignment,
    "components": Component,
    "variants": Variant,
    "judgements": Judgement,
    "reviews": Review,
    "acceptances": Acceptance,
}
MODEL = "model"
OWN_FIELDS = ("name", "currency")

FromTo = tuple[JsonValue, JsonValue]
B = TypeVar("B", bound=BaseModel)


class Placed(Frozen):
    """An entity and where it stands: its list, and its place there."""

    collection: CollectionName
    index: int
    entity: Entity

    @model_validator(mode="before")
    @classmethod
    def _typed_by_collection(cls, data: object) -> object:
        if not isinstance(data, dict) or isinstance(data.get("entity"), BaseModel):
            return data
        kind = TYPES.get(data.get("collection", ""))
        if kind is None:
            return data
        return {**data, "entity": kind.model_validate(data.get("entity"))}


class Change(Frozen):
    """What was added, removed, and updated from what to what. `focus`: the path it was about."""

    added: dict[str, Placed] = Field(default_factory=dict)
    removed: dict[str, Placed] = Field(default_factory=dict)
    updated: dict[str, dict[str, FromTo]] = Field(default_factory=dict)
    focus: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.updated)


def between(before: SalesModel, after: SalesModel, focus: str = "") -> Change:
    """The change that leads from one model to the other."""
    added: dict[str, Placed] = {}
    removed: dict[str, Placed] = {}
    updated: dict[str, dict[str, FromTo]] = {}
    own = _differences(
        {name: getattr(before, name) for name in OWN_FIELDS},
        {name: getattr(after, name) for name in OWN_FIELDS},
    )
    if own:
        updated[MODEL] = own
    for collection in COLLECTIONS:
        old, new = entities(before, collection), entities(after, collection)
        if old is not new:
            removed |= _missing(collection, old, new)
            added |= _missing(collection, new, old)
            updated |= _updates(collection, old, new)
    return Change(added=added, removed=removed, updated=updated, focus=focus)


def inverse(change: Change) -> Change:
    """The change that takes this one back."""
    return Change(
        added=change.removed,
        removed=change.added,
        updated={
            path: {field: (new, old) for field, (old, new) in fields.items()}
            for path, fields in change.updated.items()
        },
        focus=change.focus,
    )


def followed_by(first: Change, second: Change) -> Change | None:
    """Both as one change, or None where the second adds or removes: their places would mix."""
    if second.added or second.removed:
        return None
    added = dict(first.added)
    updated = {path: dict(fields) for path, fields in first.updated.items()}
    for path, fields in second.updated.items():
        if path in added:
            entity = with_fields(added[path].entity, {f: new for f, (_, new) in fields.items()})
            added[path] = added[path].model_copy(update={"entity": entity})
            continue
        joined = updated.setdefault(path, {})
        for field, (old, new) in fields.items():
            joined[field] = (joined[field][0] if field in joined else old, new)
    real = {
        path: kept
        for path, fields in updated.items()
        if (kept := {f: pair for f, pair in fields.items() if pair[0] != pair[1]})
    }
    focus = second.focus or first.focus
    return Change(added=added, removed=first.removed, updated=real, focus=focus)


def fields_of(entity: BaseModel) -> dict[str, object]:
    """The fields of an entity, with those of values inside it under `field.key`."""
    flat: dict[str, object] = {}
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        if isinstance(value, dict):
            flat.update({f"{name}.{key}": item for key, item in value.items()})
        elif isinstance(value, BaseModel) and not isinstance(value, Quantity):
            flat.update({f"{name}.{key}": getattr(value, key) for key in type(value).model_fields})
        else:
            flat[name] = value
    return flat


def with_fields(entity: B, values: dict[str, JsonValue]) -> B:
    """The entity with these fields, given as JSON, put in."""
    data = entity.model_dump(mode="json")
    for field, value in values.items():
        outer, _, key = field.partition(".")
        if not key:
            data[outer] = value
        elif value is None:
            data[outer].pop(key, None)
        else:
            data[outer][key] = value
    return type(entity).model_validate(data)


def as_json(value: object) -> JsonValue:
    """A field's value as JSON."""
    if isinstance(value, BaseModel):
        return cast(JsonValue, value.model_dump(mode="json"))
    if isinstance(value, Enum):
        return cast(JsonValue, value.value)
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return cast(JsonValue, value)


def _missing(
    collection: str, here: tuple[Entity, ...], there: tuple[Entity, ...]
) -> dict[str, Placed]:
    known = {item.id for item in there}
    name = cast(CollectionName, collection)
    return {
        path_of(collection, item.id): Placed(collection=name, index=index, entity=item)
        for index, item in enumerate(here)
        if item.id not in known
    }


def _updates(
    collection: str, old: tuple[Entity, ...], new: tuple[Entity, ...]
) -> dict[str, dict[str, FromTo]]:
    before = {item.id: item for item in old}
    updates = {}
    for item in new:
        was = before.get(item.id)
        if was is None or was is item:
            continue
        fields = _differences(fields_of(was), fields_of(item))
        if fields:
            updates[path_of(collection, item.id)] = fields
    return updates


def _differences(old: dict[str, object], new: dict[str, object]) -> dict[str, FromTo]:
    names = list(old) + [name for name in new if name not in old]
    return {
        name: (as_json(old.get(name)), as_json(new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    }
