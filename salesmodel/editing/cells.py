"""Numbers typed or pasted into tables: any number of cells at once, all of them or none.

Offers `SetCells`. A cell is named by its path, `stages[demo].dwell`, and set by the text that was
typed, which the figure keeps to echo it (rule 3.9). The moves of a stage that are given are set as
given; those not given take the rest in proportion (rule 2.1, salesmodel.editing.cell_rows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, cast

from pydantic import BaseModel, Field

from salesmodel.editing import roles, segments, tasks
from salesmodel.editing.cell_rows import with_rows
from salesmodel.editing.document import SINGULAR, entities, found, path_of, replaced
from salesmodel.editing.figures import Figure
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.moves import move_name
from salesmodel.editing.typed import Typed, read_figure
from salesmodel.model import CommandRefused, Entity, Judged, Move, Quantity, Role, SalesModel
from salesmodel.model.quantities import Frozen

MOST_CELLS = 2_000
PATH = re.compile(r"(?P<collection>[a-z]+)\[(?P<id>[^\[\]]+)\]\.(?P<field>[a-z_.]+)")
FIELDS: dict[str, dict[str, str]] = {
    "segments": {field: f"{words} of" for field, words in segments.FIELD_NAMES.items()},
    "stages": {"dwell": "The days in"},
    "tracks": {"dwell": "The days in"},
    "moves": {"probability": ""},
    "roles": {field: f"{words} of" for field, words in roles.FIELD_NAMES.items()},
    "tasks": tasks.FIELD_NAMES,
}
"""The cells that there are, with the words before the name of what they belong to."""


class SetCells(Frozen):
    """Set figures as they are typed: path to text, all at once or none."""

    do: Literal["set_cells"] = "set_cells"
    cells: Annotated[dict[str, str], Field(max_length=MOST_CELLS)]

    @property
    def focus(self) -> str:
        return next(iter(self.cells)).rpartition("].")[0] + "]" if len(self.cells) == 1 else ""

    def edited(self, model: SalesModel) -> SalesModel:
        quantities: dict[tuple[str, str], dict[str, Quantity]] = {}
        moves: dict[str, Quantity] = {}
        for cell, typed in self._read(model):
            if isinstance(cell.entity, Move):
                moves[cell.entity.id] = cell.quantity(typed)
            else:
                fields = quantities.setdefault((cell.collection, cell.entity.id), {})
                fields[cell.field] = cell.quantity(typed)
        after = with_rows(_with_fields(model, quantities), moves)
        return with_tracks_in_step(model, after, Judged())

    def _read(self, model: SalesModel) -> Iterator[tuple[_Cell, Typed]]:
        places = _Places(model)
        for path, text in self.cells.items():
            cell = places.cell(path, text)
            try:
                typed = cell.read()
            except CommandRefused as refused:
                if len(self.cells) == 1:
                    raise
                sentence = f"{cell.what}: {refused.sentence}"
                raise CommandRefused(
                    sentence, refused.mend, path=path, value=refused.value
                ) from None
            yield cell, typed


@dataclass(frozen=True, slots=True)
class _Cell:
    """One figure of an entity, and what was typed for it."""

    collection: str
    entity: Entity
    field: str
    text: str
    what: str
    currency: str

    @property
    def path(self) -> str:
        return f"{path_of(self.collection, self.entity.id)}.{self.field}"

    @property
    def present(self) -> Quantity:
        holder: object = self.entity
        for name in self.field.split("."):
            holder = getattr(holder, name)
        return cast(Quantity, holder)

    def read(self) -> Typed:
        return read_figure(self.text, self.present.unit, self.currency, self.path)

    def quantity(self, typed: Typed) -> Quantity:
        """The figure as typed; the present one, with its origin, when it says the same."""
        old = self.present
        # A range that was typed goes with what was typed; one that was worked out may stay.
        base = old.model_copy(update={"low": None, "high": None}) if old.typed else old
        figure = Figure(value=typed.value, low=typed.low, high=typed.high)
        new = figure.instead_of(base, self.what, self.path)
        if (new.value, new.low, new.high) != (old.value, old.low, old.high):
            return new.model_copy(update={"typed": typed.typed})
        if not old.typed and not any(mark.isalpha() or mark in "~≈" for mark in self.text):
            return old
        return old.model_copy(update={"typed": typed.typed})


class _Places:
    """Finds cells by their paths."""

    def __init__(self, model: SalesModel) -> None:
        self.model = model
        self.by_path = {
            path_of(collection, entity.id): entity
            for collection in FIELDS
            for entity in entities(model, collection)
        }

    def cell(self, path: str, text: str) -> _Cell:
        match = PATH.fullmatch(path)
        words = FIELDS.get(match["collection"], {}).get(match["field"]) if match else None
        if match is None or words is None:
            raise CommandRefused(
                f"{path[:80]} is not a figure that a table can set.",
                "Choose a cell that holds a figure of the model, such as the days in a stage.",
                path=path[:200],
                value=text[:200],
            )
        collection, entity_id = match["collection"], match["id"]
        entity = self.by_path.get(path_of(collection, entity_id))
        if entity is None:
            kind = SINGULAR[collection]
            entity = found(self.model, entities(self.model, collection), entity_id, kind)
        what = f"{words} {self._name(entity)}".strip()
        return _Cell(collection, entity, match["field"], text, what, self.model.currency)

    def _name(self, entity: Entity) -> str:
        if isinstance(entity, Move):
            return move_name(self.model, entity)
        return entity.short if isinstance(entity, Role) else str(getattr(entity, "name", entity.id))


def _with_fields(
    model: SalesModel, quantities: dict[tuple[str, str], dict[str, Quantity]]
) -> SalesModel:
    changed: dict[str, dict[str, Entity]] = {}
    for collection in {collection for collection, _ in quantities}:
        for entity in entities(model, collection):
            fields = quantities.get((collection, entity.id))
            if fields:
                changed.setdefault(collection, {})[entity.id] = _with_quantities(entity, fields)
    for collection, entries in changed.items():
        model = replaced(model, collection, entries)
    return model


def _with_quantities(entity: Entity, fields: dict[str, Quantity]) -> Entity:
    update: dict[str, object] = {}
    for field, quantity in fields.items():
        outer, _, inner = field.partition(".")
        if inner:
            holder = cast(BaseModel, update.get(outer, getattr(entity, outer)))
            update[outer] = holder.model_copy(update={inner: quantity})
        else:
            update[outer] = quantity
    return entity.model_copy(update=update)
