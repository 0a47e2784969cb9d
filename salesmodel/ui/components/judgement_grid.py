"""The grid of cross-impact judgements: a pair is chosen in it, or judged by typing.

Offers `judgement_grid`, which shows the payload of `salesmodel.charts.judgement_grid`. Which pair
is chosen is no part of the model. What was judged arrives once and in order, by the same numbers as
the acts of `salesmodel.ui.handling`; whoever shows the grid adds who judged and when.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from salesmodel.model.choices import STRONGEST
from salesmodel.ui import acts
from salesmodel.ui.components.bundle import component
from salesmodel.ui.components.outbox import handled_with, new_entries
from salesmodel.ui.handling import channel
from salesmodel.ui.session import WorkbenchSession, widget

KEY = "judgements"
_judgements = component("judgements")


class Pair(NamedTuple):
    """A variant, or a way of buying, and the variant that it supports or hinders."""

    source: str
    target: str


class Judged(NamedTuple):
    """What was typed for a pair, -3 to 3."""

    source: str
    target: str
    value: int


def judgement_grid(
    session: WorkbenchSession,
    payload: dict[str, Any],
    *,
    chosen: tuple[str, str] | None,
    on_chosen: Callable[[Pair | None], None],
    on_judged: Callable[[Judged], None],
) -> None:
    """Show the payload. `on_chosen` gets the pair that is chosen, None when none is any more;
    `on_judged` gets each judgement that was typed, and edits the model with it."""
    data = {
        **payload,
        "chosen": Pair(*chosen)._asdict() if chosen is not None else None,
        "channel": channel(session),
    }
    _judgements(
        key=KEY,
        data=data,
        on_chosen_change=partial(_choose, payload, on_chosen),
        on_entries_change=partial(_judge, session, payload, on_judged),
        height="stretch",
    )


def read_pair(sent: Any, payload: dict[str, Any]) -> Pair | None:
    """The pair that was sent; None for one that the grid has not: nothing from a browser is
    trusted."""
    if not isinstance(sent, dict):
        return None
    kinds = [
        next((group["kind"] for group in payload[way] if _has(group, sent.get(end))), None)
        for way, end in (("rows", "source"), ("columns", "target"))
    ]
    if None in kinds or kinds[0] == kinds[1]:
        return None
    return Pair(sent["source"], sent["target"])


def read_judged(sent: Any, payload: dict[str, Any]) -> Judged | None:
    """The judgement that was sent; None for what is none."""
    pair = read_pair(sent, payload)
    value = sent.get("value") if pair is not None else None
    if pair is None or type(value) is not int or abs(value) > STRONGEST:
        return None
    return Judged(*pair, value)


def _has(group: dict[str, Any], variant: Any) -> bool:
    return any(each["id"] == variant for each in group["variants"])


def _choose(payload: dict[str, Any], on_chosen: Callable[[Pair | None], None]) -> None:
    sent = widget(KEY).chosen or {}
    on_chosen(read_pair(sent.get("pair"), payload))


def _judge(
    session: WorkbenchSession, payload: dict[str, Any], on_judged: Callable[[Judged], None]
) -> None:
    """Each entry once: it is acknowledged only when the draft that holds it is kept."""
    with session.busy:
        entries = new_entries(widget(KEY).entries, session.handled)
        for entry in entries:
            session.handled = handled_with(session.handled, entry)
            judged = read_judged(entry.act, payload)
            if judged is not None and entry.draft in ("", session.draft):
                on_judged(judged)
        if entries:
            acts.keep_if_edited(session)
