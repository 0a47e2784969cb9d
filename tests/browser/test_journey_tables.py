"""The journey as tables: typed into, pasted into, and drawn anew while somebody types."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_workbench import headline, open_design


def show_table(page: Page, app: str) -> Locator:
    """Open the table of the journey; returns its first figure of days."""
    open_design(page, app)
    page.locator('[data-view="Table"]').click()
    cell = page.locator("[data-table=days] [data-at='0.1']")
    expect(cell).to_be_visible()
    return cell


def type_into(page: Page, cell: Locator, text: str) -> None:
    cell.dblclick()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_days_typed_as_three_weeks_change_the_cycle_time_and_stay_as_typed(
    page: Page, app: str
) -> None:
    cell = show_table(page, app)
    cycle = page.locator("[data-kpi=cycle_days] [data-value]")
    before = cycle.inner_text()
    type_into(page, cell, "3 wk")
    expect(cycle).not_to_have_text(before, use_inner_text=True)
    expect(cell).to_contain_text("3 wk")


def test_nonsense_typed_for_days_is_told_and_changes_nothing(page: Page, app: str) -> None:
    cell = show_table(page, app)
    before = headline(page).inner_text()
    type_into(page, cell, "soon")
    expect(page.get_by_test_id("stToast")).to_contain_text("soon")
    expect(cell).not_to_contain_text("soon")
    expect(headline(page)).to_have_text(before, use_inner_text=True)


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_a_block_of_a_spreadsheet_is_pasted_as_one_undo_without_the_clipboard_interface(
    page: Page, app: str
) -> None:
    """Over plain http on a network there is no navigator.clipboard; the paste event is there."""
    page.add_init_script("delete Navigator.prototype.clipboard")
    cell = show_table(page, app)
    before = cell.inner_text()
    cell.click()
    page.evaluate(PASTE, "3 wk\n1 month")
    below = page.locator("[data-table=days] [data-at='1.1']")
    expect(cell).to_contain_text("3 wk")
    expect(below).to_contain_text("1 month")
    page.keyboard.press("Control+z")
    expect(cell).to_have_text(before)


def test_a_cell_that_is_being_typed_in_survives_a_redraw(page: Page, app: str) -> None:
    cell = show_table(page, app)
    before = headline(page).inner_text()
    cell.dblclick()
    page.keyboard.type("12")
    # The figures are drawn anew by an edit that comes from elsewhere.
    page.evaluate(
        """() => document.querySelector(".smw-mix .smw-handle")
          .dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }))"""
    )
    expect(headline(page)).not_to_have_text(before, use_inner_text=True)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("123")
