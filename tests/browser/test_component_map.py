"""The component map in a browser: it tells, it fades, it chooses, and it fits its panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import ROOT, serving

APP = Path(__file__).with_name("component_map_app.py")
WEAK = "selling_tasks:value_delivery"
OVERFLOW = "e => Math.max(e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The test page, with the app's own static files and theme."""
    home = tmp_path_factory.mktemp("components")
    for name in ("static", ".streamlit"):
        (home / name).symlink_to(ROOT / name)
    app = home / "app.py"
    app.write_text(f"import runpy\nrunpy.run_path({str(APP)!r})\n", encoding="utf-8")
    with serving(home / "none.duckdb", app, "--server.enableStaticServing", "true") as served:
        yield served


def open_map(page: Page, address: str, case: str = "picture") -> None:
    page.goto(f"{address}/?case={case}")
    expect(page.locator(".smw-comp-card").first).to_be_visible(timeout=20_000)


def item(page: Page, key: str) -> Locator:
    return page.locator(f'[data-item="{key}"]')


def bubble(page: Page) -> Locator:
    return page.locator(".smw-comp-bubble b")


def test_a_hand_on_a_ribbon_tells_its_sentences_and_fades_the_rest(
    page: Page, address: str
) -> None:
    open_map(page, address)
    line = page.locator(f'[data-pair="{WEAK}"] .smw-comp-hit').bounding_box()
    assert line is not None
    page.mouse.move(line["x"] + line["width"] * 0.42, line["y"] + line["height"] / 2)
    expect(bubble(page)).to_have_text("Selling tasks and value delivery: 41 of 100")
    expect(item(page, "customer_selection")).to_have_attribute("data-faded", "")
    page.mouse.move(5, 5)
    expect(page.locator(".smw-comp [data-faded]")).to_have_count(0)


def test_a_click_tells_python_and_python_can_clear_it(page: Page, address: str) -> None:
    open_map(page, address)
    item(page, WEAK).click()
    expect(page.get_by_text("Chosen: selling tasks, value delivery")).to_be_visible()
    expect(item(page, WEAK)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("Chosen: nothing")).to_be_visible()
    expect(item(page, WEAK)).to_have_attribute("aria-pressed", "false")


def test_keys_alone_choose_a_component_and_take_it_back(page: Page, address: str) -> None:
    open_map(page, address)
    item(page, "customer_selection").focus()
    page.keyboard.press("Tab")
    expect(bubble(page)).to_have_text("Value proposition: 74 of 100")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chosen: value proposition")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Chosen: nothing")).to_be_visible()


def test_the_heat_map_is_read_and_chosen_from(page: Page, address: str) -> None:
    open_map(page, address)
    page.get_by_role("radio", name="Heat map").click()
    page.get_by_role("button", name="Value delivery on selling tasks: −2, hinders").click()
    expect(page.get_by_text("Chosen: selling tasks, value delivery")).to_be_visible()
    expect(page.locator(".smw-comp-heat [aria-pressed=true]")).to_have_count(2)


@pytest.mark.parametrize("case", ["picture", "frayed", "open", "whole"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 720)])
def test_the_map_fits_its_panel(
    browser: Browser, address: str, case: str, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    open_map(page, address, case)
    for view in ("Ring", "Heat map"):
        page.get_by_role("radio", name=view).click()
        assert page.locator(".smw-comp").evaluate(OVERFLOW) <= 1, view
        inside = page.locator(".smw-comp").bounding_box()
        assert inside is not None
        for each in page.locator(".smw-comp [data-item]:visible").all():
            box = each.bounding_box()
            assert box is not None
            assert box["x"] >= inside["x"]
            assert box["x"] + box["width"] <= inside["x"] + inside["width"]
            assert box["y"] + box["height"] <= inside["y"] + inside["height"]
    page.close()
