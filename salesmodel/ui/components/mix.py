"""Role-mix bars: who does which share of each task, dragged by hand or moved by keys.

Offers `role_mix` and `MixEdit`. The browser keeps what it sent until it is acknowledged: it sends
every edit not acknowledged yet, each with its number, and Python hands them out one by one, each
once. So no edit is lost when a run is cut short by the next, and no redraw with older rows moves
a bar under the hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from salesmodel.charts.mix_rows import MixRow
from salesmodel.ui.components.bundle import component
from salesmodel.ui.session import bind, widget

_mix = component("mix")


@dataclass(frozen=True)
class MixEdit:
    """What was done to the bars of `task`.

    `kind` "shares": `shares` are all shares of the task, by role id, and sum to one; edits with
    the same `mark` belong to one drag, `done` says that it ended. "lock": the share of `role` was
    locked or unlocked (`locked`). "choose": the task was chosen.
    """

    kind: Literal["shares", "lock", "choose"]
    task: str
    shares: dict[str, float]
    mark: str
    done: bool
    role: str = ""
    locked: bool = False


def role_mix(rows: Sequence[MixRow], *, key: str, on_edit: Callable[[MixEdit], None]) -> None:
    """Show the rows. `on_edit` is called with each edit, once and in order, before the run that it
    sets off, so that this run already draws what the edit led to and acknowledges it."""
    data = {"rows": [asdict(row) for row in rows], "acknowledged": _handled(key)}
    _mix(key=key, data=data, on_edits_change=lambda: _hand_out(key, on_edit))


def _hand_out(key: str, on_edit: Callable[[MixEdit], None]) -> None:
    sent = widget(key).edits
    while (waiting := oldest_new(sent, _handled(key))) is not None:
        bind(_handled_key(key), {"client": waiting["client"], "seq": waiting["seq"]})
        on_edit(_read(waiting))


def oldest_new(sent: Any, handled: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The oldest of the edits sent by the browser that was not handed out yet, if there is one."""
    return min(_new(sent, handled), key=lambda each: int(each["seq"]), default=None)


def _handled_key(key: str) -> str:
    return f"{key}.handled"


def _handled(key: str) -> dict[str, Any]:
    """The number of the last edit handed out, and the browser component that sent it."""
    try:
        return dict(widget(_handled_key(key)))
    except KeyError:
        return {"client": "", "seq": 0}


def _new(sent: Any, handled: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in sent or ():
        if entry["client"] != handled["client"] or int(entry["seq"]) > handled["seq"]:
            yield entry


def _read(entry: Mapping[str, Any]) -> MixEdit:
    return MixEdit(
        kind=entry["kind"],
        task=str(entry["task"]),
        shares={str(role): float(share) for role, share in entry.get("shares", {}).items()},
        mark=str(entry["mark"]),
        done=bool(entry["done"]),
        role=str(entry.get("role", "")),
        locked=bool(entry.get("locked", False)),
    )
