// The buyer journey, painted from the layout that salesmodel/charts/journey_drawing.py works out.
// A click, Enter or Space chooses a stage; Esc chooses none.
import type { Cleanup, Component } from "./component";
import css from "./journey.css?inline";
import type { Box, Card, Drop, Group, JourneyData, Label, Lane, Line } from "./journeydata";
import { html, svg } from "./svg";
import { addStyles, applyTokens, isDark } from "./theme";

// At this width of the drawing and less it is scaled to the panel; a wider one scrolls.
const FITTED = 760;
const LEGEND = 24; // px

class Journey {
  private readonly root = html("div", { class: "smw-journey" });
  private readonly canvas = svg("svg", { class: "smw-canvas", role: "group" });
  private readonly legend = html("div", { class: "smw-journey-legend", "aria-hidden": "true" });
  private component!: Component<JourneyData>;
  private selected: string | null = null;
  private drawn = "";

  constructor(parent: HTMLElement | ShadowRoot) {
    addStyles(parent, "journey", css);
    this.root.append(this.canvas, this.legend);
    parent.append(this.root);
    this.canvas.addEventListener("click", (event) => this.clicked(event));
    this.canvas.addEventListener("keydown", (event) => this.pressed(event as KeyboardEvent));
  }

  draw(component: Component<JourneyData>): void {
    this.component = component;
    const data = component.data;
    applyTokens(this.root, isDark(this.root));
    const { selected, ...rest } = data;
    const drawing = JSON.stringify(rest);
    if (drawing !== this.drawn) this.paint(data);
    this.drawn = drawing;
    this.select(selected);
  }

  remove(): void {
    this.root.remove();
  }

  private paint(data: JourneyData): void {
    const focused = this.focused();
    const { width, height } = data;
    this.canvas.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.canvas.setAttribute("aria-label", data.label);
    this.canvas.style.maxHeight = data.max_height ? `${data.max_height - LEGEND}px` : "";
    this.canvas.style.minWidth = width > FITTED ? `${width}px` : "";
    this.canvas.replaceChildren(
      grid(),
      svg("rect", { width, height, fill: "url(#smw-grid)" }),
      ...data.drops.map(drop),
      ...data.lines.map(line),
      ...data.lanes.map(lane),
      ...data.groups.map((each) => group(each, data)),
      ...data.cards.filter((card) => !grouped(card, data)).map((card) => stage(card, data)),
      ...(data.won ? won(data.won) : []),
      ...data.lines.flatMap((each) => each.labels.map(label)),
      ...data.drops.map(dropLabel),
    );
    this.legend.replaceChildren(...legend(data));
    if (focused) this.stage(focused)?.focus();
  }

  private select(id: string | null): void {
    this.selected = id;
    for (const each of this.canvas.querySelectorAll<SVGElement>(".smw-stage")) {
      each.setAttribute("aria-pressed", String(each.dataset.stage === id));
    }
  }

  private choose(id: string | null): void {
    if (id === this.selected) return;
    this.select(id);
    this.component.setTriggerValue("selected", { stage: id ?? "" });
  }

  private clicked(event: Event): void {
    const hit = (event.target as Element).closest<SVGElement>(".smw-stage");
    if (hit) this.choose(hit.dataset.stage ?? null);
  }

  private pressed(event: KeyboardEvent): void {
    const hit = (event.target as Element).closest<SVGElement>(".smw-stage");
    if (event.key === "Escape") this.choose(null);
    else if (hit && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.choose(hit.dataset.stage ?? null);
    }
  }

  private stage(id: string): SVGElement | undefined {
    return [...this.canvas.querySelectorAll<SVGElement>(".smw-stage")].find(
      (each) => each.dataset.stage === id,
    );
  }

  private focused(): string | undefined {
    const root = this.root.getRootNode() as Document | ShadowRoot;
    const active = root.activeElement;
    return active instanceof SVGElement && this.canvas.contains(active) ? active.dataset.stage : undefined;
  }
}

function grid(): SVGElement {
  const dot = svg("circle", { cx: 1, cy: 1, r: 0.8, class: "smw-grid" });
  const pattern = svg("pattern", { id: "smw-grid", width: 16, height: 16, patternUnits: "userSpaceOnUse" }, dot);
  return svg("defs", {}, pattern);
}

function line(data: Line): SVGElement {
  return svg(
    "g",
    {},
    svg("title", {}, data.title),
    svg("path", { d: data.d, "stroke-width": data.w, class: "smw-line", "data-tone": data.tone }),
    svg("path", { d: data.head, class: "smw-head", "data-tone": data.tone }),
  );
}

function label(data: Label): SVGElement {
  const tone = [data.strong ? "smw-strong" : "", data.tone ? `smw-${data.tone}` : ""].join(" ");
  const { x, y, anchor } = data;
  return svg(
    "text",
    { x, y, "text-anchor": anchor, class: `smw-halo ${tone}`, "data-over": data.over ? "" : null, "pointer-events": "none" },
    data.text,
  );
}

function drop(data: Drop): SVGElement {
  const at = { x: data.x - data.w / 2, y: data.y, width: data.w, height: data.to - data.y };
  return svg("rect", { ...at, class: "smw-drop", "data-tone": data.tone }, svg("title", {}, data.title));
}

function dropLabel(data: Drop): SVGElement {
  const at = { x: data.x + data.w / 2 + 3, y: data.y + 13 };
  return svg("text", { ...at, class: "smw-halo smw-drop-label", "pointer-events": "none" }, data.label);
}

function lane(data: Lane): SVGElement {
  const { x, y, w, h } = data;
  const value = svg("tspan", { class: "smw-value" }, data.value);
  return svg(
    "g",
    {},
    svg("rect", { x, y, width: w, height: h, rx: 6, class: "smw-lane", "data-tone": data.tone }),
    svg("text", { x: x + 10, y: y + h / 2 + 4, class: "smw-name", style: "font-size:12px" }, data.name),
    svg("text", { x: x + w - 10, y: y + h / 2 + 4, "text-anchor": "end" }, value, data.was),
  );
}

function grouped(card: Card, data: JourneyData): boolean {
  return data.groups.some((each) => each.id === card.stage);
}

function group(data: Group, all: JourneyData): SVGElement {
  const { x, y, w, h } = data;
  return pressable(
    data.id,
    data.title,
    ...rings(data, 10),
    svg("rect", { x, y, width: w, height: h, rx: 10, class: "smw-group-box" }),
    svg("rect", { x, y, width: w, height: h, rx: 10, class: "smw-ring" }),
    svg("text", { x: x + w / 2, y: y + 12.5, "text-anchor": "middle", class: "smw-group-name" }, data.name),
    svg("path", { d: data.fork, class: "smw-fork" }),
    ...all.cards.filter((card) => card.stage === data.id).flatMap((card) => face(card, all)),
    ...badge(data),
  );
}

function stage(data: Card, all: JourneyData): SVGElement {
  return pressable(data.stage, data.title, ...rings(data, 8), ...face(data, all), ...ring(data), ...badge(data));
}

function pressable(id: string, title: string, ...parts: SVGElement[]): SVGElement {
  const role = { role: "button", tabindex: 0, "aria-pressed": "false", "aria-label": title };
  return svg("g", { class: "smw-stage", "data-stage": id, ...role }, svg("title", {}, title), ...parts);
}

function rings({ x, y, w, h }: Box, radius: number): SVGElement[] {
  return [
    svg("rect", { x: x - 3.5, y: y - 3.5, width: w + 7, height: h + 7, rx: radius + 3, class: "smw-glow" }),
  ];
}

function ring({ x, y, w, h }: Box): SVGElement[] {
  return [svg("rect", { x, y, width: w, height: h, rx: 8, class: "smw-ring", "pointer-events": "none" })];
}

function face(data: Card, all: JourneyData): SVGElement[] {
  const { x, y, w, h, inset } = data;
  const fill = `var(--smw-${all.fill === "cost" ? "share" : "drop"}-${data.step})`;
  const first = h < 50 ? 14 : 17;
  return [
    svg("rect", { x, y, width: w, height: h, rx: 8, class: "smw-face", fill }, svg("title", {}, data.title)),
    ...data.lines.map((text, i) =>
      svg("text", { x: x + inset, y: y + first + i * 14.5, class: "smw-name", style: `font-size:${data.size}px` }, text),
    ),
    svg("text", { x: x + inset, y: y + h - (h < 40 ? 5 : 8) }, data.left),
    svg("text", { x: x + w - inset, y: y + h - (h < 40 ? 5 : 8), "text-anchor": "end" }, data.right),
  ];
}

function badge(data: Card | Group): SVGElement[] {
  if (!data.badge) return [];
  const [x, y] = [data.x + data.w - 2, data.y + 2];
  return [
    svg("circle", { cx: x, cy: y, r: 9, class: "smw-badge" }, svg("title", {}, "A check has something to say here.")),
    svg("text", { x, y: y + 4, "text-anchor": "middle", class: "smw-badge-text", "pointer-events": "none" }, "!"),
  ];
}

function won(data: Box & { value: string; under: string }): SVGElement[] {
  const { x, y, w, h } = data;
  const name = { x: x + 10, y: y + 20, class: "smw-name smw-good", style: "font-size:12px" };
  return [
    svg("rect", { x, y, width: w, height: h, rx: 8, class: "smw-won" }),
    svg("text", name, "Won"),
    svg("text", { x: x + w - 10, y: y + 21, "text-anchor": "end", class: "smw-won-value smw-good" }, data.value),
    svg("text", { x: x + 10, y: y + 41, class: "smw-good" }, data.under),
  ];
}

function legend(data: JourneyData): HTMLElement[] {
  const ramp = html("span", { class: "smw-ramp" });
  for (let step = 0; step < 5; step += 1) {
    const fill = `var(--smw-${data.fill === "cost" ? "share" : "drop"}-${step})`;
    ramp.append(html("i", { style: `background:${fill}` }));
  }
  return [
    html("span", {}, data.legend.low, ramp, data.legend.high),
    html("span", {}, html("i", { class: "smw-ramp-flow" }), "50 of 100 buyers"),
    html("span", {}, html("i", { class: "smw-ramp-loop" }), "Loop back"),
  ];
}

const views = new WeakMap<HTMLElement | ShadowRoot, Journey>();

export function mountJourney(component: Component<JourneyData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Journey(parent);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
