"""Models and shares for tests of the most contribution."""

from __future__ import annotations

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.journey.linear import Array
from salesmodel.model import (
    OutcomeKind,
    Proficiency,
    RoleKind,
    SalesModel,
    Unit,
    assumed,
)
from tests.builders import (
    a_move,
    a_role,
    a_segment,
    a_stage,
    a_task,
    an_outcome,
    holds,
    share,
)


def mixed(able: AbleShares, seed: int) -> Array:
    """Each task shared out at random."""
    rng = np.random.default_rng(seed)
    shares = rng.exponential(size=len(able))
    total: Array = np.bincount(able.task, shares, len(able.model.tasks))[able.task]
    return shares / total


def one_stage(
    *, loss: float, weight: float, qualities: tuple[float, float] = (0.5, 0.9), heads: float = 20
) -> SalesModel:
    """One stage, one task of 4 hours, an SDR at 62.5 and an AE at 150 an hour; half each now."""
    roles = []
    for role_id, kind, cost, quality in (
        ("sdr", RoleKind.SDR, 75_000, qualities[0]),
        ("ae", RoleKind.AE, 180_000, qualities[1]),
    ):
        role = a_role(role_id, role_id.upper(), kind, cost)
        skills = {"Deal": Proficiency(quality=share(quality))}
        update = {"skills": skills, "headcount": assumed(heads, Unit.HEADS)}
        roles.append(role.model_copy(update=update))
    return SalesModel(
        id="one",
        name="One",
        segments=(a_segment("ent", "Enterprise"),),
        stages=(a_stage("try", "Trial", entry=share(1)),),
        outcomes=(
            an_outcome("won", "Won", OutcomeKind.WON),
            an_outcome("no", "No decision", OutcomeKind.NO_DECISION),
        ),
        moves=(a_move("try", "won", 1 - loss), a_move("try", "no", loss)),
        roles=tuple(roles),
        tasks=(a_task("deal", "Deal", "try", "Deal", weight=assumed(weight, Unit.LOG_ODDS)),),
        assignments=(holds("deal", "sdr", 0.5), holds("deal", "ae", 0.5)),
    )
