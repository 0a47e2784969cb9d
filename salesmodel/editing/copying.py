"""Copies what belongs to one segment to another: journey, tasks, shares, components.

Offers `with_copy`, and what it is made of: `copies`, `pointing` and `shares_of`.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesmodel.editing.document import extended, fresh_id, ids_of
from salesmodel.model import Assignment, Entity, SalesModel, assignment_id


def with_copy(model: SalesModel, original: str, segment: str) -> SalesModel:
    """The model in which `segment` is sold to just as `original` is."""
    taken = ids_of(model)
    stages = copies(
        model.stages, {s.id for s in model.stages if s.segment == original}, segment, taken
    )
    outcome_ids = {o.id for o in model.outcomes if o.segment == original}
    outcomes = copies(model.outcomes, outcome_ids, segment, taken)
    tracks = copies(model.tracks, {t.id for t in model.tracks if t.stage in stages}, segment, taken)
    moves = copies(model.moves, {m.id for m in model.moves if m.source in stages}, segment, taken)
    tasks = copies(
        model.tasks, {t.id for t in model.tasks if t.segment == original}, segment, taken
    )
    component_ids = {c.id for c in model.components if c.segment == original}
    components = copies(model.components, component_ids, segment, taken)
    new_id = {"segment": {original: segment}}
    new_id["stage"] = new_id["source"] = {old: copy.id for old, copy in stages.items()}
    new_id["target"] = new_id["source"] | {old: copy.id for old, copy in outcomes.items()}
    new_id["track"] = {old: copy.id for old, copy in tracks.items()}
    for collection, made in (
        ("stages", stages),
        ("tracks", tracks),
        ("outcomes", outcomes),
        ("moves", moves),
        ("tasks", tasks),
        ("components", components),
    ):
        pointed = [pointing(copy, new_id) for copy in made.values()]
        model = extended(model, collection, pointed)
    return extended(model, "assignments", shares_of(model, tasks))


def copies(
    items: tuple[Entity, ...], chosen: set[str], prefix: str, taken: set[str]
) -> dict[str, Entity]:
    """Old id to copy of those chosen; the new ids start with `prefix` and become `taken`."""
    made: dict[str, Entity] = {}
    for item in items:
        if item.id in chosen:
            new = fresh_id(f"{prefix}.{item.id}", taken)
            taken.add(new)
            made[item.id] = item.model_copy(update={"id": new})
    return made


def pointing(entity: Entity, new_id: Mapping[str, Mapping[str, str]]) -> Entity:
    """The entity with each field that points to an old id pointing to the new one."""
    points = {
        field: ids[getattr(entity, field)]
        for field, ids in new_id.items()
        if getattr(entity, field, None) in ids
    }
    return entity.model_copy(update=points)


def shares_of(model: SalesModel, tasks: Mapping[str, Entity]) -> list[Assignment]:
    """Copies of all shares of the tasks, given as old id to copy."""
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
