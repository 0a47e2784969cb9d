"""Copies what belongs to one segment to another: journey, tasks, shares, components."""

from __future__ import annotations

from collections.abc import Mapping

from salesmodel.editing.document import extended, fresh_id
from salesmodel.model import Assignment, Entity, SalesModel, assignment_id


def with_copy(model: SalesModel, original: str, segment: str) -> SalesModel:
    """The model in which `segment` is sold to just as `original` is."""
    stages = _copies(model.stages, {s.id for s in model.stages if s.segment == original}, segment)
    outcome_ids = {o.id for o in model.outcomes if o.segment == original}
    outcomes = _copies(model.outcomes, outcome_ids, segment)
    tracks = _copies(model.tracks, {t.id for t in model.tracks if t.stage in stages}, segment)
    moves = _copies(model.moves, {m.id for m in model.moves if m.source in stages}, segment)
    tasks = _copies(model.tasks, {t.id for t in model.tasks if t.segment == original}, segment)
    component_ids = {c.id for c in model.components if c.segment == original}
    components = _copies(model.components, component_ids, segment)
    new_id = {"segment": {original: segment}}
    new_id["stage"] = new_id["source"] = {old: copy.id for old, copy in stages.items()}
    new_id["target"] = new_id["source"] | {old: copy.id for old, copy in outcomes.items()}
    new_id["track"] = {old: copy.id for old, copy in tracks.items()}
    for collection, copies in (
        ("stages", stages),
        ("tracks", tracks),
        ("outcomes", outcomes),
        ("moves", moves),
        ("tasks", tasks),
        ("components", components),
    ):
        pointed = [_pointing(copy, new_id) for copy in copies.values()]
        model = extended(model, collection, pointed)
    return extended(model, "assignments", _shares(model, tasks))


def _copies(items: tuple[Entity, ...], chosen: set[str], segment: str) -> dict[str, Entity]:
    taken = {item.id for item in items}
    copies: dict[str, Entity] = {}
    for item in items:
        if item.id in chosen:
            new = fresh_id(f"{segment}.{item.id}", taken)
            taken.add(new)
            copies[item.id] = item.model_copy(update={"id": new})
    return copies


def _pointing(entity: Entity, new_id: Mapping[str, Mapping[str, str]]) -> Entity:
    points = {
        field: ids[getattr(entity, field)]
        for field, ids in new_id.items()
        if getattr(entity, field, None) in ids
    }
    return entity.model_copy(update=points)


def _shares(model: SalesModel, tasks: Mapping[str, Entity]) -> list[Assignment]:
    return [
        share.model_copy(
            update={
                "id": assignment_id(tasks[share.task].id, share.role),
                "task": tasks[share.task].id,
            }
        )
        for share in model.assignments
        if share.task in tasks
    ]
