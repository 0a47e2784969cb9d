// The frontier: contribution and win rate against cost, with a handle that picks a model.
// Python works out every point; between two of them only the drawing is interpolated. What is
// picked is told to Python on release; what that changes is written below by Python.
import type { Cleanup, Component } from "../component";
import { same } from "../mixrow";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import css from "./frontier.css?inline";
import type { FrontierData, Line, Measure, Pick } from "./frontierdata";
import { isCramped, nearestOn, scrubbed, snapped, stepped, type Spot } from "./geometry";
import { Plot } from "./plot";
import { Readout } from "./readout";

const RESTS = 250; // ms after the last key until Python is told

interface Drag {
  plot: Plot;
  from: Spot; // of the pointer
  grip: Spot; // from the pointer to the handle
  start: number; // where on the line the handle was
  before: { curve: Measure; index: number };
}

class Frontier {
  private readonly root = html("section", { class: "smw-front" });
  private readonly plots = (["contribution", "win_rate"] as const).map((measure) => new Plot(measure));
  private readonly readout = new Readout((line) => this.turn(line));
  private readonly table = html("div", { class: "smw-front-table", tabindex: 0, hidden: "" });
  private readonly measure: ResizeObserver;
  private dark: boolean | null = null;
  private data!: FrontierData;
  private curve: Measure = "contribution";
  private at = 0;
  private count = 0;
  private drag: Drag | null = null;
  private waiting = false; // for the end of a drag, with newer data
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private component: Component<FrontierData>,
  ) {
    addStyles(parent, "frontier", css);
    this.root.append(...this.plots.map((plot) => plot.element), this.table, this.readout.element);
    parent.append(this.root);
    for (const plot of this.plots) this.listen(plot);
    this.readout.numbers.addEventListener("click", () => this.toggleTable());
    this.measure = new ResizeObserver(() => this.redraw());
    this.measure.observe(this.root);
  }

  draw(component: Component<FrontierData>): void {
    this.component = component;
    const another = component.data.of !== this.data?.of;
    this.data = component.data;
    if (another) this.drag = null;
    const { picked } = this.data;
    if (picked && !this.drag && (another || picked.count >= this.count)) {
      this.curve = picked.curve;
      this.at = picked.index;
      this.count = Math.max(this.count, picked.count);
      clearTimeout(this.timer);
    }
    this.redraw();
  }

  remove(): void {
    clearTimeout(this.timer);
    this.measure.disconnect();
    this.root.remove();
  }

  private get line(): Line {
    return this.data.lines.find(({ key }) => key === this.curve) ?? (this.data.lines[0] as Line);
  }

  private get last(): number {
    return this.line.points.length - 1;
  }

  private get index(): number {
    return snapped(this.at, this.last);
  }

  // Axes and lines hold still while a hand drags.
  private redraw(): void {
    this.waiting = this.drag !== null;
    if (!this.data || this.waiting || this.data.lines.length === 0) return;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.curve = this.line.key;
    const crowded = new Set<number>();
    for (const plot of this.plots) {
      const panel = this.data.panels.find(({ measure }) => measure === plot.measure);
      if (panel) for (const i of plot.prepare(this.data, panel)) crowded.add(i);
    }
    const numbers = new Map([...crowded].sort((a, b) => a - b).map((i, n) => [i, n + 1]));
    for (const plot of this.plots) plot.draw(numbers, this.curve);
    this.readout.draw(this.data, numbers);
    this.drawTable();
    this.show();
  }

  private show(): void {
    const { line, index, last } = this;
    for (const plot of this.plots) {
      plot.choose(line.key);
      plot.move(line, this.at);
      const { handle } = plot;
      handle.toggleAttribute("data-own", plot.measure === line.key);
      const seen = plot.measure === "contribution" ? "contribution" : "win rate";
      for (const [name, value] of Object.entries({
        "aria-label": `${line.name} at each cost, seen by ${seen}`,
        "aria-valuemin": 0, "aria-valuemax": last, "aria-valuenow": index, "aria-valuetext": line.points[index]?.text ?? "",
      })) handle.setAttribute(name, String(value));
    }
    this.readout.show(line, index);
  }

  // The other line, at the point whose cost is nearest.
  private turn(curve: Measure): void {
    const cost = this.line.points[this.index]?.cost ?? 0;
    const was = this.curve;
    this.curve = curve;
    if (was !== curve) this.at = nearestCost(this.line, cost);
    this.show();
    if (was !== curve) this.tell();
  }

  private listen(plot: Plot): void {
    plot.handle.addEventListener("keydown", (event) => this.pressed(event));
    plot.field.addEventListener("pointerdown", (event) => this.grab(plot, event));
    plot.field.addEventListener("pointermove", (event) => this.pull(event));
    plot.field.addEventListener("pointerup", () => this.release());
    plot.field.addEventListener("pointercancel", () => this.giveUp());
    plot.field.addEventListener("lostpointercapture", () => this.release());
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.drag) {
      this.giveUp();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepped(event.key, this.index, this.last);
    if (to === null) return;
    event.preventDefault();
    if (to === this.at) return;
    this.at = to;
    this.show();
    this.tell(RESTS);
  }

  private grab(plot: Plot, event: PointerEvent): void {
    const target = event.target as Element;
    const hit = target.getAttribute("data-hit") as Measure | null;
    const onHandle = target.closest("[data-handle]") !== null;
    if (event.button !== 0 || (!onHandle && !hit)) return;
    event.preventDefault();
    const before = { curve: this.curve, index: this.index };
    const from = plot.spotOf(event);
    if (hit && !onHandle) {
      this.curve = hit;
      this.at = nearestOn(plot.spotsOf(hit), from).at;
    }
    this.drag = { plot, from, grip: { x: 0, y: 0 }, start: this.at, before };
    plot.field.setPointerCapture?.(event.pointerId);
    plot.handle.focus({ preventScroll: true });
    this.root.toggleAttribute("data-dragging", true);
    this.show();
  }

  private pull(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    const spots = drag.plot.spotsOf(this.curve);
    const to = drag.plot.spotOf(event);
    this.at = isCramped(spots) ? scrubbed(drag.start, to.x - drag.from.x, to.y - drag.from.y, this.last) : nearestOn(spots, to).at;
    this.show();
  }

  private release(): void {
    const { drag } = this;
    if (!drag) return;
    this.end();
    this.at = this.index;
    const moved = this.curve !== drag.before.curve || this.at !== drag.before.index;
    this.show();
    if (moved) this.tell();
  }

  private giveUp(): void {
    const { drag } = this;
    if (!drag) return;
    this.end();
    this.curve = drag.before.curve;
    this.at = drag.before.index;
    this.show();
  }

  private end(): void {
    this.drag = null;
    this.root.toggleAttribute("data-dragging", false);
    if (this.waiting) this.redraw();
  }

  private tell(after = 0): void {
    this.count += 1;
    const picked: Pick & { of: string } = { of: this.data.of, curve: this.curve, index: this.index, count: this.count };
    clearTimeout(this.timer);
    if (after === 0) this.component.setStateValue("picked", picked);
    else this.timer = setTimeout(() => this.component.setStateValue("picked", picked), after);
  }

  private toggleTable(): void {
    const open = this.table.hidden;
    this.table.hidden = !open;
    for (const plot of this.plots) plot.element.hidden = open;
    this.readout.numbers.textContent = open ? "Show the lines" : "Show the numbers";
    this.readout.numbers.setAttribute("aria-expanded", String(open));
    if (!open) this.redraw();
  }

  private drawTable(): void {
    const { columns, rows } = this.data.table;
    if (same(this.table, [columns, rows])) return;
    const row = (tag: string, cells: string[]) => html("tr", {}, ...cells.map((cell) => html(tag, tag === "th" ? { scope: "col" } : {}, cell)));
    this.table.replaceChildren(
      html("table", {}, html("caption", {}, "The frontier in numbers"), html("thead", {}, row("th", columns)), html("tbody", {}, ...rows.map((cells) => row("td", cells)))),
    );
  }
}

function nearestCost(line: Line, cost: number): number {
  const far = (i: number) => Math.abs((line.points[i]?.cost ?? 0) - cost);
  return line.points.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
}

const views = new WeakMap<HTMLElement | ShadowRoot, Frontier>();

export function mountFrontier(component: Component<FrontierData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Frontier(parent, component);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
