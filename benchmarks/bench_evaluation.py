"""How long an evaluation of the reference model takes, and a batch of 100,000 draws.

Run with `python -m benchmarks.bench_evaluation`. The model has 4 segments of 8 stages, 40 tasks and
10 roles. All inputs of the batch are drawn, and the batch is warm: its median is of five runs after
one; its processor time tells what a busy machine hides. Peak memory is what Python and numpy
allocate during a run, with the drawn inputs beside it.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

import numpy as np

from benchmarks.draws import draws_within_ranges
from benchmarks.reference import reference_model
from salesmodel.evaluation import compile_model, evaluate, evaluate_compiled, evaluate_draws
from salesmodel.model import validate

RUNS = 500
DRAWS = 100_000
BATCHES = 5


def main() -> None:
    """Measure and print."""
    model = reference_model()
    compiled = compile_model(model)
    for what, call in (
        ("evaluate_compiled (arrays to the whole result)", lambda: evaluate_compiled(compiled)),
        ("compile_model", lambda: compile_model(model)),
        ("validate", lambda: validate(model)),
        ("evaluate (validation, compilation, result)", lambda: evaluate(model)),
    ):
        times = sorted(_seconds(call) for _ in range(RUNS))
        middle, late = median(times), times[int(0.95 * RUNS)]
        print(f"{what}: median {middle * 1e3:.2f} ms, p95 {late * 1e3:.2f} ms of {RUNS}")
    draws = draws_within_ranges(compiled, DRAWS, seed=1)

    def batch() -> None:
        if not np.isfinite(evaluate_draws(compiled, draws).total_cost_per_win).all():
            raise ArithmeticError("A draw of the reference model gives no cost per win.")

    batch()
    before = process_time()
    times = sorted(_seconds(batch) for _ in range(BATCHES))
    used = (process_time() - before) / BATCHES
    print(
        f"{DRAWS:,} draws, warm, two threads: median of {BATCHES} {median(times):.2f} s "
        f"(least {times[0]:.2f} s, most {times[-1]:.2f} s), {used:.2f} s of processor time; "
        f"peak memory {_peak(batch):.0f} MB "
        f"beside the inputs of {sum(x.nbytes for x in draws.values()) / 1e6:.0f} MB"
    )


def _seconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _peak(call: Callable[[], object]) -> float:
    """Megabytes that a run allocates at most."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    main()
