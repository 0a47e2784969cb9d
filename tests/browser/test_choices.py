"""The choices of a segment in a browser: a variant is tried in the box, taken, and added."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

PANELS = (".st-key-panel-choices", ".st-key-panel-preview")
OVERFLOW = "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"


def open_choices(page: Page, address: str) -> None:
    page.goto(f"{address}/coherence")
    page.get_by_role("radio", name="Choices").or_(
        page.get_by_role("button", name="Choices", exact=True)
    ).first.click()
    expect(card(page, "usage_signals")).to_be_visible(timeout=20_000)


def card(page: Page, variant: str) -> Locator:
    return page.locator(f'[data-variant="{variant}"]')


def preview(page: Page) -> Locator:
    return page.locator(".st-key-panel-preview")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_the_view_stands_on_one_screen_while_something_is_tried(
    browser: Browser, app: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(15_000)
    open_choices(page, app)
    card(page, "usage_signals").click()
    take = page.get_by_role("button", name="Take it with what follows")
    expect(take).to_be_visible()
    assert page.locator("[data-testid=stMain]").evaluate(OVERFLOW) == [0, 0]
    for panel in PANELS:
        box = page.locator(panel).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
        assert page.locator(panel).evaluate(OVERFLOW) == [0, 0], panel
    assert page.locator(".st-key-preview_body").evaluate(OVERFLOW)[0] <= 0
    page.close()


def test_a_click_shows_what_follows_and_taking_it_applies_it(page: Page, app: str) -> None:
    open_choices(page, app)
    card(page, "usage_signals").click()
    expect(preview(page)).to_contain_text("is selected by “Accounts that outgrow free use”")
    expect(preview(page)).to_contain_text("What gives way")
    expect(page.locator(".smw-choice[data-step]").first).to_be_visible()
    page.get_by_role("button", name="Take it", exact=True).click()
    expect(card(page, "usage_signals")).to_have_attribute("data-has", "")
    expect(preview(page)).to_contain_text("fit together")
    expect(page.get_by_test_id("stToast")).to_contain_text("is now selected by")
    page.get_by_role("button", name="Undo").first.click()
    expect(card(page, "usage_signals")).not_to_have_attribute("data-has", "")


def test_what_is_left_leaves_the_box_as_it_was(page: Page, app: str) -> None:
    open_choices(page, app)
    card(page, "named_accounts").click()
    page.get_by_role("button", name="Do not take it").click()
    expect(preview(page)).to_contain_text("fit together")
    expect(page.locator(".smw-choice[data-trying]")).to_have_count(0)


def test_ones_own_variant_is_added_once_named_and_stands_in_the_box(page: Page, app: str) -> None:
    open_choices(page, app)
    page.get_by_role("button", name="Add your own selling tasks").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add it").click()
    expect(dialog).to_contain_text("The variant has no name.")
    dialog.get_by_label("Name").fill("Reseller desk")
    dialog.get_by_role("button", name="Add it").click()
    expect(dialog).to_have_count(0)
    expect(card(page, "reseller-desk")).to_be_visible()
    page.locator(".st-key-own_variants").get_by_role("button", name="Reseller desk").click()
    dialog.get_by_role("button", name="Remove it").click()
    expect(card(page, "reseller-desk")).to_have_count(0)
    expect(dialog).to_have_count(0)


def test_no_tag_lies_on_the_name_of_a_variant(page: Page, app: str) -> None:
    open_choices(page, app)
    card(page, "usage_signals").click()
    expect(page.locator(".smw-choice[data-step]").first).to_be_visible()
    tags = page.locator(".smw-choice-badge")
    for tag in tags.all():
        apart = "e => e.parentElement.querySelector('.smw-choice-name').getBoundingClientRect().top"
        box = tag.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= tag.evaluate(apart)
        assert tag.evaluate("e => e.scrollWidth - e.clientWidth") <= 0, tag.inner_text()
    assert tags.count() >= 4
    page.get_by_role("button", name="Do not take it").click()
