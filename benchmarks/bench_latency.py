"""Slider to repainted chart in real Chromium, and the first paint after a cold start.

Our design page against a bare Streamlit page with four stock charts (benchmarks/bare_page.py, with
Streamlit's default settings and with ours), 30 key presses each. The clock runs in the browser:
from the key press to the first frame in which every chart that changes has changed. Run it with
`python -m benchmarks.bench_latency`.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.driver import ROOT, chromium, serving, start_server

MOVES = 30
BARE = ROOT / "benchmarks" / "bare_page.py"

# Resolves with the milliseconds from the key press to the frame after the last awaited change.
WATCH = """
([selector, count]) => {
  window.__done = new Promise(resolve => {
    const start = performance.now();
    const read = () => [...document.querySelectorAll(selector)]
      .map(e => e.dataset.painted ?? e.outerHTML);
    const first = read();
    const look = () => {
      const now = read();
      const changed = now.filter((html, i) => html !== first[i]).length;
      if (now.length >= count && changed >= count) {
        requestAnimationFrame(() => resolve(performance.now() - start));
      } else if (performance.now() - start > 5000) { resolve(NaN); }
      else { requestAnimationFrame(look); }
    };
    requestAnimationFrame(look);
  });
}
"""


def main() -> None:
    """Print medians and 95th percentiles."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = Path(folder) / "scenarios.duckdb"
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        _cold_start(page, store)
        with serving(store) as address:
            page.goto(address)
            page.wait_for_selector("[data-painted]")
            page.wait_for_timeout(1000)
            bars = _moves(page, ".st-key-panel_stage", "[data-painted]", 2)
            page.get_by_text("Sliders", exact=True).click()
            sliders = _moves(page, ".st-key-panel_stage", "[data-painted]", 2)
        bare = {}
        for name, options in {
            "bare page, default settings": ("--runner.postScriptGC", "true"),
            "bare page, our settings": ("--runner.postScriptGC", "false"),
        }.items():
            with serving(Path(folder) / "none.duckdb", BARE, *options) as address:
                page.goto(address)
                page.wait_for_selector(".js-plotly-plot")
                page.wait_for_timeout(1500)
                bare[name] = _moves(page, "body", ".js-plotly-plot .gtitle", 4)
        _report("our design page, role-mix bars", bars)
        _report("our design page, Streamlit's sliders", sliders)
        for name, times in bare.items():
            _report(name, times)
            against = (
                statistics.median(times) / statistics.median(ours) for ours in (bars, sliders)
            )
            print("  {:.1f}x the median of our bars, {:.1f}x of our sliders".format(*against))


def _cold_start(page: Page, store: Path) -> None:
    server, address = start_server(store)
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("[data-painted]")
    print(f"first paint after a cold start of the server: {time.perf_counter() - start:.2f} s")
    server.terminate()
    server.wait(10)


def _moves(page: Page, scope: str, selector: str, count: int) -> list[float]:
    page.wait_for_timeout(1000)
    slider = page.locator(scope).get_by_role("slider").first
    slider.focus()
    times = []
    for move in range(MOVES + 3):
        page.evaluate(WATCH, [selector, count])
        slider.press("ArrowRight" if move % 2 else "ArrowLeft")
        times.append(float(page.evaluate("() => window.__done")))
        page.wait_for_timeout(250)
    return times[3:]


def _report(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)) - 1)]
    print(f"{name}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, {len(times)} moves")


if __name__ == "__main__":
    main()
