"""Commands on selling tasks: add, remove, set hours, weight or purposes.

Offers `AddTask`, `RemoveTask`, `SetTaskValue`, `SetPurposes`, and `with_purposes`, which a model
goes through when it is opened.
"""

from __future__ import annotations

from typing import Literal

from salesmodel.editing.document import extended, found, path_of, replaced, without
from salesmodel.editing.figures import Figure
from salesmodel.editing.shares import SetShares
from salesmodel.model import (
    CommandRefused,
    Entity,
    Judged,
    Origin,
    Purpose,
    SalesModel,
    Task,
    purposes_of,
)
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen

FIELD_NAMES = {"hours": "The hours for", "weight": "The weight of"}


class AddTask(Frozen):
    """Add a task; `owner` does all of it. Without an owner it stays uncovered.

    A task whose purposes nobody said gets those that its words tell; a later rename keeps them.
    """

    do: Literal["add_task"] = "add_task"
    task: Task
    owner: Id | None = None
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.segments, self.task.segment, "segment")
        self._stage_is_there(model)
        model = extended(model, "tasks", [_with_purposes(self.task)])
        if self.owner is None:
            return model
        shares = {self.owner: 1.0}
        return SetShares(task=self.task.id, shares=shares, origin=self.origin).edited(model)

    def _stage_is_there(self, model: SalesModel) -> None:
        task = self.task
        if task.stage is not None:
            stage = found(model, model.stages, task.stage, "stage")
            if stage.segment != task.segment:
                raise CommandRefused(
                    f"{stage.name} is not a stage of the segment that {task.name} belongs to.",
                    "Choose a stage of the same segment.",
                    path=f"tasks[{task.id}].stage",
                    value=task.stage,
                )
        if task.track is None:
            return
        track = found(model, model.tracks, task.track, "track")
        if track.stage != task.stage:
            raise CommandRefused(
                f"{track.name} is not a job of the stage that {task.name} serves.",
                "Choose a job of the same stage.",
                path=f"tasks[{task.id}].track",
                value=task.track,
            )


class RemoveTask(Frozen):
    """Remove a task and who does it."""

    do: Literal["remove_task"] = "remove_task"
    task: Id

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.tasks, self.task, "task")
        shares = {held.id for held in model.assignments if held.task == self.task}
        return without(without(model, "assignments", shares), "tasks", {self.task})


class SetTaskValue(Figure):
    """Set the standard hours of a task, or what it is worth against losing the buyer."""

    do: Literal["set_task_value"] = "set_task_value"
    task: Id
    field: Literal["hours", "weight"]

    @property
    def focus(self) -> str:
        return path_of("tasks", self.task)

    def edited(self, model: SalesModel) -> SalesModel:
        task = found(model, model.tasks, self.task, "task")
        old = task.hours if self.field == "hours" else task.weight
        path = f"tasks[{self.task}].{self.field}"
        new = self.instead_of(old, f"{FIELD_NAMES[self.field]} {task.name}", path)
        return replaced(model, "tasks", {self.task: task.model_copy(update={self.field: new})})


class SetPurposes(Frozen):
    """Say what a task does beyond its kind: whom it reaches, what it proves."""

    do: Literal["set_purposes"] = "set_purposes"
    task: Id
    purposes: tuple[Purpose, ...]

    @property
    def focus(self) -> str:
        return path_of("tasks", self.task)

    def edited(self, model: SalesModel) -> SalesModel:
        task = found(model, model.tasks, self.task, "task")
        said = tuple(purpose for purpose in Purpose if purpose in self.purposes)
        return replaced(model, "tasks", {task.id: task.model_copy(update={"purposes": said})})


def with_purposes(model: SalesModel) -> SalesModel:
    """The model in which each task keeps the purposes that its words tell where nobody said."""
    changed: dict[str, Entity] = {
        task.id: _with_purposes(task) for task in model.tasks if task.purposes is None
    }
    return replaced(model, "tasks", changed)


def _with_purposes(task: Task) -> Task:
    return task.model_copy(update={"purposes": purposes_of(task)})
