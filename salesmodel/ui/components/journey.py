"""The drawn journey: a click on a stage chooses it.

Offers `journey_canvas`, which shows the payload of `salesmodel.charts.journey_drawing`.
"""

from __future__ import annotations

from typing import Any

from salesmodel.ui.components.bundle import component

_journey = component("journey")


def journey_canvas(
    payload: dict[str, Any], *, key: str, max_height: int | None = None
) -> str | None:
    """The stage that was just clicked, "" after Esc, None when nothing was.

    It is told once: the next run gives None again, so that it never overrules a choice made
    elsewhere. `max_height`: pixels that drawing and legend may take; it is scaled to the width
    otherwise.
    """
    data = {**payload, "max_height": max_height}
    result = _journey(key=key, data=data, on_selected_change=_nothing)
    selected = result.selected
    return None if selected is None else str(selected["stage"])


def _nothing() -> None:
    """Streamlit sends a value only when it has a callback."""
