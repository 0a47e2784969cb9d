"""The ranked moves: what each is worth, what it does to the win rate, and how it is taken.

Offers `move_rows`, the payload that frontend/src/moves draws, `Taken` and `newly_taken`. Money and
points are those of `salesmodel.assignment.moves` (rules 4.4 and 4.5 of docs/method.md); nothing is
priced here, and the words are those of `salesmodel.charts.move_words`. Taking a move is one command
that sets the whole row of shares (rule 3.2), the same that the map's cells send.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salesmodel.assignment import TaskMove
from salesmodel.charts import formats
from salesmodel.charts.move_words import (
    Counts,
    hangs_on,
    move_name,
    rest_title,
    taken_title,
    title_of,
    win_words,
    worth_words,
)
from salesmodel.evaluation import Evaluation
from salesmodel.model import Role, SalesModel, Task

EMPTY = "No move saves anything: every task is with its most cost-effective role."
ONLY_SMALL = "No move matters any more: the result is within 1% of the best."
HEADINGS: dict[Counts, str] = {"saving": "Saves a year", "contribution": "Adds a year"}
_SAME = 5e-4  # of a share: less is no change

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
    rest: Sequence[TaskMove] = (),
    counts: Counts = "saving",
) -> Payload:
    """The moves in the order given, those taken, the newest first, and the smaller ones.

    A move whose task or roles are gone is left out, and so is one taken whose shares stand as they
    were before it. `title`: what to say over all instead of count and money; `rest`: moves that
    change the result by less than 1% together; `counts`: the money a year that the list is about.
    """
    read = _Reader(model, evaluation, counts)
    some, small = read.known(moves), read.known(rest)
    done = [each for each in reversed(taken) if read.stands(each)]
    return {
        "title": title or title_of(some, read.together(some), counts, model.currency),
        "heading": HEADINGS[counts],
        "rows": [read.row(move, rank) for rank, move in enumerate(some, start=1)],
        "taken": [read.taken(each) for each in done],
        "taken_title": taken_title([each.move for each in done], counts, model.currency),
        "rest": [read.row(move, rank) for rank, move in enumerate(small, start=len(some) + 1)],
        "rest_title": rest_title(small, read.together(small), counts, model.currency),
        "empty": "" if some else ONLY_SMALL if small else EMPTY,
    }


class _Reader:
    """Reads the rows of one list; what all rows share is looked up once."""

    def __init__(self, model: SalesModel, evaluation: Evaluation, counts: Counts) -> None:
        self.currency, self.evaluation, self.counts = model.currency, evaluation, counts
        self.roles = {role.id: role for role in model.roles}
        self.tasks = {task.id: task for task in model.tasks}
        self.segments = {each.id: each.name for each in model.segments}
        self.after_win = {stage.id for stage in model.stages if stage.after_win}
        self.shares = _shares(model)
        self.locked = {(item.task, item.role) for item in model.assignments if item.locked}

    def knows(self, move: TaskMove) -> bool:
        """Whether the task and both roles are still there."""
        return move.task in self.tasks and {move.from_role, move.to_role} <= self.roles.keys()

    def known(self, moves: Sequence[TaskMove]) -> list[TaskMove]:
        """Those that can be taken as the shares stand."""
        return [move for move in moves if self.knows(move) and self.part(move) > _SAME]

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
            "name": move_name(task, taker, whole=now <= _SAME),
            "from": _who(giver),
            "to": _who(taker),
            "change": f"{self._segment(task)}{giver.short} "
            f"{formats.share(was)} to {formats.share(now)}",
            "worth": worth_words(move, self.counts, self.currency),
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
        return hangs_on(task.weight)

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
