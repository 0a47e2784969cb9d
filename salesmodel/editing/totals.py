"""Totals typed for several figures at once: their parts follow in proportion.

Offers `SetTotal` (moves out of one stage, say all its losses), `SetTotalDays` and `SetTotalHours`.
Of the moves, locked ones stay and those beside the chosen ones give way, so that the row still sums
to one (rule 2.1). Parts that are all at zero get equal parts of the total.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from salesmodel.editing.document import found, path_of, replaced
from salesmodel.editing.figures import judged_to
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.moves import move_name, row_of, with_row
from salesmodel.editing.rows import DIGITS, TOLERANCE, points, settled, spread
from salesmodel.editing.typed import read_figure
from salesmodel.model import CommandRefused, Entity, Judged, Move, SalesModel, Stage, Track, Unit
from salesmodel.model.entities import MAX_STAGES, MAX_TASKS
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen

K = TypeVar("K")


class SetTotal(Frozen):
    """Set what several moves out of one stage are together; the moves beside them give way."""

    do: Literal["set_total"] = "set_total"
    moves: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MAX_STAGES)]
    total: str

    @property
    def focus(self) -> str:
        return path_of("moves", self.moves[0]) if len(set(self.moves)) == 1 else ""

    def edited(self, model: SalesModel) -> SalesModel:
        chosen = [found(model, model.moves, move, "move") for move in dict.fromkeys(self.moves)]
        _of_one_stage(model, chosen)
        stage = found(model, model.stages, chosen[0].source, "stage")
        path = self.focus or f"stages[{stage.id}].moves"
        total = read_figure(self.total, Unit.SHARE, model.currency, path).value
        row = {move.id: move for move in row_of(model, stage.id)}
        parts = _Group(chosen)
        beside = _Group([move for move in row.values() if move not in chosen])
        if fault := _fault(stage, parts, beside, total):
            raise CommandRefused(*fault, path=path, value=total)
        values = _values(parts, beside, total)
        if all(abs(row[name].probability.value - v) <= TOLERANCE for name, v in values.items()):
            return model
        after = with_row(model, row, values, Judged())
        return with_tracks_in_step(model, after, Judged())


class TimedPlace(Frozen):
    """A stage, or a job done in parallel inside one."""

    of: Literal["stages", "tracks"] = "stages"
    id: Id


class SetTotalDays(Frozen):
    """Set what the mean days in several places are together."""

    do: Literal["set_total_days"] = "set_total_days"
    places: Annotated[tuple[TimedPlace, ...], Field(min_length=1, max_length=2 * MAX_STAGES)]
    total: str

    def edited(self, model: SalesModel) -> SalesModel:
        chosen = {(place.of, place.id): self._place(model, place) for place in self.places}
        present = {key: place.dwell.value for key, place in chosen.items()}
        path = f"{path_of(*next(iter(chosen)))}.dwell"
        total = read_figure(self.total, Unit.DAYS, model.currency, path).value
        changed: dict[str, dict[str, Entity]] = {"stages": {}, "tracks": {}}
        for (of, name), days in _scaled(present, total).items():
            place = chosen[of, name]
            dwell = judged_to(place.dwell, days, Judged())
            changed[of][name] = place.model_copy(update={"dwell": dwell})
        for collection, places in changed.items():
            model = replaced(model, collection, places)
        return model

    def _place(self, model: SalesModel, place: TimedPlace) -> Stage | Track:
        if place.of == "tracks":
            return found(model, model.tracks, place.id, "track")
        return found(model, model.stages, place.id, "stage")


class SetTotalHours(Frozen):
    """Set what the standard hours of several tasks are together."""

    do: Literal["set_total_hours"] = "set_total_hours"
    tasks: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MAX_TASKS)]
    total: str

    def edited(self, model: SalesModel) -> SalesModel:
        chosen = {task: found(model, model.tasks, task, "task") for task in self.tasks}
        present = {name: task.hours.value for name, task in chosen.items()}
        path = f"{path_of('tasks', self.tasks[0])}.hours"
        total = read_figure(self.total, Unit.HOURS, model.currency, path).value
        hours = _scaled(present, total)
        changed: dict[str, Entity] = {
            name: task.model_copy(update={"hours": judged_to(task.hours, hours[name], Judged())})
            for name, task in chosen.items()
        }
        return replaced(model, "tasks", changed)


class _Group:
    """Some of the moves out of a stage: those that are locked, and those that are free."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.moves = list(moves)
        self.free = {m.id: m.probability.value for m in self.moves if not m.locked}
        self.held = {m.id: m.probability.value for m in self.moves if m.locked}
        self.locked = math.fsum(self.held.values())

    def rest_of(self, total: float) -> float | None:
        """What is left of the total for the free ones; None: the locks forbid it."""
        rest = total - self.locked
        fits = rest >= -TOLERANCE if self.free else abs(rest) <= TOLERANCE
        return max(rest, 0.0) if fits else None


def _of_one_stage(model: SalesModel, moves: list[Move]) -> None:
    first = moves[0]
    other = next((move for move in moves if move.source != first.source), None)
    if other is not None:
        raise CommandRefused(
            f"{move_name(model, first)} and {move_name(model, other)} start at different stages.",
            "Choose moves out of one stage: what leaves it is 100% in all.",
            path=path_of("moves", other.id),
            value=other.id,
        )


def _fault(stage: Stage, parts: _Group, beside: _Group, total: float) -> tuple[str, str] | None:
    """Why these moves cannot be `total` together, and what to do; None when they can."""
    if not beside.moves and abs(total - 1) > TOLERANCE:
        return (
            f"These are all the moves out of {stage.name}, so they are 100% together.",
            "Leave one of them out, so that it can give way.",
        )
    cannot = f"The moves chosen out of {stage.name} cannot be {points(total)}% together"
    unlock = "Unlock one of them first."
    if parts.rest_of(total) is None:
        held = f"locked ones hold {points(parts.locked)}%"
        alone = f"all of them are locked, at {points(parts.locked)}%"
        return f"{cannot}: {held if parts.free else alone}.", unlock
    if beside.rest_of(1 - total) is None:
        held = f"locked moves beside them hold {points(beside.locked)}%"
        alone = f"the moves beside them are locked, at {points(beside.locked)}%"
        return f"{cannot}: {held if beside.free else alone}.", unlock
    return None


def _values(parts: _Group, beside: _Group, total: float) -> dict[str, float]:
    taken = _scaled(parts.free, parts.rest_of(total) or 0.0)
    heir = next((m.id for m in beside.moves if m.id in beside.free and m.source != m.target), None)
    rest = beside.rest_of(1 - total) or 0.0
    left = spread(beside.free, rest, heir or next(iter(beside.free), None)) or {}
    row = {**parts.held, **beside.held, **taken, **left}
    takers = left if any(left.values()) else taken or left
    return settled(row, list(takers)) if takers else row


def _scaled(present: Mapping[K, float], total: float) -> dict[K, float]:
    """The parts in their proportions, or equal ones when all are zero, with this sum exactly."""
    sum_now = math.fsum(present.values())
    if not present or abs(sum_now - total) <= TOLERANCE:
        return dict(present)
    parts = {
        key: round(total * part / sum_now if sum_now > 0 else total / len(present), DIGITS)
        for key, part in present.items()
    }
    largest = max(parts, key=lambda key: parts[key])
    others = math.fsum(part for key, part in parts.items() if key != largest)
    return {**parts, largest: round(max(total - others, 0.0), DIGITS)}
