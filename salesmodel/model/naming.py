"""How validation calls the things of a model: by their names, as a sales leader would.

Offers `Named`, a model with its entities by id and a name for each, `refused`, which makes a
finding, and the number formats of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from salesmodel.model.choices import Acceptance, Component, Judgement, Review, Variant
from salesmodel.model.entities import (
    Assignment,
    Entity,
    Move,
    Outcome,
    Role,
    SalesModel,
    Segment,
    Stage,
    Task,
    Track,
)
from salesmodel.model.findings import Finding, Severity

TOLERANCE = 1e-6
"""How far a sum may be off before it is wrong (rule 2.1)."""


@dataclass(frozen=True)
class Named:
    """A model whose entities are found by id and called by name.

    A name carries its segment only when the model has several. What is not there is called by its
    id, so that a model with loose ends can be spoken of.
    """

    model: SalesModel

    @cached_property
    def segments(self) -> dict[str, Segment]:
        return {item.id: item for item in self.model.segments}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        return {item.id: item for item in self.model.stages}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        return {item.id: item for item in self.model.tracks}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return {item.id: item for item in self.model.outcomes}

    @cached_property
    def roles(self) -> dict[str, Role]:
        return {item.id: item for item in self.model.roles}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        return {item.id: item for item in self.model.tasks}

    @cached_property
    def variants(self) -> dict[str, Variant]:
        return {item.id: item for item in self.model.variants}

    @cached_property
    def moves_from(self) -> dict[str, list[Move]]:
        """Stage id to the moves out of it."""
        rows: dict[str, list[Move]] = {stage.id: [] for stage in self.model.stages}
        for move in self.model.moves:
            rows.setdefault(move.source, []).append(move)
        return rows

    def segment(self, segment_id: str) -> str:
        """Enterprise"""
        found = self.segments.get(segment_id)
        return found.name if found else segment_id

    def place(self, place_id: str) -> str:
        """A stage or an outcome: Consensus building (Enterprise)"""
        found = self.stages.get(place_id) or self.outcomes.get(place_id)
        if found is None:
            return place_id
        return f"{found.name}{self._within(found.segment)}"

    def role(self, role_id: str) -> str:
        """Account executive"""
        found = self.roles.get(role_id)
        return found.name if found else role_id

    def task(self, task_id: str) -> str:
        """Demo (Vendor evaluation, Enterprise)"""
        found = self.tasks.get(task_id)
        if found is None:
            return task_id
        stage = self.stages.get(found.stage or "")
        return f"{found.name}{self._within(found.segment, stage.name if stage else '')}"

    def track(self, track: Track) -> str:
        """Security review (Vendor evaluation, Enterprise)"""
        stage = self.stages.get(track.stage)
        if stage is None:
            return track.name
        return f"{track.name}{self._within(stage.segment, stage.name)}"

    def move(self, move: Move) -> str:
        """the move from Consensus building to No decision (Enterprise)"""
        source = self.stages.get(move.source)
        start = source.name if source else move.source
        return f"the move from {start} to {self.place(move.target)}"

    def entity(self, entity: Entity) -> str:
        """Any entity, as it is called inside a sentence."""
        match entity:
            case Segment() | Role():
                return entity.name
            case Stage() | Outcome():
                return f"{entity.name}{self._within(entity.segment)}"
            case Track():
                return self.track(entity)
            case Task():
                return self.task(entity.id)
            case Move():
                return self.move(entity)
            case Assignment():
                return f"the share of {self.role(entity.role)} in {self.task(entity.task)}"
            case _:
                return self._choice(entity)

    def _choice(self, entity: Component | Variant | Judgement | Review | Acceptance) -> str:
        match entity:
            case Variant():
                return entity.name
            case Component():
                return f"the {entity.kind.words} of {self.segment(entity.segment)}"
            case Judgement():
                ends = f"{self.variant(entity.source)} on {self.variant(entity.target)}"
                return f"{entity.by}'s judgement of {ends}"
            case Review():
                pair = f"{entity.one.words} and {entity.other.words}"
                return f"the review of {pair} of {self.segment(entity.segment)}"
            case Acceptance():
                return f"{entity.by}'s acceptance of {entity.check}"

    def variant(self, variant_id: str) -> str:
        """Reseller desk; one of the library, whose names are not known here, by its id in words."""
        found = self.variants.get(variant_id)
        return found.name if found else variant_id.replace("_", " ")

    def about(self, entity: Entity) -> dict[str, Any]:
        """The ids that a finding about the entity carries."""
        match entity:
            case Segment():
                return {"segment": entity.id}
            case Stage():
                return {"segment": entity.segment, "stage": entity.id}
            case Track():
                return self._stage_ids(entity.stage)
            case Move():
                return self._stage_ids(entity.source)
            case Role():
                return {"role": entity.id}
            case Task():
                return {"segment": entity.segment, "stage": entity.stage, "task": entity.id}
            case Assignment():
                return {"task": entity.task, "role": entity.role}
            case Outcome() | Review():
                return {"segment": entity.segment}
            case Component():
                return {"segment": entity.segment, "component": entity.kind.value}
            case _:
                return {}

    def _stage_ids(self, stage_id: str) -> dict[str, Any]:
        stage = self.stages.get(stage_id)
        return self.about(stage) if stage else {}

    def _within(self, segment_id: str, stage: str = "") -> str:
        segment = self.segment(segment_id) if len(self.segments) > 1 else ""
        place = ", ".join(part for part in (stage, segment) if part)
        return f" ({place})" if place else ""


def refused(check: str, path: str, sentence: str, mend: str, **about: Any) -> Finding:
    """A finding that forbids evaluation; the sentence starts with a capital."""
    opened = sentence[:1].upper() + sentence[1:]
    return Finding(check, Severity.REFUSED, path, opened, mend, **about)


def hundredths(value: float, but: float | None = None) -> str:
    """0.4 as '40', for 'buyers of 100', points or percent.

    When rounding would hide that the value differs from `but`, more digits are shown.
    """
    rounded = number(round(100 * value, 1))
    if but is None or rounded != number(round(100 * but, 1)):
        return rounded
    return f"{100 * value:.10g}"


def points(difference: float) -> str:
    """0.04 as '4 points', 0.01 as '1 point'."""
    size = f"{100 * abs(difference):.3g}"
    return "1 point" if size == "1" else f"{size} points"


def number(value: float) -> str:
    """-5000.0 as '−5,000'; a figure that is not a number of ours stays readable."""
    text = f"{value:,.10g}" if abs(value) < 1e15 else f"{value:.3g}"
    return text.replace("-", "\N{MINUS SIGN}", 1) if value < 0 else text


def listed(names: Iterable[str]) -> str:
    """A, B and C"""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
