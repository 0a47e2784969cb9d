"""The journey canvas as somebody with a mouse and a keyboard sees it.

Offers `Canvas`, which drives the one of an open page and reads what Python drew last.
"""

from __future__ import annotations

from typing import Any, Literal

from playwright.sync_api import Locator, Page

Side = Literal["right", "left", "top", "bottom"]
IDLE = """() => {
  const box = JSON.parse(sessionStorage.getItem("smw-outbox") ?? "null");
  const { channel } = document.querySelector(".smw-canvas") ?? {};
  return box === null || (channel?.handled[box.client] ?? 0) >= box.seq;
}"""
"""Whether the canvas shows Python's answer to everything that was done on the page."""
SAFE = 60_000
"""ms until which an answer of a busy machine is waited for."""


class Canvas:
    """The canvas of `page`; stages and ends go by their names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_selector(".smw-canvas .react-flow__node", timeout=SAFE)

    def settle(self) -> None:
        """Wait until Python has done everything that was done here."""
        self.page.wait_for_function(IDLE, timeout=SAFE)
        self.page.wait_for_timeout(60)  # its answer is painted in the next frames

    @property
    def drawing(self) -> dict[str, Any]:
        """What Python drew last."""
        drawn: dict[str, Any] = self.page.evaluate(
            "() => document.querySelector('.smw-canvas').drawing"
        )
        return drawn

    def names(self) -> list[str]:
        """The names of the stages."""
        return [stage["name"] for stage in self.drawing["stages"]]

    def id_of(self, name: str) -> str:
        """The id of a stage, a parallel job or an end."""
        drawing = self.drawing
        tracks = [track for stage in drawing["stages"] for track in stage["tracks"]]
        places = [*drawing["stages"], *tracks, *drawing["ends"]]
        return str(next(place["id"] for place in places if place["name"] == name))

    def stage(self, name: str) -> dict[str, Any]:
        """A stage as Python drew it last."""
        return next(stage for stage in self.drawing["stages"] if stage["name"] == name)

    def place(self, name: str) -> Locator:
        """The card or lane on the page."""
        return self.page.locator(f'.smw-canvas [data-place="{self.id_of(name)}"]')

    def move(self, source: str, target: str) -> dict[str, Any] | None:
        """A move as Python drew it last, or None."""
        ends = (self.id_of(source), self.id_of(target))
        found = (m for m in self.drawing["moves"] if (m["source"], m["target"]) == ends)
        return next(found, None)

    def line(self, source: str, target: str) -> Locator:
        """The line of a move on the page."""
        move = self.move(source, target)
        assert move is not None, f"{source} does not lead to {target}"
        return self.page.locator(f'.smw-canvas [data-move="{move["id"]}"]')

    def row(self, source: str) -> float:
        """What the moves out of a stage sum to."""
        stage = self.id_of(source)
        return sum(m["probability"] for m in self.drawing["moves"] if m["source"] == stage)

    def middle(self, name: str) -> tuple[float, float]:
        """Where the middle of a place is on the screen."""
        return self._at(name, 0.5, 0.5)

    def port(self, name: str, side: Side = "right") -> tuple[float, float]:
        """Where the edge of a stage is on the screen."""
        across = {"right": (1.0, 0.5), "left": (0.0, 0.5), "top": (0.5, 0.0), "bottom": (0.5, 1.0)}
        return self._at(name, *across[side])

    def empty(self) -> tuple[float, float]:
        """A place of the canvas where nothing stands, in its upper left corner."""
        box = self.page.locator(".smw-canvas .react-flow").bounding_box()
        assert box is not None
        return box["x"] + 26, box["y"] + 22

    def drag(
        self, start: tuple[float, float], end: tuple[float, float], *, release: bool = True
    ) -> None:
        """Press at `start`, go to `end` in steps, and let go."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for step in range(1, 9):
            part = step / 8
            mouse.move(start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
        if release:
            mouse.up()

    def connect(self, source: str, target: str) -> None:
        """Draw a move from the edge of a stage to a place."""
        self.page.mouse.move(*self.middle(source))
        self.drag(self.port(source), self.middle(target))
        self.settle()

    def choose(self, name: str) -> None:
        """Click a place."""
        self.page.mouse.click(*self.middle(name))
        self.settle()

    def key(self, key: str) -> None:
        """Press a key and wait for Python."""
        self.page.keyboard.press(key)
        self.settle()

    def type_over(self, text: str) -> None:
        """Type into the input that is open, and take it."""
        self.page.keyboard.type(text)
        self.key("Enter")

    def menu(self, menu: str, item: str) -> None:
        """Pick an item of a menu of the row under the canvas."""
        self.page.locator(f'.smw-canvas [data-menu="{menu}"]').click()
        self.page.locator(f'.smw-canvas [data-item="{item}"]').click()
        self.settle()

    def _at(self, name: str, across: float, down: float) -> tuple[float, float]:
        box = self.place(name).bounding_box()
        assert box is not None, f"{name} is not on the page"
        return box["x"] + across * box["width"], box["y"] + down * box["height"]
