"""What the browser did, as it arrives: numbered entries, each done once and in order.

Offers the acts, `Entry`, `new_entries` and `read_act`. The browser (frontend/src/outbox.ts) sends
every entry again until its number is acknowledged, so an entry may arrive many times, and several
at once after a lost connection.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from salesmodel.editing import Command, command_from_json
from salesmodel.model import CommandRefused
from salesmodel.model.entities import MAX_STAGES
from salesmodel.model.quantities import Frozen

MAX_CLIENTS = 8
"""Browser tabs of one draft whose numbers are remembered; older ones are forgotten."""
MAX_COMMANDS = 2 * MAX_STAGES


class Edit(Frozen):
    """Commands done together or not at all; edits with the same `mark` are one gesture, and one
    undo; `done` says that the gesture ended."""

    kind: Literal["edit"]
    commands: tuple[dict[str, Any], ...] = Field(max_length=MAX_COMMANDS)
    mark: str = Field(max_length=80)
    done: bool

    def read(self) -> list[Command]:
        """The commands. Raises `CommandRefused` when one of them is none."""
        return [command_from_json(json.dumps(command)) for command in self.commands]


class Undo(Frozen):
    """Take back the last step."""

    kind: Literal["undo"]


class Redo(Frozen):
    """Do again what was taken back."""

    kind: Literal["redo"]


class Steps(Frozen):
    """Undo or redo until `past` steps are in the past."""

    kind: Literal["steps"]
    past: int = Field(ge=0)


class Choose(Frozen):
    """Choose a segment, a stage or a task; what is not named stays as it was."""

    kind: Literal["choose"]
    segment: str | None = None
    stage: str | None = None
    task: str | None = None


class Against(Frozen):
    """Choose what changes are shown against."""

    kind: Literal["against"]
    reference: Literal["Baseline", "Last save"]


class View(Frozen):
    """Show the journey as a drawing or as tables."""

    kind: Literal["view"]
    view: Literal["Drawing", "Table"]


class ShowGhost(Frozen):
    """Draw another journey underneath: "" none, "baseline", or a saved scenario by its id."""

    kind: Literal["ghost"]
    of: str = Field(max_length=80)


class Copy(Frozen):
    """Keep stages with their tasks, or a whole segment, under the name `clip`."""

    kind: Literal["copy"]
    clip: str = Field(max_length=80)
    what: Literal["stages", "segment"]
    ids: tuple[str, ...] = Field(max_length=MAX_STAGES)


class Paste(Frozen):
    """Put what was copied into the open scenario; `ids` begins the new ids."""

    kind: Literal["paste"]
    clip: str = Field(max_length=80)
    segment: str
    ids: str = Field(max_length=40)
    x: float
    y: float


Act = Annotated[
    Edit | Undo | Redo | Steps | Choose | Against | View | ShowGhost | Copy | Paste,
    Field(discriminator="kind"),
]
_ACT: TypeAdapter[Act] = TypeAdapter(Act)


class Entry(Frozen):
    """One act with its number; `draft`: the working copy that it was meant for."""

    client: str = Field(max_length=40)
    draft: str = Field(max_length=80)
    seq: int = Field(ge=1)
    at: float
    act: dict[str, Any]


def new_entries(sent: Any, handled: Mapping[str, int]) -> list[Entry]:
    """The entries that were not handled yet, oldest first; what is no entry is left out."""
    entries = []
    for item in (sent or {}).get("entries", ()):
        try:
            entry = Entry.model_validate(item)
        except ValidationError:
            continue
        if entry.seq > handled.get(entry.client, 0):
            entries.append(entry)
    return sorted(entries, key=lambda entry: entry.seq)


def handled_with(handled: Mapping[str, int], entry: Entry) -> dict[str, int]:
    """`handled` once `entry` is; the newest clients only."""
    others = {client: seq for client, seq in handled.items() if client != entry.client}
    kept = dict(list(others.items())[-(MAX_CLIENTS - 1) :])
    return kept | {entry.client: entry.seq}


def read_act(entry: Entry) -> Act:
    """What was done. Raises `CommandRefused` when the workbench does not know it."""
    try:
        return _ACT.validate_python(entry.act)
    except ValidationError as error:
        raise CommandRefused(
            "The page sent something that the workbench does not know.",
            "Reload the page: it is probably older than the server.",
            path="act",
            value=entry.act.get("kind"),
        ) from error
