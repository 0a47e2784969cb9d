"""Shares as commands on the model: how a move, or a whole assignment, is taken.

Offers `commands_for` and `with_assignment`.
"""

from __future__ import annotations

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.editing import Command, SetShares, do, with_baselines
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel

_SAME = 1e-9


def commands_for(able: AbleShares, shares: Array) -> tuple[Command, ...]:
    """One command for each task whose shares change, with the whole row of it."""
    changed = np.unique(able.task[np.abs(shares - able.present) > _SAME]).tolist()
    return tuple(
        SetShares(task=able.model.tasks[task].id, shares=able.shares_of(shares, task))
        for task in changed
    )


def with_assignment(able: AbleShares, shares: Array) -> SalesModel:
    """The model with these shares. Raises CommandRefused where a lock forbids one."""
    model = with_baselines(able.model)
    for command in commands_for(able, shares):
        model, _ = do(model, command)
    return model
