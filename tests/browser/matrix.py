"""The role-task map as a tester uses it: open it, find a cell, type, read what it says."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class MatrixPage:
    """The map on the page /roles."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.root = page.locator(".smw-map")
        self.grid = self.root.get_by_role("grid")
        self.bubble = page.locator(".smw-map-bubble")
        self.alert = self.bubble.locator("p")
        self.input = self.root.locator(".smw-map-input")
        self.undo = page.locator("[data-smw=undo]")
        page.goto(f"{address}/roles")
        expect(self.grid).to_be_visible(timeout=20_000)  # a cold server takes its time

    def cell(self, task: str, column: str) -> Locator:
        """The cell of a task's id and a role's id, or "#name" or "#premium"."""
        return self.root.locator(f'[data-cell="{task} {column}"]')

    def head(self, column: str) -> Locator:
        """The head of a role's id, "#name" or "#premium"."""
        return self.cell("#head", column)

    def tasks(self) -> list[str]:
        """The ids of the drawn rows, from top to bottom."""
        rows = self.root.locator("[data-row]").all()
        places = [(row.bounding_box() or {"y": 0})["y"] for row in rows]
        ids = [row.get_attribute("data-row") or "" for row in rows]
        return [task for _, task in sorted(zip(places, ids, strict=True))]

    def premiums(self) -> list[str]:
        """The premiums of the drawn rows, from top to bottom."""
        return [self.cell(task, "#premium").inner_text() for task in self.tasks()]

    def typed(self, task: str, role: str, text: str) -> None:
        """Type a share into a cell and take it."""
        self.cell(task, role).click()
        self.input.fill(text)
        self.input.press("Enter")

    def shared(self) -> tuple[str, str, str]:
        """A task that two roles share: its id, the role with the larger share, the other."""
        found = self.grid.evaluate(
            """grid => { for (const row of grid.querySelectorAll("[data-row]")) {
              const held = [...row.querySelectorAll(".smw-map-cell")]
                .map(c => [c.dataset.cell.split(" ")[1], Number(c.textContent)])
                .filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1]);
              if (held.length === 2) return [row.dataset.row, held[0][0], held[1][0]];
            } }"""
        )
        task, larger, other = found
        return str(task), str(larger), str(other)

    def unable(self) -> Locator:
        """A cell whose role lacks the skill."""
        return self.root.locator(".smw-map-cell[data-unable]").first

    def overflow(self) -> int:
        """By how many pixels the map is wider than its panel."""
        return int(self.root.evaluate("map => map.scrollWidth - map.clientWidth"))
