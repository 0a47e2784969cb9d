"""What keeps a seller from selling, task by task, and who else could do it.

Offers `Cause` and `causes_of`. Rule 3.13 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.moves import TaskMove, priced_moves, saving
from salesmodel.editing import money_in_full
from salesmodel.evaluation import Evaluation, RoleResult
from salesmodel.evaluation.compiled import SELLING_KINDS
from salesmodel.model import Role, Task


@dataclass(frozen=True)
class Cause:
    """A task that is not selling and that a seller holds, with the best other role for it.

    `task`, `segment`, `to_role`: ids. `hours` of the seller a year, all heads together; `share` of
    the seller's working time. `saving`: money a year if the whole of it goes to `to_role`, for the
    same buyers (below zero where that costs more); `win_rate_change` of the segment and
    `contribution_change`, money a year, once conversion has answered. All four are None where
    nobody else can do it; `why` says so, or what the other role makes of an hour.
    """

    task: str
    name: str
    segment: str
    hours: float
    share: float
    to_role: str | None
    saving: float | None
    win_rate_change: float | None
    contribution_change: float | None
    why: str


def causes_of(
    seller: RoleResult,
    able: AbleShares,
    evaluation: Evaluation,
    sellers: Collection[str],
    working: float,
) -> tuple[Cause, ...]:
    """The causes of one seller, the longest first. `sellers`: ids of all the highest-paid ones,
    who take nothing over; `working`: hours a year that the seller works."""
    held = _not_selling(able, evaluation, seller.id)
    takers = [_best_taker(able, task, seller.id, share, sellers) for task, share, _ in held]
    both = list(zip(held, takers, strict=True))
    moves = priced_moves(
        able,
        [(task.id, seller.id, taker.id, share) for (task, share, _), taker in both if taker],
    )
    priced = {move.task: move for move in moves}
    return tuple(
        Cause(
            task.id, task.name, task.segment, hours, hours / working,
            *_gain(priced.get(task.id)), _why(able, task, seller, taker),
        )
        for (task, _, hours), taker in both
    )  # fmt: skip


def _not_selling(
    able: AbleShares, evaluation: Evaluation, seller: str
) -> list[tuple[Task, float, float]]:
    """Tasks of the seller that are not selling, its share of each and its hours, longest first."""
    held = [
        (task, part.share, part.hours)
        for task in able.model.tasks
        if task.kind not in SELLING_KINDS
        for part in evaluation.task(task.id).shares
        if part.role == seller and part.hours > 0
    ]
    return sorted(held, key=lambda each: -each[2])


def _gain(
    move: TaskMove | None,
) -> tuple[str | None, float | None, float | None, float | None]:
    if move is None:
        return None, None, None, None
    return move.to_role, move.saving, move.win_rate_change, move.contribution_change


def _best_taker(
    able: AbleShares, task: Task, giver: str, share: float, sellers: Collection[str]
) -> Role | None:
    """The role, none of the highest-paid sellers, to which the move saves most, among those that do
    the task at least as well if there are any. A role that does it with quality 0 does not do it
    (rule 3.7)."""
    others = [
        role
        for role in able.model.roles
        if role.id != giver
        and role.id not in sellers
        and (place := able.pair(task.id, role.id)) is not None
        and able.quality[place] > 0
    ]
    now = _quality(able, task, giver)
    as_good = [role for role in others if _quality(able, task, role.id) >= now]
    return max(
        as_good or others,
        key=lambda role: saving(able, task.id, giver, role.id, share),
        default=None,
    )


def _quality(able: AbleShares, task: Task, role: str) -> float:
    return float(able.quality[able.places[task.id, role]])


def _why(able: AbleShares, task: Task, seller: RoleResult, taker: Role | None) -> str:
    if taker is not None:
        prices = (_price(able, task.id, role) for role in (taker.id, seller.id))
        theirs, now = (money_in_full(price, able.model.currency) for price in prices)
        as_well, well = (_quality(able, task, role) for role in (taker.id, seller.id))
        worse = f" at quality {as_well:.0%}, not {well:.0%}" if as_well < well else ""
        return (
            f"A standard hour of it costs {theirs} with {taker.name}{worse}, {now} with "
            f"{seller.name}."
        )
    dear = [
        role.name
        for role in able.model.roles
        if role.id != seller.id and able.pair(task.id, role.id) is not None
    ]
    if dear:
        return f"Beside {seller.name}, only {' and '.join(dear)} could do it: no better a use."
    return f"No other role has the skill {task.skill}."


def _price(able: AbleShares, task: str, role: str) -> float:
    """Money for a standard hour of the task by the role (rules 3.3 and 3.5)."""
    place = able.places[task, role]
    return float(able.hourly_cost[able.role[place]] / able.productivity[place])
