"""Matrices for tests: at random, written out, and published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from salesmodel.coherence.cross_impact import Descriptor, Matrix, matrix_from_json, matrix_from_scw

PUBLISHED = Path(__file__).parent / "published"
WHOLE, THIRDS, ANY = "whole", "thirds", "any"
DIVISORS = {WHOLE: [1.0], THIRDS: [1.0, 2.0, 3.0], ANY: [1.0, np.e, np.pi]}
KINDS = (WHOLE, THIRDS, ANY)


def blank(sizes: Sequence[int]) -> Matrix:
    """Descriptors A, B, ... with variants A1, A2, ..., and no impacts."""
    descriptors = tuple(
        Descriptor(
            id=chr(65 + place),
            name=f"Descriptor {chr(65 + place)}",
            variants=tuple(f"{chr(65 + place)}{n + 1}" for n in range(size)),
        )
        for place, size in enumerate(sizes)
    )
    return Matrix(descriptors, np.zeros((sum(sizes), sum(sizes))))


def at_random(
    sizes: Sequence[int], seed: int, *, density: float = 1.0, figures: str = WHOLE
) -> Matrix:
    """Impacts from -3 to 3 in so many of the pairs."""
    rng = np.random.default_rng(seed)
    matrix = blank(sizes)
    impacts = np.zeros(matrix.impacts.shape)
    for source, top in enumerate(matrix.starts):
        for target, left in enumerate(matrix.starts):
            if source != target and rng.random() < density:
                shape = (sizes[source], sizes[target])
                block = rng.integers(-3, 4, shape) / rng.choice(DIVISORS[figures], shape)
                impacts[top : top + shape[0], left : left + shape[1]] = block
    return Matrix(matrix.descriptors, impacts)


def small(seed: int, figures: str | None = None) -> Matrix:
    """Two to five descriptors of two to four variants, dense or sparse."""
    rng = np.random.default_rng(10_000 + seed)
    sizes = rng.integers(2, 5, rng.integers(2, 6)).tolist()
    density = float(rng.choice([0.2, 0.6, 1.0]))
    return at_random(sizes, seed, density=density, figures=figures or str(rng.choice(KINDS)))


def contradictory(seed: int) -> Matrix:
    """Two to five descriptors, and what supports one hinders the other: often none consistent."""
    rng = np.random.default_rng(20_000 + seed)
    sizes = rng.integers(2, 4, rng.integers(2, 6)).tolist()
    matrix = at_random(sizes, seed, figures=str(rng.choice(KINDS)))
    return Matrix(matrix.descriptors, matrix.impacts - matrix.impacts.T)


def somewhereland() -> Matrix:
    return matrix_from_json((PUBLISHED / "somewhereland.json").read_bytes())


def of_scenario_wizard(name: str) -> Matrix:
    return matrix_from_scw((PUBLISHED / f"{name}.scw").read_bytes())
