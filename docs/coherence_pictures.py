"""Takes the pictures of docs/coherence.md from the running app.

`python -m docs.coherence_pictures`: the exercises, the map of one of them, and the change that the
guide tries.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.driver import chromium, serving

PICTURES = Path(__file__).parent / "pictures"


def main(folder: Path) -> None:
    """Take them at 1280x720 into `folder`."""
    folder.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        chromium() as browser,
        serving(Path(scratch) / "scenarios.duckdb") as address,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme="light")

        def take(name: str) -> None:
            page.wait_for_timeout(1500)
            page.mouse.move(640, 715)
            page.screenshot(path=folder / f"coherence_{name}.png")

        _exercises(page, address)
        take("exercises")
        _open(page, "Lowest price, sold dearly")
        take("map")
        _template(page, address, "mid_market")
        _view(page, "Choices")
        page.locator('.smw-choice[data-variant="team_selling"]').click()
        take("choices")


def _exercises(page: Page, address: str) -> None:
    page.goto(f"{address}/start")
    page.get_by_role("button", name="Exercises in coherence").click()
    page.get_by_role("dialog").get_by_text("AE-led self-serve").first.wait_for()


def _open(page: Page, name: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(name, exact=True).first.click()
    dialog.locator("strong", has_text=name).wait_for()
    dialog.get_by_role("button", name="Open", exact=True).click()
    page.wait_for_url("**/coherence**")
    page.get_by_role("radio", name="Map", exact=True).wait_for()


def _view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    page.wait_for_timeout(1500)


def _template(page: Page, address: str, key: str) -> None:
    page.goto(f"{address}/start")
    page.locator(f".st-key-use_{key} button").click()
    page.locator("[data-painted]").first.wait_for()
    page.get_by_role("link", name="Coherence").click()
    page.get_by_role("radio", name="Map", exact=True).wait_for()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
