"""Rows that sum to one, for a whole batch: some parts are set, the others give way.

Offers `give_way` and `tracks_in_step`: what `salesmodel.editing.rows` and `.losses` do to one
model, for every column at once (rules 2.1, 2.8 and 3.2 of docs/method.md).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from salesmodel.editing.rows import TOLERANCE
from salesmodel.journey.linear import Array

Mask = NDArray[np.bool_]


def give_way(
    row: Array, set_to: Mapping[int, Array], locked: Mask, heir: int | None
) -> tuple[Array, Mask]:
    """The row `(parts, columns)` with the parts of `set_to` at their values, and where it can be.

    Unlocked others keep their proportions, locked ones stay; when all unlocked others are at zero,
    `heir` takes what is left.
    """
    free = ~locked
    free[list(set_to)] = False
    held = locked.copy()
    held[list(set_to)] = False
    rest = 1.0 - sum(set_to.values()) - row[held].sum()
    possible: Mask = rest >= -TOLERANCE
    rest = np.maximum(rest, 0.0)
    out = np.repeat(row[:, None], len(rest), axis=1)
    for place, values in set_to.items():
        out[place] = values
    total = row[free].sum()
    if total > 0:
        out[free] = row[free][:, None] * (rest / total)
        return out, possible
    if heir is None:
        return out, possible & (rest <= TOLERANCE)
    out[heir] = np.where(rest > TOLERANCE, rest, 0.0)
    return out, possible


def tracks_in_step(losses: Array, lost: Array) -> Array:
    """The losses of a stage's tracks `(tracks,)` scaled so that together they lose `lost`
    `(columns,)`: by one factor on log(1 - loss)."""
    survival = float(np.prod(1.0 - losses))
    everybody = lost >= 1.0 - 1e-12
    below = np.where(everybody, 0.0, lost)
    if survival <= 0 or survival >= 1:
        each = 1.0 - (1.0 - below) ** (1.0 / len(losses))
        scaled = np.repeat(each[None, :], len(losses), axis=0)
    else:
        factor = np.log1p(-below) / np.log(survival)
        scaled = -np.expm1(factor[None, :] * np.log1p(-losses)[:, None])
    bears = losses > 0
    whole = np.where(bears | (not bears.any()), 1.0, 0.0)
    out: Array = np.where(everybody[None, :], whole[:, None], scaled)
    return out
