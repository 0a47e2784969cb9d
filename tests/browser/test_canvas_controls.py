"""What surrounds the journey: ports, the row under the canvas, menus, tabs, the list of keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Canvas

LEAST = 24
"""Pixels on the screen of something that a finger or a shaky hand can take."""
AT_MIDDLE = """text => {
  const { left, top, width, height } = text.getBoundingClientRect();
  return text.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""
"""Whether a press on the middle of a text reaches the text."""


@pytest.fixture
def canvas(page: Page, app: str) -> Canvas:
    """A fresh working copy of the bundled example."""
    page.goto(app)
    return Canvas(page)


def test_a_port_is_large_enough_and_covers_no_text_that_is_typed_over(canvas: Canvas) -> None:
    for name in canvas.names():
        canvas.page.mouse.move(*canvas.middle(name))
        place = canvas.place(name)
        ports = [port.bounding_box() for port in place.locator(".smw-port").all()]
        assert len(ports) == 4
        for box in filter(None, ports):
            assert box["width"] >= LEAST
            assert box["height"] >= LEAST - 2
        for field in ("name", "days"):
            assert place.locator(f"[data-field={field}]").evaluate(AT_MIDDLE), (name, field)
        assert place.locator(".smw-card-stage").evaluate(AT_MIDDLE), name
    canvas.choose("Vendor evaluation")
    canvas.page.mouse.move(*canvas.empty())
    for label in canvas.page.locator(".smw-label").all():
        assert label.evaluate(AT_MIDDLE), label.inner_html()


def test_the_days_are_typed_over_on_a_stage_that_shows_its_ports(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    canvas.place("Vendor evaluation").locator("[data-field=days]").dblclick()
    canvas.type_over("3 wk")
    assert canvas.stage("Vendor evaluation")["days_text"] == "3 wk"


@pytest.mark.parametrize("width", [1280, 820])
def test_the_row_under_the_canvas_fits(canvas: Canvas, width: int) -> None:
    canvas.page.set_viewport_size({"width": width, "height": 720})
    canvas.page.wait_for_timeout(400)
    row = canvas.page.locator(".smw-toolbar")
    room = row.bounding_box()
    assert room is not None
    for button in row.locator("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] >= room["x"]
        assert box["x"] + box["width"] <= room["x"] + room["width"]
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth")


@pytest.mark.parametrize(
    ("menu", "items"),
    [
        ("layout", ["tidy", "align-top", "lanes-none", "lanes-buyer"]),
        ("compare", ["ghost-none", "ghost-baseline"]),
        ("more", ["copy", "copy-segment", "paste", "svg", "png"]),
    ],
)
def test_a_menu_shows_all_of_itself(canvas: Canvas, menu: str, items: list[str]) -> None:
    canvas.page.locator(f'[data-menu="{menu}"]').click()
    window = canvas.page.locator(".smw-menu")
    for item in items:
        expect(window.locator(f'[data-item="{item}"]')).to_be_visible()
    assert window.evaluate("menu => menu.scrollHeight <= menu.clientHeight")
    canvas.page.keyboard.press("Escape")
    expect(window).to_have_count(0)


def test_chosen_stages_are_copied_and_pasted_without_a_keyboard(canvas: Canvas) -> None:
    canvas.choose("Vendor evaluation")
    before = len(canvas.names())
    canvas.menu("more", "copy")
    canvas.menu("more", "paste")
    assert len(canvas.names()) == before + 1


def test_a_choice_is_one_stop_of_the_tab_key(canvas: Canvas) -> None:
    radios = canvas.page.locator("[data-fill]")
    radios.first.focus()
    canvas.page.keyboard.press("ArrowRight")
    expect(canvas.page.locator('[data-fill="hours"]')).to_be_focused()
    expect(canvas.page.locator('[data-fill="hours"]')).to_have_attribute("aria-checked", "true")
    canvas.page.keyboard.press("Tab")
    expect(canvas.page.locator('[data-menu="palette"]')).to_be_focused()


def test_the_tabs_say_what_they_show(canvas: Canvas) -> None:
    panel = canvas.page.get_by_role("tabpanel")
    chosen = canvas.page.get_by_role("tab", selected=True)
    expect(panel).to_have_attribute("aria-labelledby", chosen.get_attribute("id") or "")
    expect(chosen).to_have_attribute("aria-controls", panel.get_attribute("id") or "")


def test_the_list_of_keys_names_those_of_the_mix_and_of_the_table(canvas: Canvas) -> None:
    keys = canvas.page.locator(".smw-keylist")
    for drawn in (".smw-mix-row [role=slider]", "[data-smw=present]"):
        expect(canvas.page.locator(drawn).first).to_be_visible()
    canvas.page.keyboard.press("?")
    expect(keys.get_by_role("heading", name="Role mix")).to_be_visible()
    expect(keys.get_by_role("heading", name="Table")).to_have_count(0)
    canvas.page.keyboard.press("Escape")
    canvas.page.locator("[data-view=Table]").click()
    expect(canvas.page.locator(".smw-jtable")).to_be_visible()
    canvas.page.keyboard.press("?")
    expect(keys.get_by_role("heading", name="Table")).to_be_visible()


def test_a_picture_is_saved_where_the_font_cannot_be_had(canvas: Canvas, tmp_path: Path) -> None:
    canvas.page.route("**/*.woff2", lambda route: route.abort())
    with canvas.page.expect_download() as download:
        canvas.menu("more", "svg")
    download.value.save_as(tmp_path / "journey.svg")
    assert "@font-face" not in (tmp_path / "journey.svg").read_text(encoding="utf-8")


def test_a_picture_that_cannot_be_made_says_so_until_that_is_read(canvas: Canvas) -> None:
    canvas.page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = done => done(null); }")
    canvas.menu("more", "png")
    note = canvas.page.locator(".smw-say")
    expect(note).to_contain_text("Save it as SVG instead.")
    note.get_by_role("button").click()
    expect(note).to_have_count(0)
