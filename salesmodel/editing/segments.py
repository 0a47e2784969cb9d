"""Commands on segments: add, remove, set a figure."""

from __future__ import annotations

from typing import Literal, cast

from salesmodel.editing.copying import with_copy
from salesmodel.editing.document import extended, found, fresh_id, path_of, replaced, without
from salesmodel.editing.figures import Figure
from salesmodel.editing.stages import AddStage
from salesmodel.model import (
    CommandRefused,
    Entity,
    Outcome,
    OutcomeKind,
    SalesModel,
    Segment,
    Stage,
)
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen

SegmentField = Literal[
    "arrivals",
    "deal_value",
    "gross_margin",
    "retention",
    "profile.stakeholders",
    "profile.formality",
    "profile.human_contact",
]
FIELD_NAMES = {
    "arrivals": "The number of buyers a year",
    "deal_value": "The deal value",
    "gross_margin": "The gross margin",
    "retention": "The retention",
    "profile.stakeholders": "The number of stakeholders",
    "profile.formality": "The formality",
    "profile.human_contact": "The human contact wanted",
}
FIRST_OUTCOMES = (
    ("won", "Won", OutcomeKind.WON),
    ("lost_to_rival", "Lost to a rival", OutcomeKind.LOST_TO_RIVAL),
    ("no_decision", "No decision", OutcomeKind.NO_DECISION),
)


class AddSegment(Frozen):
    """Add a segment: `like` another one, or with the `first_stage` of its journey.

    A copy takes journey, tasks, shares and components; their ids are the new segment's id, a dot
    and the old id. A first stage comes with the three outcomes of a sale and leads to the win.
    """

    do: Literal["add_segment"] = "add_segment"
    segment: Segment
    like: Id | None = None
    first_stage: Stage | None = None

    def edited(self, model: SalesModel) -> SalesModel:
        grown = extended(model, "segments", [self.segment])
        if self.like is not None:
            original = found(model, model.segments, self.like, "segment")
            return with_copy(grown, original.id, self.segment.id)
        taken = {outcome.id for outcome in model.outcomes}
        outcomes = [
            Outcome(
                id=fresh_id(f"{self.segment.id}.{suffix}", taken),
                segment=self.segment.id,
                name=name,
                kind=kind,
            )
            for suffix, name, kind in FIRST_OUTCOMES
        ]
        grown = extended(grown, "outcomes", outcomes)
        if self.first_stage is None:
            return grown
        stage = self.first_stage.model_copy(update={"segment": self.segment.id})
        return AddStage(stage=stage).edited(grown)


class RemoveSegment(Frozen):
    """Remove a segment with all that belongs to it: journey, tasks, shares, components.

    Its reviews go too, and the acceptances of findings that name it.
    """

    do: Literal["remove_segment"] = "remove_segment"
    segment: Id

    def edited(self, model: SalesModel) -> SalesModel:
        found(model, model.segments, self.segment, "segment")
        stages = {stage.id for stage in model.stages if stage.segment == self.segment}
        tasks = {task.id for task in model.tasks if task.segment == self.segment}
        gone = {
            "assignments": {a.id for a in model.assignments if a.task in tasks},
            "tasks": tasks,
            "moves": {move.id for move in model.moves if move.source in stages},
            "tracks": {track.id for track in model.tracks if track.stage in stages},
            "stages": stages,
            "outcomes": {o.id for o in model.outcomes if o.segment == self.segment},
            "components": {c.id for c in model.components if c.segment == self.segment},
            "reviews": {r.id for r in model.reviews if r.segment == self.segment},
            "acceptances": {a.id for a in model.acceptances if self.segment in a.segments},
            "segments": {self.segment},
        }
        for collection, ids in gone.items():
            model = without(model, collection, ids)
        return model


class SetSegmentValue(Figure):
    """Set one figure of a segment or of its buying profile."""

    do: Literal["set_segment_value"] = "set_segment_value"
    segment: Id
    field: SegmentField

    @property
    def focus(self) -> str:
        return path_of("segments", self.segment)

    def edited(self, model: SalesModel) -> SalesModel:
        segment = found(model, model.segments, self.segment, "segment")
        path = f"segments[{self.segment}].{self.field}"
        self._retention_below_one(segment, path)
        outer, _, inner = self.field.partition(".")
        holder = segment.profile if inner else segment
        name = inner or outer
        old = getattr(holder, name)
        what = f"{FIELD_NAMES[self.field]} of {segment.name}"
        changed: object = holder.model_copy(update={name: self.instead_of(old, what, path)})
        if inner:
            changed = segment.model_copy(update={"profile": changed})
        return replaced(model, "segments", {self.segment: cast(Entity, changed)})

    def _retention_below_one(self, segment: Segment, path: str) -> None:
        if self.field == "retention" and self.value >= 1:
            raise CommandRefused(
                f"Nobody would ever leave {segment.name}, and its lifetime value would be endless.",
                "Give a retention below 100%.",
                path=path,
                value=self.value,
            )
