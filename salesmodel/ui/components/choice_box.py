"""The box of choices: a variant is tried in it, or one of the group's own is to be added.

Offers `choice_box`, which shows the payload of `salesmodel.charts.choice_box`. A trial changes
nothing in the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from salesmodel.model import ComponentKind
from salesmodel.ui.components.bundle import component
from salesmodel.ui.session import widget

KEY = "choices"
_choices = component("choices")

Trial = tuple[ComponentKind, str]
"""A component and the variant that is tried for it."""


def choice_box(
    payload: dict[str, Any],
    *,
    on_trying: Callable[[Trial | None], None],
    on_adding: Callable[[ComponentKind], None],
) -> None:
    """Show the payload. `on_trying` gets what is tried, None when nothing is any more; `on_adding`
    gets the component that a variant is to be added to."""
    _choices(
        key=KEY,
        data=payload,
        on_trying_change=partial(_try, payload, on_trying),
        on_adding_change=partial(_add, on_adding),
        height="stretch",
    )


def read_trial(sent: Any, payload: dict[str, Any]) -> Trial | None:
    """What is tried; None for what the box has not: nothing from a browser is trusted."""
    if not isinstance(sent, dict):
        return None
    for row in payload["rows"]:
        if row["kind"] == sent.get("kind"):
            ids: list[str] = [variant["id"] for variant in row["variants"]]
            tried = next((each for each in ids if each == sent.get("variant")), None)
            return None if tried is None else (ComponentKind(row["kind"]), tried)
    return None


def read_adding(sent: Any) -> ComponentKind | None:
    """The component that a variant is to be added to."""
    kind = sent.get("kind") if isinstance(sent, dict) else None
    return next((each for each in ComponentKind if each.value == kind), None)


def _try(payload: dict[str, Any], on_trying: Callable[[Trial | None], None]) -> None:
    sent = widget(KEY).trying or {}
    on_trying(read_trial(sent.get("trial"), payload))


def _add(on_adding: Callable[[ComponentKind], None]) -> None:
    kind = read_adding(widget(KEY).adding)
    if kind is not None:
        on_adding(kind)
