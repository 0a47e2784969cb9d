"""The live component in a real browser: it answers in place, keeps zoom, shows its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driver import ROOT, serving

APP = Path(__file__).with_name("live_app.py")
ALL_PAINTED = (
    "seq => { const roots = [...document.querySelectorAll('[data-painted]')];"
    " return roots.length === 2 && roots.every(root => root.dataset.painted === seq); }"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The test page, with the app's own static files and theme."""
    home = tmp_path_factory.mktemp("live")
    for name in ("static", ".streamlit"):
        (home / name).symlink_to(ROOT / name)
    app = home / "app.py"
    app.write_text(f"import runpy\nrunpy.run_path({str(APP)!r})\n", encoding="utf-8")
    with serving(home / "none.duckdb", app, "--server.enableStaticServing", "true") as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 720})
    opened.set_default_timeout(15_000)
    opened.goto(address)
    opened.wait_for_function(ALL_PAINTED, arg="100")
    yield opened
    opened.close()


def move_slider(page: Page, to: int) -> None:
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(to - 100):
        slider.press("ArrowRight")
    page.wait_for_function(ALL_PAINTED, arg=str(to))


def test_a_moved_slider_changes_figures_and_charts_without_a_new_mount(page: Page) -> None:
    page.evaluate("window.kept = document.querySelector('[data-chart] .smw-plot svg')")
    value = page.locator("[data-kpi=cost_per_win] [data-value]")
    expect(value).to_have_text("$48.6k")
    move_slider(page, 125)
    expect(value).to_have_text("$60.8k")
    expect(page.locator("[data-chart=utilisation]")).to_contain_text("past 100%")
    assert page.evaluate("window.kept === document.querySelector('[data-chart] .smw-plot svg')")


def test_a_zoom_survives_an_edit(page: Page) -> None:
    plot = page.locator("[data-chart=utilisation] .smw-plot")
    reading = "plot => plot._fullLayout.xaxis.range.map(end => Math.round(end * 1000))"
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 80, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 190, middle, steps=5)
    page.mouse.up()
    page.wait_for_timeout(400)
    zoomed = plot.evaluate(reading)
    assert zoomed[0] > 0
    move_slider(page, 104)
    assert plot.evaluate(reading) == zoomed


def test_the_numbers_of_a_chart_stand_behind_its_button(page: Page) -> None:
    card = page.locator("[data-chart=cost_by_stage]")
    card.get_by_role("button", name="Show the numbers").click()
    expect(card.get_by_role("cell", name="Onboarding & <adoption>")).to_be_visible()
    expect(card.locator(".smw-plot")).to_be_hidden()
    card.get_by_role("button", name="Show the chart").click()
    expect(card.locator(".smw-plot")).to_be_visible()


def test_the_strip_and_the_cards_have_the_measures_of_the_design(page: Page) -> None:
    strip = page.locator(".smw-kpis:visible").bounding_box()
    assert strip is not None
    assert strip["height"] == 64
    cards = [box for box in (c.bounding_box() for c in page.locator(".smw-card").all()) if box]
    assert [box["height"] for box in cards] == [164] * 4
    assert max(box["width"] for box in cards) - min(box["width"] for box in cards) < 0.1
    assert cards[1]["x"] - cards[0]["x"] - cards[0]["width"] == pytest.approx(12)


def test_a_dark_page_gets_the_dark_tokens(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.wait_for_function(ALL_PAINTED, arg="100")
    surface = page.locator(".smw-kpis:visible").evaluate("e => getComputedStyle(e).backgroundColor")
    page.close()
    assert surface == "rgb(23, 28, 37)"  # #171C25
