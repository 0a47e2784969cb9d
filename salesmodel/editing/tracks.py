"""Commands on the jobs that run beside each other inside a stage, its tracks (rule 2.8).

They change no move, so what the stage loses stays what its moves to a loss say.
"""

from __future__ import annotations

from typing import Literal

from pydantic import FiniteFloat

from salesmodel.editing.document import (
    extended,
    found,
    fresh_id,
    ids_of,
    path_of,
    replaced,
    without,
)
from salesmodel.editing.figures import judged_to
from salesmodel.editing.losses import losses_by_stage, scaled_losses
from salesmodel.editing.rows import DIGITS
from salesmodel.model import (
    BuyingJob,
    CommandRefused,
    Entity,
    Judged,
    Origin,
    Quantity,
    SalesModel,
    Stage,
    Track,
    Unit,
    assumed,
)
from salesmodel.model.ids import Id, Name
from salesmodel.model.quantities import Frozen


class AddTrack(Frozen):
    """Add a job done in parallel inside a stage.

    A stage without such jobs first makes one of its own work: under its name, with its days, its
    tasks and all that it loses. The new job loses nobody yet, so the stage loses as many as before.
    Without `days` it takes as long as the longest job beside it.
    """

    do: Literal["add_track"] = "add_track"
    stage: Id
    id: Id
    name: Name
    job: BuyingJob = BuyingJob.OTHER
    days: FiniteFloat | None = None
    origin: Origin = Judged()

    @property
    def focus(self) -> str:
        return path_of("tracks", self.id)

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        self._takes_time()
        if not _tracks_of(model, stage.id):
            model = _with_own_work_as_track(model, stage, self.id, self.origin)
        beside = _tracks_of(model, stage.id)
        longest = max(track.dwell.value for track in beside)
        dwell = (
            assumed(longest, Unit.DAYS)
            if self.days is None
            else Quantity(value=self.days, unit=Unit.DAYS, origin=self.origin)
        )
        track = Track(id=self.id, stage=stage.id, name=self.name, job=self.job, dwell=dwell)
        return extended(model, "tracks", [track])

    def _takes_time(self) -> None:
        if self.days is not None and self.days <= 0:
            raise CommandRefused(
                f"{self.name} would take no time.",
                "Give its days as a figure above zero.",
                path=f"tracks[{self.id}].dwell",
                value=self.days,
            )


class RemoveTrack(Frozen):
    """Remove a job done in parallel; its tasks stay with the stage, for no job in particular.

    The stage still loses what it lost: the jobs that stay bear it. The last but one takes the last
    one with it: the stage has its days and its buying job from then on, and no parallel jobs.
    """

    do: Literal["remove_track"] = "remove_track"
    track: Id

    @property
    def focus(self) -> str:
        return path_of("tracks", self.track)

    def edited(self, model: SalesModel) -> SalesModel:
        track = found(model, model.tracks, self.track, "track")
        staying = [t for t in _tracks_of(model, track.stage) if t.id != track.id]
        if len(staying) <= 1:
            return _folded_back(model, (staying or [track])[0])
        after = without(_with_tasks_off(model, {track.id}), "tracks", {track.id})
        lost = losses_by_stage(model).get(track.stage, 0.0)
        changed: dict[str, Entity] = {}
        for each, loss in zip(staying, scaled_losses(staying, lost), strict=True):
            quantity = judged_to(each.loss, loss, Judged())
            changed[each.id] = each.model_copy(update={"loss": quantity})
        return replaced(after, "tracks", changed)


def _tracks_of(model: SalesModel, stage: str) -> list[Track]:
    return [track for track in model.tracks if track.stage == stage]


def _with_own_work_as_track(
    model: SalesModel, stage: Stage, beside: str, origin: Origin
) -> SalesModel:
    lost = round(losses_by_stage(model).get(stage.id, 0.0), DIGITS)
    own = Track(
        id=fresh_id(f"{stage.id}.own", ids_of(model) | {beside}),
        stage=stage.id,
        name=stage.name,
        job=stage.job,
        dwell=stage.dwell,
        dwell_cv=stage.dwell_cv,
        loss=Quantity(value=lost, unit=Unit.SHARE, origin=origin),
    )
    changed: dict[str, Entity] = {
        task.id: task.model_copy(update={"track": own.id})
        for task in model.tasks
        if task.stage == stage.id
    }
    return extended(replaced(model, "tasks", changed), "tracks", [own])


def _folded_back(model: SalesModel, last: Track) -> SalesModel:
    stage = found(model, model.stages, last.stage, "stage")
    update = {"dwell": last.dwell, "dwell_cv": last.dwell_cv, "job": last.job}
    gone = {track.id for track in _tracks_of(model, stage.id)}
    after = replaced(model, "stages", {stage.id: stage.model_copy(update=update)})
    return without(_with_tasks_off(after, gone), "tracks", gone)


def _with_tasks_off(model: SalesModel, tracks: set[str]) -> SalesModel:
    changed: dict[str, Entity] = {
        task.id: task.model_copy(update={"track": None})
        for task in model.tasks
        if task.track in tracks
    }
    return replaced(model, "tasks", changed)
