"""A batch of parameter draws through the same kernel, in chunks of bounded memory.

Offers `evaluate_draws`, what it takes, `Draws`, and what it gives, `DrawResults`. Numpy lets go of
the interpreter's lock, so two chunks run at a time on two cores.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import numpy as np

from salesmodel.evaluation.compiled import CompiledModel, Parameters
from salesmodel.evaluation.kernel import Raw, run
from salesmodel.journey.linear import Array

Draws = Mapping[str, Array]
"""Fields of `Parameters` by name, each `(entities, n)`; what is not drawn keeps its own value."""

CHUNK = 1_000
"""Draws at a time: small enough for a chunk's matrices to stay in the processor's cache."""
ROWS_ADD_UP = 1e-6


@dataclass(frozen=True)
class DrawResults:
    """Headline figures of every draw: of each segment `(segments, n)`, of each role `(roles, n)`,
    of the whole model `(1, n)`.

    `cost_per_win`, `won_cycle_days` and their totals are NaN where nobody is won; `utilisation` is
    infinite where work falls on a role that nobody fills.
    """

    win_rate: Array
    wins: Array
    cost: Array
    cost_per_win: Array
    contribution: Array
    cycle_days: Array
    won_cycle_days: Array
    utilisation: Array
    total_wins: Array
    total_cost: Array
    total_cost_per_win: Array
    total_contribution: Array


def evaluate_draws(compiled: CompiledModel, draws: Draws, *, threads: int = 2) -> DrawResults:
    """Evaluate n draws. Raises ValueError for an unknown name, a wrong shape, or drawn moves that
    do not sum to one for every stage (rule 2.1); drawn shares are taken as they are.
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


def _count(compiled: CompiledModel, draws: Draws) -> int:
    known = {field.name for field in fields(Parameters)}
    counts = set()
    for name, values in draws.items():
        if name not in known:
            raise ValueError(f"{name} is not a parameter; the parameters are {sorted(known)}")
        entities = len(getattr(compiled.base, name))
        if values.ndim != 2 or len(values) != entities:
            raise ValueError(f"{name} needs {entities} rows, one column a draw")
        counts.add(values.shape[1])
    if len(counts) != 1 or not min(counts):
        raise ValueError("every drawn parameter needs the same number of draws, one at least")
    return int(counts.pop())


def _chunk(compiled: CompiledModel, draws: Draws, start: int) -> DrawResults:
    part = {name: values[:, start : start + CHUNK] for name, values in draws.items()}
    size = next(iter(part.values())).shape[1]
    values = replace(compiled.base, **part)
    raw = run(compiled, values)
    _refuse_broken_rows(compiled, raw)
    rows = _headline(compiled, values, raw)
    return DrawResults(*(np.broadcast_to(row, (len(row), size)) for row in rows))


def _refuse_broken_rows(compiled: CompiledModel, raw: Raw) -> None:
    off = np.abs(compiled.by_stage_moves.sum(raw.move) - 1.0).max(axis=1, initial=0.0)
    if (off <= ROWS_ADD_UP).all():
        return
    stage = compiled.model.stages[int(np.nanargmax(off))]
    raise ValueError(f"the drawn moves out of {stage.name} ({stage.id}) do not sum to one")


def _headline(compiled: CompiledModel, values: Parameters, raw: Raw) -> tuple[Array, ...]:
    """The arrays of `DrawResults`, in the order of its fields."""
    segments = len(compiled.model.segments)
    wins, cost = (x.sum(axis=0, keepdims=True) for x in (raw.wins, raw.segment_cost))
    return (
        raw.win_rate,
        raw.wins,
        raw.segment_cost,
        _each(raw.segment_cost, raw.wins),
        raw.contribution,
        raw.absorption.mean[0, :segments],
        raw.absorption.mean[1, :segments],
        _utilisation(raw.role_hours, values.headcount * values.productive_hours),
        wins,
        cost,
        _each(cost, wins),
        raw.contribution.sum(axis=0, keepdims=True),
    )


def _each(cost: Array, wins: Array) -> Array:
    """Money for each win; NaN where there is none."""
    result: Array = cost / np.where(wins > 0, wins, np.nan)
    return result


def _utilisation(hours: Array, available: Array) -> Array:
    """Rule 3.11."""
    filled = hours / np.where(available > 0, available, 1.0)
    return np.where(available > 0, filled, np.where(hours > 0, np.inf, 0.0))
