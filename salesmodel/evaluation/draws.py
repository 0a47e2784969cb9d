"""A batch of parameter draws through the same kernel, in chunks of bounded memory.

Offers `evaluate_draws` and `DrawResults`. Numpy lets go of the interpreter's lock, so two chunks run
at a time on two cores.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import numpy as np

from salesmodel.evaluation.compiled import CompiledModel, Parameters
from salesmodel.evaluation.kernel import run
from salesmodel.journey.linear import Array

CHUNK = 500
"""Draws at a time: small enough for a chunk's matrices to stay in the processor's cache."""


@dataclass(frozen=True)
class DrawResults:
    """Headline figures of every draw: `(segments, n)`, `utilisation` `(roles, n)`.

    `won_cycle_days` is NaN where nobody is won.
    """

    win_rate: Array
    wins: Array
    cost: Array
    contribution: Array
    cycle_days: Array
    won_cycle_days: Array
    utilisation: Array


def evaluate_draws(
    compiled: CompiledModel, draws: Mapping[str, Array], *, threads: int = 2
) -> DrawResults:
    """Evaluate n draws. `draws` maps names of `Parameters` to `(entities, n)` arrays; what is not
    drawn keeps the model's own value. Raises ValueError for an unknown name or a wrong shape.
    """
    n = _count(compiled, draws)
    starts = range(0, n, CHUNK)
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda start: _chunk(compiled, draws, start), starts))
    return DrawResults(
        *(
            np.concatenate([getattr(part, field.name) for part in parts], axis=1)
            for field in fields(DrawResults)
        )
    )


def _count(compiled: CompiledModel, draws: Mapping[str, Array]) -> int:
    known = {field.name for field in fields(Parameters)}
    counts = set()
    for name, values in draws.items():
        if name not in known:
            raise ValueError(f"{name} is not a parameter; the parameters are {sorted(known)}")
        entities = len(getattr(compiled.base, name))
        if values.ndim != 2 or len(values) != entities:
            raise ValueError(f"{name} needs {entities} rows, one column a draw")
        counts.add(values.shape[1])
    if len(counts) != 1:
        raise ValueError("every drawn parameter needs the same number of draws")
    return int(counts.pop())


def _chunk(compiled: CompiledModel, draws: Mapping[str, Array], start: int) -> DrawResults:
    part = {name: values[:, start : start + CHUNK] for name, values in draws.items()}
    size = next(iter(part.values())).shape[1]
    values = replace(compiled.base, **part)
    raw = run(compiled, values)
    segments = len(compiled.model.segments)
    available = values.headcount * values.productive_hours
    with np.errstate(divide="ignore", invalid="ignore"):
        utilisation = np.where(available > 0, raw.role_hours / available, 0.0)
    return DrawResults(
        *(
            np.broadcast_to(rows, (len(rows), size))
            for rows in (
                raw.win_rate, raw.wins, raw.segment_cost, raw.contribution,
                raw.absorption.mean[0, :segments], raw.absorption.mean[1, :segments], utilisation,
            )
        )
    )  # fmt: skip
