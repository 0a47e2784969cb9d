"""The canvas in real Chromium: edits to Python and back, drags, 150 stages, weight, and the peer.

Run it with `python -m benchmarks.bench_canvas`. The clock runs in the browser: from the end of the
gesture to the first frame in which figures and charts (for the peer: the text that Python wrote)
answer it. The peer, streamlit-flow-component 1.6.1, is installed into a folder of its own, and
measured in the same run on the same journey of 12 stages and 40 tasks.
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Request

from benchmarks.journeys import long_journey
from salesmodel.model import SalesModel, write_model
from salesmodel.store import open_store
from tests.browser.canvas import Canvas
from tests.browser.driver import ROOT, chromium, serving

PEER = "streamlit-flow-component==1.6.1"
EDITS = 30
DRAFT = "bench"
# Ends with the milliseconds from the gesture's last event to the frame after every root that is
# awaited has changed; the listener is there before the gesture.
WATCH = """
([selector, event]) => {
  window.__done = new Promise(resolve => {
    const read = () => [...document.querySelectorAll(selector)]
      .map(e => e.dataset.painted ?? e.textContent);
    window.addEventListener(event, () => {
      const start = performance.now(), first = read();
      const look = () => {
        const now = read();
        if (now.every((text, i) => text !== first[i])) {
          requestAnimationFrame(() => resolve(performance.now() - start));
        } else if (performance.now() - start > 5000) resolve(NaN);
        else requestAnimationFrame(look);
      };
      look();
    }, { capture: true, once: true });
  });
}
"""
FOLLOW = """
() => {
  const paints = [];
  const seen = new MutationObserver(() => paints.push(performance.now()));
  const root = document.querySelectorAll("[data-painted]")[1];
  seen.observe(root, { attributes: true, attributeFilter: ["data-painted"] });
  window.__paints = paints;
  window.__last = 0;
  window.addEventListener("pointermove", () => (window.__last = performance.now()), true);
}
"""
FRAMES = """
() => {
  const frames = [];
  const tick = at => { frames.push(at); window.__ticking = requestAnimationFrame(tick); };
  window.__frames = frames;
  requestAnimationFrame(tick);
}
"""


def main() -> None:
    """Print what was measured against what is to be reached."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        home = Path(folder)
        page = _opened(browser, home / "twelve", long_journey(12, 40), _twelve)
        page = _opened(browser, home / "many", long_journey(150, 40), _many)
        page.close()
        _peer(browser, home / "peer")


def _opened(
    browser: Browser, home: Path, model: SalesModel, measure: Callable[[Page, str], None]
) -> Page:
    home.mkdir()
    store = home / "scenarios.duckdb"
    open_store(store).save_draft(DRAFT, None, None, write_model(model), "{}")
    with serving(store) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        measure(page, f"{address}/?draft={DRAFT}")
    return page


def _twelve(page: Page, address: str) -> None:
    _weight(page, address)
    canvas = Canvas(page)
    page.wait_for_selector("[data-painted]")
    page.wait_for_timeout(1500)
    _report("edit of a per cent on the canvas to figures and charts", _percents(canvas), 120, 250)
    _report("drag of a stage on the canvas to figures and charts", _drags(canvas), 120, 250)
    _following(page)


def _weight(page: Page, address: str) -> None:
    """What the app's own files weigh until the canvas shows, as gzip would send them."""
    own: set[str] = set()

    def note(request: Request) -> None:
        if "/app/static/" in request.url:
            own.add(request.url.partition("/app/static/")[2])

    page.on("request", note)
    page.goto(address)
    page.wait_for_selector(".smw-canvas .react-flow__node")
    sizes = {name: len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in own}
    total = sum(sizes.values())
    print(f"page weight until the canvas shows: {total / 1e6:.2f} MB gzip (to reach: under 1 MB)")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"  {size / 1e3:7.1f} kB  {name}")


def _percents(canvas: Canvas) -> list[float]:
    page = canvas.page
    label = page.locator('[data-move="stage1-stage2"] text')
    times = []
    for edit in range(EDITS + 3):
        label.dblclick()
        page.keyboard.insert_text("70" if edit % 2 else "80")
        page.evaluate(WATCH, ["[data-painted]", "keydown"])
        page.keyboard.press("Enter")
        times.append(float(page.evaluate("() => window.__done")))
        canvas.settle()
        page.wait_for_timeout(150)
    return times[3:]


def _drags(canvas: Canvas) -> list[float]:
    page = canvas.page
    times = []
    for edit in range(EDITS + 3):
        x, y = canvas.middle("Stage 5")
        page.evaluate(WATCH, ["[data-painted]", "pointerup"])
        canvas.drag((x, y), (x, y + (12 if edit % 2 else -12)))
        times.append(float(page.evaluate("() => window.__done")))
        canvas.settle()
        page.wait_for_timeout(150)
    return times[3:]


def _following(page: Page) -> None:
    """A share dragged to and fro for two seconds, ten times."""
    page.evaluate(FOLLOW)
    rates, tails = [], []
    for _ in range(10):
        handle = page.locator(".smw-mix .smw-handle").first
        box = handle.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("() => { window.__paints.length = 0; window.__start = performance.now(); }")
        for step in range(100):
            page.mouse.move(x + 30 - abs(step % 40 - 20) * 3, y)
            page.wait_for_timeout(16)
        page.mouse.move(x + 18, y)
        page.mouse.up()
        page.wait_for_timeout(1200)
        paints, last, start = page.evaluate(
            "() => [window.__paints, window.__last, window.__start]"
        )
        during = [paint for paint in paints if paint <= last]
        rates.append(1000 * len(during) / (last - start))
        tails.append(paints[-1] - last)
    print(
        f"charts while a share is dragged: {statistics.median(rates):.1f} updates a second "
        f"(least {min(rates):.1f}; to reach: 8)"
    )
    _report("last move of the hand to the final repaint", tails, None, 200)


def _many(page: Page, address: str) -> None:
    page.goto(address)
    canvas = Canvas(page)
    page.wait_for_selector("[data-painted]")
    page.wait_for_timeout(2500)
    start = canvas.middle("Stage 75")
    rates = []
    for turn in range(5):
        page.mouse.move(*start)
        page.mouse.down()
        page.evaluate(FRAMES)
        for step in range(120):
            across = 40 * (abs(step % 40 - 20) - 10) / 10
            page.mouse.move(start[0] + across, start[1] + 20 + (step % 7) + turn)
        frames = page.evaluate(
            "() => { cancelAnimationFrame(window.__ticking); return window.__frames; }"
        )
        page.mouse.move(*start)
        page.mouse.up()
        canvas.settle()
        rates.append(1000 * (len(frames) - 1) / (frames[-1] - frames[0]))
    print(
        f"150 stages, a stage dragged: {statistics.median(rates):.0f} frames a second "
        f"(least {min(rates):.0f}; to reach: above 30)"
    )


def _peer(browser: Browser, home: Path) -> None:
    home.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--target", str(home), PEER], check=True)
    os.environ["PEER"] = str(home)
    os.environ["PYTHONPATH"] = str(ROOT)
    with serving(home / "none.duckdb", ROOT / "benchmarks" / "peer_page.py") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        frame = page.frame_locator("iframe").first
        node = frame.locator(".react-flow__node").nth(4)
        node.wait_for(timeout=60_000)
        page.wait_for_timeout(2000)
        _report(f"{PEER}: drag of a node to Python's answer", _peer_drags(page, node), None, None)


def _peer_drags(page: Page, node: Locator) -> list[float]:
    times = []
    for edit in range(EDITS + 3):
        box = node.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.evaluate(PEER_WATCH)
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 9):
            page.mouse.move(x + (3 if edit % 2 else -3) * step, y)
        page.mouse.up()
        times.append(float(page.evaluate("() => window.__done")))
        page.wait_for_timeout(400)
    return times[3:]


# The gesture ends inside the peer's frame, which is of the same origin.
PEER_WATCH = """
() => {
  const inner = document.querySelector("iframe").contentWindow;
  window.__done = new Promise(resolve => {
    const read = () => document.querySelector(".st-key-python").textContent;
    const up = () => {
      const start = performance.now(), first = read();
      const look = () => {
        if (read() !== first) requestAnimationFrame(() => resolve(performance.now() - start));
        else if (performance.now() - start > 5000) resolve(NaN);
        else requestAnimationFrame(look);
      };
      look();
    };
    inner.addEventListener("mouseup", up, { capture: true, once: true });
  });
}
"""


def _report(name: str, times: list[float], median: float | None, p95: float | None) -> None:
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)) - 1)]
    wanted = [f"median {median}" if median else "", f"p95 {p95}" if p95 else ""]
    target = ", ".join(filter(None, wanted))
    print(
        f"{name}: median {statistics.median(times):.0f} ms, p95 {high:.0f} ms, {len(times)} times"
        + (f" (to reach: under {target})" if target else ""),
        flush=True,
    )


if __name__ == "__main__":
    main()
