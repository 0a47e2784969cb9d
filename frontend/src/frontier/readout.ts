// What the picked model is worth against the present one, and along which line the handle moves.
import { same } from "../mixrow";
import { html } from "../svg";
import type { Figure, FrontierData, Line, Measure } from "./frontierdata";

const FIGURES: [Figure, string][] = [["cost", "Cost a year"], ["contribution", "Contribution a year"], ["win_rate", "Win rate"]];

export class Readout {
  readonly numbers = html("button", { type: "button", class: "smw-front-numbers", "aria-expanded": "false" }, "Show the numbers");
  readonly element: HTMLElement;
  private readonly where = html("span", { class: "smw-front-where" });
  private readonly figures = html("dl");
  private readonly ways = html("div", { class: "smw-front-ways", role: "radiogroup", "aria-label": "Models along" });
  private readonly list = html("ol");
  private readonly notes = html("div", { class: "smw-front-notes" });

  constructor(private readonly choose: (line: Measure) => void) {
    const head = html("p", { class: "smw-front-head" }, html("b", {}, "Picked model"), this.where);
    const hint = html("p", { class: "smw-front-hint" }, "Drag the ring along its line, or use the arrow keys.");
    this.element = html("aside", { class: "smw-front-side" }, this.ways, head, this.figures, hint, this.list, this.notes, this.numbers);
    this.ways.addEventListener("keydown", (event) => this.turned(event));
  }

  draw(data: FrontierData, numbers: Map<number, number>): void {
    if (!same(this.ways, data.lines.map(({ key, name }) => [key, name]))) {
      this.ways.replaceChildren(...data.lines.map(({ key, name }) => this.way(key, name)));
    }
    this.ways.hidden = data.lines.length < 2;
    this.list.replaceChildren(
      ...[...numbers].map(([i, number]) => {
        const mark = data.scenarios[i];
        return html("li", { title: mark ? `${mark.name}: ${mark.text}` : "" }, html("b", {}, String(number)), ` ${mark?.name ?? ""}`);
      }),
    );
    this.list.hidden = numbers.size === 0;
    this.notes.replaceChildren(...data.notes.map((note) => html("p", { title: note }, note)));
    this.notes.hidden = data.notes.length === 0;
  }

  show(line: Line, index: number): void {
    const point = line.points[index];
    if (!point) return;
    this.where.textContent = line.points.length > 1 ? `${index + 1} of ${line.points.length}` : "";
    for (const way of this.ways.children) {
      const on = (way as HTMLElement).dataset.line === line.key;
      way.setAttribute("aria-checked", String(on));
      way.setAttribute("tabindex", on ? "0" : "-1");
    }
    if (same(this.figures, point)) return;
    this.figures.replaceChildren(
      ...FIGURES.map(([key, label]) => {
        const { text, tone } = point.change[key];
        const change = html("dd", { class: "smw-front-change", "data-tone": tone }, tone === "same" ? text : `${text} on now`);
        return html("div", { "data-figure": key }, html("dt", {}, label), html("dd", { class: "smw-front-value" }, point.words[key]), change);
      }),
    );
  }

  private way(key: Measure, name: string): HTMLElement {
    const way = html("button", { type: "button", role: "radio", "data-line": key, "aria-checked": "false" }, name);
    way.addEventListener("click", () => this.choose(key));
    return way;
  }

  private turned(event: KeyboardEvent): void {
    if (!/^Arrow/.test(event.key)) return;
    const other = [...this.ways.children].find((way) => way.getAttribute("aria-checked") !== "true") as HTMLElement | undefined;
    if (!other) return;
    event.preventDefault();
    other.click();
    other.focus();
  }
}
