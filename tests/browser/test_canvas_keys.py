"""Keys, copies and what is chosen on the canvas, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.canvas import Canvas


@pytest.fixture
def canvas(page: Page, app: str) -> Canvas:
    """A fresh working copy of the bundled example."""
    page.goto(app)
    return Canvas(page)


def panel(canvas: Canvas) -> Locator:
    return canvas.page.locator(".st-key-panel_stage").get_by_role("heading")


def test_a_new_stage_comes_up_beside_the_canvas(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("n")
    canvas.type_over("Reference call")
    expect(panel(canvas)).to_have_text("Reference call")
    canvas.choose("Vendor evaluation")
    canvas.key("Control+d")
    expect(panel(canvas)).to_have_text("Vendor evaluation, copy")


def test_n_adds_a_stage_after_the_chosen_one_without_a_mouse(canvas: Canvas) -> None:
    canvas.choose("Solution exploration")
    canvas.key("n")
    canvas.type_over("Reference call")
    assert canvas.move("Solution exploration", "Reference call") is not None


def test_escape_gives_up_a_line_that_is_being_drawn(canvas: Canvas) -> None:
    before = canvas.drawing
    canvas.page.mouse.move(*canvas.middle("Vendor evaluation"))
    end = canvas.middle("Problem recognition")
    canvas.drag(canvas.port("Vendor evaluation"), end, release=False)
    canvas.page.keyboard.press("Escape")
    canvas.page.mouse.up()
    canvas.settle()
    assert canvas.drawing == before


def test_escape_gives_up_a_name_that_is_being_typed(canvas: Canvas) -> None:
    canvas.place("Vendor evaluation").locator("[data-field=name]").dblclick()
    canvas.page.keyboard.type("Something else")
    canvas.key("Escape")
    assert "Vendor evaluation" in canvas.names()


def test_duplicate_copies_a_stage_with_its_moves_and_tasks(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.key("Control+d")
    assert "Vendor evaluation, copy" in canvas.names()
    assert canvas.row("Vendor evaluation, copy") == pytest.approx(1)
    expect(canvas.page.locator(".smw-mix-row").first).to_be_visible()


def test_arrow_keys_move_the_chosen_stage_and_are_one_undo(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    for _ in range(3):
        canvas.page.keyboard.press("ArrowDown")
    canvas.settle()
    moved = canvas.stage("Vendor evaluation")["y"]
    canvas.key("Control+z")
    assert canvas.stage("Vendor evaluation")["y"] != moved
    canvas.key("Control+Shift+Z")
    assert canvas.stage("Vendor evaluation")["y"] == moved


def test_copied_stages_are_pasted_with_their_tasks(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    canvas.key("Control+c")
    canvas.key("Control+v")
    assert "Vendor evaluation, copy" in canvas.names()
    canvas.choose("Vendor evaluation, copy")
    expect(canvas.page.locator(".smw-mix-row").first).to_be_visible()


def test_delete_pressed_again_removes_nothing_that_nobody_chose(canvas: Canvas) -> None:
    canvas.choose("Solution exploration")
    canvas.key("Delete")
    left = canvas.names()
    canvas.key("Delete")
    assert canvas.names() == left


def test_what_the_keyboard_comes_to_is_chosen_and_the_keys_are_for_it(canvas: Canvas) -> None:
    page = canvas.page
    page.locator(".smw-tablist [aria-selected=true]").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.stage") is not None:
            break
    assert page.evaluate("document.activeElement.dataset.stage") == canvas.id_of(
        "Problem recognition"
    )
    page.keyboard.press("Tab")
    canvas.settle()
    expect(panel(canvas)).to_have_text("Solution exploration")
    canvas.key("F2")
    canvas.type_over("Exploring")
    assert "Exploring" in canvas.names()
    before = canvas.stage("Exploring")["y"]
    canvas.key("ArrowDown")
    assert canvas.stage("Exploring")["y"] != before
    canvas.key("m")
    canvas.key("Delete")
    assert canvas.row("Exploring") == pytest.approx(1)
    assert "Exploring" in canvas.names()


def test_escape_puts_a_stage_back_that_is_being_dragged(canvas: Canvas) -> None:
    before = canvas.drawing
    x, y = canvas.middle("Vendor evaluation")
    canvas.drag((x, y), (x, y + 40), release=False)
    canvas.page.keyboard.press("Escape")
    canvas.page.mouse.move(x, y + 60)
    canvas.page.mouse.up()
    canvas.settle()
    assert canvas.drawing["stages"] == before["stages"]
    assert canvas.middle("Vendor evaluation") == pytest.approx((x, y), abs=2)


def test_another_scenario_that_is_opened_shows_nothing_of_the_one_before(canvas: Canvas) -> None:
    page = canvas.page
    page.mouse.dblclick(*canvas.empty())
    canvas.settle()
    canvas.type_over("Phantom")
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Use").first.click()
    page.wait_for_url("**/?draft=*")
    opened = Canvas(page)
    expect(page.locator("[data-stage]", has_text="Evaluate and align")).to_be_visible()
    assert "Phantom" not in opened.names()
    expect(page.locator(".smw-canvas").get_by_text("Phantom")).to_have_count(0)
    expect(page.locator("[data-smw=saved]")).to_contain_text("Kept")


def test_a_stage_is_pasted_into_another_scenario(canvas: Canvas) -> None:
    page = canvas.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    canvas.choose("Vendor evaluation")
    canvas.key("Control+c")
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Use").first.click()
    expect(page.locator("[data-stage]", has_text="Evaluate and align")).to_be_visible()
    opened = Canvas(page)
    opened.choose("Procurement")
    opened.key("Control+v")
    pasted = [name for name in opened.names() if name.startswith("Vendor evaluation")]
    assert pasted
    opened.key("Escape")
    opened.choose(pasted[-1])
    expect(page.locator(".smw-mix-row", has_text="Demonstration").first).to_be_visible()


def test_a_segment_is_copied_whole(canvas: Canvas) -> None:
    tabs = canvas.page.locator("[data-segment]")
    count = tabs.count()
    name = tabs.first.inner_text()
    canvas.menu("more", "copy-segment")
    canvas.menu("more", "paste")
    expect(tabs).to_have_count(count + 1)
    expect(tabs.last).to_have_text(f"{name}, copy")
