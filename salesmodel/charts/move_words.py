"""The words of a move: its name, what it saves or adds, and what stands over a list of moves.

Offers `Counts`, `move_name`, `saving_words`, `win_words`, `worth_words`, `hangs_on`, `title_of`,
`taken_title` and `rest_title`. Nothing is priced here: money and points are those of
`salesmodel.assignment.moves` (rules 4.4 and 4.5 of docs/method.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from salesmodel.assignment import TaskMove
from salesmodel.charts import formats
from salesmodel.charts.finding import lowered, people
from salesmodel.model import Assumed, Estimated, Judged, Quantity, Role, Task

Counts = Literal["saving", "contribution"]
"""The money a year that a list is about: saved for the same buyers, or added to contribution."""

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_ACTS = (
    "answer", "build", "chase", "draft", "find", "hand", "help", "keep", "map", "negotiate",
    "onboard", "prepare", "qualify", "reach", "research", "schedule", "send", "show", "spot",
    "train", "update", "write",
)  # fmt: skip
"""Words with which a task's name is an act ("Map the buying group"): somebody is let do it."""
_NOTHING = 0.5  # money a year: less is none

Payload = dict[str, Any]


def move_name(task: Task, taker: Role, *, whole: bool) -> str:
    """ "Give onboarding to CSMs", "Let SDRs qualify interest"."""
    who, name = people(taker.short), lowered(task.name.strip())
    first, _, rest = name.partition(" ")
    if first in _ACTS and rest:
        return f"Let {who} {name}"
    return f"Give {name} to {who}" if whole else f"Give more of {name} to {who}"


def saving_words(saving: float, currency: str) -> Payload:
    """Money a year with its tone: "$109k", "costs $12k", "none"."""
    if abs(saving) < _NOTHING:
        return {"text": formats.NOTHING_TO_PAY, "tone": "none"}
    if saving < 0:
        return {"text": f"costs {formats.money(-saving, currency)}", "tone": "worse"}
    return {"text": formats.money(saving, currency), "tone": "some"}


def worth_words(move: TaskMove, counts: Counts, currency: str) -> Payload:
    """The money of a move that the list is about; a change of contribution has its sign."""
    if counts == "saving":
        return saving_words(move.saving, currency)
    change = move.contribution_change
    if abs(change) < _NOTHING:
        return {"text": formats.NO_CHANGE, "tone": "none"}
    text = formats.money_change(change, 0.0, currency)
    return {"text": text, "tone": "better" if change > 0 else "worse"}


def win_words(change: float) -> Payload:
    """A change of the win rate with its tone: "+0.2 pts"."""
    text = formats.rate_change(change, 0.0)
    tone = "none" if text == formats.NO_CHANGE else "better" if change > 0 else "worse"
    return {"text": text, "tone": tone}


def hangs_on(weight: Quantity) -> str:
    """What the effect on the win rate rests on: the task's weight, its origin and its range."""
    if weight.value == 0 and not weight.high:
        return "The task has no weight: the win rate does not answer to it."
    match weight.origin:
        case Assumed():
            kind = "an assumed"
        case Judged():
            kind = "a judged"
        case Estimated():
            kind = "an estimated"
        case _:
            kind = "an observed"
    spread = (
        f"range {formats.amount(weight.low)} to {formats.amount(weight.high)}"
        if weight.low is not None and weight.high is not None
        else f"{formats.amount(weight.value)}, no range given"
    )
    return f"The win rate hangs on {kind} task weight ({spread})."


def title_of(
    offered: Sequence[TaskMove], moves: Sequence[TaskMove], counts: Counts, currency: str
) -> str:
    """Over the moves that can all be taken, of those offered."""
    if not moves:
        return "No move is left to take"
    one = len(moves) == 1
    count = f"{_COUNTS[len(moves)] if len(moves) < len(_COUNTS) else f'{len(moves):,}'} move"
    count += "" if one else "s together" if len(moves) < len(offered) else "s"
    total = _total(moves, counts)
    if counts == "contribution":
        words = _adds(total, currency, one=one)
        return f"{count} {words}{' a year' * (abs(total) >= _NOTHING)}"
    if total >= _NOTHING:
        return f"{count} save{'s' * one} {formats.money(total, currency)} a year"
    gain = _total(moves, "contribution")
    price = f"{formats.money(-total, currency)} a year" if total <= -_NOTHING else "nothing"
    cost = f"{count} cost{'s' * one} {price}"
    if gain < _NOTHING:
        return cost
    return f"{cost} and bring{'s' * one} {formats.money(gain, currency)} of contribution"


def taken_title(taken: Sequence[TaskMove], counts: Counts, currency: str) -> str:
    """ "3 taken, $756k a year": what was agreed, each as it was priced when it was taken."""
    if not taken:
        return ""
    total = _total(taken, counts)
    if counts == "contribution":
        return f"{len(taken):,} taken, {_change(total, currency)} of contribution a year"
    if abs(total) < _NOTHING:
        return f"{len(taken):,} taken"
    cost = "costs " if total < 0 else ""
    return f"{len(taken):,} taken, {cost}{formats.money(abs(total), currency)} a year"


def rest_title(
    offered: Sequence[TaskMove], moves: Sequence[TaskMove], counts: Counts, currency: str
) -> str:
    """ "17 smaller moves save $66k together, within 1% of the best"; `moves`: all can be taken."""
    if not offered:
        return ""
    one, total = len(offered) == 1, _total(moves, counts)
    if counts == "contribution":
        worth = _adds(total, currency, one=one)
    elif abs(total) < _NOTHING:
        worth = f"save{'s' * one} nothing"
    else:
        verb = "save" if total > 0 else "cost"
        worth = f"{verb}{'s' * one} {formats.money(abs(total), currency)}"
    together = "" if one else " together"
    return (
        f"{len(offered):,} smaller move{'s' * (not one)} {worth}{together}, within 1% of the best"
    )


def _total(moves: Sequence[TaskMove], counts: Counts) -> float:
    return sum(move.saving if counts == "saving" else move.contribution_change for move in moves)


def _adds(total: float, currency: str, *, one: bool) -> str:
    """ "add $3.30M of contribution"."""
    if abs(total) < _NOTHING:
        return f"leave{'s' * one} contribution as it is"
    verb = "add" if total > 0 else "lose"
    return f"{verb}{'s' * one} {formats.money(abs(total), currency)} of contribution"


def _change(total: float, currency: str) -> str:
    if abs(total) < _NOTHING:
        return formats.NO_CHANGE
    return formats.money_change(total, 0.0, currency)
