"""A monkey at the workbench: random edits of canvas, role mix and tables, undo, redo, page switches
and reloads, from a seed.

Offers `Monkey` and `replayed`. Everything that the browser sends to Python is overheard, so that
what was done can be done again in Python alone and compared with what the draft holds.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Gone

from salesmodel.coherence.following import with_what_follows
from salesmodel.editing import Command, History, between, command_from_json, do
from salesmodel.model import SalesModel, WorkbenchError
from tests.browser.canvas import SAFE, Canvas

OVERHEAR = """
const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  put.call(this, key, value);
  if (key !== "smw-outbox") return;
  for (const entry of JSON.parse(value).entries) window.overheard(JSON.stringify(entry));
};
"""
NAMES = ("Pilot", "Séance", "🚀 Launch", "תהליך", "<b>Legal</b>", "Board", "x" * 60)
PERCENTS = ("10", "25%", "5-15%", "0.5", "nonsense", "120")
DAYS = ("3 wk", "12", "1h30", "2 months", "?")
RELOAD = {"act": {"kind": "reload"}}


class Monkey:
    """Random edits on `page`, which shows the design page; `log` is what the browser sent."""

    def __init__(self, page: Page, address: str, seed: int) -> None:
        self.page = page
        self.random = random.Random(seed)
        self.log: list[dict[str, Any]] = []
        self.done: list[str] = []
        self._heard: set[tuple[str, int]] = set()
        page.expose_function("overheard", self._hear)
        page.add_init_script(OVERHEAR)
        page.goto(address)
        self.canvas = Canvas(page)

    def act(self, count: int) -> None:
        """Do `count` random things, most of them without waiting for an answer."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (3, self.add), (4, self.drag), (4, self.connect), (2, self.delete_stage),
            (3, self.delete_move), (3, self.rename), (5, self.percent), (3, self.days),
            (1, self.duplicate), (3, self.nudge), (6, self.mix), (3, self.table), (8, self.undo),
            (4, self.redo), (1, self.switch_page), (1, self.reload), (1, self.segment),
        ]  # fmt: skip
        weights = [weight for weight, _ in acts]
        for _ in range(count):
            (_, chosen) = self.random.choices(acts, weights)[0]
            self.done.append(chosen.__name__)
            try:
                chosen()
            except (_Nothing, Gone):  # what was aimed at has gone since
                continue
            if self.random.random() < 0.3:
                self.canvas.settle()
            self.page.keyboard.press("Escape")
        self.canvas.settle()

    def add(self) -> None:
        """A stage at a random place."""
        if len(self._stages()) > 9:
            raise _Nothing
        box = self._pane()
        self.page.mouse.dblclick(
            box["x"] + self.random.uniform(10, box["width"] - 10), box["y"] + box["height"] - 12
        )
        if self.page.locator(".smw-surface .smw-typed").count():
            self.page.keyboard.insert_text(self.random.choice(NAMES))
            self.page.keyboard.press("Enter")

    def drag(self) -> None:
        """A stage to a place nearby."""
        x, y = self._middle(self._stage())
        to = (x + self.random.uniform(-60, 60), y + self.random.uniform(-40, 40))
        self.canvas.drag((x, y), to)

    def connect(self) -> None:
        """A line from a stage to another place, or to nowhere in particular."""
        stage = self._stage()
        self.page.mouse.move(*self._middle(stage))
        port = self.page.locator(f'[data-stage="{stage}"] .smw-port[data-side="right"]')
        box = port.bounding_box()
        if box is None:
            raise _Nothing
        start = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        places = self.page.locator(".smw-canvas [data-place]").all()
        target = self.random.choice(places).bounding_box()
        if target is None:
            raise _Nothing
        self.canvas.drag(
            start, (target["x"] + target["width"] / 2, target["y"] + target["height"] / 2)
        )
        self.page.keyboard.press("Escape")

    def delete_stage(self) -> None:
        """A stage, while there are some left."""
        if len(self._stages()) < 4:
            raise _Nothing
        self._choose_stage()
        self.page.keyboard.press("Delete")

    def delete_move(self) -> None:
        """A move; the last one out of a stage is refused."""
        self._choose_move()
        self.page.keyboard.press("Delete")

    def rename(self) -> None:
        """A stage, to a name that may be odd."""
        self._choose_stage()
        self.page.keyboard.press("F2")
        self.page.keyboard.insert_text(self.random.choice(NAMES))
        self.page.keyboard.press("Enter")

    def percent(self) -> None:
        """The per cent of a move, which may be nonsense."""
        self._choose_move()
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(self.random.choice(PERCENTS))
        self.page.keyboard.press("Enter")

    def days(self) -> None:
        """The days of a stage, which may be nonsense."""
        fields = self.page.locator(".smw-canvas [data-stage] [data-field=days]").all()
        self._double_click(self.random.choice(fields))
        self.page.keyboard.insert_text(self.random.choice(DAYS))
        self.page.keyboard.press("Enter")

    def duplicate(self) -> None:
        """A stage, while there are not too many."""
        if len(self._stages()) > 8:
            raise _Nothing
        self._choose_stage()
        self.page.keyboard.press("Control+d")

    def nudge(self) -> None:
        """A stage by the arrow keys."""
        self._choose_stage()
        for _ in range(self.random.randint(1, 4)):
            self.page.keyboard.press(self.random.choice(["ArrowUp", "ArrowDown", "ArrowLeft"]))

    def mix(self) -> None:
        """A share, by keys or by hand."""
        handles = self.page.locator(".smw-mix .smw-handle").all()
        if not handles:
            raise _Nothing
        handle = self.random.choice(handles)
        if self.random.random() < 0.5:
            handle.focus()
            for _ in range(self.random.randint(1, 4)):
                self.page.keyboard.press(self.random.choice(["ArrowLeft", "ArrowRight"]))
            return
        box = handle.bounding_box()
        if box is None:
            raise _Nothing
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.canvas.drag((x, y), (x + self.random.uniform(-70, 70), y))

    def table(self) -> None:
        """A cell of the tables."""
        self.page.locator('[data-view="Table"]').click()
        cell = self.page.locator(".smw-tables [data-at]").first
        cell.wait_for()
        cells = self.page.locator(".smw-tables [data-at]").all()
        self._double_click(self.random.choice(cells))
        self.page.keyboard.insert_text(self.random.choice(PERCENTS + DAYS))
        self.page.keyboard.press("Enter")
        self.page.locator('[data-view="Drawing"]').click()

    def undo(self) -> None:
        """One step back."""
        self._leave_inputs()
        self.page.keyboard.press("Control+z")

    def redo(self) -> None:
        """One step forward."""
        self._leave_inputs()
        self.page.keyboard.press("Control+Shift+Z")

    def segment(self) -> None:
        """Another segment's journey."""
        self.random.choice(self.page.locator(".smw-tablist [data-segment]").all()).click()
        self.canvas.settle()

    def switch_page(self) -> None:
        """To another page and back, without waiting for what is on its way."""
        self.page.get_by_role("link", name="Evidence").click(timeout=SAFE)
        self.page.get_by_text("rows read").first.wait_for(timeout=SAFE)
        self.page.get_by_role("link", name="Design").click(timeout=SAFE)
        self.canvas = Canvas(self.page)

    def reload(self) -> None:
        """Reload, without waiting for what is on its way; and once more, when nothing is: the
        history starts anew with a reload, and must do so at a moment that is known."""
        self.page.reload()
        self.canvas = Canvas(self.page)
        self.canvas.settle()
        self.page.reload()
        self.canvas = Canvas(self.page)
        self.canvas.settle()
        self.log.append(RELOAD)

    def _hear(self, text: str) -> None:
        entry = json.loads(text)
        key = (entry["client"], entry["seq"])
        if key not in self._heard:
            self._heard.add(key)
            self.log.append(entry)

    def _pane(self) -> Any:
        return self.page.locator(".smw-canvas .react-flow").bounding_box()

    def _stages(self) -> list[str]:
        return [
            str(each.get_attribute("data-stage"))
            for each in self.page.locator(".smw-canvas .react-flow__node[data-stage]").all()
        ]

    def _stage(self) -> str:
        return self.random.choice(self._stages())

    def _middle(self, stage: str) -> tuple[float, float]:
        box = self.page.locator(f'.smw-canvas [data-place="{stage}"]').bounding_box()
        if box is None:
            raise _Nothing
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def _choose_stage(self) -> str:
        stage = self._stage()
        self.page.locator(f'.smw-canvas .react-flow__node[data-stage="{stage}"]').focus()
        self.page.mouse.click(*self._middle(stage))
        return stage

    def _choose_move(self) -> None:
        moves = self.page.locator(".smw-canvas .react-flow__edge:has([data-move])").all()
        if not moves:
            raise _Nothing
        move = self.random.choice(moves)
        grip = move.locator(".smw-grip")
        grip.dispatch_event("click")
        self.page.locator(".smw-surface").focus()

    def _double_click(self, target: Any) -> None:
        box = target.bounding_box()
        if box is None:
            raise _Nothing
        self.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def _leave_inputs(self) -> None:
        self.page.evaluate("document.activeElement?.blur?.()")


class _Nothing(Exception):
    """There is nothing to do that with."""


def replayed(model: SalesModel, log: list[dict[str, Any]]) -> SalesModel:
    """The model after everything that the browser sent, done again without browser or server."""
    history = History()
    for entry in log:
        act = entry["act"]
        try:
            match act["kind"]:
                case "edit":
                    commands = [command_from_json(json.dumps(each)) for each in act["commands"]]
                    model, history = _edited(model, history, commands, act["mark"])
                case "undo":
                    model, history, _ = history.undo(model)
                case "redo":
                    model, history, _ = history.redo(model)
                case "reload":
                    history = History()
        except WorkbenchError:
            continue  # refused: nothing changes
    return model


def dateless(model: SalesModel) -> SalesModel:
    """The model without the notes on reviews of who changed something, and when."""
    nobody = {"changed_by": "", "changed_on": None}
    reviews = tuple(each.model_copy(update=nobody) for each in model.reviews)
    return model.model_copy(update={"reviews": reviews})


def _edited(
    model: SalesModel, history: History, commands: list[Command], mark: str
) -> tuple[SalesModel, History]:
    """As the app does it: what follows from an edit by itself goes with its last command."""
    start = model
    for place, command in enumerate(commands, start=1):
        before = model
        model, change = do(model, command)
        if place == len(commands):
            model = with_what_follows(start, model, "", datetime.now(UTC))
            change = between(before, model, change.focus)
        history = history.record(change, mark=mark, model=model)
    return model, history
