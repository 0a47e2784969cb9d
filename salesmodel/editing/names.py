"""Commands that name things: `RenameModel`, `SetCurrency`, `Rename`."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import StringConstraints

from salesmodel.editing.document import SINGULAR, entities, found, path_of, replaced
from salesmodel.model import SalesModel, Task, purposes_in, purposes_of
from salesmodel.model.ids import Id, Name
from salesmodel.model.quantities import Frozen


class RenameModel(Frozen):
    """Give the whole model another name."""

    do: Literal["rename_model"] = "rename_model"
    name: Name

    def edited(self, model: SalesModel) -> SalesModel:
        return model.model_copy(update={"name": self.name})


class SetCurrency(Frozen):
    """Say which currency the figures are in; none is converted."""

    do: Literal["set_currency"] = "set_currency"
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    def edited(self, model: SalesModel) -> SalesModel:
        return model.model_copy(update={"currency": self.currency})


NamedCollection = Literal["segments", "stages", "tracks", "outcomes", "roles", "tasks", "variants"]


class Rename(Frozen):
    """Give an entity another name; whatever points to it goes by its id and stays."""

    do: Literal["rename"] = "rename"
    collection: NamedCollection
    id: Id
    name: Name

    @property
    def focus(self) -> str:
        return path_of(self.collection, self.id)

    def edited(self, model: SalesModel) -> SalesModel:
        items = entities(model, cast(str, self.collection))
        entity = found(model, items, self.id, SINGULAR[self.collection])
        update: dict[str, object] = {"name": self.name}
        if isinstance(entity, Task) and purposes_in(self.name, entity.skill) != purposes_of(entity):
            update["purposes"] = purposes_of(entity)  # what its words told, a rename keeps
        renamed = entity.model_copy(update=update)
        return replaced(model, self.collection, {self.id: renamed})
