"""The ranked moves: what each saves, what it does to the win rate, and how it is taken.

Offers `move_rows`, the payload that frontend/src/moves draws, `Taken` and `newly_taken`, and the
words of a saving and of a change of the win rate. Money and points are
those of `salesmodel.assignment.moves` (rules 4.4 and 4.5 of docs/method.md); nothing is priced
here. Taking a move is one command that sets the whole row of shares (rule 3.2), the same that the
map's cells send.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salesmodel.assignment import TaskMove
from salesmodel.charts import formats
from salesmodel.charts.finding import lowered, people
from salesmodel.evaluation import Evaluation
from salesmodel.model import Assumed, Estimated, Judged, Quantity, Role, SalesModel, Task

EMPTY = "No move saves anything: every task is with its most cost-effective role."
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_ACTS = (
    "answer", "build", "chase", "draft", "find", "hand", "help", "keep", "map", "negotiate",
    "onboard", "prepare", "qualify", "reach", "research", "schedule", "send", "show", "spot",
    "train", "update", "write",
)  # fmt: skip
"""Words with which a task's name is an act ("Map the buying group"): somebody is let do it."""
_SAME = 5e-4  # of a share: less is no change
_NOTHING = 0.5  # money a year: less is none

Payload = dict[str, Any]
Shares = Mapping[str, float]


@dataclass(frozen=True)
class Taken:
    """A move that was taken, and the shares of its task `before`, role id to share."""

    move: TaskMove
    before: Shares


def newly_taken(
    before: SalesModel, now: SalesModel, offered: Sequence[TaskMove]
) -> tuple[Taken, ...]:
    """Those of the moves offered for the model as it was `before` that stand in it `now`."""
    was, shares = _shares(before), _shares(now)
    return tuple(
        Taken(move, held)
        for move in offered
        if (held := was.get(move.task)) and held != shares.get(move.task)
        and _alike(_moved(held, move, min(move.share, held.get(move.from_role, 0.0))),
                   shares.get(move.task, {}))
    )  # fmt: skip


def move_rows(
    model: SalesModel,
    evaluation: Evaluation,
    moves: Sequence[TaskMove],
    taken: Sequence[Taken] = (),
    *,
    title: str | None = None,
    worthless: int = 0,
) -> Payload:
    """The moves in the order given, then those taken, the newest first.

    A move whose task or roles are gone is left out, and so is one taken whose shares stand as they
    were before it. `title`: what to say over all instead of count and money; `worthless`: how many
    other moves change the result by less than 1%.
    """
    read = _Reader(model, evaluation)
    open_moves = [move for move in moves if read.knows(move) and read.part(move) > _SAME]
    rows = [read.row(move, rank) for rank, move in enumerate(open_moves, start=1)]
    done = [read.taken(each) for each in reversed(taken) if read.stands(each)]
    return {
        "title": title or _title(open_moves, read.together(open_moves), model.currency),
        "rows": rows,
        "taken": done,
        "empty": EMPTY if not rows else "",
        "worthless": _worthless(worthless),
    }


class _Reader:
    """Reads the rows of one list; what all rows share is looked up once."""

    def __init__(self, model: SalesModel, evaluation: Evaluation) -> None:
        self.currency, self.evaluation = model.currency, evaluation
        self.roles = {role.id: role for role in model.roles}
        self.tasks = {task.id: task for task in model.tasks}
        self.segments = {each.id: each.name for each in model.segments}
        self.after_win = {stage.id for stage in model.stages if stage.after_win}
        self.shares = _shares(model)
        self.locked = {(item.task, item.role) for item in model.assignments if item.locked}

    def knows(self, move: TaskMove) -> bool:
        """Whether the task and both roles are still there."""
        return move.task in self.tasks and {move.from_role, move.to_role} <= self.roles.keys()

    def part(self, move: TaskMove) -> float:
        """The share that can move: not more than the giver has now."""
        return min(move.share, self.shares.get(move.task, {}).get(move.from_role, 0.0))

    def stands(self, taken: Taken) -> bool:
        """Whether the move is known and was not taken back."""
        now = self.shares.get(taken.move.task, {})
        roles = (taken.move.from_role, taken.move.to_role)
        return self.knows(taken.move) and any(
            abs(now.get(role, 0.0) - taken.before.get(role, 0.0)) > _SAME for role in roles
        )

    def together(self, moves: Sequence[TaskMove]) -> list[TaskMove]:
        """Those that can all be taken: no two of them give the same share away."""
        left = {task: dict(shares) for task, shares in self.shares.items()}
        kept = []
        for move in moves:
            if left[move.task][move.from_role] >= self.part(move) - _SAME:
                left[move.task][move.from_role] -= self.part(move)
                kept.append(move)
        return kept

    def row(self, move: TaskMove, rank: int) -> Payload:
        """A move that can be taken, or the lock that prevents it."""
        now = self.shares[move.task]
        after = _moved(now, move, self.part(move))
        blocked = self._blocked(move)
        return self._said(move, now, after) | {
            "rank": rank,
            "blocked": blocked,
            "commands": [] if blocked else [_set(move.task, after)],
            "back": [_set(move.task, now)],
        }

    def taken(self, taken: Taken) -> Payload:
        """A move that was taken, with the way back."""
        share = min(taken.move.share, taken.before.get(taken.move.from_role, 0.0))
        after = _moved(taken.before, taken.move, share)
        words = ", ".join(
            f"{self.roles[role].short} {formats.share(part)}"
            for role, part in taken.before.items()
            if role in self.roles and part > _SAME
        )
        held = {role: part for role, part in taken.before.items() if role in self.roles}
        return self._said(taken.move, taken.before, after) | {
            "rank": 0,
            "blocked": "",
            "commands": [],
            "back": [_set(taken.move.task, held)],
            "undo": f"Take it back: {words}",
        }

    def _said(self, move: TaskMove, before: Shares, after: Shares) -> Payload:
        task, giver, taker = self.tasks[move.task], *self._pair(move)
        was, now = (shares.get(giver.id, 0.0) for shares in (before, after))
        return {
            "key": f"{move.task}|{move.from_role}|{move.to_role}",
            "task": task.id,
            "stage": task.stage or "",
            "name": _name(task, taker, whole=now <= _SAME),
            "from": _who(giver),
            "to": _who(taker),
            "change": f"{self._segment(task)}{giver.short} to {taker.short}, {giver.short} share "
            f"{formats.share(was)} to {formats.share(now)}",
            "saving": saving_words(move.saving, self.currency),
            "win": win_words(move.win_rate_change),
            "tip": self._tip(move, task, giver, taker),
        }

    def _segment(self, task: Task) -> str:
        """The task's segment, where there are several: tasks of two may have one name."""
        return f"{self.segments[task.segment]}: " if len(self.segments) > 1 else ""

    def _pair(self, move: TaskMove) -> tuple[Role, Role]:
        return self.roles[move.from_role], self.roles[move.to_role]

    def _tip(self, move: TaskMove, task: Task, giver: Role, taker: Role) -> str:
        full = formats.money_in_full(abs(move.saving), self.currency)
        contribution = formats.money_change(move.contribution_change, 0.0, self.currency)
        win = formats.rate_change(move.win_rate_change, 0.0)
        return "\n".join(
            (
                f"{task.name}, {self.segments.get(task.segment, task.segment)}: "
                f"{giver.name} to {taker.name}.",
                f"{'Costs' if move.saving < 0 else 'Saves'} {full} a year for the same buyers.",
                f"Once conversion answers: win rate {win}, contribution {contribution} a year.",
                self._answers(task),
            )
        )

    def _answers(self, task: Task) -> str:
        """What the effect on the win rate rests on."""
        if task.stage in self.after_win:
            return "The task comes after the win: the win rate does not answer to it."
        return _hangs_on(task.weight)

    def _blocked(self, move: TaskMove) -> str:
        """What a lock prevents, "" when none does."""
        held = [role for role in self._pair(move) if (move.task, role.id) in self.locked]
        if not held:
            return ""
        role = held[0]
        now = formats.share(self.shares[move.task].get(role.id, 0.0))
        return f"{role.short} is locked at {now}. Unlock it in the map, then take the move."


def _shares(model: SalesModel) -> dict[str, dict[str, float]]:
    """Task id to role id to share, those above zero."""
    found: dict[str, dict[str, float]] = {}
    for item in model.assignments:
        if item.share.value > 0:
            found.setdefault(item.task, {})[item.role] = item.share.value
    return found


def _moved(shares: Shares, move: TaskMove, part: float) -> dict[str, float]:
    """The shares of the task once the part has moved; sums are kept, crumbs are none."""
    after = dict(shares)
    left = after.get(move.from_role, 0.0) - part
    crumb = left if left <= _SAME else 0.0
    after[move.from_role] = left - crumb
    after[move.to_role] = min(1.0, after.get(move.to_role, 0.0) + part + crumb)
    return {role: share for role, share in after.items() if share > 0}


def _alike(one: Shares, other: Shares) -> bool:
    return all(abs(one.get(r, 0.0) - other.get(r, 0.0)) <= _SAME for r in {*one, *other})


def _set(task: str, shares: Shares) -> Payload:
    return {"do": "set_shares", "task": task, "shares": dict(shares)}


def _who(role: Role) -> Payload:
    return {"role": role.id, "short": role.short, "name": role.name, "kind": role.kind.value}


def _name(task: Task, taker: Role, *, whole: bool) -> str:
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


def win_words(change: float) -> Payload:
    """A change of the win rate with its tone: "+0.2 pts"."""
    text = formats.rate_change(change, 0.0)
    tone = "none" if text == formats.NO_CHANGE else "better" if change > 0 else "worse"
    return {"text": text, "tone": tone}


def _hangs_on(weight: Quantity) -> str:
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


def _title(offered: Sequence[TaskMove], moves: Sequence[TaskMove], currency: str) -> str:
    """Over the moves that can all be taken, of those offered."""
    if not moves:
        return "No move is left to take"
    one = len(moves) == 1
    count = f"{_COUNTS[len(moves)] if len(moves) < len(_COUNTS) else f'{len(moves):,}'} move"
    count += "" if one else "s together" if len(moves) < len(offered) else "s"
    total = sum(move.saving for move in moves)
    if total >= _NOTHING:
        return f"{count} save{'s' * one} {formats.money(total, currency)} a year"
    gain = sum(move.contribution_change for move in moves)
    price = f"{formats.money(-total, currency)} a year" if total <= -_NOTHING else "nothing"
    cost = f"{count} cost{'s' * one} {price}"
    if gain < _NOTHING:
        return cost
    return f"{cost} and bring{'s' * one} {formats.money(gain, currency)} of contribution"


def _worthless(count: int) -> str:
    if count <= 0:
        return ""
    subject = "1 other move is" if count == 1 else f"{count:,} other moves are"
    return f"{subject} worth nothing: the result stays within 1% of the best."
