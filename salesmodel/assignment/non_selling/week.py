"""The working week of the highest-paid sellers, and both readings of the 30% rule.

Offers `diagnose` and what it gives: `Diagnostic`, `SellerWeek`, `WeekPart`, `Cause`. As stated, the
rule counts all working time that is not selling; only the tasks that another role could do can be
acted on. Rules 3.12 and 3.13 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.non_selling.causes import Cause, causes_of
from salesmodel.evaluation import (
    NON_SELLING_LIMIT,
    TOP_PAY,
    Evaluation,
    RoleResult,
    highest_paid_sellers,
)
from salesmodel.evaluation.compiled import SELLING_KINDS
from salesmodel.model import Role, TaskKind

__all__ = ["WORKING_WEEKS", "Cause", "Diagnostic", "SellerWeek", "WeekPart", "diagnose"]

WORKING_WEEKS = 1_750 / 40
"""Weeks at work in a year, holidays and leave aside: 1,750 hours present (figure H7) of 40 hours a
week (figure H3: 2,080 hours are 52 such weeks)."""
TASKS = (
    TaskKind.SELLING,
    TaskKind.TECHNICAL,
    TaskKind.PROSPECTING,
    TaskKind.QUALIFICATION,
    TaskKind.ONBOARDING,
    TaskKind.SERVICE,
    TaskKind.ADMINISTRATION,
)
"""The kinds of task in the order of the week."""
MEETINGS = "meetings"
FREE = "free"
Fires = Literal["both", "stated", "actionable", "neither"]
"""Which reading fires. "actionable" alone cannot be: what can be acted on is part of the stated."""


@dataclass(frozen=True)
class WeekPart:
    """A part of a week and its hours: a kind of task, "meetings" (hours present that are not for
    tasks: meetings, internal work, administration that is no task) or "free"."""

    kind: str
    hours: float


@dataclass(frozen=True)
class SellerWeek:
    """One of the highest-paid selling roles.

    `parts`: a head's working week, hours, in the order of `TASKS`, then meetings and free; their
    sum is `hours`; all are zero where nobody fills the role. `overtime`: hours of them beyond those
    that a head is there, when the tasks ask for more. Shares lie between 0 and 1: `stated_share` of
    working time (tasks and meetings; free time is no work) that is not selling, `actionable_share`
    the part of it that others could do, `task_share` of task time (rule 3.12). `causes`: the
    longest first.
    """

    role: str
    name: str
    short: str
    kind: str
    hourly_cost: float
    headcount: float
    parts: tuple[WeekPart, ...]
    hours: float
    stated_share: float
    task_share: float
    actionable_share: float
    stated_fires: bool
    actionable_fires: bool
    causes: tuple[Cause, ...]
    overtime: float = 0.0

    @property
    def meetings_share(self) -> float:
        """Share of working time that goes to meetings and internal work."""
        hours = {part.kind: part.hours for part in self.parts}
        working = self.hours - hours.get(FREE, 0.0)
        return hours.get(MEETINGS, 0.0) / working if working > 0 else 0.0


@dataclass(frozen=True)
class Diagnostic:
    """The week of each highest-paid seller, in the order of the model's roles.

    `rule`: who they are, in a sentence; `fires`: which reading of the rule is above `limit` for
    at least one of them; `sentence`: why, naming the role and the numbers.
    """

    sellers: tuple[SellerWeek, ...]
    rule: str
    sentence: str
    fires: Fires
    limit: float


def diagnose(
    able: AbleShares,
    evaluation: Evaluation,
    *,
    top_pay: float = TOP_PAY,
    limit: float = NON_SELLING_LIMIT,
) -> Diagnostic:
    """Diagnose the evaluated model of `able`. `top_pay`: the part of the dearest seller's cost
    from which on a seller is among the highest paid; `limit`: the share that should not be passed.
    """
    sellers = highest_paid_sellers(evaluation.roles, top_pay)
    names = {seller.id for seller in sellers}
    weeks = tuple(_week(seller, able, evaluation, names, limit) for seller in sellers)
    fires = _fires(weeks)
    return Diagnostic(
        sellers=weeks,
        rule=f"Roles that hold selling tasks and cost at least {top_pay:.0%} of the dearest such "
        "role.",
        sentence=_sentence(weeks, fires, limit),
        fires=fires,
        limit=limit,
    )


def _week(
    seller: RoleResult,
    able: AbleShares,
    evaluation: Evaluation,
    sellers: Collection[str],
    limit: float,
) -> SellerWeek:
    role = next(role for role in able.model.roles if role.id == seller.id)
    parts, overtime = _parts(seller, role)
    working = seller.hours + seller.headcount * _meetings(role)
    selling = sum(seller.hours_by_kind.get(kind.value, 0.0) for kind in SELLING_KINDS)
    causes = causes_of(seller, able, evaluation, sellers, working)
    stated = 1.0 - selling / working
    actionable = min(stated, sum(cause.share for cause in causes if cause.to_role is not None))
    return SellerWeek(
        role=seller.id,
        name=seller.name,
        short=seller.short,
        kind=seller.kind,
        hourly_cost=seller.hourly_cost,
        headcount=seller.headcount,
        parts=parts,
        hours=sum(part.hours for part in parts),
        stated_share=stated,
        task_share=seller.non_selling_share or 0.0,
        actionable_share=actionable,
        stated_fires=stated > limit,
        actionable_fires=actionable > limit,
        causes=causes,
        overtime=overtime,
    )


def _meetings(role: Role) -> float:
    """Hours a year that a head is there but has not for tasks."""
    return max(0.0, role.present_hours.value - role.productive_hours.value)


def _parts(seller: RoleResult, role: Role) -> tuple[tuple[WeekPart, ...], float]:
    """A head's week, and the hours of it beyond those present."""

    def part(kind: str, hours: float) -> WeekPart:
        return WeekPart(kind, hours / WORKING_WEEKS if seller.headcount > 0 else 0.0)

    heads = seller.headcount or 1.0
    left = role.productive_hours.value - seller.hours / heads
    tasks = (part(kind.value, seller.hours_by_kind.get(kind.value, 0.0) / heads) for kind in TASKS)
    week = (*tasks, part(MEETINGS, _meetings(role)), part(FREE, max(0.0, left)))
    return week, part("", max(0.0, -left)).hours


def _fires(weeks: Sequence[SellerWeek]) -> Fires:
    if any(week.actionable_fires for week in weeks):
        return "both"
    return "stated" if any(week.stated_fires for week in weeks) else "neither"


def _sentence(weeks: Sequence[SellerWeek], fires: Fires, limit: float) -> str:
    """Which reading fires for the seller whom it fires for most, and why."""
    if not weeks:
        return "No role does selling tasks yet."
    if fires == "both":
        return _both(max(weeks, key=lambda week: week.actionable_share), limit)
    worst = max(weeks, key=lambda week: week.stated_share)
    if fires == "stated":
        return _only_as_stated(worst, limit)
    return (
        f"Neither: {worst.name}, the nearest to the {limit:.0%} line, does not sell for "
        f"{worst.stated_share:.0%} of the working time."
    )


def _both(week: SellerWeek, limit: float) -> str:
    by_name: dict[str, float] = {}
    for cause in week.causes:
        if cause.to_role is not None:
            by_name[cause.name] = by_name.get(cause.name, 0.0) + cause.share
    longest = max(by_name, key=by_name.__getitem__)
    return (
        f"Both: {week.name} does not sell for {week.stated_share:.0%} of the working time, and "
        f"{week.actionable_share:.0%} goes to tasks that other roles could do, above the "
        f"{limit:.0%} line. {longest} alone takes {by_name[longest]:.0%}."
    )


def _only_as_stated(week: SellerWeek, limit: float) -> str:
    bound = sum(cause.share for cause in week.causes if cause.to_role is None)
    reasons = []
    if week.meetings_share > 0:
        reasons.append(
            f"meetings and internal work make {100 * week.meetings_share:.0f} points of it"
        )
    if bound > 0:
        reasons.append(f"nobody else could do {100 * bound:.0f} points")
    left = (
        f"other roles could take {100 * week.actionable_share:.0f} points, which is not above the "
        f"{limit:.0%} line"
        if week.actionable_share > 0
        else "there is nothing that another role could take"
    )
    return (
        f"Only as stated: {week.name} does not sell for {week.stated_share:.0%} of the working "
        f"time, but {', '.join(reasons)}{' and ' if reasons else ''}{left}."
    )
