"""The coherence page in a browser: one screen, marks on the map, and findings that are accepted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

MAIN = "[data-testid=stMain]"


def open_coherence(page: Page, address: str) -> None:
    page.goto(f"{address}/coherence")
    expect(page.locator(".smw-comp-card").first).to_be_visible(timeout=20_000)
    expect(findings(page).first).to_be_visible(timeout=20_000)


def findings(page: Page) -> Locator:
    return page.locator(".st-key-findings_list .finding")


def overflow(page: Page, selector: str) -> list[int]:
    sizes = "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    found: list[int] = page.locator(selector).first.evaluate(sizes)
    return found


def choose_all(page: Page) -> None:
    """Show all segments: they have more findings than the first one alone."""
    before = findings(page).count()
    page.locator(".st-key-coherence_scope").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile(r"^All \d+ segments$")).click()
    expect(findings(page)).not_to_have_count(before)


def switch(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{name} \d")).or_(
        page.get_by_role("radio", name=re.compile(rf"^{name} \d"))
    ).click()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_the_page_stands_on_one_screen_without_scrolling(
    browser: Browser, app: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    open_coherence(page, app)
    expect(page.locator(".st-key-panel-points .js-plotly-plot")).to_be_visible()
    assert overflow(page, MAIN) == [0, 0]
    for panel in ("components", "points", "findings"):
        across, _ = overflow(page, f".st-key-panel-{panel}")
        assert across <= 0, panel
    bottom = page.locator(".st-key-panel-findings").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] <= height
    page.close()


def test_on_a_tablet_the_findings_stand_below_the_map_in_full(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 820, "height": 1180})
    open_coherence(page, app)
    assert overflow(page, MAIN)[0] == 0
    above = page.locator(".st-key-panel-components").bounding_box()
    below = page.locator(".st-key-panel-findings").bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"]
    last = findings(page).last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= below["y"] + below["height"]
    page.close()


def test_many_findings_scroll_inside_their_panel(page: Page, app: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    open_coherence(page, app)
    choose_all(page)
    last = findings(page).last
    last.scroll_into_view_if_needed()
    inside = "e => { const p = e.closest('.st-key-findings_list').getBoundingClientRect(), "
    inside += (
        "r = e.getBoundingClientRect(); return r.top >= p.top - 1 && r.bottom <= p.bottom + 1 }"
    )
    assert last.evaluate(inside)


def test_what_is_selected_on_the_map_is_what_the_findings_are_about(page: Page, app: str) -> None:
    open_coherence(page, app)
    choose_all(page)
    every = findings(page).count()
    page.locator(".smw-comp-card", has_text="Value delivery").click()
    chip = page.get_by_role("button", name="Only value delivery")
    expect(chip).to_be_visible()
    expect(findings(page)).not_to_have_count(every)
    for row in findings(page).all():
        expect(row.locator("div > span")).to_contain_text(re.compile("value delivery", re.I))
    assert overflow(page, ".st-key-panel-findings")[0] <= 0
    chip.click()
    expect(findings(page)).to_have_count(every)


def test_a_finding_is_accepted_with_a_reason_and_opened_again(page: Page, app: str) -> None:
    open_coherence(page, app)
    every, sentence = findings(page).count(), findings(page).first.locator("b").inner_text()
    page.get_by_role("button", name="⋯").first.click()
    page.get_by_role("button", name="Accept…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Accept", exact=True).click()
    expect(dialog).to_contain_text("No reason is given for accepting this finding.")
    dialog.get_by_label("Why may it stay?").fill("We hire in May")
    dialog.get_by_label("Your name").fill("Maya Rao")
    dialog.get_by_role("button", name="Accept", exact=True).click()
    expect(findings(page)).to_have_count(every - 1)
    expect(dialog).to_have_count(0)
    switch(page, "Accepted")
    expect(findings(page)).to_have_count(1)
    expect(findings(page)).to_contain_text(sentence)
    expect(findings(page)).to_contain_text("We hire in May")
    expect(findings(page)).to_contain_text("Maya Rao")
    page.get_by_role("button", name="Open again").click()
    expect(findings(page)).to_have_count(0)
    switch(page, "Open")
    expect(findings(page)).to_have_count(every)


def test_the_journey_is_shown_where_the_finding_is(page: Page, app: str) -> None:
    open_coherence(page, app)
    choose_all(page)
    with_place = page.get_by_role("button", name="Show on the journey")
    for more in page.get_by_role("button", name="⋯").all():
        more.click()
        if with_place.first.is_visible():
            break
        page.keyboard.press("Escape")
    with_place.first.click()
    expect(page.locator(".st-key-panel_journey")).to_be_visible()


def present(page: Page) -> None:
    page.locator(".smw-present").first.click()
    expect(page.locator("html")).to_have_attribute("data-smw-present", "")


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def sizes(page: Page, selector: str) -> list[float]:
    """How large the text of each is on the screen, in pixels."""
    seen: list[float] = page.locator(selector).evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1))"
    )
    assert seen
    return seen


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_room_goes_from_view_to_view_and_reads_them_without_stopping(
    browser: Browser, app: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(15_000)
    open_coherence(page, app)
    present(page)
    assert min(sizes(page, ".smw-comp-sub, .smw-comp-text, .smw-comp-legend")) > 15.9
    assert min(sizes(page, ".st-key-panel-points h6 + p")) > 15.9
    page.locator("[data-view=heat]").click()
    for name in page.locator(".smw-comp-heat tbody th > span > span").all():
        assert name.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    view(page, "Judgements")
    expect(page.locator(".smw-jg-cell").first).to_be_visible()
    assert min(sizes(page, ".smw-jg-cell b, .smw-jg-name, .smw-jg-sub")) > 15.5
    assert overflow(page, MAIN) == [0, 0]
    view(page, "Choices")
    page.locator('[data-variant="usage_signals"]').click()
    for act in ("Take it", "Take it with what follows"):
        button = page.get_by_role("button", name=act, exact=True)
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
    assert min(sizes(page, ".smw-choice-name, table.tried td")) > 15.5
    assert overflow(page, MAIN) == [0, 0]
    expect(page.locator(".st-key-coherence_scope")).to_be_visible()
    expect(page.locator(".st-key-score_rule")).to_be_visible()
    page.close()


def test_what_was_done_is_told_over_nothing_that_is_pressed(page: Page, app: str) -> None:
    open_coherence(page, app)
    view(page, "Choices")
    page.locator('[data-variant="usage_signals"]').click()
    page.get_by_role("button", name="Take it", exact=True).click()
    told = page.get_by_test_id("stToast").first
    expect(told).to_be_visible()
    box = told.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 1280
    for button in page.locator(".stApp :is(button, input, a)").all():
        other = button.bounding_box()
        if other is None:
            continue
        beside = other["x"] >= box["x"] + box["width"] or other["x"] + other["width"] <= box["x"]
        below = other["y"] >= box["y"] + box["height"] or other["y"] + other["height"] <= box["y"]
        assert beside or below, button.inner_text()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator('[data-variant="usage_signals"]')).not_to_have_attribute("data-has", "")


def test_tab_stops_at_nothing_without_a_name_on_the_map(page: Page, app: str) -> None:
    open_coherence(page, app)
    page.locator("[data-view=ring]").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { let e = document.activeElement;"
            " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
            " return e.tagName }"
        )
        assert stop != "path"
