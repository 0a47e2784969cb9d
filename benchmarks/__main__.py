"""Prints every figure that we claim about speed, in one run."""

from benchmarks import (
    bench_assignment,
    bench_canvas,
    bench_coherence,
    bench_cross_impact,
    bench_evaluation,
    bench_import,
    bench_latency,
    bench_store,
)

BENCHES = (
    bench_evaluation,
    bench_assignment,
    bench_coherence,
    bench_cross_impact,
    bench_import,
    bench_store,
    bench_latency,
    bench_canvas,
)

for bench in BENCHES:
    print(f"\n== {bench.__name__.removeprefix('benchmarks.bench_')}", flush=True)
    bench.main()
