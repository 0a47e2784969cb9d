"""What everything in a model is called in the words of a change: "AE share of Demo".

Offers `Names` and `capital`.
"""

from __future__ import annotations

from salesmodel.defaults.variants import library_variant, way_of_buying
from salesmodel.editing.change import MODEL, Change
from salesmodel.editing.document import entities, path_of
from salesmodel.model import (
    COLLECTIONS,
    Acceptance,
    Assignment,
    Component,
    Entity,
    Judgement,
    Move,
    Review,
    Role,
    SalesModel,
    Variant,
)


class Names:
    """The name of everything, in the model or on its way in or out of it."""

    def __init__(self, model: SalesModel, change: Change) -> None:
        self.model = model
        self.by_path: dict[str, Entity] = {
            path: placed.entity for path, placed in {**change.removed, **change.added}.items()
        }
        for collection in COLLECTIONS:
            for item in entities(model, collection):
                self.by_path[path_of(collection, item.id)] = item

    def of(self, path: str) -> str:
        """The name of what stands at the path."""
        entity = self.by_path.get(path)
        if path == MODEL:
            return self.model.name
        match entity:
            case None:
                return path.partition("[")[2].rstrip("]")
            case Role():
                return entity.short
            case Assignment():
                return f"{self._at('roles', entity.role)} share of {self._at('tasks', entity.task)}"
            case Move():
                return f"{self.place(entity.source)} to {self.place(entity.target)}"
            case Component() | Judgement() | Review() | Acceptance():
                return self._choice(entity)
            case _:
                return entity.name

    def _choice(self, entity: Component | Judgement | Review | Acceptance) -> str:
        match entity:
            case Component():
                return f"{entity.kind.words} of {self._at('segments', entity.segment)}"
            case Judgement():
                ends = f"{self.variant(entity.source)} on {self.variant(entity.target)}"
                return f"{entity.by}'s judgement of {ends}"
            case Review():
                return f"the review of {self.pair(entity)}"
            case Acceptance():
                return f"the acceptance of {entity.check}"

    def pair(self, review: Review) -> str:
        """The two components of a review: selling tasks and value delivery of SMB."""
        segment = self._at("segments", review.segment)
        return f"{review.one.words} and {review.other.words} of {segment}"

    def variant(self, variant: str) -> str:
        """The name of a variant or a way of buying."""
        own = self.by_path.get(path_of("variants", variant))
        if isinstance(own, Variant):
            return own.name
        known = library_variant(variant) or way_of_buying(variant)
        return known.name if known else variant

    def place(self, place: str) -> str:
        """The name of a stage or an outcome."""
        path = path_of("outcomes", place)
        return self.of(path if path in self.by_path else path_of("stages", place))

    def _at(self, collection: str, entity_id: str) -> str:
        return self.of(path_of(collection, entity_id))


def capital(text: str) -> str:
    """The text as a sentence starts."""
    return text[:1].upper() + text[1:]
