"""A step of the history in words: what was done first in it, and how much more.

Offers `told` and `with_names_of`. Things that follow from an edit (the other moves of a row, the
tasks of a removed stage, losses of tracks, who left a pair unreviewed) are part of it and not
counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from salesmodel.editing.change import TYPES, Change, Placed
from salesmodel.editing.choice_words import without_dates
from salesmodel.editing.document import entities, path_of
from salesmodel.editing.words import describe
from salesmodel.model import COLLECTIONS, Entity, SalesModel

Thing = tuple[str, ...]
FOLLOWING = {("tracks", "loss")}
"""Fields that no edit sets by themselves."""
HANDED_ON = {
    "probability",
    "share",
    "entry",
    "loss",
    "baseline_shares",
    "track",
    "dwell",
    "dwell_cv",
    "job",
}
"""Fields that change because something else came, went or was led elsewhere."""
AS_ONE = ("components", "judgements", "reviews", "acceptances")
"""Lists whose entities are said anew as a whole, whatever of them changed."""
ENDS = {"source", "target"}
"""Fields of a move that say where it leads."""
FEW = 3
"""Stages that a hand moves one by one; when more are moved, the journey was laid out anew."""


def told(changes: Sequence[Change], model: SalesModel) -> str:
    """The first thing that the changes did, and the number of others: "... and 3 more"."""
    if not changes:
        return "no change"
    changes = [by_hand for change in changes if (by_hand := without_dates(change))] or changes
    things: dict[Thing, None] = {}
    by_path = _by_path(model, changes)
    for change in changes:
        things.update(dict.fromkeys(_things(change, by_path)))
    if _only_moved(things):
        return "Journey laid out anew"
    first = describe(changes[0], model)
    return f"{first} and {len(things) - 1} more" if len(things) > 1 else first


def _only_moved(things: Collection[Thing]) -> bool:
    """Whether many stages were moved on the canvas, and nothing else was done."""
    paths = [path for path, *what in things if what == ["place"]]
    stages = [path for path in paths if path.startswith("stages[")]
    return len(stages) > FEW and len(paths) == len(things)


def with_names_of(model: SalesModel, changes: Iterable[Change]) -> SalesModel:
    """The model, and in it all that the changes brought or took, so that it has a name."""
    gone: dict[str, dict[str, Entity]] = {}
    for change in changes:
        for placed in (*change.added.values(), *change.removed.values()):
            gone.setdefault(placed.collection, {})[placed.entity.id] = placed.entity
    update: dict[str, object] = {}
    for collection, items in gone.items():
        present = entities(model, collection)
        for item in present:
            items.pop(item.id, None)
        update[collection] = (*present, *items.values())
    return model.model_copy(update=update) if update else model


def _by_path(model: SalesModel, changes: Sequence[Change]) -> dict[str, Entity]:
    named = with_names_of(model, changes)
    touched = {path.partition("[")[0] for change in changes for path in change.updated}
    return {
        path_of(collection, item.id): item
        for collection in COLLECTIONS
        if collection in touched
        for item in entities(named, collection)
    }


def _things(change: Change, by_path: dict[str, Entity]) -> Iterator[Thing]:
    placed = [*change.added.values(), *change.removed.values()]
    leading = min((_rank(each) for each in placed), default=None)
    if change.focus in change.added or change.focus in change.removed:
        yield _placed({**change.added, **change.removed}[change.focus])
    elif leading is not None:
        leaders = [each for each in placed if _rank(each) == leading]
        segments = {getattr(each.entity, "segment", None) for each in leaders}
        pasted = leaders[0].collection == "stages" and len(segments) == 1
        yield from map(_placed, leaders[:1] if pasted else leaders)
    handing_on = bool(placed) or any(ENDS & fields.keys() for fields in change.updated.values())
    for path, fields in change.updated.items():
        for field in fields:
            if handing_on and field.partition(".")[0] in HANDED_ON:
                continue
            thing = _updated(path, field, by_path.get(path))
            if thing is not None:
                yield thing


def _rank(placed: Placed) -> int:
    return COLLECTIONS.index(placed.collection)


def _placed(placed: Placed) -> Thing:
    """Shares of one task, and moves out of one stage, come and go as one thing."""
    group = _group(placed.collection, placed.entity)
    return group or (placed.collection, placed.entity.id)


def _updated(path: str, field: str, entity: Entity | None) -> Thing | None:
    collection, outer = path.partition("[")[0], field.partition(".")[0]
    if (collection, outer) in FOLLOWING:
        return None
    if outer == "baseline_shares":
        return ("baseline",)
    if (collection, outer) == ("stages", "entry"):
        return ("entry", getattr(entity, "segment", ""))
    if collection in AS_ONE and entity is not None:
        return _group(collection, entity)
    if outer in ("share", "probability") and entity is not None and collection in TYPES:
        return _group(collection, entity) or (path, outer)
    if outer in ("x", "y"):
        return (path, "place")
    if collection == "moves" and outer in ENDS:
        return (path, "ends")
    return (path, field)


def _group(collection: str, entity: Entity) -> Thing | None:
    if collection == "assignments":
        return ("shares", getattr(entity, "task", ""))
    if collection == "moves":
        return ("moves", getattr(entity, "source", ""))
    if collection in AS_ONE:
        return (collection, entity.id)
    return None
