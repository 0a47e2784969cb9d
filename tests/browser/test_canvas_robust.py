"""What comes between a hand and the model: redraws, races, a lost connection, a killed server."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.canvas import Canvas
from tests.browser.driver import free_port, start_server

ANSWER_FROM_ELSEWHERE = """() => document.querySelector(".smw-mix .smw-handle")
  .dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }))"""
"""An edit that no hand on the canvas made: Python answers, and everything is drawn anew."""


@pytest.fixture
def canvas(page: Page, app: str) -> Canvas:
    """A fresh working copy of the bundled example."""
    page.goto(app)
    return Canvas(page)


@pytest.fixture
def own_server(browser: Browser, tmp_path: Path) -> Iterator[OwnServer]:
    """A server that may be stopped and killed, and a page on it."""
    server = OwnServer(browser, tmp_path / "scenarios.duckdb")
    yield server
    server.close()


class OwnServer:
    """A server on a port that stays its own when it is started again."""

    def __init__(self, browser: Browser, store: Path) -> None:
        self.store, self.port = store, free_port()
        self.process, self.address = start_server(store, port=self.port)
        self.page = browser.new_page(viewport={"width": 1280, "height": 720})
        self.page.set_default_timeout(30_000)
        self.page.goto(self.address)
        self.canvas = Canvas(self.page)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def start(self) -> None:
        self.process, self.address = start_server(self.store, port=self.port)

    def close(self) -> None:
        self.page.close()
        self.process.send_signal(signal.SIGCONT)
        self.kill()


def test_a_stage_that_is_being_dragged_stays_in_the_hand_through_a_redraw(canvas: Canvas) -> None:
    x, y = canvas.middle("Vendor evaluation")
    canvas.drag((x, y), (x + 10, y + 40), release=False)
    held = canvas.middle("Vendor evaluation")
    canvas.page.evaluate(ANSWER_FROM_ELSEWHERE)
    canvas.settle()
    assert canvas.middle("Vendor evaluation") == pytest.approx(held, abs=1)
    canvas.page.mouse.move(x + 20, y + 50)
    canvas.page.mouse.up()
    canvas.settle()
    assert canvas.middle("Vendor evaluation") == pytest.approx((x + 20, y + 50), abs=8)


def test_a_name_that_is_being_typed_stays_through_a_redraw(canvas: Canvas) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=name]").dblclick()
    canvas.page.keyboard.type("Bake")
    canvas.page.evaluate(ANSWER_FROM_ELSEWHERE)
    canvas.settle()
    canvas.page.keyboard.type("-off")
    canvas.key("Enter")
    assert "Bake-off" in canvas.names()


def test_two_edits_that_race_an_undo_are_done_in_the_order_of_the_hand(canvas: Canvas) -> None:
    """First, undo, second: the undo takes back the first, whatever came to Python when."""
    canvas.choose("Vendor evaluation")
    start = canvas.stage("Vendor evaluation")["days"]
    page = canvas.page
    for text in ("11", None, "22"):
        if text is None:
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Control+z")
            continue
        canvas.place("Vendor evaluation").locator("[data-field=days]").dblclick()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    canvas.settle()
    assert canvas.stage("Vendor evaluation")["days"] == "22 d"
    page.evaluate("document.activeElement.blur()")
    canvas.key("Control+z")
    assert canvas.stage("Vendor evaluation")["days"] == start


def test_edits_of_a_lost_minute_wait_are_told_and_arrive_once(own_server: OwnServer) -> None:
    """The server hangs; in the soak for a minute, here for some seconds."""
    canvas, page = own_server.canvas, own_server.page
    own_server.process.send_signal(signal.SIGSTOP)
    page.mouse.dblclick(*canvas.empty())
    page.keyboard.type("Pilot")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stage]", has_text="Pilot")).to_be_visible()  # drawn all the same
    expect(page.locator("[data-smw=saved]")).to_contain_text("connection lost")
    own_server.process.send_signal(signal.SIGCONT)
    canvas.settle()
    assert canvas.names().count("Pilot") == 1
    expect(page.locator("[data-smw=saved]")).to_contain_text("Kept")


def test_edits_made_while_the_server_is_down_arrive_when_it_is_back(own_server: OwnServer) -> None:
    canvas, page = own_server.canvas, own_server.page
    canvas.choose("Vendor evaluation")
    canvas.key("ArrowDown")  # something is kept: the draft is known
    own_server.kill()
    page.mouse.dblclick(*canvas.empty())
    page.keyboard.type("Pilot")
    page.keyboard.press("Enter")
    time.sleep(2)
    own_server.start()
    page.wait_for_timeout(1_000)
    again = Canvas(page)
    again.settle()
    assert again.names().count("Pilot") == 1


def test_an_edit_that_a_reload_overtakes_is_not_lost(own_server: OwnServer) -> None:
    canvas, page = own_server.canvas, own_server.page
    own_server.process.send_signal(signal.SIGSTOP)
    page.mouse.dblclick(*canvas.empty())
    page.keyboard.type("Pilot")
    page.keyboard.press("Enter")
    own_server.process.send_signal(signal.SIGCONT)
    page.reload()
    again = Canvas(page)
    again.settle()
    assert again.names().count("Pilot") == 1


def test_a_line_to_a_place_that_is_no_longer_there_is_refused_in_words(canvas: Canvas) -> None:
    """As another tab of the same scenario could ask for it."""
    before = canvas.drawing
    source = canvas.id_of("Vendor evaluation")
    canvas.page.evaluate(
        """(source) => {
          const box = JSON.parse(sessionStorage.getItem("smw-outbox"));
          const seq = box.seq + 1;
          const draft = document.querySelector(".smw-canvas").channel.draft;
          const commands = [{ do: "connect", source, target: "nowhere", probability: 0.1 }];
          const act = { kind: "edit", commands, mark: "m", done: true };
          box.entries.push({ client: box.client, draft, seq, at: Date.now(), act });
          const leave = Storage.prototype.setItem;
          leave.call(sessionStorage, "smw-outbox", JSON.stringify({ ...box, seq }));
          Storage.prototype.setItem = () => {};
        }""",
        source,
    )
    canvas.page.reload()
    again = Canvas(canvas.page)
    expect(again.page.get_by_test_id("stToast").first).to_contain_text("There is no stage nowhere")
    assert again.drawing["moves"] == before["moves"]
