"""The design page fits its screens: desktop, wall, tablet both ways, and presented to a room.

These notice when an upgrade of Streamlit breaks what salesmodel/ui/style.css relies on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

JOURNEY, STAGE = ".st-key-panel_journey", ".st-key-panel_stage"
BAR, CARDS = ".st-key-bar", ".st-key-charts .smw-cards"


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def box(page: Page, selector: str) -> Box:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return Box(found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"])


def scrolls(page: Page) -> tuple[int, int]:
    """How far the page can be scrolled, across and down."""
    across, down = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return [m.scrollWidth - m.clientWidth, m.scrollHeight - m.clientHeight]; }"
    )
    return across, down


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, app: str) -> Iterator[Open]:
    pages: list[Page] = []

    def open_at(width: int, height: int, touch: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch
        )
        page = context.new_page()
        pages.append(page)
        page.goto(app)
        page.wait_for_selector(f"{CARDS} .smw-title")
        page.wait_for_selector("[data-smw=present]")
        page.wait_for_timeout(1000)
        return page

    yield open_at
    for page in pages:
        page.context.close()


def on_one_row(page: Page) -> bool:
    parts = [".st-key-bar .stPopover button", "[data-smw=saved]", "[data-smw=undo]",
             ".st-key-findings button", ".st-key-save button", "[data-smw=present]"]  # fmt: skip
    boxes = [box(page, part) for part in parts]
    middles = [(each.top + each.bottom) / 2 for each in boxes]
    in_order = all(a.right <= b.left + 1 for a, b in pairwise(boxes))
    return in_order and max(middles) - min(middles) < 4


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080), (1024, 768)])
def test_the_page_fills_the_screen_and_does_not_scroll(
    opened: Open, width: int, height: int
) -> None:
    page = opened(width, height)
    assert scrolls(page) == (0, 0)
    bar, journey, stage, cards = (box(page, each) for each in (BAR, JOURNEY, STAGE, CARDS))
    assert on_one_row(page)
    assert bar.height == 32
    assert journey.left == 16
    assert journey.right < stage.left
    assert stage.right == width - 16
    assert (journey.top, journey.bottom) == (stage.top, stage.bottom)
    assert journey.bottom < cards.top
    assert height - 40 < cards.bottom < height
    assert cards.height == (256 if width >= 1600 else 164)
    assert box(page, ".smw-canvas").height > journey.height - 4


def test_a_low_window_scrolls_and_the_panels_keep_their_height(opened: Open) -> None:
    page = opened(1280, 560)
    assert scrolls(page)[1] > 0
    assert box(page, JOURNEY).height >= 340


def test_a_long_name_gives_way_and_the_bar_stays_one_row(opened: Open) -> None:
    page = opened(1280, 720)
    undo = box(page, "[data-smw=undo]")
    page.locator(".st-key-bar .stPopover button").first.click()
    name = page.get_by_label("Name", exact=True)
    name.fill("FY27 consensus pods, no AE prospecting, second half of the year")
    name.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-bar .stPopover button").first).to_contain_text("FY27")
    assert on_one_row(page)
    assert box(page, "[data-smw=undo]") == undo
    assert box(page, "[data-smw=saved]").width >= 180


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (820, 1180)])
def test_an_upright_tablet_stacks_the_panels_and_scrolls(
    opened: Open, width: int, height: int
) -> None:
    page = opened(width, height, touch=True)
    across, down = scrolls(page)
    journey, stage, cards = (box(page, each) for each in (JOURNEY, STAGE, CARDS))
    assert across == 0
    assert down > 0
    assert (journey.left, journey.right) == (16, width - 16) == (stage.left, stage.right)
    assert journey.bottom < stage.top
    assert stage.bottom < cards.top
    two_by_two = [box(page, f"{CARDS} .smw-card >> nth={i}") for i in range(4)]
    assert two_by_two[0].top == two_by_two[1].top < two_by_two[2].top == two_by_two[3].top
    for part in ("[data-smw=undo]", "[data-smw=present]", ".st-key-save button"):
        assert box(page, part).height >= 44
        assert box(page, part).right <= width


def title_size(page: Page) -> float:
    title: Locator = page.locator(f"{CARDS} .smw-title").first
    return float(title.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_presenting_leaves_name_figures_journey_and_charts_on_one_screen(
    opened: Open, width: int, height: int
) -> None:
    page = opened(width, height)
    page.locator("[data-smw=present]").click()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    for gone in ("[data-smw=undo]", "[data-smw=saved]", ".st-key-save button"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_test_id("stCaptionContainer").last).to_be_hidden()
    page.wait_for_timeout(500)
    journey, cards = box(page, JOURNEY), box(page, CARDS)
    seen = page.viewport_size or {"height": height}
    assert scrolls(page) == (0, 0)
    assert cards.bottom <= seen["height"]
    assert journey.bottom < cards.top
    assert title_size(page) >= 16
    if width < 1600:
        assert (journey.left, journey.right) == (16, width - 16)
        expect(page.locator(STAGE)).to_be_hidden()
    else:
        expect(page.locator(STAGE)).to_be_visible()
    page.locator("[data-smw=present]").click()
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_p_presents_and_escape_ends_it(opened: Open) -> None:
    page = opened(1280, 720)
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(); }")
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_leaving_the_full_screen_ends_presenting(opened: Open) -> None:
    page = opened(1280, 720)
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.evaluate("() => document.exitFullscreen()")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
