"""Where each input of a model stands among the kernel's numbers.

Offers `Place` (rows of one array of `Parameters`, each varied alone), `RowPlace` (a part of a row
that sums to one), `TrackLoss`, and `Places`, which finds them by path. An input that no result
hangs on has no rows. Rules 2.1, 2.8, 3.2 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array
from salesmodel.model import Assignment, SalesModel, Unit, assignment_id, assumed
from salesmodel.model.inputs import Input
from salesmodel.model.ranges import EXPECTED, SKILL, Expected
from salesmodel.uncertainty.rows import Mask

PLAIN = {
    "segments": ("arrivals", "deal_value", "gross_margin", "retention"),
    "roles": ("annual_cost", "productive_hours", "headcount"),
    "tasks": ("hours", "weight"),
}
"""Fields that are rows of the array of the same name."""
UNITS = {"dwell": "unit_dwell", "dwell_cv": "unit_cv"}


@dataclass(frozen=True)
class Place:
    """Rows of the array `name` that all take the input's value."""

    name: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class RowPlace:
    """Part `part` of a row that sums to one: rows `rows` of the array `name`.

    `key`: the row's own name; `heirs`: parts that may take what is left when all others are zero.
    """

    name: str
    key: str
    rows: tuple[int, ...]
    part: int
    locked: tuple[bool, ...]
    heirs: tuple[int, ...]


@dataclass(frozen=True)
class TrackLoss:
    """The loss of a parallel job: row `row` of the tracks; the moves of its stage follow."""

    stage: int
    row: int


AnyPlace = Place | RowPlace | TrackLoss


class Places:
    """The places of a model's inputs. `model` has, without share, the roles that may inherit."""

    def __init__(self, model: SalesModel, varied: Iterable[Input]) -> None:
        self.model = _with_heirs(model, varied)

    def of(self, item: Input) -> AnyPlace:
        """Where the input stands."""
        collection, entity, field = parts_of(item.path)
        if field in PLAIN.get(collection, ()):
            return Place(field, (self._at[collection][entity],))
        if collection == "moves":
            return self._move(entity)
        if collection == "assignments":
            return self._share(entity)
        if collection in ("stages", "tracks"):
            return self._time(collection, entity, field)
        if field.startswith("skills["):
            return self._skill(entity, field)
        return Place("", ())

    @cached_property
    def _at(self) -> dict[str, dict[str, int]]:
        names = ("segments", "stages", "tracks", "moves", "roles", "tasks", "assignments")
        return {
            name: {item.id: place for place, item in enumerate(getattr(self.model, name))}
            for name in names
        }

    @cached_property
    def _unit(self) -> dict[str, int]:
        """Tracks, and stages without tracks, as the kernel counts them."""
        tracked = {track.stage for track in self.model.tracks}
        alone = [stage.id for stage in self.model.stages if stage.id not in tracked]
        return {name: n for n, name in enumerate([*(t.id for t in self.model.tracks), *alone])}

    def _time(self, collection: str, entity: str, field: str) -> AnyPlace:
        if field == "entry":
            return self._entry(entity)
        if field == "loss":
            row = self._at["tracks"][entity]
            return TrackLoss(self._at["stages"][self.model.tracks[row].stage], row)
        if field in UNITS and entity in self._unit:
            return Place(UNITS[field], (self._unit[entity],))
        return Place("", ())

    def _move(self, entity: str) -> RowPlace:
        source = self.model.moves[self._at["moves"][entity]].source
        rows = self.moves_of(source)
        locked = tuple(self.model.moves[row].locked for row in rows)
        part = rows.index(self._at["moves"][entity])
        return RowPlace("move", source, rows, part, locked, _open(locked))

    def moves_of(self, stage: str) -> tuple[int, ...]:
        """The places of the moves out of a stage."""
        return tuple(n for n, move in enumerate(self.model.moves) if move.source == stage)

    def _entry(self, entity: str) -> RowPlace:
        stage = self.model.stages[self._at["stages"][entity]]
        key = (stage.segment, stage.after_win)
        rows = tuple(
            n for n, other in enumerate(self.model.stages)
            if (other.segment, other.after_win) == key
        )  # fmt: skip
        part = rows.index(self._at["stages"][entity])
        return RowPlace(
            "entry", str(key), rows, part, (False,) * len(rows), tuple(range(len(rows)))
        )

    def _share(self, entity: str) -> RowPlace:
        place = self._at["assignments"][entity]
        task = self.model.assignments[place].task
        rows = tuple(n for n, held in enumerate(self.model.assignments) if held.task == task)
        held = [self.model.assignments[row] for row in rows]
        skill = self.model.tasks[self._at["tasks"][task]].skill
        able = {role.id for role in self.model.roles if skill in role.skills}
        locked = tuple(item.locked for item in held)
        heirs = tuple(n for n in _open(locked) if held[n].role in able)
        return RowPlace("share", task, rows, rows.index(place), locked, heirs)

    def _skill(self, role: str, field: str) -> Place:
        skill, _, name = field.removeprefix("skills[").rpartition("].")
        tasks = {task.id for task in self.model.tasks if task.skill == skill}
        rows = (
            n for n, held in enumerate(self.model.assignments)
            if held.role == role and held.task in tasks
        )  # fmt: skip
        return Place(name, tuple(rows))


def parts_of(path: str) -> tuple[str, str, str]:
    """Collection, entity id and field of an input's path."""
    collection, _, rest = path.partition("[")
    entity, _, field = rest.partition("].")
    return collection, entity, field


def allowed(item: Input, values: Array) -> Mask:
    """Where the input can have these values at all, bool of their shape."""
    collection, _, field = parts_of(item.path)
    expected: Expected | None = (
        SKILL.get(field.rpartition(".")[2])
        if field.startswith("skills[")
        else EXPECTED.get(collection, {}).get(field)
    )
    if expected is None:
        return np.ones(values.shape, dtype=bool)
    return np.array([expected.allows(value) for value in values.tolist()], dtype=bool)


def index(rows: Sequence[int]) -> Index:
    """Places as an index."""
    return np.array(rows, dtype=np.intp)


def _open(locked: Sequence[bool]) -> tuple[int, ...]:
    return tuple(n for n, fixed in enumerate(locked) if not fixed)


def _with_heirs(model: SalesModel, varied: Iterable[Input]) -> SalesModel:
    """The model with a share of zero for whoever may have to take one: the first able role that
    has no part in a varied task, and the roles of its baseline whose quality still counts."""
    held = {item.id for item in model.assignments}
    wanted = dict.fromkeys((*_heirs(model, varied), *_of_baselines(model)))
    added = [
        Assignment(id=assignment_id(task, role), task=task, role=role, share=assumed(0, Unit.SHARE))
        for task, role in wanted
        if assignment_id(task, role) not in held
    ]
    return model.model_copy(update={"assignments": (*model.assignments, *added)})


def _heirs(model: SalesModel, varied: Iterable[Input]) -> Iterator[tuple[str, str]]:
    names = {parts_of(item.path)[1] for item in varied if item.path.startswith("assignments[")}
    tasks = {item.task for item in model.assignments if item.id in names}
    present = {(item.task, item.role) for item in model.assignments}
    for task in model.tasks:
        if task.id in tasks:
            able = (role.id for role in model.roles if task.skill in role.skills)
            heir = next((role for role in able if (task.id, role) not in present), None)
            if heir is not None:
                yield task.id, heir


def _of_baselines(model: SalesModel) -> Iterator[tuple[str, str]]:
    for task in model.tasks:
        for role in task.baseline_shares:
            yield task.id, role
