"""What moves along when an input is varied, in words.

Offers `what_gives_way`, one sentence a row that has to sum to one, and `locked_words`, why an input
cannot be varied at all. Rules 2.1, 2.8 and 3.2 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from salesmodel.model import SalesModel
from salesmodel.model.inputs import Input
from salesmodel.uncertainty.places import parts_of


def what_gives_way(model: SalesModel, varied: Sequence[Input]) -> tuple[str, ...]:
    """A sentence for each row that the varied inputs are a part of."""
    return tuple(dict.fromkeys(filter(None, (_sentence(model, item) for item in varied))))


def locked_words(model: SalesModel, item: Input) -> str:
    """Why the input stays where it is; empty when it can be varied."""
    collection, entity, _ = parts_of(item.path)
    if collection not in ("moves", "assignments"):
        return ""
    held = next(each for each in getattr(model, collection) if each.id == entity)
    return f"{item.entity} is locked." if held.locked else ""


def _sentence(model: SalesModel, item: Input) -> str:
    collection, entity, field = parts_of(item.path)
    stages = {stage.id: stage for stage in model.stages}
    if collection == "moves":
        source = next(move.source for move in model.moves if move.id == entity)
        return f"The other moves out of {stages[source].name} give way in proportion."
    if collection == "assignments":
        task = next(held.task for held in model.assignments if held.id == entity)
        name = next(each.name for each in model.tasks if each.id == task)
        return f"The other roles' shares of {name} give way in proportion."
    if field == "entry":
        segment = next(s.name for s in model.segments if s.id == stages[entity].segment)
        return f"The other entries of {segment} give way in proportion."
    if field == "loss":
        stage = next(track.stage for track in model.tracks if track.id == entity)
        return f"The moves out of {stages[stage].name} to a loss follow, the others give way."
    return ""
