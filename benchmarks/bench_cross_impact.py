"""How long it takes to find every consistent configuration, exactly.

Run with `python -m benchmarks.bench_cross_impact`. Judgements are whole numbers from -3 to 3 drawn
at random: dense, in every pair of descriptors; sparse, in 15 of 100 pairs; halves, dense and
divided by two so that figures are no whole numbers. "Least" seeks the least inconsistent, "nearest"
the three nearest to the first variant of everything. Median and slowest of seven matrices each.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from salesmodel.coherence.cross_impact import (
    Descriptor,
    Matrix,
    consistent_configurations,
    least_inconsistent,
    nearest_consistent,
)

MATRICES = 7
SHAPES = ((10, 4), (20, 2), (27, 2), (20, 3))
KINDS = (("dense", 1.0, 1), ("sparse", 0.15, 1), ("halves", 1.0, 2))


def main() -> None:
    """Measure and print."""
    for descriptors, variants in SHAPES:
        for kind, density, divisor in KINDS:
            matrices = [
                at_random(descriptors, variants, density, divisor, seed) for seed in range(MATRICES)
            ]
            _print(f"{descriptors} x {variants} {kind}, consistent", matrices, _consistent)
            if kind == "dense":
                _print(f"{descriptors} x {variants} {kind}, least", matrices, _least)
                _print(f"{descriptors} x {variants} {kind}, nearest", matrices, _nearest)


def at_random(descriptors: int, variants: int, density: float, divisor: int, seed: int) -> Matrix:
    """A matrix with judgements in so many of its pairs."""
    rng = np.random.default_rng(seed)
    total = descriptors * variants
    pairs = rng.random((descriptors, descriptors)) < density
    np.fill_diagonal(pairs, False)
    impacts = rng.integers(-3, 4, (total, total)) / divisor
    names = tuple(f"variant {number}" for number in range(variants))
    return Matrix(
        tuple(Descriptor(f"d{n}", f"Descriptor {n}", names) for n in range(descriptors)),
        impacts * np.kron(pairs, np.ones((variants, variants))),
    )


def _print(what: str, matrices: list[Matrix], run: Callable[[Matrix], str]) -> None:
    seconds, said = [], []
    for matrix in matrices:
        started = perf_counter()
        said.append(run(matrix))
        seconds.append(perf_counter() - started)
    of = f"{matrices[0].configurations:.1e} configurations"
    print(
        f"{what:32}{median(seconds):8.3f} s, slowest {max(seconds):7.3f} s  {of}; "
        f"{', '.join(said)}",
        flush=True,
    )


def _consistent(matrix: Matrix) -> str:
    return f"{len(consistent_configurations(matrix).configurations):,}"


def _least(matrix: Matrix) -> str:
    return f"{least_inconsistent(matrix).largest:g}"


def _nearest(matrix: Matrix) -> str:
    near = nearest_consistent(matrix, (0,) * len(matrix.descriptors))
    return "/".join(str(each.distance) for each in near) or "none"


if __name__ == "__main__":
    main()
