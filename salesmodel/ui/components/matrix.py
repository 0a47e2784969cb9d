"""The role-task map: tasks against roles, each share typed in its cell, moved by keys or locked.

Offers `role_task_matrix`, which shows the payload of `salesmodel.charts.role_task_map`. What is
done there arrives as commands (`salesmodel.ui.handling`): a cell sets a share as the slider does.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from salesmodel.ui.components.bundle import component
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.session import WorkbenchSession

KEY = "matrix"
_matrix = component("matrix")


def role_task_matrix(session: WorkbenchSession, payload: dict[str, Any]) -> None:
    """Show the payload, the chosen task marked."""
    data = {**payload, "chosen": session.task, "channel": channel(session)}
    _matrix(key=KEY, data=data, on_entries_change=partial(hand_out, session, KEY), height="stretch")
