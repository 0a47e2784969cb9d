"""Branch and bound over part configurations, thousands at a time (rule 5.4).

Offers `Search`, `Limits`, `Spent`, `TooManyConfigurations`. Each step takes a batch from the top
of a stack, strikes what is impossible until nothing more can be struck, sets aside what is decided,
and splits the rest on the descriptor with the most influence for the variants it has left. Nothing
that could be consistent is ever struck, so what comes out is complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from salesmodel.coherence.cross_impact.balance import Places
from salesmodel.coherence.cross_impact.bounding import Bounds, Margins, Sets
from salesmodel.coherence.cross_impact.matrix import Matrix
from salesmodel.model import WorkbenchError

_BATCH_FIGURES = 700_000
"""Margins held by a batch, at most: what two cores' caches hold."""


class TooManyConfigurations(WorkbenchError):
    """The answer would be too long, or the search too long, for the limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search may go.

    `consistent`: configurations in an answer; `nodes`: part configurations looked at; `seconds`:
    time on the clock.
    """

    consistent: int = 250_000
    nodes: int = 100_000_000
    seconds: float = 60.0


@dataclass(slots=True)
class Spent:
    """What the searches for one answer have used up of its limits.

    `nodes`: part configurations looked at; `started`: when the first began, on the clock.
    """

    limits: Limits
    nodes: int = 0
    started: float = field(default_factory=perf_counter)

    @property
    def seconds(self) -> float:
        """Since the first began."""
        return perf_counter() - self.started

    def look_at(self, nodes: int, matrix: Matrix) -> None:
        """Count so many more part configurations. Raises `TooManyConfigurations`."""
        self.nodes += nodes
        limits, seconds = self.limits, self.seconds
        looked, took = _nodes(self.nodes), _seconds(f"{seconds:,.1f}")
        if self.nodes > limits.nodes:
            told = f"its limit of {_nodes(limits.nodes)} after {took}"
        elif seconds > limits.seconds:
            told = f"its limit of {_seconds(f'{limits.seconds:,.12g}')} after {looked}"
        else:
            return
        raise TooManyConfigurations(
            f"The search reached {told}: {count_in_words(matrix)} are too many for what this "
            "matrix rules out.",
            "Fix some descriptors, or leave some out.",
            value=self.nodes,
        )


@dataclass(slots=True)
class _Waiting:
    """Part configurations to be looked at, and those they were split from with their margins."""

    sets: Sets
    parents: Places
    parent_sets: Sets
    parent_margins: Margins


class Search:
    """A search for every configuration within a tolerance.

    `fixed`: variants that are given, by descriptor; those descriptors may be inconsistent.
    `tolerance` may be lowered while `run` goes on. `spent`: what it may spend, and searches for
    the same answer before it have spent.
    """

    def __init__(
        self,
        matrix: Matrix,
        fixed: Mapping[int, int],
        tolerance: float,
        spent: Spent,
    ) -> None:
        self.matrix = matrix
        self.bounds = Bounds(matrix, fixed)
        self.tolerance = tolerance
        self._fixed = fixed
        self._spent = spent
        self._batch = max(64, min(8_192, _BATCH_FIGURES // self.bounds.pairs))

    def run(self) -> Iterator[Places]:
        """Batches of configurations that may be within the tolerance, each once."""
        stack = [self._everything()]
        while stack:
            sets, margins = self._struck(*self._taken(stack))
            kept = self.worth(sets, margins)
            sets, margins = sets[kept], margins[kept]
            decided = (np.bitwise_count(sets) == 1).all(axis=1)
            if decided.any():
                yield _places(sets[decided])
                sets, margins = sets[~decided], margins[~decided]
            if len(sets):
                stack.append(self._split(sets, margins))

    def worth(self, sets: Sets, margins: Margins) -> Places:
        """Which part configurations are worth going on with: all, unless a subclass knows more."""
        return np.arange(len(sets))

    def _everything(self) -> _Waiting:
        sets = np.array([[2**size - 1 for size in self.matrix.sizes]], self.bounds.set_type)
        for descriptor, variant in self._fixed.items():
            sets[0, descriptor] = 2**variant
        return _Waiting(sets, np.zeros(1, np.int64), sets, self.bounds.margins(sets))

    def _taken(self, stack: list[_Waiting]) -> tuple[Sets, Sets, Margins]:
        """A batch off the top of the stack, with the sets that its margins belong to."""
        top = stack[-1]
        sets, parents = top.sets[-self._batch :], top.parents[-self._batch :]
        if len(top.sets) > self._batch:
            top.sets, top.parents = top.sets[: -self._batch], top.parents[: -self._batch]
        else:
            stack.pop()
        self._spent.look_at(len(sets), self.matrix)
        return sets, top.parent_sets[parents], top.parent_margins[parents]

    def _struck(self, sets: Sets, before: Sets, margins: Margins) -> tuple[Sets, Margins]:
        """What is left when nothing more is impossible."""
        done: list[tuple[Sets, Margins]] = []
        while len(sets):
            self.bounds.update(margins, sets, before)
            left = sets & ~self.bounds.impossible(margins, self.tolerance)
            alive, changed = left.all(axis=1), (left != sets).any(axis=1)
            settled, again = alive & ~changed, alive & changed
            done.append((sets[settled], margins[settled]))
            sets, before, margins = left[again], sets[again], margins[again]
        return np.concatenate([each for each, _ in done]), np.concatenate([m for _, m in done])

    def _split(self, sets: Sets, margins: Margins) -> _Waiting:
        counts = np.bitwise_count(sets)
        urgent = np.where(counts > 1, self.bounds.influence / counts, -1.0).argmax(axis=1)
        chosen = sets[np.arange(len(sets)), urgent]
        children, parents = [], []
        for variant in range(max(self.matrix.sizes)):
            rows = np.flatnonzero((chosen >> variant) & 1)
            child = sets[rows]
            child[np.arange(len(rows)), urgent[rows]] = 2**variant
            children.append(child)
            parents.append(rows)
        return _Waiting(np.concatenate(children), np.concatenate(parents), sets, margins)


def count_in_words(matrix: Matrix) -> str:
    """The number of configurations: 59,049 configurations, or 3.5 x 10^9 configurations."""
    count = matrix.configurations
    if count < 10**9:
        return f"{count:,} configurations"
    power = len(str(count)) - 1
    return f"{count / 10**power:.1f} x 10^{power} configurations"


def _nodes(count: int) -> str:
    return f"{count:,} part configuration{'' if count == 1 else 's'}"


def _seconds(figure: str) -> str:
    return f"{figure} second{'' if figure == '1' else 's'}"


def _places(sets: Sets) -> Places:
    """The only variant that is left of each descriptor."""
    return np.asarray(np.bitwise_count(sets - 1), dtype=np.int64)
