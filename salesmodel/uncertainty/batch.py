"""A model at many values of its inputs at once: one column a trial, one run of the kernel.

Offers `Batch`: `set` puts inputs at values in some columns, as editing the model would (the rest of
a row that sums to one gives way), `work_out` runs the kernel over all columns. Columns that cannot
be made are marked, never worked out. Rules 2.1, 2.2, 2.8 and 3.2 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from salesmodel.evaluation import compile_model, run
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel, UnusableQuestion
from salesmodel.model.inputs import Input
from salesmodel.model.naming import TOLERANCE
from salesmodel.uncertainty.answers import Worked
from salesmodel.uncertainty.places import (
    AnyPlace,
    Place,
    Places,
    RowPlace,
    TrackLoss,
    allowed,
    index,
    parts_of,
)
from salesmodel.uncertainty.rows import Mask, give_way, tracks_in_step


class Batch:
    """`columns` copies of the model's numbers; `possible` says which of them can be."""

    def __init__(self, model: SalesModel, varied: Sequence[Input], columns: int) -> None:
        self.columns = columns
        self.places = Places(model, varied)
        self.compiled = compile_model(self.places.model)
        self.possible: Mask = np.ones(columns, dtype=bool)
        self._changed: dict[str, Array] = {}
        self._covered = np.isin(
            np.arange(len(model.tasks)), self.compiled.share_task[: len(model.assignments)]
        )

    def set(self, settings: Sequence[tuple[Input, Array]], columns: slice = slice(None)) -> None:
        """Put the inputs at their values `(columns,)` in these columns, all of them together."""
        found = [(item, self.places.of(item), values) for item, values in settings]
        self._refuse_two_ways_to_lose(found)
        possible = np.ones(len(settings[0][1]), dtype=bool)
        for item, place, values in found:
            possible &= allowed(item, values) & _not_locked(place)
            if isinstance(place, Place):
                self._set_plain(place, values, columns)
        rows: dict[tuple[str, str], list[tuple[RowPlace, Array]]] = {}
        losses: dict[int, list[tuple[TrackLoss, Array]]] = {}
        for _, place, values in found:
            if isinstance(place, RowPlace):
                rows.setdefault((place.name, place.key), []).append((place, values))
            elif isinstance(place, TrackLoss):
                losses.setdefault(place.stage, []).append((place, values))
        for parts in rows.values():
            possible &= self._set_row(parts, columns)
        for stage, tracks in losses.items():
            possible &= self._set_losses(stage, tracks, columns)
        possible &= self._hours_fit([(item, values) for item, values in settings])
        self.possible[columns] &= possible

    def work_out(self) -> Worked:
        """Run the kernel. Columns that cannot be made hold the model as it stands."""
        self.possible &= self._ends()
        for name, rows in self._changed.items():
            rows[:, ~self.possible] = getattr(self.compiled.base, name)
        values = replace(self.compiled.base, **self._changed)
        raw = run(self.compiled, values)
        return Worked(self.compiled, values, raw, self.columns, self._covered)

    def _rows(self, name: str) -> Array:
        """The array to write into, (entities, columns)."""
        if name not in self._changed:
            base = getattr(self.compiled.base, name)
            self._changed[name] = np.repeat(base, self.columns, axis=1)
        return self._changed[name]

    def _set_plain(self, place: Place, values: Array, columns: slice) -> None:
        if place.rows:
            self._rows(place.name)[index(place.rows), columns] = values

    def _set_row(self, parts: Sequence[tuple[RowPlace, Array]], columns: slice) -> Mask:
        first, set_to = parts[0][0], {place.part: values for place, values in parts}
        row = getattr(self.compiled.base, first.name)[index(first.rows), 0]
        heir = next((heir for heir in first.heirs if heir not in set_to), None)
        out, possible = give_way(row, set_to, np.array(first.locked), heir)
        self._rows(first.name)[index(first.rows), columns] = np.where(possible, out, row[:, None])
        if first.name == "move":
            self._tracks_follow(first, columns)
        if first.name == "share":
            self._baseline_follows(first, columns)
        return possible

    def _baseline_follows(self, place: RowPlace, columns: slice) -> None:
        """A task without a baseline of its own has the present shares as its baseline."""
        task = next(task for task in self.compiled.model.tasks if task.id == place.key)
        if not task.baseline_shares:
            rows = index(place.rows)
            self._rows("baseline_share")[rows, columns] = self._rows("share")[rows, columns]

    def _tracks_follow(self, place: RowPlace, columns: slice) -> None:
        tracks = [n for n, t in enumerate(self.compiled.model.tracks) if t.stage == place.key]
        if not tracks:
            return
        base, rows = self.compiled.base, index(place.rows)
        bad = self.compiled.move_is_loss[rows, 0] > 0
        lost = self._rows("move")[rows[bad], columns].sum(axis=0)
        present = base.track_loss[index(tracks), 0]
        same = np.abs(lost - base.move[rows[bad], 0].sum()) <= 1e-15
        scaled = tracks_in_step(present, np.minimum(lost, 1.0))
        self._rows("track_loss")[index(tracks), columns] = np.where(same, present[:, None], scaled)

    def _set_losses(
        self, stage: int, tracks: Sequence[tuple[TrackLoss, Array]], columns: slice
    ) -> Mask:
        """The moves of the stage to a loss make up what its tracks lose; both sides of the row keep
        their proportions."""
        model, base = self.compiled.model, self.compiled.base
        own = [n for n, track in enumerate(model.tracks) if track.stage == model.stages[stage].id]
        lost = np.repeat(base.track_loss[index(own)], len(tracks[0][1]), axis=1)
        for place, values in tracks:
            lost[own.index(place.row)] = values
        self._rows("track_loss")[index(own), columns] = lost
        together = 1.0 - np.prod(1.0 - lost, axis=0)
        rows = index(self.places.moves_of(model.stages[stage].id))
        locked = np.array([model.moves[row].locked for row in rows], dtype=bool)
        bad = self.compiled.move_is_loss[rows, 0] > 0
        possible = np.ones(len(together), dtype=bool)
        for side, total in ((bad, together), (~bad, 1.0 - together)):
            out, can = _sharing_out(base.move[rows[side], 0], total, locked[side])
            self._rows("move")[rows[side], columns] = np.where(can, out, base.move[rows[side]])
            possible &= can
        return possible

    def _refuse_two_ways_to_lose(self, found: Sequence[tuple[Input, AnyPlace, Array]]) -> None:
        """A stage's moves and what its parallel jobs lose are one thing; both cannot be set."""
        rows = [place for _, place, _ in found if isinstance(place, RowPlace)]
        moved = {place.key for place in rows if place.name == "move"}
        for item, place, _ in found:
            if isinstance(place, TrackLoss) and self.compiled.model.stages[place.stage].id in moved:
                raise UnusableQuestion(
                    f"What {item.entity} loses follows from the moves of its stage.",
                    "Vary one of the two, and another input beside it.",
                    path=item.path,
                )

    def _hours_fit(self, settings: Sequence[tuple[Input, Array]]) -> Mask:
        """Nobody is productive for longer than at work."""
        fit = np.ones(len(settings[0][1]), dtype=bool)
        hours: dict[str, dict[str, Array]] = {}
        for item, values in settings:
            collection, entity, field = parts_of(item.path)
            if collection == "roles" and field in ("present_hours", "productive_hours"):
                hours.setdefault(entity, {})[field] = values
        roles = {role.id: role for role in self.compiled.model.roles}
        for entity, given in hours.items():
            present = given.get("present_hours", roles[entity].present_hours.value)
            fit &= given.get("productive_hours", roles[entity].productive_hours.value) <= present
        return fit

    def _ends(self) -> Mask:
        """Columns in which every stage still reaches an outcome (rule 2.2)."""
        if "move" not in self._changed:
            return np.ones(self.columns, dtype=bool)
        used = self._changed["move"] > TOLERANCE
        patterns, which = np.unique(used, axis=1, return_inverse=True)
        ends = np.array([self._every_stage_ends(patterns[:, n]) for n in range(patterns.shape[1])])
        found: Mask = ends[which.reshape(-1)]
        return found

    def _every_stage_ends(self, used: Mask) -> bool:
        source, target = self.compiled.move_source[used], self.compiled.move_stage_target[used]
        ends = np.zeros(len(self.compiled.stage_block) + 1, dtype=bool)
        ends[-1] = True  # place -1: an outcome
        for _ in range(len(ends)):
            before = ends.sum()
            ends[source[ends[target]]] = True
            if ends.sum() == before:
                break
        return bool(ends.all())


def _sharing_out(row: Array, total: Array, locked: Mask) -> tuple[Array, Mask]:
    """Parts in their proportions, `total` together, locked ones fixed; and where that can be."""
    out, can = give_way(np.r_[row, 0.0], {len(row): 1.0 - total}, np.r_[locked, False], None)
    return out[:-1], can


def _not_locked(place: AnyPlace) -> bool:
    return not (isinstance(place, RowPlace) and place.locked[place.part])
