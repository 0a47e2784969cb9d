"""The journey canvas: drawn and edited by hand, with the same journey as tables.

Offers `journey_canvas`, which shows the payloads of `salesmodel.charts.journey_drawing` and
`journey_table`; what is done there arrives as acts (`salesmodel.ui.handling`).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from salesmodel.ui.components.bundle import component
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.session import WorkbenchSession

KEY = "canvas"
_canvas = component("canvas")


def journey_canvas(session: WorkbenchSession, payload: dict[str, Any]) -> None:
    """Show the payload and do what is done on the canvas."""
    _canvas(
        key=KEY,
        data={**payload, "channel": channel(session)},
        on_entries_change=partial(hand_out, session, KEY),
        height="stretch",
    )
