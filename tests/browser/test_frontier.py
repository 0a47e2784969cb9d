"""The frontier in a browser: drag a model along it, use it, take it back, save it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

WAIT = 30_000  # ms: two cold searches on a slow machine


def open_frontier(page: Page, address: str) -> None:
    page.goto(f"{address}/roles")
    page.get_by_test_id("stButtonGroup").get_by_text("Frontier").click()
    expect(page.locator(".smw-front-now").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".frontier-moves")).to_be_visible()


def handle(page: Page, measure: str = "contribution") -> Locator:
    return page.locator(f"[data-measure={measure}] .smw-front-handle")


def chosen(page: Page, measure: str = "contribution") -> int:
    return int(handle(page, measure).get_attribute("aria-valuenow") or "-1")


def figure(page: Page, name: str) -> str:
    return page.locator(f"[data-figure={name}] .smw-front-value").inner_text()


def finding(page: Page) -> Locator:
    return page.locator(".st-key-panel-changes h5")


def line(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    expect(page.get_by_role("radio", name=name)).to_have_attribute("aria-checked", "true")


def pull(page: Page, measure: str, to_x: float, to_y: float) -> None:
    """Take the handle and hold it over a part of the panel, 0 to 1."""
    box = handle(page, measure).bounding_box()
    field = page.locator(f"[data-measure={measure}] .smw-front-field").bounding_box()
    assert box is not None
    assert field is not None
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(
        field["x"] + to_x * field["width"], field["y"] + to_y * field["height"], steps=8
    )


def test_the_handle_follows_the_hand_along_the_line_and_both_panels_move(
    page: Page, app: str
) -> None:
    open_frontier(page, app)
    line(page, "Most win rate")
    handle(page, "win_rate").focus()
    page.keyboard.press("Home")
    before = handle(page).bounding_box(), figure(page, "win_rate"), figure(page, "cost")
    said = finding(page).inner_text()
    pull(page, "win_rate", 0.5, 0.3)
    assert 0 < chosen(page, "win_rate") < 14
    assert figure(page, "win_rate") != before[1]  # while the hand still drags
    page.mouse.up()
    expect(finding(page)).not_to_have_text(said)
    assert chosen(page) == chosen(page, "win_rate")
    assert handle(page).bounding_box() != before[0]
    assert figure(page, "cost") in (handle(page).get_attribute("aria-valuetext") or "")


def test_escape_gives_up_the_drag(page: Page, app: str) -> None:
    open_frontier(page, app)
    line(page, "Most win rate")
    was = chosen(page, "win_rate")
    pull(page, "win_rate", 0.9, 0.1)
    assert chosen(page, "win_rate") != was
    page.keyboard.press("Escape")
    page.mouse.up()
    assert chosen(page, "win_rate") == was


def test_keys_alone_pick_a_model(page: Page, app: str) -> None:
    open_frontier(page, app)
    handle(page).focus()
    page.keyboard.press("Home")
    assert chosen(page) == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == 2
    page.keyboard.press("End")
    assert str(chosen(page)) == handle(page).get_attribute("aria-valuemax")
    expect(finding(page)).to_contain_text("lead there")


def test_the_picked_model_is_used_in_one_step_and_undone_in_one(page: Page, app: str) -> None:
    open_frontier(page, app)
    contribution = figure(page, "contribution")
    page.get_by_role("button", name="Use this model").click()
    title = page.locator("[data-measure=contribution] h3")
    now = page.locator("[data-measure=contribution] .smw-front-now title")
    expect(now).to_contain_text(f"contribution {contribution}", timeout=WAIT)
    expect(title).to_contain_text("frontier")
    page.locator("[data-smw=undo]").click()
    expect(title).to_contain_text("more contribution is possible", timeout=WAIT)
    expect(page.locator("[data-smw=undo]")).to_be_disabled()


def test_the_picked_model_is_saved_as_a_scenario_and_stands_on_its_line(
    page: Page, app: str
) -> None:
    open_frontier(page, app)
    page.get_by_role("button", name="Save as a scenario").click()
    name = page.get_by_label("Its name")
    name.fill("Lean <b>plan</b>")
    name.press("Tab")
    page.get_by_role("button", name="Save", exact=True).last.click()
    mark = page.locator("[data-measure=win_rate] .smw-front-scenario title")
    expect(mark.first).to_contain_text("Lean <b>plan</b>: cost", timeout=WAIT)
    expect(page.locator("[data-measure=contribution] h3")).to_contain_text("is possible")


def test_the_view_fits_its_panels_and_says_its_numbers(page: Page, app: str) -> None:
    open_frontier(page, app)
    for panel in (".st-key-panel-frontier", ".st-key-panel-changes", ".smw-front-side"):
        over = page.locator(panel).evaluate(
            "e => Math.max(e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight)"
        )
        assert over <= 1, panel
    assert page.evaluate("document.documentElement.scrollHeight") <= 720
    page.get_by_role("button", name="Show the numbers").click()
    expect(page.locator(".smw-front-table td").first).to_have_text("Now")
    page.get_by_role("button", name="Show the lines").click()
    expect(handle(page)).to_be_visible()
