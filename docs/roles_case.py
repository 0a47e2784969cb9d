"""Follows the worked case of docs/roles.md in the running app: `make roles-case`.

Prints the numbers of the guide, stops where the app shows another one, and takes a picture after
each step into docs/pictures/roles.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from docs.roles_figures import TASK, Figures, figures, rows
from tests.browser.driver import chromium, serving

PICTURES = Path(__file__).parent / "pictures" / "roles"
NOWHERE = (640, 60)
"""Where the pointer lights nothing up."""


class Case:
    """The app as the CRO goes through it; `said` are the numbers that it has to show."""

    def __init__(self, page: Page, address: str, said: Figures) -> None:
        self.page, self.address, self.said = page, address, said

    def view(self, name: str) -> None:
        """Choose a view of the page Roles."""
        if not self.page.url.endswith("/roles"):
            self.page.get_by_role("link", name="Roles").click()
        self.page.get_by_role("radio", name=name).or_(
            self.page.get_by_role("button", name=name, exact=True)
        ).first.click()

    def shows(self, *names: str, within: str = "body") -> None:
        """Wait until the app shows these numbers."""
        for name in names:
            found = self.page.locator(within).filter(has_text=self.said[name])
            expect(found.first, f"{name}: {self.said[name]}").to_be_attached(timeout=20_000)

    def move(self, name: str) -> Locator:
        """A row of the list of moves, by the name of its move."""
        row = self.page.locator(".smw-move[data-standing]").filter(has_text=self.said[name])
        return row.filter(has_text="GTX").first

    def pick(self, label: str, option: str) -> None:
        """Choose in a list of Streamlit's."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def undo(self) -> None:
        """One step back."""
        self.page.locator("[data-smw=undo]").click()


def see_the_map(case: Case) -> None:
    """Four tasks make most of the premium."""
    case.page.goto(f"{case.address}/roles")
    case.shows("The map's title, GTX", "The list's title")
    row = case.move("The move")
    for name in ("The move: how", "The move: saves a year", "The move: win rate"):
        expect(row).to_contain_text(case.said[name])
    cell = case.page.locator(f'[data-cell="{TASK} #premium"]')
    expect(cell).to_contain_text(case.said["Onboarding: premium"])


def read_a_cell(case: Case) -> None:
    """Share, hours and the cost of a fulfilled hour."""
    case.page.locator(f'[data-cell="{TASK} ae"]').hover()
    case.shows("AE: share", "AE: hours a year", "AE: a fulfilled hour", within=".smw-map-bubble")


def follow_it_to_the_inputs(case: Case) -> None:
    """From the bar to the product, and from the product to the inputs with their tags."""
    case.view("Cost per win")
    case.pick("Where does a bar come from?", "Onboarding")
    case.shows("AE: the line", within="[data-testid=stCaptionContainer]")
    case.shows("Onboarding a win", within="[data-testid=stCaptionContainer]")


def see_what_it_hangs_on(case: Case) -> None:
    """The tornado of the premium."""
    case.view("What if")
    case.pick("Result", "Misalignment premium a year")
    expect(case.page.get_by_text("Onboarding: hours").first).to_be_visible()


def halve_the_hours(case: Case) -> None:
    """Four hours have no source; two are typed over them on the page Design."""
    case.page.get_by_role("link", name="Design").click()
    case.page.locator('[data-view="Table"]').click()
    table = case.page.locator("[data-table=hours]")
    line = table.locator('th[title="Onboarding"]').last.get_attribute("data-at") or ""
    cell = table.locator(f"[data-at='{line.split('.')[0]}.1']")
    cell.scroll_into_view_if_needed()
    cell.dblclick()
    case.page.keyboard.type("2 h")
    case.page.keyboard.press("Enter")
    expect(cell).to_contain_text("2 h")


def see_what_remains(case: Case) -> None:
    """Half of the saving; the move is second in the list."""
    case.view("Map")
    row = case.move("The move")
    expect(row).to_contain_text(case.said["The move at 2 hours: saves a year"])
    rank = row.locator(".smw-move-rank")
    expect(rank).to_have_text(case.said["The move at 2 hours: rank"])


def take_the_move(case: Case) -> None:
    """Four hours again; the move is taken and the list ranked anew."""
    case.undo()
    row = case.move("The move")
    expect(row).to_contain_text(case.said["The move: saves a year"])
    row.get_by_role("button", name="Take: ").click()
    case.shows("The list's title after the move")
    first = case.page.locator(".smw-move[data-standing=open]").first
    for name in ("First of the list after the move",
                 "First of the list after the move: saves a year"):  # fmt: skip
        expect(first).to_contain_text(case.said[name])
    expect(case.page.locator(".smw-move[data-standing=taken]")).to_have_count(1)


def ask_for_the_best(case: Case) -> None:
    """The move is undone; the optimiser is asked for all, with the heads as they are."""
    case.undo()
    case.shows("The list's title")
    case.view("Optimise")
    case.shows(
        "Least cost", "Cost a year", "Cost a year, least", "Contribution a year at least cost"
    )
    case.view("As they are")
    case.shows("Least cost, heads as they are", "One more head")


def ask_for_too_much(case: Case) -> None:
    """A budget that cannot be kept, and its mends."""
    case.view("Follow the hours")
    case.shows("Least cost")
    budget = case.page.get_by_label("Budget a year")
    budget.fill("6M")
    budget.press("Enter")
    case.shows("Budget of $6M, mend 1", "Budget of $6M, mend 2", within="button")


def see_the_frontier(case: Case) -> None:
    """What each budget can buy."""
    budget = case.page.get_by_label("Budget a year")
    budget.fill("")
    budget.press("Enter")
    case.shows("Least cost")
    case.view("Frontier")
    case.shows("Most contribution a year", "Most contribution: cost a year",
               "Most contribution: win rate")  # fmt: skip


def plan_the_people(case: Case) -> None:
    """Hires by month, and what breaks first."""
    case.view("Sizing")
    case.shows("The plan by month", "What breaks first")


def see_it_in_the_dark(case: Case) -> None:
    """The map once more."""
    case.page.emulate_media(color_scheme="dark")
    case.page.reload()
    case.view("Map")
    case.shows("The map's title, GTX", "The list's title")


STEPS: tuple[Callable[[Case], None], ...] = (
    see_the_map, read_a_cell, follow_it_to_the_inputs, see_what_it_hangs_on, halve_the_hours,
    see_what_remains, take_the_move, ask_for_the_best, ask_for_too_much, see_the_frontier,
    plan_the_people, see_it_in_the_dark,
)  # fmt: skip


def main(folder: Path) -> None:
    """Print the numbers, follow the case at 1280x720 and write a picture a step into `folder`."""
    folder.mkdir(exist_ok=True, parents=True)
    said = figures()
    print("\n".join(rows(said)))
    with (
        tempfile.TemporaryDirectory() as scratch,
        chromium() as browser,
        serving(Path(scratch) / "scenarios.duckdb") as address,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme="light")
        case = Case(page, address, said)
        for number, step in enumerate(STEPS, start=1):
            step(case)
            if step is not read_a_cell:
                page.mouse.move(*NOWHERE)
            page.wait_for_timeout(1_200)
            page.screenshot(path=folder / f"{number:02}_{step.__name__}.png")
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
