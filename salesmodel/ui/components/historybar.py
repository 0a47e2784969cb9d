"""The part of the scenario bar that answers at once: saved state, against what, undo, redo, steps.

Offers `history_bar`. The browser adds what only it knows: that edits are on their way, or that
the connection is lost and how many wait; and it draws presentation mode and the list of keys.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from salesmodel.editing import History
from salesmodel.model import SalesModel
from salesmodel.ui.components.bundle import component
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.session import WorkbenchSession

KEY = "historybar"
SHOWN_STEPS = 100
"""Steps that the list shows; when one of the oldest is gone back to, older ones are shown."""
AHEAD = 20
"""Undone steps that are shown even where there are more steps than the list shows."""
_bar = component("historybar")


def history_bar(session: WorkbenchSession, saved: tuple[str, str]) -> None:
    """Show the bar; `saved`: whether the work is kept, as words and tone."""
    history, model = session.history, session.model
    text, tone = saved
    data = {
        "saved": {"text": text, "tone": tone},
        "undo": history.undo_label(model),
        "redo": history.redo_label(model),
        "steps": steps_payload(history, model),
        "against": session.against,
        "references": [] if session.saved is None else ["Baseline", "Last save"],
        "channel": channel(session),
    }
    _bar(key=KEY, data=data, on_entries_change=partial(hand_out, session, KEY))


def steps_payload(history: History, model: SalesModel) -> dict[str, Any]:
    """The newest steps, oldest first, with the present one among them.

    `first`: how many steps are in the past at the first label.
    """
    labels = ["The start of this session", *history.steps(model)]
    now, newest = len(history.past), len(labels)
    end = newest if newest - now <= SHOWN_STEPS else now + 1 + AHEAD
    first = max(0, end - SHOWN_STEPS)
    return {"labels": labels[first:end], "first": first, "now": now, "total": newest - 1}
