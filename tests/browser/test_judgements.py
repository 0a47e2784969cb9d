"""The view Judgements in a browser: a cell is chosen, a digit judges it, and undo takes it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

MAIN = "[data-testid=stMain]"
PANEL = ".st-key-panel-judging"


def open_judgements(page: Page, address: str) -> None:
    page.goto(f"{address}/coherence")
    page.get_by_role("radio", name="Judgements").or_(
        page.get_by_role("button", name="Judgements", exact=True)
    ).first.click(timeout=20_000)
    expect(page.locator(".smw-jg-cell").first).to_be_visible(timeout=20_000)
    expect(page.locator(PANEL)).to_be_visible()


def cell(page: Page, source: str, target: str) -> Locator:
    return page.locator(f'[data-cell="{source} {target}"]')


def overflow(page: Page, selector: str) -> list[int]:
    sizes = "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    found: list[int] = page.locator(selector).first.evaluate(sizes)
    return found


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_grid_and_panel_stand_on_one_screen_without_scrolling(
    browser: Browser, app: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    open_judgements(page, app)
    assert overflow(page, MAIN) == [0, 0]
    cell(page, "named_accounts", "total_cost").click()
    expect(page.locator(f"{PANEL} .judge-spread")).to_be_visible()
    assert overflow(page, MAIN) == [0, 0]
    assert overflow(page, PANEL)[0] <= 0
    for panel in (PANEL, ".st-key-panel-judgements"):
        box = page.locator(panel).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
    page.close()


def test_a_digit_judges_the_chosen_cell_and_undo_takes_it_back(page: Page, app: str) -> None:
    open_judgements(page, app)
    pair = cell(page, "named_accounts", "total_cost")
    before = pair.inner_text()
    pair.click()
    expect(page.locator(PANEL)).to_contain_text(
        "How far does “Named accounts” support “Total cost”?"
    )
    page.keyboard.press("3")
    expect(pair).to_have_attribute("data-judged", "")
    expect(pair).to_have_text("+3")
    expect(page.locator(f"{PANEL} .judge-row").first).to_contain_text("+3")
    expect(page.locator(PANEL)).to_contain_text("You alone judged it")
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(pair).to_have_text(before)
    expect(pair).not_to_have_attribute("data-judged", "")
    expect(page.locator(PANEL)).to_contain_text("nobody here judged it")


def test_one_judges_in_the_panel_with_a_reason_under_ones_name(page: Page, app: str) -> None:
    open_judgements(page, app)
    name = page.locator(PANEL).get_by_label("Your name")
    name.fill("Maya Rao")
    name.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("You judge as")
    pair = cell(page, "named_accounts", "performance")
    pair.click()
    panel = page.locator(PANEL)
    panel.get_by_role("radio", name="−2").or_(
        panel.get_by_role("button", name="−2", exact=True)
    ).first.click()
    expect(panel).to_contain_text("Named accounts hinders Best performance.")
    panel.get_by_label("Why").fill("Our list is about price")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(pair).to_have_text("−2")
    expect(panel.locator(".judge-row").first).to_contain_text("Our list is about price")
    expect(panel.locator(".judge-row").first).to_contain_text("Maya Rao")
    panel.get_by_role("button", name="Take back").click()
    expect(pair).not_to_have_attribute("data-judged", "")


def test_judgements_go_out_as_a_file_and_a_file_is_shown_before_it_is_taken(
    page: Page, app: str, tmp_path: Path
) -> None:
    table = tmp_path / "judgements.csv"
    table.write_text(
        "source,target,value,by,why\n"
        "named_accounts,total_cost,3,Maya Rao,We saw it\n"
        "named_accounts,total_cost,-1,Noor Haddad,\n"
    )
    open_judgements(page, app)
    page.get_by_role("button", name="Files…").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(table)
    expect(dialog).to_contain_text("2 judgements of Maya Rao and Noor Haddad")
    dialog.get_by_role("button", name="Take 2 judgements").click()
    expect(dialog).to_have_count(0)
    expect(cell(page, "named_accounts", "total_cost")).to_have_attribute("data-disputed", "")
    expect(page.locator(PANEL)).to_contain_text("−1 to +3: Maya Rao +3, Noor Haddad −1")
    page.get_by_role("button", name="Files…").click()
    page.get_by_role("dialog").get_by_role("tab", name="Take out").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="2 judgements as a table").click()
    assert "We saw it" in Path(download.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_cells_are_large_enough_to_hit_and_heads_are_read_in_full(
    browser: Browser, app: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    open_judgements(page, app)
    box = cell(page, "named_accounts", "total_cost").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    for head in page.locator(".smw-jg-column > span").all():
        cut = head.evaluate("e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]")
        assert max(cut) <= 1, head.inner_text()
    foot = page.locator(".smw-jg-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= height
    page.close()
