// The component map: the four components as a ring or as a heat map, and their numbers as a table.
// What is chosen is told to Python, which shows what concerns it; nothing is edited here.
import type { Cleanup, Component } from "../component";
import { listKeys } from "../keys";
import { same } from "../mixrow";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import { Bubble } from "./bubble";
import css from "./coherence.css?inline";
import { Heat } from "./heat";
import type { Chosen, Hands, Hint, Item, MapData } from "./mapdata";
import { legendMark } from "./marks";
import { Ring, SCORE } from "./ring";

type View = "ring" | "heat";
const VIEWS: [View, string][] = [["ring", "Ring"], ["heat", "Heat map"]];
const ICON = `<svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.3" aria-hidden="true"><rect x="1.5" y="2.5" width="11" height="9" rx="1.5"/><path d="M1.5 6h11M6 2.5v9"/></svg>`;

let lastView: View = "ring"; // outlives a change of page

const KEYS = [
  ["Arrows", "Walk the heat map"],
  ["Enter", "Keep only the findings of a component or a pair"],
  ["Esc", "Show all findings"],
] as const;

class ComponentMap {
  private readonly unlist = listKeys("Component map", KEYS);
  private readonly root = html("section", { class: "smw-comp" });
  private readonly title = html("h3", { class: "smw-comp-title" });
  private readonly subtitle = html("p", { class: "smw-comp-sub" });
  private readonly ways = html("div", { class: "smw-comp-ways", role: "radiogroup", "aria-label": "Show the components as" });
  private readonly numbers = html("button", { class: "smw-comp-numbers", type: "button" });
  private readonly table = html("div", { class: "smw-comp-table", tabindex: 0, hidden: "" });
  private readonly legend = html("div", { class: "smw-comp-legend", "aria-hidden": "true" });
  private readonly empty = html("p", { class: "smw-comp-empty" });
  private readonly bubble = new Bubble();
  private readonly ring: Ring;
  private readonly heat: Heat;
  private readonly measure = new ResizeObserver(() => this.ring.layOut());
  private data!: MapData;
  private chosen: Chosen = { key: "", count: 0 };
  private view: View = lastView;
  private on: Item | null = null;
  private dark: boolean | null = null;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private component: Component<MapData>,
  ) {
    addStyles(parent, "coherence", css);
    const hands: Hands = { over: (item) => this.attend(item), off: (item) => this.leave(item), choose: (key) => this.turn(key) };
    this.ring = new Ring(hands);
    this.heat = new Heat(hands);
    for (const [view, name] of VIEWS) this.ways.append(this.way(view, name));
    this.numbers.innerHTML = ICON;
    this.numbers.addEventListener("click", () => this.showNumbers(Boolean(this.table.hidden)));
    const controls = html("div", { class: "smw-comp-controls" }, this.ways, this.numbers);
    const head = html("header", { class: "smw-comp-head" }, this.title, controls, this.subtitle);
    this.root.append(head, this.ring.element, this.heat.element, this.table, this.empty, this.legend, this.bubble.element);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    parent.append(this.root);
    this.showNumbers(false);
    this.measure.observe(this.ring.element);
  }

  draw(component: Component<MapData>): void {
    this.component = component;
    this.data = component.data;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    if (this.data.chosen.count >= this.chosen.count) this.chosen = this.data.chosen;
    this.empty.textContent = this.data.empty;
    this.empty.hidden = this.data.empty === "";
    this.heat.draw(this.data);
    this.drawTable();
    this.show();
    this.ring.draw(this.data);
    this.mark();
    this.light();
  }

  remove(): void {
    this.unlist();
    this.measure.disconnect();
    this.bubble.hide();
    this.root.remove();
  }

  private way(view: View, name: string): HTMLElement {
    const button = html("button", { type: "button", role: "radio", "data-view": view }, name);
    button.addEventListener("click", () => this.switchTo(view));
    button.addEventListener("keydown", (event) => {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      this.switchTo(view === "ring" ? "heat" : "ring");
      this.ways.querySelector<HTMLElement>(`[data-view=${this.view}]`)?.focus();
    });
    return button;
  }

  private switchTo(view: View): void {
    this.view = lastView = view;
    this.on = null;
    this.showNumbers(false);
    this.show();
    this.ring.layOut();
    this.light();
  }

  // Which of the three is shown, with the words that belong to it.
  private show(): void {
    const { data, view } = this;
    const [empty, inNumbers] = [data.empty !== "", !this.table.hidden];
    this.title.textContent = view === "ring" ? data.title : data.heat.title;
    const subtitle = view === "ring" ? data.subtitle : data.heat.subtitle;
    this.subtitle.textContent = empty ? "" : subtitle;
    this.subtitle.title = subtitle;
    this.ring.element.hidden = empty || inNumbers || view !== "ring";
    this.heat.element.hidden = empty || inNumbers || view !== "heat";
    this.numbers.hidden = view === "heat";
    this.ways.hidden = empty;
    for (const way of this.ways.querySelectorAll<HTMLElement>("[data-view]")) {
      const own = way.dataset.view === view;
      way.setAttribute("aria-checked", String(own));
      way.tabIndex = own ? 0 : -1;
    }
    this.drawLegend(empty || inNumbers);
  }

  private drawLegend(hidden: boolean): void {
    this.legend.hidden = hidden;
    if (same(this.legend, [this.view, this.data.legend])) return;
    const items = this.data.legend.map(({ kind, label }) => html("span", {}, legendMark(kind), label));
    const owed = this.data.legend.some(({ kind }) => kind === "debt");
    this.legend.replaceChildren(...(this.view === "ring" ? items : heatLegend(owed)));
  }

  private showNumbers(shown: boolean): void {
    this.table.hidden = !shown;
    const name = shown ? "Show the ring" : "Show the numbers";
    this.numbers.setAttribute("aria-pressed", String(shown));
    this.numbers.setAttribute("aria-label", name);
    this.numbers.title = name;
    if (!this.data) return;
    this.show();
    this.ring.layOut();
  }

  private drawTable(): void {
    const { columns, rows } = this.data.table;
    if (same(this.table, [columns, rows])) return;
    const row = (tag: string, cells: string[]) => html("tr", {}, ...cells.map((cell) => html(tag, tag === "th" ? { scope: "col" } : {}, cell)));
    this.table.setAttribute("aria-label", `Numbers: ${this.data.title}`);
    this.table.replaceChildren(html("table", {}, html("thead", {}, row("th", columns)), html("tbody", {}, ...rows.map((cells) => row("td", cells)))));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || (this.on === null && this.chosen.key === "")) return;
    event.stopPropagation();
    this.on = null;
    this.light();
    if (this.chosen.key !== "") this.turn(this.chosen.key);
  }

  private attend(item: Item): void {
    this.on = item;
    this.light();
  }

  private leave(item: Item): void {
    if (this.on?.id !== item.id) return;
    this.on = null;
    this.light();
  }

  private light(): void {
    const { on } = this;
    const inHeat = this.view === "heat";
    this.ring.light(on && !inHeat && on.about !== "" ? on.about : null);
    this.heat.light(on && inHeat ? on.id : null);
    const hint = on ? this.hintOf(on.id) : undefined;
    const at = on ? ((inHeat ? this.heat : this.ring).elementOf(on.id) ?? on.at) : undefined;
    if (hint && at) this.bubble.show(hint, at);
    else this.bubble.hide();
  }

  private hintOf(id: string): Hint | undefined {
    if (this.view === "heat") return this.heat.hintOf(id);
    if (id === SCORE) return this.data.score.hint;
    return [...this.data.components, ...this.data.pairs].find(({ key }) => key === id)?.hint;
  }

  // A second time takes it back.
  private turn(key: string): void {
    this.chosen = { key: key === this.chosen.key ? "" : key, count: this.chosen.count + 1 };
    this.mark();
    this.component.setStateValue("chosen", this.chosen);
  }

  private mark(): void {
    this.ring.choose(this.chosen.key);
    this.heat.choose(this.chosen.key);
  }
}

function heatLegend(owed: boolean): HTMLElement[] {
  const step = (n: number, text: string) => html("i", { class: "smw-comp-step", "data-step": n }, text);
  const hinders = [-4, -3, -2].map((n) => step(n, `−${-n - 1}`));
  const supports = [2, 3, 4].map((n) => step(n, `+${n - 1}`));
  return [
    html("span", { class: "smw-comp-ramp" }, "Hinders", ...hinders, step(0, "0"), ...supports, "supports"),
    html("span", {}, html("i", { class: "smw-comp-step", "data-step": 0, "data-own": "" }), "Against its best alternative"),
    ...(owed ? [html("span", {}, legendMark("debt"), "Unreviewed")] : []),
  ];
}

const views = new WeakMap<HTMLElement | ShadowRoot, ComponentMap>();

export function mountComponentmap(component: Component<MapData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new ComponentMap(parent, component);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
