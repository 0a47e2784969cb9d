"""How a model changes: commands as values, changes as data, undo that respects others."""

from salesmodel.editing.applying import apply, do
from salesmodel.editing.cells import SetCells
from salesmodel.editing.change import Change, Placed, between, followed_by, inverse
from salesmodel.editing.command import (
    Command,
    command_from_json,
    command_schema,
    command_to_json,
)
from salesmodel.editing.history import History, Step
from salesmodel.editing.merge import ChangeConflict, applied, merged
from salesmodel.editing.moves import (
    Connect,
    Disconnect,
    LockMove,
    SetMoves,
    SetProbability,
    SetReason,
)
from salesmodel.editing.names import Rename, RenameModel, SetCurrency
from salesmodel.editing.roles import AddRole, RemoveRole, SetRoleValue, SetSkill
from salesmodel.editing.segments import AddSegment, RemoveSegment, SetComponent, SetSegmentValue
from salesmodel.editing.shares import LockShare, SetBaseline, SetShare, SetShares
from salesmodel.editing.stages import AddStage, MoveStage, RemoveStage, SetDwell, SetEntry
from salesmodel.editing.tasks import AddTask, RemoveTask, SetTaskValue
from salesmodel.editing.words import describe

__all__ = [
    "AddRole",
    "AddSegment",
    "AddStage",
    "AddTask",
    "Change",
    "ChangeConflict",
    "Command",
    "Connect",
    "Disconnect",
    "History",
    "LockMove",
    "LockShare",
    "MoveStage",
    "Placed",
    "RemoveRole",
    "RemoveSegment",
    "RemoveStage",
    "RemoveTask",
    "Rename",
    "RenameModel",
    "SetBaseline",
    "SetCells",
    "SetComponent",
    "SetCurrency",
    "SetDwell",
    "SetEntry",
    "SetMoves",
    "SetProbability",
    "SetReason",
    "SetRoleValue",
    "SetSegmentValue",
    "SetShare",
    "SetShares",
    "SetSkill",
    "SetTaskValue",
    "Step",
    "applied",
    "apply",
    "between",
    "command_from_json",
    "command_schema",
    "command_to_json",
    "describe",
    "do",
    "followed_by",
    "inverse",
    "merged",
]
