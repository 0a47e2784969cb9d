"""What each input is called, so that one of several hundred can be found.

Offers `Name` and `names`: an input's group (buyers, journey, tasks, roles, shares), what it belongs
to, and its field, in the words of the trade. The segment stands before what is sold alike in
several of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesmodel.model import SalesModel
from salesmodel.model.inputs import Input, inputs
from salesmodel.uncertainty.places import parts_of

GROUPS = {
    "segments": "Buyers",
    "stages": "Journey",
    "tracks": "Journey",
    "moves": "Journey",
    "tasks": "Tasks",
    "roles": "Roles",
    "assignments": "Shares",
}
FIELDS = {
    "arrivals": "buyers a year",
    "retention": "retention a year",
    "entry": "share that enters here",
    "dwell": "days",
    "dwell_cv": "spread of the days",
    "probability": "share of buyers",
    "loss": "share lost",
    "annual_cost": "cost a head",
    "present_hours": "hours at work",
    "ramp_months": "ramp of new people",
    "attrition": "people leaving a year",
    "weight": "weight for the buyer",
    "share": "share of the work",
    "profile.human_contact": "human contact wanted",
}

_SEVERAL = frozenset(
    (
        "buyers a year",
        "days",
        "hours",
        "productive hours",
        "hours at work",
        "stakeholders",
        "people leaving a year",
    )
)


@dataclass(frozen=True)
class Name:
    """`group`; `segment`, empty for what belongs to none; `entity`; `field`."""

    group: str
    segment: str
    entity: str
    field: str

    @property
    def short(self) -> str:
        """Without its group: "GTX, Demonstration: hours"."""
        where = f"{self.segment}, {self.entity}" if self.segment else self.entity
        return f"{where}: {self.field}"

    @property
    def moves(self) -> str:
        """ "move" or "moves", after the field."""
        return "move" if self.field in _SEVERAL else "moves"

    @property
    def full(self) -> str:
        """With its group before it, for a list of all inputs."""
        return f"{self.group} · {self.short}"


def names(model: SalesModel) -> dict[str, Name]:
    """The name of every input, by path, group after group."""
    segments = {segment.id: segment.name for segment in model.segments}
    owners = _owners(model) if len(segments) > 1 else {}
    order = list(dict.fromkeys(GROUPS.values()))
    shorts = _short_entities(model)
    found = [(item, _name(item, segments, owners, shorts)) for item in inputs(model)]
    found.sort(key=lambda pair: order.index(pair[1].group))
    return {item.path: name for item, name in found}


def _name(
    item: Input, segments: dict[str, str], owners: dict[str, str], shorts: dict[str, str]
) -> Name:
    collection, entity, field = parts_of(item.path)
    segment = segments.get(owners.get(entity, ""), "")
    return Name(GROUPS[collection], segment, shorts.get(entity, item.entity), _field(field, item))


def _field(field: str, item: Input) -> str:
    if field.startswith("skills["):
        skill, _, name = field.removeprefix("skills[").rpartition("].")
        return f"{'pace' if name == 'productivity' else name} in {skill}"
    return FIELDS.get(field, item.field)


def _short_entities(model: SalesModel) -> dict[str, str]:
    """Roles by their short names, alone and behind the task that they share."""
    roles = {role.id: role.short for role in model.roles}
    tasks = {task.id: task.name for task in model.tasks}
    shares = {
        held.id: f"{tasks.get(held.task, held.task)} by {roles.get(held.role, held.role)}"
        for held in model.assignments
    }
    return {**roles, **shares}


def _owners(model: SalesModel) -> dict[str, str]:
    """Entity id to the id of its segment."""
    found = {stage.id: stage.segment for stage in model.stages}
    found |= {task.id: task.segment for task in model.tasks}
    found |= {track.id: found.get(track.stage, "") for track in model.tracks}
    found |= {move.id: found.get(move.source, "") for move in model.moves}
    return found | {held.id: found.get(held.task, "") for held in model.assignments}
