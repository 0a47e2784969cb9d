"""Takes the pictures of the README from the running app: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser.driver import chromium, serving

PICTURES = Path(__file__).parent / "pictures"
PAGES = {
    "design": "/",
    "roles": "/roles",
    "coherence": "/coherence",
    "start": "/start",
    "evidence": "/evidence",
}
READY = {"start": "h1", "roles": ".smw-move[data-move]", "coherence": ".smw-comp-ring"}
"""What stands on a page once it is drawn, where that is no chart."""


def main(folder: Path) -> None:
    """Take each page at 1280x720, light and dark, into `folder`."""
    folder.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        chromium() as browser,
        serving(Path(scratch) / "scenarios.duckdb") as address,
    ):
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 1280, "height": 720},
                color_scheme=scheme,
            )
            for name, path in PAGES.items():
                page.goto(address + path)
                page.wait_for_selector(READY.get(name, "[data-painted]"))
                page.wait_for_timeout(1500)
                page.screenshot(path=folder / f"{name}_{scheme}.png")
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
