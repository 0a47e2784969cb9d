"""Prints every figure that we claim about speed, in one run."""

from benchmarks import bench_canvas, bench_evaluation, bench_import, bench_latency, bench_store

for bench in (bench_evaluation, bench_import, bench_store, bench_latency, bench_canvas):
    print(f"\n== {bench.__name__.removeprefix('benchmarks.bench_')}", flush=True)
    bench.main()
