"""Commands on what a stage is to the buyer: its buying job, and whom to win over in it."""

from __future__ import annotations

from typing import Literal

from salesmodel.editing.document import found, path_of, replaced
from salesmodel.model import BuyingJob, BuyingRole, Entity, SalesModel
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen


class SetJob(Frozen):
    """Say which buying job a stage, or a job done in parallel inside one, is for the buyer."""

    do: Literal["set_job"] = "set_job"
    place: Id
    of: Literal["stages", "tracks"] = "stages"
    job: BuyingJob

    @property
    def focus(self) -> str:
        return path_of(self.of, self.place)

    def edited(self, model: SalesModel) -> SalesModel:
        place: Entity
        if self.of == "tracks":
            place = found(model, model.tracks, self.place, "track")
        else:
            place = found(model, model.stages, self.place, "stage")
        return replaced(model, self.of, {self.place: place.model_copy(update={"job": self.job})})


class SetBuyer(Frozen):
    """Say whom the stage's selling tasks must win over most, or (null) name nobody."""

    do: Literal["set_buyer"] = "set_buyer"
    stage: Id
    buyer: BuyingRole | None

    @property
    def focus(self) -> str:
        return path_of("stages", self.stage)

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        changed = stage.model_copy(update={"buyer": self.buyer})
        return replaced(model, "stages", {self.stage: changed})
