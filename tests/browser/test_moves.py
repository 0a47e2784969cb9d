"""The right column of the roles page in a browser: a week opens, a move is taken and undone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def open_roles(page: Page, address: str) -> None:
    page.goto(f"{address}/roles")
    expect(page.locator(".smw-seller-row").first).to_be_visible()
    expect(offered(page).first).to_be_visible()


def offered(page: Page) -> Locator:
    return page.locator(".smw-move[data-standing=open]")


def taken(page: Page) -> Locator:
    return page.locator(".smw-move[data-standing=taken]")


def name_of(row: Locator) -> str:
    return row.locator(".smw-move-name").inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def the_first(page: Page) -> tuple[Locator, str, str]:
    """The move of the first rank, what it is known by, and its title."""
    first = offered(page).first
    return first, str(first.get_attribute("data-move")), name_of(first)


def test_a_move_that_is_taken_shows_at_once_goes_to_the_end_and_can_be_undone(
    page: Page, app: str
) -> None:
    open_roles(page, app)
    row, key, _ = the_first(page)
    row.get_by_role("button", name="Take: ").click()
    assert taken(page).get_attribute("data-move") == key  # before Python has answered
    expect(taken(page).locator(".smw-move-rank")).to_have_text("")  # answered: no rank any more
    expect(offered(page).first.locator(".smw-move-rank")).to_have_text("1")
    taken(page).hover()
    taken(page).get_by_role("button", name="Undo: ").click()
    expect(taken(page)).to_have_count(0)
    expect(offered(page).first).to_have_attribute("data-move", key)


def test_keys_alone_take_a_move_and_take_it_back(page: Page, app: str) -> None:
    open_roles(page, app)
    row, key, name = the_first(page)
    row.get_by_role("button", name="Take: ").focus()
    page.keyboard.press("Enter")
    expect(taken(page).locator(".smw-move-rank")).to_have_text("")
    assert focused(page) == f"Undo: {name}"
    page.keyboard.press("Enter")
    expect(taken(page)).to_have_count(0)
    expect(offered(page).first).to_have_attribute("data-move", key)
    assert focused(page) == f"Take: {name}"


def test_all_moves_are_shown_on_demand_and_scroll_inside_their_panel(page: Page, app: str) -> None:
    open_roles(page, app)
    panel, rows = page.locator(".smw-moves"), page.locator("li.smw-move:visible")
    show = panel.get_by_role("button", name="Show all")
    height = panel.evaluate("e => e.clientHeight")
    if not show.is_visible():
        assert rows.count() * 48 <= height
        return
    show.click()
    expect(rows.last).to_be_visible()
    assert panel.evaluate("e => e.clientHeight") == height
    last = rows.last
    last.scroll_into_view_if_needed()
    inside = "e => { const p = e.closest('.smw-moves').getBoundingClientRect(), "
    inside += "r = e.getBoundingClientRect(); return r.top >= p.top && r.bottom <= p.bottom + 1 }"
    assert last.evaluate(inside)


def test_what_was_taken_is_summed_and_unfolds_from_its_line(page: Page, app: str) -> None:
    open_roles(page, app)
    for count in (1, 2):
        offered(page).first.get_by_role("button", name="Take: ").click()
        line = page.locator("[data-fold=taken] button")
        expect(line).to_have_text(re.compile(rf"^{count} taken, \$.* a year$"))
    line.click()
    expect(taken(page).nth(1)).to_be_visible()
    for _ in range(2):
        taken(page).first.hover()
        taken(page).first.get_by_role("button", name="Undo: ").click()
        expect(taken(page).locator(".smw-move-rank", has_text=re.compile("."))).to_have_count(0)
    expect(line).to_be_hidden()


def test_smaller_moves_unfold_from_their_sum(page: Page, app: str) -> None:
    open_roles(page, app)
    line = page.locator("[data-fold=rest] button")
    expect(line).to_have_text(re.compile(r"smaller moves? .*, within 1% of the best$"))
    before = offered(page).locator("visible=true").count()
    line.click()
    expect(offered(page).locator("visible=true")).not_to_have_count(before)


def test_only_whole_rows_of_the_week_are_shown_and_those_below_are_counted(
    page: Page, app: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_roles(page, app)
    rows = page.locator(".smw-week-rows")
    bottom = rows.evaluate("e => e.getBoundingClientRect().bottom")
    ends = page.locator(".smw-cause:visible").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().bottom)"
    )
    assert any(abs(end - bottom) <= 1 for end in ends)
    assert sum(end <= bottom + 1 for end in ends) >= 4  # the head, and three causes
    below = sum(end > bottom + 1 for end in ends)
    expect(page.locator(".smw-week-more")).to_have_text(f"{below} more")


def test_a_sellers_week_opens_with_the_keyboard_to_its_causes(page: Page, app: str) -> None:
    open_roles(page, app)
    row = page.locator(".smw-seller-row").first
    was = row.get_attribute("aria-expanded")
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "false" if was == "true" else "true")
    if was == "true":
        page.keyboard.press("Enter")
    expect(page.locator(".smw-causes").first).to_be_visible()
    assert page.locator(".smw-cause").count() > 1


def test_pointing_at_a_move_fades_the_sellers_that_it_does_not_concern(
    page: Page, app: str
) -> None:
    """Who gives or takes stays; the attention is shared by all components of the page."""
    open_roles(page, app)
    offered(page).first.hover()
    giver = offered(page).first.locator(".smw-swatch").first.get_attribute("title") or "?"
    faded = page.locator(".smw-seller[data-faded]")
    assert giver not in " ".join(faded.all_inner_texts())
    page.mouse.move(5, 5)
    expect(faded).to_have_count(0)


def test_nothing_of_the_column_is_wider_than_its_panel(page: Page, app: str) -> None:
    open_roles(page, app)
    for panel in (".smw-week", ".smw-moves"):
        wide = page.locator(panel).evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide <= 0, panel
