"""Where one point of conversion is worth most (rule 2.7 of docs/method.md)."""

from __future__ import annotations

import numpy as np

from salesmodel.journey.absorption import Absorption
from salesmodel.journey.linear import Array


def sensitivity(absorption: Absorption) -> Array:
    """Change of the probability of a good outcome for each unit added to the move from stage i to
    stage j (n, n, ...): `v_i h_j`, exact for small changes (rule 2.7)."""
    result: Array = np.asarray(absorption.visits[:, None] * absorption.success[None])
    return result
