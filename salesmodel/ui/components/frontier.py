"""The frontier with its handle: what the hand picks is told on release.

Offers `frontier_view`, which shows the payload of `salesmodel.charts.frontier_drawing`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from salesmodel.assignment.contribution.frontier import Frontier
from salesmodel.charts.frontier_drawing import CURVES, Pick
from salesmodel.ui.components.bundle import component
from salesmodel.ui.session import widget

KEY = "frontier"
_frontier = component("frontier")


def frontier_view(
    payload: dict[str, Any], frontier: Frontier, of: str, on_pick: Callable[[Pick], None]
) -> None:
    """Show the payload of `frontier`, which `of` names; `on_pick` gets each point that is picked
    on it."""
    _frontier(
        key=KEY,
        data={**payload, "of": of},
        on_picked_change=partial(_picked, frontier, of, on_pick),
        height="stretch",
    )


def _picked(frontier: Frontier, of: str, on_pick: Callable[[Pick], None]) -> None:
    pick = read_pick(widget(KEY).picked, frontier, of)
    if pick is not None:
        on_pick(pick)


def read_pick(sent: Any, frontier: Frontier, of: str) -> Pick | None:
    """The pick that was sent; None for one of another frontier, and for what is none: nothing
    that comes from a browser is trusted."""
    if not isinstance(sent, dict) or sent.get("of") != of:
        return None
    curve = next((each for each in CURVES if each == sent.get("curve")), None)
    index, count = sent.get("index"), sent.get("count")
    if curve is None or not isinstance(index, int | float) or not isinstance(count, int | float):
        return None
    if not 0 <= index < len(getattr(frontier, curve)) or not 0 <= count < 2**53:
        return None
    return Pick(curve, int(index), int(count))
