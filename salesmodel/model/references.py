"""Whether everything in a model points to something that is there, on its own side.

Offers `broken_references`: ids given twice, pointers to what is not there, moves and tasks that
reach into another segment, moves across the win, things that stand twice. Rule 2.10 of
docs/method.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from salesmodel.model.entities import (
    COLLECTIONS,
    Entity,
    Move,
    Outcome,
    OutcomeKind,
    Stage,
    Task,
)
from salesmodel.model.findings import Finding
from salesmodel.model.naming import Named, listed, refused

E = TypeVar("E")

KINDS = {name: name.removesuffix("s") for name in COLLECTIONS} | {"assignments": "share"}
"""Each list's word for one of its entities."""

REFERENCES = (
    ("stages", "segment", ("segments",)),
    ("tracks", "stage", ("stages",)),
    ("outcomes", "segment", ("segments",)),
    ("moves", "source", ("stages",)),
    ("moves", "target", ("stages", "outcomes")),
    ("tasks", "segment", ("segments",)),
    ("tasks", "stage", ("stages",)),
    ("tasks", "track", ("tracks",)),
    ("assignments", "task", ("tasks",)),
    ("assignments", "role", ("roles",)),
    ("components", "segment", ("segments",)),
    ("reviews", "segment", ("segments",)),
)
"""Which field of which list points into which lists."""

AFTER_WIN = (OutcomeKind.STAYED, OutcomeKind.CHURNED)


def broken_references(named: Named) -> Iterator[Finding]:
    """Every pointer that does not hold, every id and every pair that stands twice."""
    yield from _duplicate_ids(named)
    yield from _dangling(named)
    for move in named.model.moves:
        yield from _move(named, move)
    for task in named.model.tasks:
        yield from _task(named, task)
    yield from _duplicates(named)


def _duplicate_ids(named: Named) -> Iterator[Finding]:
    holders: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for collection in COLLECTIONS:
        for entity in getattr(named.model, collection):
            holders[entity.id].append((collection, entity))
    for entity_id, held in holders.items():
        if len(held) > 1:
            whose = listed(_with_kind(named, where, entity) for where, entity in held)
            yield refused(
                "duplicate-id",
                f"{held[-1][0]}[{entity_id}].id",
                f"{len(held)} entries share the id {entity_id}: {whose}.",
                "Give each of them an id of its own.",
                **named.about(held[-1][1]),
            )


def _with_kind(named: Named, collection: str, entity: Entity) -> str:
    if collection in ("moves", "assignments", "components", "judgements", "reviews", "acceptances"):
        return named.entity(entity)
    return f"the {KINDS[collection]} {named.entity(entity)}"


def _dangling(named: Named) -> Iterator[Finding]:
    ids = {name: {e.id for e in getattr(named.model, name)} for name in COLLECTIONS}
    for collection, field, targets in REFERENCES:
        there = set().union(*(ids[target] for target in targets))
        kinds = " or ".join(KINDS[target] for target in targets)
        for entity in getattr(named.model, collection):
            target = getattr(entity, field)
            if target is None or target in there:
                continue
            yield refused(
                "not-there",
                f"{collection}[{entity.id}].{field}",
                f"{_with_kind(named, collection, entity)} points to the {kinds} {target}, which "
                "is not in the model.",
                f"Choose a {kinds} that is there, or remove the {KINDS[collection]}.",
                **named.about(entity),
            )


def _move(named: Named, move: Move) -> Iterator[Finding]:
    source = named.stages.get(move.source)
    target = named.stages.get(move.target) or named.outcomes.get(move.target)
    if source is None or target is None:
        return
    path, about = f"moves[{move.id}].target", named.about(source)
    if source.segment != target.segment:
        yield refused(
            "move-across-segments",
            path,
            f"{source.name} of {named.segment(source.segment)} sends buyers to {target.name} of "
            f"{named.segment(target.segment)}, which is another segment.",
            f"Let it lead to a stage or an outcome of {named.segment(source.segment)}.",
            **about,
        )
    elif source.after_win != _is_after_win(target):
        sentence, mend = _across_the_win(named, source, target)
        yield refused("move-across-the-win", path, sentence, mend, **about)


def _is_after_win(place: Stage | Outcome) -> bool:
    return place.after_win if isinstance(place, Stage) else place.kind in AFTER_WIN


def _across_the_win(named: Named, source: Stage, target: Stage | Outcome) -> tuple[str, str]:
    start, end = named.place(source.id), named.place(target.id)
    if source.after_win:
        return (
            f"{start} comes after the win, but leads to {end}, which belongs before it.",
            f"Let {source.name} lead to another stage after the win, to stayed or to churned.",
        )
    mend = f"Let {source.name} lead to the win"
    if isinstance(target, Stage):
        mend += f"; customers come to {target.name} by its entry share"
    return f"{start} comes before the win, but leads to {end}, which comes after it.", f"{mend}."


def _task(named: Named, task: Task) -> Iterator[Finding]:
    stage = named.stages.get(task.stage or "")
    if stage is not None and stage.segment != task.segment:
        yield refused(
            "task-across-segments",
            f"tasks[{task.id}].stage",
            f"{task.name} belongs to {named.segment(task.segment)}, but serves {stage.name} of "
            f"{named.segment(stage.segment)}.",
            f"Choose a stage of {named.segment(task.segment)}.",
            **named.about(task),
        )
    track = named.tracks.get(task.track or "")
    if track is not None and track.stage != task.stage:
        place = f"serves {named.place(task.stage)}" if task.stage else "serves no stage"
        yield refused(
            "task-on-a-track-elsewhere",
            f"tasks[{task.id}].track",
            f"{task.name} {place}, but {track.name}, the parallel job it is meant for, is part of "
            f"{named.place(track.stage)}.",
            f"Let {task.name} serve {named.place(track.stage)}, or take it off {track.name}.",
            **named.about(task),
        )


def _duplicates(named: Named) -> Iterator[Finding]:
    model = named.model
    for move in _repeated((move.source, move.target, move) for move in model.moves):
        yield refused(
            "duplicate-move",
            f"moves[{move.id}].target",
            f"{named.move(move)} is there more than once.",
            "Make one move of them, with their probabilities added.",
            **named.about(move),
        )
    for held in _repeated((a.task, a.role, a) for a in model.assignments):
        yield refused(
            "duplicate-share",
            f"assignments[{held.id}].role",
            f"{named.role(held.role)} holds more than one share of {named.task(held.task)}.",
            "Make one share of them.",
            **named.about(held),
        )
    for part in _repeated((c.segment, c.kind, c) for c in model.components):
        yield refused(
            "duplicate-component",
            f"components[{part.id}].kind",
            f"{named.entity(part)} is there more than once.",
            "Keep one of them.",
            **named.about(part),
        )


def _repeated(pairs: Iterable[tuple[Hashable, Hashable, E]]) -> Iterator[E]:
    seen: Counter[tuple[Hashable, Hashable]] = Counter()
    for first, second, item in pairs:
        seen[first, second] += 1
        if seen[first, second] == 2:
            yield item
