"""The week of the highest-paid sellers, each row opened to what keeps them from selling.

Offers `week_bars`, which shows the payload of `salesmodel.charts.week_bars`. Moves are taken in the
list of moves, shares are set in the map; here only who counts as highest paid can be changed, which
is no part of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from salesmodel.ui.components.bundle import component
from salesmodel.ui.session import widget

KEY = "week"
TOP_PAYS = (0.6, 0.7, 0.8, 0.9, 1.0)
"""Parts of the dearest seller's cost from which on a seller can be among the highest paid."""
_week = component("week")


def week_bars(
    payload: dict[str, Any],
    *,
    top_pay: float | None = None,
    on_top_pay: Callable[[float], None] | None = None,
) -> None:
    """Show the payload. With `top_pay`, the part that holds now, the rule can be changed:
    `on_top_pay` is called with the part that was chosen, one of `TOP_PAYS`."""
    data = {**payload, "top_pay": top_pay, "choices": TOP_PAYS}
    _week(key=KEY, data=data, on_top_pay_change=partial(_chosen, on_top_pay), height="stretch")


def _chosen(on_top_pay: Callable[[float], None] | None) -> None:
    """What comes from a browser is not trusted: another number is no choice."""
    part = widget(KEY).top_pay
    if on_top_pay is not None and part in TOP_PAYS:
        on_top_pay(float(part))
