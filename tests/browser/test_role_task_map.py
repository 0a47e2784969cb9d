"""The role-task map in a real browser: sort, filter, type a share, lock it, take it back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.matrix import MatrixPage


@pytest.fixture
def matrix(page: Page, app: str) -> MatrixPage:
    return MatrixPage(page, app)


def test_a_share_typed_in_its_cell_is_one_undo(matrix: MatrixPage) -> None:
    task, role, other = matrix.shared()
    cell = matrix.cell(task, role)
    before = cell.inner_text()
    matrix.typed(task, role, "35%")
    expect(cell).to_have_text("35")
    expect(matrix.cell(task, other)).to_have_text("65")
    expect(cell).to_be_focused()
    expect(matrix.undo).to_have_accessible_name(re.compile("Undo: .* share of .*35%"))
    expect(cell).not_to_have_attribute("aria-busy", "true")  # Python has answered
    matrix.page.keyboard.press("Control+z")
    expect(cell).to_have_text(before)
    expect(matrix.undo).to_have_attribute("aria-disabled", "true")


def test_a_change_against_the_baseline_is_marked(matrix: MatrixPage) -> None:
    task, role, _ = matrix.shared()
    matrix.typed(task, role, "35")
    expect(matrix.cell(task, role).locator(".smw-map-was")).to_be_attached()
    expect(matrix.cell(task, role)).to_have_accessible_name(re.compile(r"35%.*baseline \d+%"))
    matrix.page.keyboard.press("Control+z")
    expect(matrix.cell(task, role).locator(".smw-map-was")).to_have_count(0)


def test_nonsense_is_told_in_a_sentence_at_the_cell_and_esc_gives_it_up(
    matrix: MatrixPage,
) -> None:
    task, role, _ = matrix.shared()
    before = matrix.cell(task, role).inner_text()
    matrix.typed(task, role, "half")
    expect(matrix.alert).to_have_text("“half” is not a per cent. Write it as 45 or 45%.")
    matrix.input.press("Escape")
    expect(matrix.alert).to_be_hidden()
    expect(matrix.cell(task, role)).to_have_text(before)


def test_a_role_without_the_skill_says_why_and_cannot_be_typed_into(matrix: MatrixPage) -> None:
    matrix.unable().click()
    expect(matrix.alert).to_have_text(re.compile("lacks the skill .*, which this task needs"))
    expect(matrix.input).to_have_count(0)


def test_points_by_keys_are_one_undo_and_a_locked_share_stays(matrix: MatrixPage) -> None:
    task, role, _ = matrix.shared()
    cell = matrix.cell(task, role)
    before = cell.inner_text()
    cell.focus()
    for _ in range(3):
        matrix.page.keyboard.press("-")
    expect(cell).to_have_text(str(int(before) - 3))
    expect(cell).not_to_have_attribute("aria-busy", "true")
    matrix.page.keyboard.press("Control+z")
    expect(cell).to_have_text(before)
    cell.focus()
    matrix.page.keyboard.press("l")
    expect(cell).to_have_accessible_name(re.compile("locked"))
    matrix.page.keyboard.press("Enter")
    expect(matrix.alert).to_have_text(re.compile("is locked at"))
    matrix.page.keyboard.press("l")
    expect(cell).not_to_have_accessible_name(re.compile("locked"))


def test_the_premium_head_ranks_the_tasks(matrix: MatrixPage) -> None:
    matrix.head("#premium").click()
    shown = matrix.premiums()
    assert shown == sorted(shown, key=worth, reverse=True)
    matrix.head("#premium").click()
    shown = matrix.premiums()
    assert shown == sorted(shown, key=worth)


def worth(text: str) -> float:
    """$103k as a number; "none" is nothing."""
    number = re.match(r"\D*([\d.,]+)([kM]?)", text)
    if number is None:
        return 0.0
    return float(number[1].replace(",", "")) * {"": 1, "k": 1e3, "M": 1e6}[number[2]]


def test_slash_searches_a_kind_filters_and_show_all_brings_them_back(matrix: MatrixPage) -> None:
    every = matrix.tasks()
    matrix.root.get_by_label("Kind of task").select_option("Selling")
    assert 0 < len(matrix.tasks()) < len(every)
    matrix.page.keyboard.press("Escape")
    matrix.cell(matrix.tasks()[0], "#name").focus()
    matrix.page.keyboard.press("/")
    matrix.page.keyboard.type("no such task")
    expect(matrix.root.get_by_text("No task matches")).to_be_visible()
    matrix.root.get_by_role("button", name="Show all tasks").click()
    expect(matrix.root.locator("[data-row]").nth(1)).to_be_visible()
    assert matrix.tasks() == every


def test_a_cell_under_the_hand_says_how_its_cost_comes_about(matrix: MatrixPage) -> None:
    task, role, _ = matrix.shared()
    matrix.cell(task, role).hover()
    expect(matrix.bubble).to_contain_text(re.compile(r"an hour / \(productivity .* × quality"))
    expect(matrix.bubble).to_contain_text("hours")
    matrix.cell(task, "#premium").hover()
    expect(matrix.bubble).to_contain_text("fulfilment")


def test_typing_survives_a_redraw_that_comes_from_elsewhere(matrix: MatrixPage) -> None:
    task, role, other = matrix.shared()
    matrix.typed(task, role, "35")
    matrix.cell(task, role).click()
    matrix.input.fill("4")
    matrix.undo.evaluate("button => button.click()")  # without taking the focus
    expect(matrix.undo).to_have_attribute("aria-disabled", "true")
    matrix.page.keyboard.type("1")
    matrix.page.keyboard.press("Enter")
    expect(matrix.cell(task, role)).to_have_text("41")
    expect(matrix.cell(task, other)).to_have_text("59")


def test_a_chosen_task_is_marked_and_found_on_the_design_page(matrix: MatrixPage) -> None:
    task = matrix.tasks()[-1]
    matrix.cell(task, "#name").click()
    row = matrix.root.locator(f'[data-row="{task}"]')
    expect(row).to_have_attribute("aria-selected", "true")
    name = matrix.cell(task, "#name").inner_text()
    matrix.page.wait_for_timeout(500)
    matrix.page.get_by_role("link", name="Design").click()
    expect(matrix.page.locator(".smw-mix-row[data-chosen]")).to_contain_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_map_fits_its_panel_and_its_text_passes_contrast(
    browser: Browser, app: str, scheme: str, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    page = browser.new_page(viewport=view, color_scheme=scheme)  # type: ignore[arg-type] # one of the two schemes, two numbers
    matrix = MatrixPage(page, app)
    assert matrix.overflow() <= 0
    assert min(page.evaluate(CONTRASTS)) >= 4.5
    page.close()


CONTRASTS = """() => {
  const lum = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { const c = getComputedStyle(e).backgroundColor;
    return !e.parentElement || !/, 0\\)$|transparent/.test(c) ? c : ground(e.parentElement); };
  const what = ".smw-map-face, .smw-map-name, .smw-map-premium, .smw-map-group span, "
    + ".smw-map-role b, .smw-map-role small, .smw-map-top p, .smw-map-foot > span";
  return [...document.querySelectorAll(what)].map(e => {
    const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); });
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_room_reads_the_map_the_week_and_the_moves(
    page: Page, app: str, width: int, height: int
) -> None:
    """16 px and more, the screen filled, nothing that only a hand needs; cells are hit where
    they are seen."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{app}/roles")
    expect(page.locator(".smw-move[data-standing=open]").first).to_be_visible()
    page.keyboard.press("p")
    for gone in (".st-key-roles_head", ".smw-map-search", ".smw-map-filters"):
        expect(page.locator(gone)).to_be_hidden()
    size = "e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1)"
    for read in (".smw-map-name", ".smw-map-face", ".smw-map-premium", ".smw-map-role b",
                 ".smw-week-title", ".smw-verdict", ".smw-week-legend", ".smw-move-name",
                 ".smw-move-change", ".smw-move-worth"):  # fmt: skip
        assert page.locator(read).first.evaluate(size) >= 16, read
    for panel in (".st-key-panel-map", ".st-key-panel-moves"):
        box = page.locator(panel).bounding_box()
        assert box is not None
        assert height - 12 <= box["y"] + box["height"] <= height, panel
    cell = page.locator(".smw-map-cell:not([data-unable])").nth(3)
    cell.click()
    expect(cell.locator(".smw-map-input")).to_be_focused()
