"""Every way to share out the tasks: one row for each pair of a task and a role that has its skill.

Offers `AbleShares` and `able_shares`. A vector of shares over these pairs is what the optimiser
chooses, and what the kernel evaluates (rules 3.2 and 3.6 of docs/method.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from salesmodel.evaluation import CompiledModel, Parameters, Raw, compile_model, run
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel


@dataclass(frozen=True)
class AbleShares:
    """The pairs of a model: `task` and `role` are places in its lists, `present` the shares now.

    `compiled` has these pairs as its rows of shares, so that `run(compiled, values(shares))`
    evaluates any shares `(pairs,)` or `(pairs, batch)`. `locked`: pairs whose share is locked.
    """

    compiled: CompiledModel
    task: Index
    role: Index
    present: Array
    locked: Array

    @property
    def model(self) -> SalesModel:
        """The model whose tasks are shared out."""
        return self.compiled.model

    def __len__(self) -> int:
        return len(self.task)

    @cached_property
    def quality(self) -> Array:
        """How well the role does the task, (pairs,)."""
        return self.compiled.task_quality[self.task, self.role]

    @cached_property
    def productivity(self) -> Array:
        """Standard hours in an hour of the role, (pairs,)."""
        return self.compiled.task_productivity[self.task, self.role]

    @cached_property
    def hourly_cost(self) -> Array:
        """Loaded cost of an hour of each role (rule 3.5), (roles,)."""
        base = self.compiled.base
        rate: Array = (base.annual_cost / base.productive_hours)[:, 0]
        return rate

    @cached_property
    def now(self) -> Raw:
        """The model as it stands."""
        return run(self.compiled, self.compiled.base)

    @cached_property
    def baseline_fulfilment(self) -> Array:
        """Fulfilment of each task at its baseline shares (rule 3.6), (tasks,)."""
        done = self.compiled.base.baseline_share[:, 0] * self.quality
        return np.bincount(self.task, done, len(self.model.tasks)).astype(np.float64)

    @cached_property
    def unit_hours(self) -> Array:
        """Hours a year of the role if it did the whole task, for the buyers of today, (pairs,)."""
        hours: Array = self.now.standard[self.task, 0] / self.productivity
        return hours

    @cached_property
    def unit_cost(self) -> Array:
        """Money a year if the role did the whole task, for the buyers of today, (pairs,)."""
        cost: Array = self.unit_hours * self.hourly_cost[self.role]
        return cost

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """The place of each pair, by the ids of its task and role."""
        tasks = [task.id for task in self.model.tasks]
        roles = [role.id for role in self.model.roles]
        pairs = zip(self.task.tolist(), self.role.tolist(), strict=True)
        return {(tasks[task], roles[role]): place for place, (task, role) in enumerate(pairs)}

    def pair(self, task: str, role: str) -> int | None:
        """The place of the pair; None when the role lacks the skill."""
        return self.places.get((task, role))

    def values(self, shares: Array) -> Parameters:
        """The model's numbers with these shares, `(pairs,)` or `(pairs, batch)`."""
        columns = shares if shares.ndim == 2 else shares[:, None]
        return replace(self.compiled.base, share=columns)

    def shares_of(self, shares: Array, task: int) -> dict[str, float]:
        """Role id to share of one task (a place), those above zero only."""
        own = np.flatnonzero(self.task == task)
        found = zip(self.role[own].tolist(), shares[own].tolist(), strict=True)
        return {self.model.roles[role].id: share for role, share in found if share > 0}


def able_shares(model: SalesModel) -> AbleShares:
    """The pairs of a valid model."""
    compiled = compile_model(model)
    task, role = (places.astype(np.intp) for places in np.nonzero(compiled.task_skilled))
    grid = np.zeros((3, *compiled.task_skilled.shape))
    held = (compiled.share_task, compiled.share_role)
    grid[0][held] = compiled.base.share[:, 0]
    grid[1][held] = [item.locked for item in model.assignments]
    grid[2] = _baselines(compiled, grid[0])
    present, locked, baseline = (layer[task, role] for layer in grid)
    base = replace(
        compiled.base,
        share=present[:, None],
        baseline_share=baseline[:, None],
        quality=compiled.task_quality[task, role][:, None],
        productivity=compiled.task_productivity[task, role][:, None],
    )
    dense = replace(
        compiled,
        base=base,
        share_task=task,
        share_role=role,
        baseline_elsewhere=np.zeros((len(model.tasks), 1)),
    )
    return AbleShares(dense, task, role, present, locked > 0)


def _baselines(compiled: CompiledModel, present: Array) -> Array:
    """The shares from which conversion is measured (rule 3.6), (tasks, roles); those of roles
    that have lost the skill fulfil nothing, as in the model itself."""
    columns = {role.id: place for place, role in enumerate(compiled.model.roles)}
    baseline = present.copy()
    for row, task in enumerate(compiled.model.tasks):
        if task.baseline_shares:
            baseline[row] = 0.0
            for role, share in task.baseline_shares.items():
                baseline[row, columns[role]] = share
    return baseline
