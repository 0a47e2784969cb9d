"""Commands on the stages of a journey: add, remove, move on the canvas, dwell, entry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, FiniteFloat

from salesmodel.editing.bypassing import entries_passed_on, with_stage_bypassed
from salesmodel.editing.document import extended, found, lookup, path_of, replaced, without
from salesmodel.editing.figures import Figure, judged_to
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.moves import Connect
from salesmodel.editing.rows import give_way
from salesmodel.model import (
    CommandRefused,
    Entity,
    Judged,
    Origin,
    Outcome,
    OutcomeKind,
    SalesModel,
    Stage,
)
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen

Share = Annotated[FiniteFloat, Field(ge=0, le=1)]


class AddStage(Frozen):
    """Add a stage that sends all its buyers to `target`; `source` sends it `probability` of its.

    Without a target it leads to the win (after the win: to staying). The first stage of a journey
    is where all buyers enter; at any other nobody enters until its entry is set.
    """

    do: Literal["add_stage"] = "add_stage"
    stage: Stage
    target: Id | None = None
    source: Id | None = None
    probability: Share = 0.1
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.segments, self.stage.segment, "segment")
        first = not _siblings(model, self.stage)
        entry = judged_to(self.stage.entry, 1.0 if first else 0.0, self.origin)
        stage = self.stage.model_copy(update={"entry": entry})
        model = extended(model, "stages", [stage])
        target = self.target or _usual_end(model, stage).id
        model = Connect(source=stage.id, target=target, probability=1, origin=self.origin).edited(
            model
        )
        if self.source is None:
            return model
        return Connect(
            source=self.source,
            target=stage.id,
            probability=self.probability,
            origin=self.origin,
        ).edited(model)


class RemoveStage(Frozen):
    """Remove a stage with its tasks, tracks and moves.

    What was sent to it goes on to where it led, so that the outcomes stay what they were (rule
    2.11); who entered there enters where it led.
    """

    do: Literal["remove_stage"] = "remove_stage"
    stage: Id

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        after = with_stage_bypassed(_with_entry_handed_on(model, stage), stage)
        tasks = {task.id for task in model.tasks if task.stage == self.stage}
        gone = {
            "assignments": {a.id for a in model.assignments if a.task in tasks},
            "tasks": tasks,
            "moves": {m.id for m in after.moves if self.stage in (m.source, m.target)},
            "tracks": {track.id for track in model.tracks if track.stage == self.stage},
            "stages": {self.stage},
        }
        for collection, ids in gone.items():
            after = without(after, collection, ids)
        return with_tracks_in_step(model, after, Judged())


class MoveStage(Frozen):
    """Put a stage or an outcome elsewhere on the canvas."""

    do: Literal["move_stage"] = "move_stage"
    stage: Id
    x: FiniteFloat
    y: FiniteFloat

    def edited(self, model: SalesModel) -> SalesModel:
        update = {"x": self.x, "y": self.y}
        outcome = lookup(model.outcomes, self.stage)
        if outcome is not None and lookup(model.stages, self.stage) is None:
            return replaced(model, "outcomes", {self.stage: outcome.model_copy(update=update)})
        stage = found(model, model.stages, self.stage, "stage")
        return replaced(model, "stages", {self.stage: stage.model_copy(update=update)})


class SetDwell(Figure):
    """Set the mean days of a visit of a stage, or of a job done in parallel inside one."""

    do: Literal["set_dwell"] = "set_dwell"
    place: Id
    of: Literal["stages", "tracks"] = "stages"

    def edited(self, model: SalesModel) -> SalesModel:
        place: Entity
        if self.of == "tracks":
            place = track = found(model, model.tracks, self.place, "track")
            old, name = track.dwell, track.name
        else:
            place = stage = found(model, model.stages, self.place, "stage")
            old, name = stage.dwell, stage.name
        path = f"{path_of(self.of, self.place)}.dwell"
        dwell = self.instead_of(old, f"The days in {name}", path)
        return replaced(model, self.of, {self.place: place.model_copy(update={"dwell": dwell})})


class SetEntry(Frozen):
    """Set the share of buyers that enter at this stage; the other stages' entries give way."""

    do: Literal["set_entry"] = "set_entry"
    stage: Id
    share: Share
    origin: Origin = Judged()

    @property
    def focus(self) -> str:
        return path_of("stages", self.stage)

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        others = _siblings(model, stage)
        row = {s.id: s.entry.value for s in (*others, stage)}
        values = give_way(row, stage.id, self.share, (), others[0].id if others else None)
        if values is None:
            raise CommandRefused(
                f"{stage.name} is the only stage where buyers can enter.",
                "Add another stage first.",
                path=f"stages[{self.stage}].entry",
                value=self.share,
            )
        return _with_entries(model, [*others, stage], values, self.origin)


def _siblings(model: SalesModel, stage: Stage) -> list[Stage]:
    return [
        other
        for other in model.stages
        if other.segment == stage.segment
        and other.after_win == stage.after_win
        and other.id != stage.id
    ]


def _usual_end(model: SalesModel, stage: Stage) -> Outcome:
    kind = OutcomeKind.STAYED if stage.after_win else OutcomeKind.WON
    for outcome in model.outcomes:
        if outcome.segment == stage.segment and outcome.kind == kind:
            return outcome
    raise CommandRefused(
        f"{stage.name} would lead nowhere.",
        "Name the place that it leads to.",
        path=f"stages[{stage.id}]",
    )


def _with_entry_handed_on(model: SalesModel, stage: Stage) -> SalesModel:
    others = _siblings(model, stage)
    if not others and not stage.after_win:
        raise CommandRefused(
            f"{stage.name} is the only stage of this journey.",
            "Add another stage before removing it, or remove the segment.",
            path=f"stages[{stage.id}]",
        )
    if not others or stage.entry.value == 0:
        return model
    values = entries_passed_on(model, stage, others)
    return _with_entries(model, others, values, Judged())


def _with_entries(
    model: SalesModel, stages: list[Stage], values: dict[str, float], origin: Origin
) -> SalesModel:
    changed: dict[str, Entity] = {}
    for stage in stages:
        entry = judged_to(stage.entry, values[stage.id], origin)
        if entry is not stage.entry:
            changed[stage.id] = stage.model_copy(update={"entry": entry})
    return replaced(model, "stages", changed)
