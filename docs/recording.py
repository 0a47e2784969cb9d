"""Draws a journey in the running app, and takes a picture after each gesture: `make recording`.

The pictures stand in docs/pictures/drawing and in docs/drawing.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.canvas import Canvas
from tests.browser.driver import chromium, serving

PICTURES = Path(__file__).parent / "pictures" / "drawing"


def main(folder: Path) -> None:
    """Do each gesture at 1280x720 and write its picture into `folder`."""
    folder.mkdir(exist_ok=True, parents=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        chromium() as browser,
        serving(Path(scratch) / "scenarios.duckdb") as address,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{address}/start")
        page.get_by_role("button", name="Use").first.click()
        canvas = Canvas(page)
        page.wait_for_timeout(1_500)
        for number, gesture in enumerate(GESTURES, start=1):
            gesture(canvas)
            canvas.settle()
            page.wait_for_timeout(900)
            page.screenshot(path=folder / f"{number:02}_{gesture.__name__}.png")
        page.close()


def add_by_double_click(canvas: Canvas) -> None:
    """A stage at the top left; its name is typed next."""
    canvas.page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Reference visit")


def draw_a_move(canvas: Canvas) -> None:
    """From Solution exploration to the new stage: the other moves give way."""
    canvas.connect("Solution exploration", "Reference visit")


def type_a_per_cent(canvas: Canvas) -> None:
    """What is typed is echoed as typed."""
    canvas.line("Solution exploration", "Reference visit").locator("text").dblclick()
    canvas.type_over("15-25%")


def lead_it_back(canvas: Canvas) -> None:
    """From the new stage into the evaluation."""
    canvas.connect("Reference visit", "Evaluate and align")


def tidy(canvas: Canvas) -> None:
    """The layout, left to right."""
    canvas.page.locator(".smw-surface").focus()
    canvas.key("t")
    canvas.key("f")


def remove_a_stage(canvas: Canvas) -> None:
    """Its buyers go on to where it led; the baseline stays underneath."""
    canvas.choose("Reference visit")
    canvas.key("Delete")
    canvas.menu("compare", "ghost-baseline")


def move_a_share(canvas: Canvas) -> None:
    """The charts follow the hand."""
    canvas.menu("compare", "ghost-none")
    canvas.choose("Procurement")
    handle = canvas.page.locator(".smw-mix .smw-handle").first
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    canvas.drag((x, y), (x - 60, y))


def show_the_tables(canvas: Canvas) -> None:
    """The same journey as tables."""
    canvas.page.locator('[data-view="Table"]').click()


def by_buyer(canvas: Canvas) -> None:
    """Swim-lanes by whom each stage must win over."""
    canvas.page.locator('[data-view="Drawing"]').click()
    canvas.menu("layout", "lanes-buyer")


def present(canvas: Canvas) -> None:
    """For a room to read."""
    canvas.menu("layout", "lanes-none")
    _press(canvas.page, "p")


def _press(page: Page, key: str) -> None:
    page.evaluate("document.activeElement?.blur?.()")
    page.keyboard.press(key)


GESTURES: tuple[Callable[[Canvas], None], ...] = (
    add_by_double_click, draw_a_move, lead_it_back, tidy, type_a_per_cent, remove_a_stage,
    move_a_share, show_the_tables, by_buyer, present,
)  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
