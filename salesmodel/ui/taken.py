"""Which moves were taken: kept so that the list can show them, and offer the way back.

Offers `note_taken` and `offer`. A move counts as taken when it was on offer and its task's shares
now stand where it leads, whoever set them.
"""

from __future__ import annotations

from collections.abc import Iterable

from salesmodel.assignment import TaskMove
from salesmodel.charts.move_rows import Taken, newly_taken
from salesmodel.model import SalesModel
from salesmodel.ui.session import WorkbenchSession

_SAME = 1e-6


def offer(session: WorkbenchSession, moves: Iterable[TaskMove]) -> None:
    """Remember what is on offer for the model as it stands."""
    session.offered = (session.model, tuple(moves))


def note_taken(session: WorkbenchSession) -> None:
    """Add what was on offer and has been taken since; forget what was given back."""
    kept = tuple(each for each in session.taken if _has_left(session.model, each))
    if session.offered is not None:
        before, moves = session.offered
        kept += newly_taken(before, session.model, moves)
    session.taken = kept


def _has_left(model: SalesModel, taken: Taken) -> bool:
    """Whether the giver still holds no more than after the move."""
    move = taken.move
    held = sum(
        item.share.value
        for item in model.assignments
        if (item.task, item.role) == (move.task, move.from_role)
    )
    return held <= taken.before.get(move.from_role, 0.0) - move.share + _SAME
