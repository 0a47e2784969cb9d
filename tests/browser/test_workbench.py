"""The product's gesture in a real browser: move a share, see the figures answer, find it again."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import start_server


def open_design(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Cost per win", exact=True).first).to_be_visible()
    page.wait_for_selector("[data-painted]")


def show_sliders(page: Page) -> None:
    page.get_by_text("Sliders", exact=True).click()
    expect(page.locator(".st-key-panel_stage input[type=range]").first).to_be_attached()


def headline(page: Page) -> Locator:
    return page.locator("[data-kpi=contribution]")


def wait_until_kept(page: Page) -> None:
    """The bar says that the work is kept, twice in a row: no further run is under way."""
    kept = page.locator(".st-key-bar").get_by_text(re.compile(r"(Kept|Saved) \d\d:\d\d"))
    expect(kept).to_be_visible()
    page.wait_for_timeout(500)
    expect(kept).to_be_visible()


def kept_headline(page: Page) -> str:
    """The headline when nothing is under way any more: it stayed while the work became kept."""
    while True:
        shown = headline(page).inner_text()
        wait_until_kept(page)
        if headline(page).inner_text() == shown:
            return shown


def move_first_slider(page: Page, presses: int = 10) -> None:
    """Press the first slider away from its nearer end, and wait until the headline answers."""
    before = headline(page).inner_text()
    slider = page.locator(".st-key-panel_stage").get_by_role("slider").first
    slider.focus()
    key = "ArrowRight" if int(slider.input_value()) < 50 else "ArrowLeft"
    for _ in range(presses):
        slider.press(key)
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    wait_until_kept(page)


def test_the_bundled_example_shows_its_figures_and_no_trace_of_an_error(
    page: Page, app: str
) -> None:
    open_design(page, app)
    assert re.search(r"\d", headline(page).inner_text())
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_moved_share_changes_the_headline_and_survives_a_reload(page: Page, app: str) -> None:
    open_design(page, app)
    show_sliders(page)
    move_first_slider(page)
    after = kept_headline(page)
    page.reload()
    page.wait_for_selector("[data-painted]")
    expect(headline(page)).to_have_text(after, use_inner_text=True)


def test_a_saved_scenario_is_found_on_the_start_page_and_opens(page: Page, app: str) -> None:
    open_design(page, app)
    show_sliders(page)
    move_first_slider(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d, version \d"))).to_be_visible()
    saved = headline(page).inner_text()
    page.goto(f"{app}/start")
    page.get_by_role("button", name="Open", exact=True).first.click()
    page.wait_for_selector("[data-painted]")
    expect(headline(page)).to_have_text(saved, use_inner_text=True)


def test_a_cold_server_runs_the_front_door_for_a_deep_link(
    browser: Browser, tmp_path: Path
) -> None:
    server, address = start_server(tmp_path / "scenarios.duckdb")
    try:
        page = browser.new_page()
        page.goto(f"{address}/evidence")
        expect(page.get_by_text(re.compile("inputs are assumed"))).to_be_visible(timeout=15_000)
        expect(page.get_by_role("link", name="Design")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
    finally:
        server.terminate()
        server.wait(10)


def test_no_edit_is_lost_when_the_process_is_killed(browser: Browser, tmp_path: Path) -> None:
    store = tmp_path / "scenarios.duckdb"
    server, address = start_server(store)
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    open_design(page, address)
    show_sliders(page)
    move_first_slider(page)
    after, query = kept_headline(page), page.url.partition("?")[2]
    server.send_signal(signal.SIGKILL)
    server.wait(10)
    server, address = start_server(store)
    try:
        page.goto(f"{address}/?{query}")
        page.wait_for_selector("[data-painted]")
        expect(headline(page)).to_have_text(after, use_inner_text=True)
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_design_page_stands_on_one_screen_at_1280_by_720(
    browser: Browser, app: str, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)  # type: ignore[arg-type] # one of the two schemes
    open_design(page, app)
    page.wait_for_timeout(1500)
    scrolls = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollHeight - m.clientHeight; }"
    )
    page.close()
    assert scrolls <= 4


def test_the_style_sheet_still_reaches_what_it_styles(page: Page, app: str) -> None:
    open_design(page, app)
    header = page.get_by_test_id("stHeader").bounding_box()
    main = page.locator(".stMainBlockContainer")
    assert header is not None
    assert header["height"] == 48
    assert main.evaluate("e => getComputedStyle(e).paddingLeft") == "16px"


def test_the_fonts_come_from_the_app_itself(page: Page, app: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    open_design(page, app)
    assert hosts == {app.removeprefix("http://")}


def test_a_dragged_boundary_streams_and_is_one_undo(page: Page, app: str) -> None:
    open_design(page, app)
    before = headline(page).inner_text()
    handle = page.locator(".st-key-panel_stage [role=slider]").first
    box = handle.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for step in range(1, 7):
        page.mouse.move(box["x"] - 12 * step, middle)
        page.wait_for_timeout(60)
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)  # while dragging
    page.mouse.up()
    page.wait_for_timeout(1200)
    undo = page.locator("[data-smw=undo]")
    undo.click()
    expect(headline(page)).to_have_text(before, use_inner_text=True)
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(undo).to_have_accessible_name("Nothing to undo (Ctrl+Z)")


def test_a_click_on_a_stage_of_the_drawing_chooses_it(page: Page, app: str) -> None:
    open_design(page, app)
    page.locator(".smw-canvas [data-stage]", has_text="Onboarding").click()
    expect(page.locator(".st-key-panel_stage").get_by_role("heading")).to_have_text("Onboarding")


def test_ctrl_z_takes_back_and_ctrl_shift_z_does_again(page: Page, app: str) -> None:
    open_design(page, app)
    before = headline(page).inner_text()
    handle = page.locator(".st-key-panel_stage [role=slider]").first
    handle.focus()
    handle.press("ArrowLeft")
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    after = headline(page).inner_text()
    wait_until_kept(page)
    page.keyboard.press("Control+z")
    expect(headline(page)).to_have_text(before, use_inner_text=True)
    wait_until_kept(page)
    page.keyboard.press("Control+Shift+z")
    expect(headline(page)).to_have_text(after, use_inner_text=True)


def test_ctrl_z_in_a_text_field_takes_back_the_typing_and_leaves_the_model(
    page: Page, app: str
) -> None:
    open_design(page, app)
    before = headline(page).inner_text()
    handle = page.locator(".st-key-panel_stage [role=slider]").first
    handle.focus()
    handle.press("ArrowLeft")
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    after = headline(page).inner_text()
    wait_until_kept(page)
    page.locator(".st-key-bar .stPopover button").first.click()
    name = page.get_by_label("Name", exact=True)
    name.press("End")
    name.press_sequentially("Q")
    name.press("Control+z")
    page.wait_for_timeout(1000)
    expect(headline(page)).to_have_text(after, use_inner_text=True)


def test_a_step_of_the_list_is_gone_back_to_and_the_list_closes(page: Page, app: str) -> None:
    open_design(page, app)
    before = headline(page).inner_text()
    handle = page.locator(".st-key-panel_stage [role=slider]").first
    handle.focus()
    handle.press("ArrowLeft")
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    wait_until_kept(page)
    page.locator("[data-smw=history]").click()
    page.get_by_role("option", name="The start of this session").click()
    expect(headline(page)).to_have_text(before, use_inner_text=True)
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.locator("[data-smw=history]").press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    page.locator("[data-smw=history]").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator("[data-smw=history]")).to_be_focused()


def test_the_list_of_keys_opens_by_a_key_and_gives_the_focus_back(page: Page, app: str) -> None:
    open_design(page, app)
    handle = page.locator(".st-key-panel_stage [role=slider]").first
    handle.focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Ctrl+Z")
    page.keyboard.press("Control+z")  # a shortcut does nothing under a dialog
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    expect(handle).to_be_focused()


def test_while_the_connection_is_lost_the_bar_counts_what_waits_and_then_saves_it(
    browser: Browser, tmp_path: Path
) -> None:
    server, address = start_server(tmp_path / "scenarios.duckdb")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        open_design(page, address)
        before = headline(page).inner_text()
        saved = page.locator("[data-smw=saved]")
        at_first = page.locator("[data-smw=undo]").bounding_box()
        server.send_signal(signal.SIGSTOP)
        handle = page.locator(".st-key-panel_stage [role=slider]").first
        handle.press("ArrowLeft")
        expect(saved).to_have_text("Saving")
        page.wait_for_timeout(1000)
        handle.press("ArrowLeft")
        expect(saved).to_have_text(
            "Not saved: connection lost, your work is kept here (2 edits)", timeout=10_000
        )
        assert page.locator("[data-smw=undo]").bounding_box() == at_first
        server.send_signal(signal.SIGCONT)
        expect(headline(page)).not_to_have_text(before, use_inner_text=True)
        expect(saved).to_have_text(re.compile(r"Kept \d\d:\d\d"), timeout=10_000)
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        expect(headline(page)).to_have_text(before, use_inner_text=True)
        expect(page.locator("[data-smw=undo]")).to_have_attribute("aria-disabled", "true")
    finally:
        page.close()
        server.send_signal(signal.SIGCONT)
        server.terminate()
        server.wait(10)
