"""Role-mix bars: who does which share of each task, dragged by hand, moved by keys or typed.

Offers `role_mix`. What was done to the bars comes through the shared outbox as commands
(salesmodel.ui.handling); until it is acknowledged the browser shows its own shares, so that no
redraw with older rows moves a bar under the hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from salesmodel.charts.mix_rows import MixRow
from salesmodel.ui.components.bundle import component
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.session import WorkbenchSession

KEY = "mix"
_mix = component("mix")


def role_mix(session: WorkbenchSession, rows: Sequence[MixRow]) -> None:
    """Show the rows, the chosen task marked."""
    data = {
        "rows": [asdict(row) for row in rows],
        "chosen": session.task,
        "channel": channel(session),
    }
    _mix(key=KEY, data=data, on_entries_change=partial(hand_out, session, KEY))
