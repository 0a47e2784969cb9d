"""Puts the parts of a fragment into a model: stages, jobs in parallel, moves, tasks and shares.

Offers `Paste` and `new_ids`. The segment, its outcomes and the roles are there already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from salesmodel.editing.document import extended, fresh_id, ids_of
from salesmodel.editing.figures import judged_to
from salesmodel.editing.fragments import Fragment
from salesmodel.editing.losses import scaled_losses
from salesmodel.editing.pasted_moves import whole_rows
from salesmodel.model import (
    Assignment,
    CommandRefused,
    Entity,
    Move,
    Origin,
    OutcomeKind,
    Quantity,
    SalesModel,
    Segment,
    Stage,
    Task,
    Track,
    Unit,
    assignment_id,
    purposes_of,
)


def new_ids(items: Iterable[Entity], prefix: str, taken: set[str]) -> dict[str, str]:
    """Old id to a free one that starts with `prefix`; what is given away is `taken`."""
    ids: dict[str, str] = {}
    for item in items:
        ids[item.id] = fresh_id(f"{prefix}.{item.id}", taken)
        taken.add(ids[item.id])
    return ids


@dataclass(frozen=True)
class Paste:
    """One act of pasting. `ends` and `roles`: the fragment's ids to those of the model."""

    model: SalesModel
    fragment: Fragment
    segment: Segment
    prefix: str
    ends: Mapping[str, str]
    roles: Mapping[str, str]
    origin: Origin

    def pasted(self) -> SalesModel:
        """The model with everything of the fragment in the segment."""
        rows = whole_rows(self._stage_ids.values(), self._moves(), self._to_the_end, self.origin)
        model = extended(self.model, "stages", self._stages())
        model = extended(model, "tracks", self._tracks(rows))
        model = extended(model, "moves", [move for row in rows.values() for move in row])
        model = extended(model, "tasks", [self._task(task) for task in self._kept_tasks])
        return extended(model, "assignments", self._shares())

    @cached_property
    def _taken(self) -> set[str]:
        return ids_of(self.model)

    @cached_property
    def _stage_ids(self) -> dict[str, str]:
        return new_ids(self.fragment.stages, self.prefix, self._taken)

    @cached_property
    def _track_ids(self) -> dict[str, str]:
        return new_ids(self.fragment.tracks, self.prefix, self._taken)

    @cached_property
    def _task_ids(self) -> dict[str, str]:
        return new_ids(self._kept_tasks, self.prefix, self._taken)

    @cached_property
    def _kept_tasks(self) -> list[Task]:
        return [t for t in self.fragment.tasks if t.stage is None or t.stage in self._stage_ids]

    def _stages(self) -> list[Stage]:
        return [
            stage.model_copy(update={"id": self._stage_ids[stage.id], "segment": self.segment.id})
            for stage in self.fragment.stages
        ]

    def _moves(self) -> list[Move]:
        places = {**self.ends, **self._stage_ids}
        kept = [
            move
            for move in self.fragment.moves
            if move.source in self._stage_ids and move.target in places
        ]
        ids = new_ids(kept, self.prefix, self._taken)
        return [
            move.model_copy(
                update={
                    "id": ids[move.id],
                    "source": places[move.source],
                    "target": places[move.target],
                }
            )
            for move in kept
        ]

    def _to_the_end(self, stage_id: str) -> Move:
        stage = next(s for s in self.fragment.stages if self._stage_ids[s.id] == stage_id)
        kind = OutcomeKind.STAYED if stage.after_win else OutcomeKind.WON
        for outcome in self.model.outcomes:
            if outcome.segment == self.segment.id and outcome.kind == kind:
                move_id = fresh_id(f"{stage_id}.{outcome.id}", self._taken)
                self._taken.add(move_id)
                nobody = Quantity(value=0, unit=Unit.SHARE, origin=self.origin)
                return Move(id=move_id, source=stage_id, target=outcome.id, probability=nobody)
        raise CommandRefused(
            f"{stage.name} would lead nowhere: {self.segment.name} has no outcome "
            f"{kind.value.capitalize()}.",
            f"Add the outcome {kind.value.capitalize()} to {self.segment.name} first.",
            path=f"segments[{self.segment.id}].outcomes",
            value=kind.value,
        )

    def _tracks(self, rows: Mapping[str, list[Move]]) -> list[Track]:
        """The jobs in parallel, in step with what their stages lose now (rule 2.8)."""
        lost_before = {o.id for o in self.fragment.outcomes if o.kind.is_loss}
        lost_now = {o.id for o in self.model.outcomes if o.kind.is_loss}
        pasted: list[Track] = []
        for old, new in self._stage_ids.items():
            tracks = [track for track in self.fragment.tracks if track.stage == old]
            before = _lost((m for m in self.fragment.moves if m.source == old), lost_before)
            now = _lost(rows[new], lost_now)
            losses = [track.loss.value for track in tracks]
            if tracks and abs(now - before) > 1e-15:
                losses = scaled_losses(tracks, now)
            pasted += [
                self._track(track, new, loss) for track, loss in zip(tracks, losses, strict=True)
            ]
        return pasted

    def _track(self, track: Track, stage: str, loss: float) -> Track:
        quantity = judged_to(track.loss, loss, self.origin)
        update = {"id": self._track_ids[track.id], "stage": stage, "loss": quantity}
        return track.model_copy(update=update)

    def _task(self, task: Task) -> Task:
        baseline = {
            self.roles[role]: share
            for role, share in task.baseline_shares.items()
            if role in self.roles
        }
        return task.model_copy(
            update={
                "id": self._task_ids[task.id],
                "segment": self.segment.id,
                "stage": self._stage_ids.get(task.stage or ""),
                "track": self._track_ids.get(task.track or ""),
                "baseline_shares": baseline,
                "purposes": purposes_of(task),
            }
        )

    def _shares(self) -> list[Assignment]:
        return [
            share.model_copy(
                update={
                    "id": assignment_id(self._task_ids[share.task], self.roles[share.role]),
                    "task": self._task_ids[share.task],
                    "role": self.roles[share.role],
                }
            )
            for share in self.fragment.assignments
            if share.task in self._task_ids and share.role in self.roles
        ]


def _lost(moves: Iterable[Move], outcomes: set[str]) -> float:
    return math.fsum(move.probability.value for move in moves if move.target in outcomes)
