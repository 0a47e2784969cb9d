"""Commands on who does a task: set a share, set all shares, lock one, set the baseline.

The shares of a task always sum to one (rule 3.2): when one is set the others give way in
proportion, locked ones stay, and no role gets a share of a task that it lacks the skill for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, FiniteFloat

from salesmodel.editing.document import extended, found, path_of, replaced, without
from salesmodel.editing.figures import judged_to
from salesmodel.editing.rows import give_way, points, settled
from salesmodel.model import (
    Assignment,
    CommandRefused,
    Entity,
    Judged,
    Origin,
    Quantity,
    Role,
    SalesModel,
    Task,
    Unit,
    assignment_id,
)
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen

Share = Annotated[FiniteFloat, Field(ge=0, le=1)]
SHARE_TOLERANCE = 1e-6


class SetShare(Frozen):
    """Give a role this share of a task; the other roles' shares give way.

    When all unlocked others are at zero, the first of them that has the skill takes the rest; when
    the role does the task alone, the model's first other role with the skill does.
    """

    do: Literal["set_share"] = "set_share"
    task: Id
    role: Id
    share: Share
    origin: Origin = Judged()

    @property
    def focus(self) -> str:
        return path_of("assignments", assignment_id(self.task, self.role))

    def edited(self, model: SalesModel) -> SalesModel:
        task = found(model, model.tasks, self.task, "task")
        role = found(model, model.roles, self.role, "role")
        _has_skill(role, task, self.share)
        present = shares_of(model, self.task)
        _unlocked(task, role, present)
        locked = {name for name, held in present.items() if held.locked}
        row = {name: held.share.value for name, held in present.items()}
        heir = _heir(model, task, role, present)
        values = give_way(row, self.role, self.share, locked, heir)
        if values is None:
            raise _no_room(model, task, role, self.share, present)
        return with_shares(model, task, values, self.origin)


class SetShares(Frozen):
    """Set all shares of a task at once; a role that is not named does none of it."""

    do: Literal["set_shares"] = "set_shares"
    task: Id
    shares: dict[Id, Share]
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        task = found(model, model.tasks, self.task, "task")
        present = shares_of(model, self.task)
        for name, share in self.shares.items():
            _has_skill(found(model, model.roles, name, "role"), task, share)
        self._sums_to_one(task)
        wanted = settled(self.shares, list(self.shares))
        for name, held in present.items():
            if abs(wanted.get(name, 0.0) - held.share.value) > SHARE_TOLERANCE:
                _unlocked(task, found(model, model.roles, name, "role"), present)
        gone = {held.id for name, held in present.items() if name not in wanted}
        return with_shares(without(model, "assignments", gone), task, wanted, self.origin)

    def _sums_to_one(self, task: Task) -> None:
        total = sum(self.shares.values())
        if abs(total - 1) <= SHARE_TOLERANCE:
            return
        act = "Lower" if total > 1 else "Raise"
        raise CommandRefused(
            f"The shares of {task.name} sum to {points(total)}%.",
            f"{act} one of them by {points(abs(total - 1))} points.",
            path=f"tasks[{task.id}].shares",
            value=total,
        )


class LockShare(Frozen):
    """Keep a role's share of a task where it is while others are set, or let it go again."""

    do: Literal["lock_share"] = "lock_share"
    task: Id
    role: Id
    locked: bool = True

    def edited(self, model: SalesModel) -> SalesModel:
        task = found(model, model.tasks, self.task, "task")
        role = found(model, model.roles, self.role, "role")
        held = shares_of(model, self.task).get(self.role)
        if held is None:
            raise CommandRefused(
                f"{role.short} has no share of {task.name} to lock.",
                f"Give {role.short} a share first.",
                path=f"tasks[{task.id}].shares",
                value=role.id,
            )
        changed = held.model_copy(update={"locked": self.locked})
        return replaced(model, "assignments", {held.id: changed})


class SetBaseline(Frozen):
    """Make the present shares of every task the baseline, from which conversion is measured."""

    do: Literal["set_baseline"] = "set_baseline"

    def edited(self, model: SalesModel) -> SalesModel:
        rows: dict[str, dict[str, float]] = {}
        for held in model.assignments:
            if held.share.value > 0:
                rows.setdefault(held.task, {})[held.role] = held.share.value
        changed: dict[str, Entity] = {}
        for task in model.tasks:
            row = rows.get(task.id, {})
            if row != task.baseline_shares:
                changed[task.id] = task.model_copy(update={"baseline_shares": row})
        return replaced(model, "tasks", changed)


def with_baselines(model: SalesModel) -> SalesModel:
    """The model in which every covered task that has no baseline yet has its present shares as one.

    It means the same now, and conversion answers to every later change of the shares (rule 3.6).
    """
    rows: dict[str, dict[str, float]] = {}
    for held in model.assignments:
        if held.share.value > 0:
            rows.setdefault(held.task, {})[held.role] = held.share.value
    changed: dict[str, Entity] = {
        task.id: task.model_copy(update={"baseline_shares": rows[task.id]})
        for task in model.tasks
        if not task.baseline_shares
        and abs(sum(rows.get(task.id, {}).values()) - 1) <= SHARE_TOLERANCE
    }
    return replaced(model, "tasks", changed) if changed else model


def shares_of(model: SalesModel, task: str) -> dict[str, Assignment]:
    """Who does a task, by role id."""
    return {held.role: held for held in model.assignments if held.task == task}


def with_shares(
    model: SalesModel, task: Task, values: Mapping[str, float], origin: Origin
) -> SalesModel:
    """The model with these roles at these shares of the task; a role new to it is added."""
    present = shares_of(model, task.id)
    changed: dict[str, Entity] = {}
    added: list[Entity] = []
    for role, value in values.items():
        held = present.get(role)
        if held is None and value > 0:
            quantity = Quantity(value=value, unit=Unit.SHARE, origin=origin)
            name = assignment_id(task.id, role)
            added.append(Assignment(id=name, task=task.id, role=role, share=quantity))
        elif held is not None and held.share.value != value:
            share = judged_to(held.share, value, origin)
            changed[held.id] = held.model_copy(update={"share": share})
    return extended(replaced(model, "assignments", changed), "assignments", added)


def _heir(
    model: SalesModel, task: Task, role: Role, present: Mapping[str, Assignment]
) -> str | None:
    able = [other.id for other in model.roles if task.skill in other.skills and other != role]
    here = [name for name, held in present.items() if name in able and not held.locked]
    if here:
        return here[0]
    return next((name for name in able if name not in present), None)


def _has_skill(role: Role, task: Task, share: float) -> None:
    if share > 0 and task.skill not in role.skills:
        raise CommandRefused(
            f"{role.short} lacks the skill {task.skill}, which {task.name} needs.",
            f"Give {role.short} the skill first, or choose another role.",
            path=f"roles[{role.id}].skills",
            value=task.skill,
        )


def _unlocked(task: Task, role: Role, present: Mapping[str, Assignment]) -> None:
    held = present.get(role.id)
    if held is not None and held.locked:
        raise CommandRefused(
            f"The {role.short} share of {task.name} is locked at {points(held.share.value)}%.",
            "Unlock it first.",
            path=path_of("assignments", held.id),
        )


def _no_room(
    model: SalesModel, task: Task, role: Role, share: float, present: Mapping[str, Assignment]
) -> CommandRefused:
    locked = [h for name, h in present.items() if h.locked and name != role.id]
    path = path_of("assignments", assignment_id(task.id, role.id))
    if not locked:
        return CommandRefused(
            f"Nobody else can do the remaining {points(1 - share)}% of {task.name}.",
            f"Give another role the skill {task.skill} first.",
            path=path,
            value=share,
        )
    held = sum(h.share.value for h in locked)
    return CommandRefused(
        f"{role.short} cannot have {points(share)}% of {task.name}: locked shares "
        f"hold {points(held)}% of it.",
        "Unlock one of them first.",
        path=path,
        value=share,
    )
