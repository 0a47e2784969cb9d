"""Applies commands: a model and a command in, a change out; neither is altered.

Offers `apply` (command to `Change`) and `do` (the changed model too). A command that would leave
the model broken is refused and says why; the model stays as it is.
"""

from __future__ import annotations

from salesmodel.editing.buying import SetBuyer, SetJob
from salesmodel.editing.change import Change, between
from salesmodel.editing.choosing import (
    AcceptFinding,
    DateChange,
    ReopenFinding,
    ReviewPair,
    SetComponent,
)
from salesmodel.editing.command import Command
from salesmodel.editing.judging import ClearJudgement, SetJudgement, SetJudgements
from salesmodel.editing.moves import LockMove, SetReason
from salesmodel.editing.names import Rename, RenameModel, SetCurrency
from salesmodel.editing.shares import LockShare, SetShare, SetShares
from salesmodel.editing.soundness import check_sound
from salesmodel.editing.stages import MoveStage
from salesmodel.model import SalesModel

SAFE = (
    SetShare,
    SetShares,
    LockShare,
    LockMove,
    SetReason,
    MoveStage,
    SetJob,
    SetBuyer,
    Rename,
    RenameModel,
    SetCurrency,
    SetComponent,
    SetJudgement,
    SetJudgements,
    ClearJudgement,
    ReviewPair,
    DateChange,
    AcceptFinding,
    ReopenFinding,
)
"""Commands whose own checks are enough; they run at every move of a hand."""


def apply(model: SalesModel, command: Command) -> Change:
    """What the command changes in the model. Raises `CommandRefused`."""
    return do(model, command)[1]


def do(model: SalesModel, command: Command) -> tuple[SalesModel, Change]:
    """The changed model, and what changed. Raises `CommandRefused`."""
    after = command.edited(model)
    if not isinstance(command, SAFE):
        check_sound(model, after)
    return after, between(model, after, getattr(command, "focus", ""))
