"""Every edit there is, as one closed union of values with JSON.

Offers `Command`, `COMMANDS`, `command_from_json`, `command_to_json` and `command_schema`. `do` says
which command it is.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from salesmodel.editing.buying import SetBuyer, SetJob
from salesmodel.editing.cells import SetCells
from salesmodel.editing.choosing import (
    AcceptFinding,
    AddVariant,
    ClearComponent,
    DateChange,
    DescribeVariant,
    RemoveVariant,
    ReopenFinding,
    ReviewPair,
    SetComponent,
)
from salesmodel.editing.duplicating import DuplicateStage
from salesmodel.editing.judging import ClearJudgement, SetJudgement, SetJudgements
from salesmodel.editing.moves import (
    Connect,
    Disconnect,
    LockMove,
    SetMoves,
    SetProbability,
    SetReason,
)
from salesmodel.editing.names import Rename, RenameModel, SetCurrency
from salesmodel.editing.outcomes import AddOutcome, RemoveOutcome
from salesmodel.editing.pasting import PasteSegment, PasteStages
from salesmodel.editing.reconnecting import Reconnect
from salesmodel.editing.roles import AddRole, RemoveRole, SetRoleValue, SetSkill
from salesmodel.editing.segments import AddSegment, RemoveSegment, SetSegmentValue
from salesmodel.editing.shares import LockShare, SetBaseline, SetShare, SetShares
from salesmodel.editing.stages import AddStage, MoveStage, RemoveStage, SetDwell, SetEntry
from salesmodel.editing.tasks import AddTask, RemoveTask, SetPurposes, SetTaskValue
from salesmodel.editing.totals import SetTotal, SetTotalDays, SetTotalHours
from salesmodel.editing.tracks import AddTrack, RemoveTrack
from salesmodel.editing.unreadable import said_of
from salesmodel.model import CommandRefused

Command = Annotated[
    RenameModel
    | SetCurrency
    | Rename
    | AddSegment
    | RemoveSegment
    | SetSegmentValue
    | SetComponent
    | ClearComponent
    | AddVariant
    | DescribeVariant
    | RemoveVariant
    | SetJudgement
    | SetJudgements
    | ClearJudgement
    | ReviewPair
    | DateChange
    | AcceptFinding
    | ReopenFinding
    | AddStage
    | RemoveStage
    | MoveStage
    | SetDwell
    | SetEntry
    | SetJob
    | SetBuyer
    | DuplicateStage
    | AddTrack
    | RemoveTrack
    | AddOutcome
    | RemoveOutcome
    | Connect
    | Disconnect
    | Reconnect
    | SetProbability
    | LockMove
    | SetReason
    | SetMoves
    | SetCells
    | SetTotal
    | SetTotalDays
    | SetTotalHours
    | PasteStages
    | PasteSegment
    | AddTask
    | RemoveTask
    | SetTaskValue
    | SetPurposes
    | SetShare
    | SetShares
    | LockShare
    | SetBaseline
    | AddRole
    | RemoveRole
    | SetRoleValue
    | SetSkill,
    Field(discriminator="do"),
]
"""Anything that changes a model."""

_ADAPTER: TypeAdapter[Command] = TypeAdapter(Command)


def command_from_json(text: str | bytes) -> Command:
    """The command in the text; refused, with the field named, when it is none."""
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        sentence, mend = said_of(first)
        raise CommandRefused(sentence, mend, path=path, value=first["input"]) from error


def command_to_json(command: Command) -> str:
    """The command as JSON; `command_from_json` gives an equal one back."""
    return _ADAPTER.dump_json(command).decode()


def command_schema() -> dict[str, Any]:
    """The JSON Schema of all commands, from which the browser's types are made."""
    return _ADAPTER.json_schema()
