"""Draws from the ranges of a model's quantities, for the benchmarks of the batch.

Offers `draws_within_ranges`: triangular from low over the value to high; shares and moves are
spread and scaled back to sum to one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from salesmodel.evaluation import CompiledModel
from salesmodel.model import Quantity

Array = NDArray[np.float64]
SPREAD = 0.1
"""How far the moves are spread to both sides, in relation to themselves."""


def draws_within_ranges(compiled: CompiledModel, n: int, seed: int) -> dict[str, Array]:
    """n draws of every move, dwell, hours, weight, share, cost and quantity of a segment."""
    rng = np.random.default_rng(seed)
    model, base = compiled.model, compiled.base

    def ranged(quantities: list[Quantity]) -> Array:
        return np.stack([_triangular(rng, quantity, n) for quantity in quantities])

    spread_shares = base.share * rng.uniform(0.5, 1.5, (len(base.share), n))
    total = compiled.by_task.sum(spread_shares)
    proficiencies = [
        model.roles[r].skills[model.tasks[k].skill]
        for k, r in zip(compiled.share_task, compiled.share_role, strict=True)
    ]
    return {
        "move": _moves(compiled, rng, n),
        "unit_dwell": base.unit_dwell * rng.triangular(0.8, 1, 1.2, (len(base.unit_dwell), n)),
        "unit_cv": base.unit_cv * rng.triangular(0.8, 1, 1.2, (len(base.unit_cv), n)),
        "hours": ranged([task.hours for task in model.tasks]),
        "weight": ranged([task.weight for task in model.tasks]),
        "share": spread_shares / total[compiled.share_task],
        "quality": ranged([proficiency.quality for proficiency in proficiencies]),
        "productivity": ranged([proficiency.productivity for proficiency in proficiencies]),
        "annual_cost": ranged([role.annual_cost for role in model.roles]),
        "productive_hours": ranged([role.productive_hours for role in model.roles]),
        "arrivals": ranged([segment.arrivals for segment in model.segments]),
        "deal_value": ranged([segment.deal_value for segment in model.segments]),
        "gross_margin": ranged([segment.gross_margin for segment in model.segments]),
    }


def _triangular(rng: np.random.Generator, quantity: Quantity, n: int) -> Array:
    low = quantity.value if quantity.low is None else quantity.low
    high = quantity.value if quantity.high is None else quantity.high
    return rng.triangular(low, quantity.value, high, n) if low < high else np.full(n, low)


def _moves(compiled: CompiledModel, rng: np.random.Generator, n: int) -> Array:
    base = compiled.base.move
    spread = base * rng.uniform(1 - SPREAD, 1 + SPREAD, (len(base), n))
    result: Array = spread / compiled.by_stage_moves.sum(spread)[compiled.move_source]
    return result
