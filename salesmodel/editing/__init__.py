"""How a model changes: commands as values, changes as data, undo that respects others."""

from salesmodel.editing.applying import apply, do
from salesmodel.editing.buying import SetBuyer, SetJob
from salesmodel.editing.cells import SetCells
from salesmodel.editing.change import Change, Placed, between, followed_by, inverse
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
from salesmodel.editing.command import (
    Command,
    command_from_json,
    command_schema,
    command_to_json,
)
from salesmodel.editing.document import fresh_id
from salesmodel.editing.duplicating import DuplicateStage
from salesmodel.editing.fragments import Fragment, copied_segment, copied_stages
from salesmodel.editing.history import History, Step
from salesmodel.editing.judging import ClearJudgement, SetJudgement, SetJudgements
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
from salesmodel.editing.outcomes import AddOutcome, RemoveOutcome
from salesmodel.editing.pasting import PasteSegment, PasteStages
from salesmodel.editing.reconnecting import Reconnect
from salesmodel.editing.roles import AddRole, RemoveRole, SetRoleValue, SetSkill
from salesmodel.editing.segments import AddSegment, RemoveSegment, SetSegmentValue
from salesmodel.editing.shares import (
    LockShare,
    SetBaseline,
    SetShare,
    SetShares,
    with_baselines,
)
from salesmodel.editing.stages import AddStage, MoveStage, RemoveStage, SetDwell, SetEntry
from salesmodel.editing.tasks import AddTask, RemoveTask, SetPurposes, SetTaskValue, with_purposes
from salesmodel.editing.totals import SetTotal, SetTotalDays, SetTotalHours, TimedPlace
from salesmodel.editing.tracks import AddTrack, RemoveTrack
from salesmodel.editing.typed import read_figure
from salesmodel.editing.words import describe, money_in_full

__all__ = [
    "AcceptFinding",
    "AddOutcome",
    "AddRole",
    "AddSegment",
    "AddStage",
    "AddTask",
    "AddTrack",
    "AddVariant",
    "Change",
    "ChangeConflict",
    "ClearComponent",
    "ClearJudgement",
    "Command",
    "Connect",
    "DateChange",
    "DescribeVariant",
    "Disconnect",
    "DuplicateStage",
    "Fragment",
    "History",
    "LockMove",
    "LockShare",
    "MoveStage",
    "PasteSegment",
    "PasteStages",
    "Placed",
    "Reconnect",
    "RemoveOutcome",
    "RemoveRole",
    "RemoveSegment",
    "RemoveStage",
    "RemoveTask",
    "RemoveTrack",
    "RemoveVariant",
    "Rename",
    "RenameModel",
    "ReopenFinding",
    "ReviewPair",
    "SetBaseline",
    "SetBuyer",
    "SetCells",
    "SetComponent",
    "SetCurrency",
    "SetDwell",
    "SetEntry",
    "SetJob",
    "SetJudgement",
    "SetJudgements",
    "SetMoves",
    "SetProbability",
    "SetPurposes",
    "SetReason",
    "SetRoleValue",
    "SetSegmentValue",
    "SetShare",
    "SetShares",
    "SetSkill",
    "SetTaskValue",
    "SetTotal",
    "SetTotalDays",
    "SetTotalHours",
    "Step",
    "TimedPlace",
    "applied",
    "apply",
    "between",
    "command_from_json",
    "command_schema",
    "command_to_json",
    "copied_segment",
    "copied_stages",
    "describe",
    "do",
    "followed_by",
    "fresh_id",
    "inverse",
    "merged",
    "money_in_full",
    "read_figure",
    "with_baselines",
    "with_purposes",
]
