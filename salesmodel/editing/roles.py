"""Commands on roles: add, remove, set a figure, set a skill."""

from __future__ import annotations

from typing import Literal

from salesmodel.editing.document import extended, found, path_of, replaced, without
from salesmodel.editing.figures import Figure
from salesmodel.editing.rows import points, settled, spread
from salesmodel.editing.shares import shares_of, with_shares
from salesmodel.model import (
    CommandRefused,
    Entity,
    Judged,
    Proficiency,
    Quantity,
    Role,
    SalesModel,
    Task,
)
from salesmodel.model.ids import Id, Name
from salesmodel.model.quantities import Frozen

RoleField = Literal[
    "annual_cost", "present_hours", "productive_hours", "headcount", "ramp_months", "attrition"
]
FIELD_NAMES = {
    "annual_cost": "The annual cost",
    "present_hours": "The hours at work",
    "productive_hours": "The productive hours",
    "headcount": "The headcount",
    "ramp_months": "The ramp",
    "attrition": "The attrition",
}


class AddRole(Frozen):
    """Add a role; it does nothing until it gets a share of a task."""

    do: Literal["add_role"] = "add_role"
    role: Role

    def edited(self, model: SalesModel) -> SalesModel:
        _hours_fit(self.role)
        return extended(model, "roles", [self.role])


class RemoveRole(Frozen):
    """Remove a role; the other roles of its tasks take its shares in proportion.

    A task that it did alone is left uncovered. Baselines forget it and sum to one again.
    """

    do: Literal["remove_role"] = "remove_role"
    role: Id

    def edited(self, model: SalesModel) -> SalesModel:
        role = found(model, model.roles, self.role, "role")
        after = model
        for task in model.tasks:
            after = _with_share_handed_on(after, task, role)
        shares = {held.id for held in model.assignments if held.role == self.role}
        after = without(after, "assignments", shares)
        return without(_with_baselines_without(after, self.role), "roles", {self.role})


class SetRoleValue(Figure):
    """Set one figure of a role."""

    do: Literal["set_role_value"] = "set_role_value"
    role: Id
    field: RoleField

    @property
    def focus(self) -> str:
        return path_of("roles", self.role)

    def edited(self, model: SalesModel) -> SalesModel:
        role = found(model, model.roles, self.role, "role")
        old: Quantity = getattr(role, self.field)
        path = f"roles[{self.role}].{self.field}"
        new = self.instead_of(old, f"{FIELD_NAMES[self.field]} of {role.short}", path)
        changed = role.model_copy(update={self.field: new})
        _hours_fit(changed)
        return replaced(model, "roles", {self.role: changed})


class SetSkill(Frozen):
    """Say how well a role does tasks of a skill; None takes the skill away."""

    do: Literal["set_skill"] = "set_skill"
    role: Id
    skill: Name
    proficiency: Proficiency | None

    def edited(self, model: SalesModel) -> SalesModel:
        role = found(model, model.roles, self.role, "role")
        self._possible(role)
        skills = dict(role.skills)
        if self.proficiency is not None:
            skills[self.skill] = self.proficiency
        elif self.skill in skills:
            del skills[self.skill]
            model = self._without_empty_shares(model, role)
        changed = role.model_copy(update={"skills": skills})
        return replaced(model, "roles", {self.role: changed})

    def _possible(self, role: Role) -> None:
        if self.proficiency is None:
            return
        quality, productivity = self.proficiency.quality.value, self.proficiency.productivity.value
        if not 0 <= quality <= 1 or productivity <= 0:
            raise CommandRefused(
                f"{role.short} would do {self.skill} with quality {points(quality)}% at "
                f"{productivity:g} times the standard pace.",
                "Give a quality between 0% and 100% and a pace above zero.",
                path=f"roles[{role.id}].skills.{self.skill}",
            )

    def _without_empty_shares(self, model: SalesModel, role: Role) -> SalesModel:
        empty = set()
        for task in model.tasks:
            if task.skill != self.skill:
                continue
            held = shares_of(model, task.id).get(role.id)
            if held is not None and held.share.value > 0:
                raise self._still_needed(role, task, "does", held.share.value)
            if task.baseline_shares.get(role.id, 0) > 0:
                share = task.baseline_shares[role.id]
                raise self._still_needed(role, task, "did at the baseline", share)
            if held is not None:
                empty.add(held.id)
        return without(model, "assignments", empty)

    def _still_needed(self, role: Role, task: Task, does: str, share: float) -> CommandRefused:
        return CommandRefused(
            f"{role.short} {does} {points(share)}% of {task.name}, which needs {self.skill}.",
            "Give that share to another role first"
            + ("." if does == "does" else " and set the baseline again."),
            path=f"roles[{role.id}].skills.{self.skill}",
        )


def _hours_fit(role: Role) -> None:
    present, productive = role.present_hours.value, role.productive_hours.value
    if productive > present:
        raise CommandRefused(
            f"{role.short} would have {productive:,.0f} productive hours "
            f"of {present:,.0f} at work.",
            "Keep the productive hours within the hours at work.",
            path=f"roles[{role.id}].productive_hours",
            value=productive,
        )


def _with_share_handed_on(model: SalesModel, task: Task, role: Role) -> SalesModel:
    present = shares_of(model, task.id)
    leaving = present.pop(role.id, None)
    if leaving is None or leaving.share.value == 0 or not present:
        return model
    free = {name: h.share.value for name, h in present.items() if not h.locked}
    locked = {name: h.share.value for name, h in present.items() if h.locked}
    able = {other.id for other in model.roles if task.skill in other.skills}
    heir = next((name for name in free if name in able), None)
    values = spread(free, 1 - sum(locked.values()), heir)
    if values is None:
        raise CommandRefused(
            f"Without {role.short}, {points(leaving.share.value)}% of {task.name} would be left "
            "undone: no open share of it can grow.",
            "Unlock one of its shares, or give it to another role, first.",
            path=f"tasks[{task.id}].shares",
        )
    row = settled({**locked, **values}, list(values) or list(locked))
    return with_shares(model, task, row, Judged())


def _with_baselines_without(model: SalesModel, role: str) -> SalesModel:
    changed: dict[str, Entity] = {}
    for task in model.tasks:
        if role not in task.baseline_shares:
            continue
        row = {name: share for name, share in task.baseline_shares.items() if name != role}
        kept = spread(row, 1.0) if sum(row.values()) > 0 else None
        left = {} if kept is None else settled(kept, list(kept))
        changed[task.id] = task.model_copy(update={"baseline_shares": left})
    return replaced(model, "tasks", changed)
