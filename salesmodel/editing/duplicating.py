"""The command that copies a stage with the work in it and the ways out of it."""

from __future__ import annotations

from typing import Literal

from pydantic import FiniteFloat

from salesmodel.editing.copying import copies, pointing, shares_of
from salesmodel.editing.document import extended, found, ids_of
from salesmodel.editing.figures import judged_to
from salesmodel.model import Judged, Origin, SalesModel
from salesmodel.model.ids import Id, Name
from salesmodel.model.quantities import Frozen


class DuplicateStage(Frozen):
    """Copy a stage with its tracks, tasks, shares and moves out, locks and baseline included.

    Nobody enters the copy and no move leads to it yet. A loop of the stage becomes a loop of the
    copy. Ids of what comes with it are the copy's id, a dot and the old id.
    """

    do: Literal["duplicate_stage"] = "duplicate_stage"
    stage: Id
    new_id: Id
    name: Name
    x: FiniteFloat
    y: FiniteFloat
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        update = {"id": self.new_id, "name": self.name, "x": self.x, "y": self.y}
        entry = judged_to(stage.entry, 0.0, self.origin)
        copy = stage.model_copy(update={**update, "entry": entry})
        return self._with_what_it_holds(extended(model, "stages", [copy]))

    def _with_what_it_holds(self, model: SalesModel) -> SalesModel:
        taken = ids_of(model)
        track_ids = {track.id for track in model.tracks if track.stage == self.stage}
        task_ids = {task.id for task in model.tasks if task.stage == self.stage}
        move_ids = {move.id for move in model.moves if move.source == self.stage}
        tracks = copies(model.tracks, track_ids, self.new_id, taken)
        tasks = copies(model.tasks, task_ids, self.new_id, taken)
        moves = copies(model.moves, move_ids, self.new_id, taken)
        place = {self.stage: self.new_id}
        new_id = {"stage": place, "source": place, "target": place}
        new_id["track"] = {old: track.id for old, track in tracks.items()}
        for collection, made in (("tracks", tracks), ("moves", moves), ("tasks", tasks)):
            model = extended(model, collection, [pointing(each, new_id) for each in made.values()])
        return extended(model, "assignments", shares_of(model, tasks))
