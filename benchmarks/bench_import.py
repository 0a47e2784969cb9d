"""How long the bundled CRM data take from files to a first model.

Run with `python -m benchmarks.bench_import`. The first import, which loads duckdb and pyarrow, is
told apart; the median is of ten further ones.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter

from salesmodel.crm import bundled_example, import_files

RUNS = 10


def main() -> None:
    """Measure and print."""
    first = _seconds()
    further = median(_seconds() for _ in range(RUNS))
    print(
        f"CRM import, 8,800 deals in four files to a first model: median of {RUNS} "
        f"{further * 1000:.0f} ms (first, with libraries loaded: {first * 1000:.0f} ms)"
    )


def _seconds() -> float:
    started = perf_counter()
    result = import_files(bundled_example())
    taken = perf_counter() - started
    if result.opportunities != 8_800:
        raise ArithmeticError(f"{result.opportunities} opportunities instead of 8,800.")
    return taken


if __name__ == "__main__":
    main()
