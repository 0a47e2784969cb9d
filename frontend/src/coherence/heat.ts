// The heat map: how far the choice in each row supports that in each column, a button a cell.
import { same } from "../mixrow";
import { html } from "../svg";
import { listen, type Hands, type HeatCell, type HeatHead, type Hint, type MapData } from "./mapdata";
import { debtMark, markOf } from "./marks";

const STEPS: Record<string, [number, number]> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

export class Heat {
  readonly element = html("div", { class: "smw-comp-heat" });
  private hints = new Map<string, Hint>();
  private chosen = "";

  constructor(private readonly hands: Hands) {
    this.element.addEventListener("keydown", (event) => this.walk(event));
  }

  draw({ heat }: MapData): void {
    if (same(this.element, [heat])) return;
    const focused = this.cells().findIndex((cell) => cell === document.activeElement);
    this.hints = new Map(heat.rows.flatMap((row) => row.cells.map((cell, i) => [idOf(row.key, heat.columns[i]), cell.hint])));
    const corner = html("td", { class: "smw-comp-corner" }, html("span", {}, "is influenced →"), html("span", {}, "↓ influences"));
    const head = html("tr", {}, corner, ...heat.columns.map((column) => headOf(column, "col")));
    const rows = heat.rows.map((row) => {
      const cells = row.cells.map((cell, i) => html("td", {}, this.cell(cell, idOf(row.key, heat.columns[i]), row.key, heat.columns[i]?.key ?? "")));
      return html("tr", {}, headOf(row, "row"), ...cells);
    });
    this.element.replaceChildren(
      html("table", {}, html("caption", {}, `${heat.title}. ${heat.subtitle}`), html("thead", {}, head), html("tbody", {}, ...rows)),
    );
    if (focused >= 0) this.cells()[focused]?.focus();
    this.choose(this.chosen);
  }

  hintOf(id: string): Hint | undefined {
    return this.hints.get(id);
  }

  elementOf(id: string): Element | undefined {
    return this.cells().find((cell) => cell.dataset.item === id);
  }

  // The cell stays with the heads of its row and column, the others fade.
  light(id: string | null): void {
    const at = this.cells().find((cell) => cell.dataset.item === id);
    for (const cell of this.cells()) cell.toggleAttribute("data-faded", at !== undefined && cell !== at);
    for (const head of this.element.querySelectorAll<HTMLTableCellElement>("th")) {
      const own = head.scope === "row" ? at?.dataset.row : at?.dataset.column;
      head.toggleAttribute("data-faded", at !== undefined && head.dataset.key !== own);
    }
  }

  choose(key: string): void {
    this.chosen = key;
    for (const cell of this.cells()) cell.setAttribute("aria-pressed", String(key !== "" && cell.dataset.about === key));
  }

  private cell(cell: HeatCell, id: string, row: string, column: string): HTMLElement {
    const words = cell.words ? [html("small", {}, cell.words)] : [];
    const debt = cell.debt ? [html("i", {}, debtMark(14))] : [];
    const button = html(
      "button",
      {
        type: "button", class: "smw-comp-cell", "data-item": id, "data-about": cell.about, "data-row": row, "data-column": column,
        "data-step": cell.step, "aria-label": cell.debt ? `${cell.name}, unreviewed` : cell.name, ...(cell.own ? { "data-own": "" } : {}), ...(cell.text.length > 5 ? { "data-long": "" } : {}),
      },
      html("b", {}, cell.text), ...words, ...debt,
    );
    listen(button, { id, about: cell.about, at: button }, this.hands);
    return button;
  }

  // Arrows walk from cell to cell.
  private walk(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const rows = [...this.element.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll<HTMLElement>("button")]);
    const down = rows.findIndex((row) => row.includes(document.activeElement as HTMLElement));
    if (!step || down < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const along = rows[down]?.indexOf(document.activeElement as HTMLElement) ?? 0;
    rows[down + step[0]]?.[along + step[1]]?.focus();
  }

  private cells(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(".smw-comp-cell")];
  }
}

function headOf({ key, mark, name, text }: HeatHead, scope: "row" | "col"): HTMLElement {
  const shape = mark ? [markOf(key, mark)] : [];
  const choice = scope === "row" ? [html("small", { dir: "auto" }, text)] : []; // there is room for it once
  return html("th", { scope, "data-key": key, title: `${name}: ${text}` }, html("span", {}, ...shape, html("span", {}, name)), ...choice);
}

function idOf(row: string, column: HeatHead | undefined): string {
  return `${row}>${column?.key ?? ""}`;
}
