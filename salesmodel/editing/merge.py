"""Puts a change into a model that may have moved on since: undo, and edits of several people.

Offers `merged` (what fits goes in, the rest is reported) and `applied` (all of it, or refused).
A field that somebody else has changed since stays as it is. Fields that must sum to one go in
together or not at all, and so does a change that adds or removes something, that leads a move
elsewhere, or that touched something that is gone. Who left a pair of components unreviewed, and
when, is a note that follows from edits: the latest stays, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pydantic import JsonValue

from salesmodel.editing.change import MODEL, OWN_FIELDS, Change, as_json, fields_of, with_fields
from salesmodel.editing.choice_words import is_date
from salesmodel.editing.document import entities, lookup, path_of
from salesmodel.editing.soundness import newly_broken
from salesmodel.editing.variants import newly_loose
from salesmodel.editing.words import about
from salesmodel.model import COLLECTIONS, CommandRefused, Entity, SalesModel
from salesmodel.model.quantities import Frozen


class ChangeConflict(Frozen):
    """A field (or a whole entity, with field "") that stays as it is, and why."""

    path: str
    field: str
    sentence: str


def applied(model: SalesModel, change: Change) -> SalesModel:
    """The model with all of the change in it; refused when somebody else was there since."""
    result, conflicts = merged(model, change)
    if conflicts:
        first = conflicts[0]
        raise CommandRefused(
            first.sentence, "Look at what is there now, then edit it again.", path=first.path
        )
    return result


def merged(model: SalesModel, change: Change) -> tuple[SalesModel, tuple[ChangeConflict, ...]]:
    """The model with what still fits of the change in it, and what does not fit."""
    places = _Places(model)
    conflicts = _structural_conflicts(places, change) + _field_conflicts(places, change)
    whole = bool(change.added or change.removed) or _leads_elsewhere(change)
    if conflicts and (whole or any(places.gone(conflict.path) for conflict in conflicts)):
        return model, tuple(conflicts)
    held = {places.group(path, field) for path, field in _stale(places, change)}
    after = _with_removed(_with_updates(places, change, held), change)
    after = _with_added(after, change)
    broken = "" if after is model else _broken(model, after)
    if broken:
        path = next(iter([*change.added, *change.removed, *change.updated]))
        sentence = f"{broken} So this edit does not go in again."
        return model, (ChangeConflict(path=path, field="", sentence=sentence),)
    return after, tuple(conflicts)


def _broken(model: SalesModel, after: SalesModel) -> str:
    """The first thing that would not hold any more, in a sentence."""
    findings = newly_broken(model, after)
    return findings[0].sentence if findings else newly_loose(model, after)


def _leads_elsewhere(change: Change) -> bool:
    """Whether a move got another source or target: then rows of two stages change as one."""
    return any("source" in fields or "target" in fields for fields in change.updated.values())


class _Places:
    """Where everything stands in a model, by path."""

    def __init__(self, model: SalesModel) -> None:
        self.model = model
        self.by_path: dict[str, Entity] = {
            path_of(collection, item.id): item
            for collection in COLLECTIONS
            for item in entities(model, collection)
        }

    def gone(self, path: str) -> bool:
        """Whether nothing stands at the path any more."""
        return path != MODEL and path not in self.by_path

    def present(self, path: str, field: str) -> JsonValue:
        """The field's value as it is now; None for an entity or a key that is gone."""
        if path == MODEL:
            return as_json(getattr(self.model, field))
        entity = self.by_path.get(path)
        return None if entity is None else as_json(fields_of(entity).get(field))

    def group(self, path: str, field: str) -> tuple[str, ...]:
        """Fields of one group go in together: rows that sum to one, losses beside their tracks.

        A judgement and a review are each one statement: half of one is nobody's.
        """
        entity = self.by_path.get(path)
        collection = path.partition("[")[0]
        outer = field.partition(".")[0]
        ties: dict[tuple[str, str], Callable[[Entity], tuple[str, ...]]] = {
            ("assignments", "share"): lambda e: ("shares", getattr(e, "task", "")),
            ("moves", "probability"): lambda e: ("moves", getattr(e, "source", "")),
            ("tracks", "loss"): lambda e: ("moves", getattr(e, "stage", "")),
            ("tasks", "baseline_shares"): lambda e: ("baseline", e.id),
            ("stages", "entry"): lambda e: (
                "entry",
                getattr(e, "segment", ""),
                str(getattr(e, "after_win", "")),
            ),
        }
        if collection in ("judgements", "reviews"):
            return (path, "dates" if is_date(path, field) else "statement")
        tie = ties.get((collection, outer))
        return (path, field) if entity is None or tie is None else tie(entity)


def _field_conflicts(places: _Places, change: Change) -> list[ChangeConflict]:
    return [
        _conflict(places.model, change, path, field)
        for path, field in _stale(places, change)
        if not is_date(path, field)
    ]


def _stale(places: _Places, change: Change) -> list[tuple[str, str]]:
    """Path and field of what is not any more as the change found it."""
    return [
        (path, field)
        for path, fields in change.updated.items()
        for field, (old, _) in fields.items()
        if places.gone(path) or places.present(path, field) != old
    ]


def _structural_conflicts(places: _Places, change: Change) -> list[ChangeConflict]:
    taken = [path for path in change.added if path in places.by_path]
    differing = [
        path for path, placed in change.removed.items() if places.by_path.get(path) != placed.entity
    ]
    return [_conflict(places.model, change, path, "") for path in taken + differing]


def _conflict(model: SalesModel, change: Change, path: str, field: str) -> ChangeConflict:
    what = about(model, change, path, field)
    sentence = f"{what} has been changed since by somebody else; it stays as it is."
    return ChangeConflict(path=path, field=field, sentence=sentence)


def _with_updates(places: _Places, change: Change, held: Iterable[tuple[str, ...]]) -> SalesModel:
    kept_back = set(held)
    changed: dict[str, dict[str, Entity]] = {}
    own: dict[str, object] = {}
    for path, fields in change.updated.items():
        values = {
            field: new
            for field, (_, new) in fields.items()
            if places.group(path, field) not in kept_back
        }
        if path == MODEL:
            own = {field: values[field] for field in OWN_FIELDS if field in values}
        elif values:
            entity = with_fields(places.by_path[path], values)
            changed.setdefault(path.partition("[")[0], {})[entity.id] = entity
    for collection, entries in changed.items():
        present = entities(places.model, collection)
        own[collection] = tuple(entries.get(item.id, item) for item in present)
    return places.model.model_copy(update=own) if own else places.model


def _with_removed(model: SalesModel, change: Change) -> SalesModel:
    update: dict[str, object] = {}
    for collection in {placed.collection for placed in change.removed.values()}:
        gone = {p.entity.id for p in change.removed.values() if p.collection == collection}
        present = entities(model, collection)
        update[collection] = tuple(item for item in present if item.id not in gone)
    return model.model_copy(update=update) if update else model


def _with_added(model: SalesModel, change: Change) -> SalesModel:
    update: dict[str, object] = {}
    for collection in {placed.collection for placed in change.added.values()}:
        items = list(entities(model, collection))
        entering = [p for p in change.added.values() if p.collection == collection]
        for placed in sorted(entering, key=lambda p: p.index):
            if lookup(items, placed.entity.id) is None:
                items.insert(placed.index, placed.entity)
        update[collection] = tuple(items)
    return model.model_copy(update=update) if update else model
