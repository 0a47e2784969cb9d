"""The tasks of a stage as rows of role-mix bars.

Offers `mix_rows` and the types of a row. Shares, hours, cost and premium are read from the
evaluation (rules 3.1 to 3.3 and 3.8 of docs/method.md); a role without the skill cannot hold a
share (rule 3.2), and the row says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from salesmodel.charts import formats
from salesmodel.evaluation.result import Evaluation, TaskResult
from salesmodel.model import Assignment, Role, SalesModel, Task

HIGH_PREMIUM = 0.25
"""A premium above this part of the task's cost is shown as worse."""


@dataclass(frozen=True, slots=True)
class MixShare:
    """What one role does of a task; `kind` fixes its colour, `detail` is the tooltip."""

    role: str
    short: str
    kind: str
    share: float
    locked: bool
    detail: str
    rate: str


@dataclass(frozen=True, slots=True)
class BaselineShare:
    """What one role did of the task at the baseline."""

    short: str
    kind: str
    share: float


@dataclass(frozen=True, slots=True)
class MixCandidate:
    """A role with no share: able to take one, or the reason why not."""

    role: str
    short: str
    kind: str
    able: bool
    reason: str


@dataclass(frozen=True, slots=True)
class MixRow:
    """One task: who does it, who did it, who could, and what it takes a year."""

    task: str
    stage: str
    name: str
    shares: tuple[MixShare, ...]
    baseline: tuple[BaselineShare, ...]
    candidates: tuple[MixCandidate, ...]
    hours: str
    premium: str
    premium_in_full: str
    tone: Literal["none", "some", "high"]


def mix_rows(
    model: SalesModel, evaluation: Evaluation, baseline: Evaluation | None, stage_id: str
) -> tuple[MixRow, ...]:
    """A row for each task of the stage, in the model's order; roles in the model's order."""
    before = {task.id: task for task in baseline.tasks} if baseline is not None else {}
    return tuple(
        _row(model, task, evaluation, before.get(task.id))
        for task in model.tasks
        if task.stage == stage_id
    )


def _row(
    model: SalesModel, task: Task, evaluation: Evaluation, before: TaskResult | None
) -> MixRow:
    held = {a.role: a for a in model.assignments if a.task == task.id and a.share.value > 0}
    now = evaluation.task(task.id)
    full = formats.money_in_full(now.premium, model.currency)
    return MixRow(
        task=task.id,
        stage=task.stage or "",
        name=task.name,
        shares=_shares(model, evaluation, now, held),
        baseline=_baseline(model, before),
        candidates=tuple(
            _candidate(role, task) for role in model.roles if role.id not in held
        ),
        hours=formats.hours(now.hours),
        premium=formats.payable(now.premium, model.currency),
        premium_in_full=f"{full} a year more than the most cost-effective roles would cost",
        tone=_tone(now),
    )  # fmt: skip


def _shares(
    model: SalesModel, evaluation: Evaluation, now: TaskResult, held: dict[str, Assignment]
) -> tuple[MixShare, ...]:
    effort = {share.role: share for share in now.shares}
    shares = []
    for role in (role for role in model.roles if role.id in held):
        mine = held[role.id]
        spent = effort.get(role.id)
        detail = f"{role.name}: {formats.share(mine.share.value)}"
        if spent is not None:
            cost = formats.money_in_full(spent.cost, model.currency)
            detail += f", {formats.hours(spent.hours)} hours and {cost} a year"
        rate = formats.money(evaluation.role(role.id).hourly_cost, model.currency)
        shares.append(
            MixShare(
                role.id, role.short, role.kind.value, mine.share.value, mine.locked, detail, rate
            )
        )
    return tuple(shares)


def _baseline(model: SalesModel, before: TaskResult | None) -> tuple[BaselineShare, ...]:
    was = {share.role: share.share for share in before.shares} if before is not None else {}
    return tuple(
        BaselineShare(role.short, role.kind.value, was[role.id])
        for role in model.roles
        if was.get(role.id, 0.0) > 0
    )


def _candidate(role: Role, task: Task) -> MixCandidate:
    able = task.skill in role.skills
    reason = "" if able else f"{role.short} lacks the skill {task.skill}, which this task needs."
    return MixCandidate(role.id, role.short, role.kind.value, able, reason)


def _tone(task: TaskResult) -> Literal["none", "some", "high"]:
    if task.premium < 0.5:
        return "none"
    return "high" if task.premium > HIGH_PREMIUM * task.cost else "some"
