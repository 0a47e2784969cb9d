"""The ranked list of moves, each with the button that takes it.

Offers `moves_list`, which shows the payload of `salesmodel.charts.move_rows`. A move that is taken
arrives as one `set_shares` of its task (salesmodel.ui.handling) under a mark of its own. Taking it
back is an undo while that mark is the newest in the history, else the shares as they were.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from salesmodel.ui.components.bundle import component
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.session import WorkbenchSession

KEY = "moves"
_moves = component("moves")


def moves_list(session: WorkbenchSession, payload: dict[str, Any]) -> None:
    """Show the payload, the chosen task marked."""
    past = session.history.past
    data = {
        **payload,
        "chosen": session.task,
        "last": (past[-1].mark or "") if past else "",
        "channel": channel(session),
    }
    _moves(key=KEY, data=data, on_entries_change=partial(hand_out, session, KEY), height="stretch")
