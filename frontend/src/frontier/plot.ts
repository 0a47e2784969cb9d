// One measure against cost: both lines, the models beside them, and the handle on the chosen line.
import { html, svg } from "../svg";
import type { FrontierData, Line, Mark, Measure, PanelData, Point } from "./frontierdata";
import { along, placer, type Box, type Place, type Spot } from "./geometry";
import { boxAt, boxesAlong, labelled, type Label, type Wanted } from "./labels";

const MARGIN = { left: 40, right: 10, top: 18, bottom: 22 }; // px, for the ticks
const UNMEASURED = { width: 460, height: 260 }; // px, where the size is not known
const UNIT = 64; // px at the right end of the axis of cost, for its name
const NAME = 26; // letters of a scenario's name
const DOT = { present: 5.5, scenario: 4, step: 2.5, point: 2 }; // px, radius

export class Plot {
  readonly handle = html("div", { class: "smw-front-handle", role: "slider", tabindex: 0, "data-handle": "" });
  readonly field = html("div", { class: "smw-front-field" });
  readonly element: HTMLElement;
  private readonly title = html("h3");
  private readonly under = html("p");
  private readonly drawing = svg("svg", { role: "img" });
  private readonly spots = new Map<Measure, Spot[]>();
  private place: Place = () => ({ x: 0, y: 0 });
  private data!: FrontierData;
  private panel!: PanelData;
  private numbers: Map<number, number> = new Map();

  constructor(readonly measure: Measure) {
    this.field.append(this.drawing, this.handle);
    this.element = html("figure", { class: "smw-front-panel", "data-measure": measure }, this.title, this.under, this.field);
  }

  // Takes what is to be drawn; `left` names the scenarios whose names have no room.
  prepare(data: FrontierData, panel: PanelData): number[] {
    this.data = data;
    this.panel = panel;
    this.title.textContent = panel.title;
    this.title.title = panel.title;
    this.under.textContent = panel.subtitle;
    this.under.title = panel.subtitle;
    this.drawing.setAttribute("aria-label", panel.alt);
    this.place = placer(data.cost, panel.axis, this.box());
    this.spots.clear();
    for (const line of data.lines) this.spots.set(line.key, line.points.map((point) => this.at(point)));
    this.numbers = new Map();
    return this.names().left.filter((key) => key.startsWith("s")).map((key) => Number(key.slice(1)));
  }

  // Draws; scenarios with a number show it in place of their name.
  draw(numbers: Map<number, number>, chosen: Measure): void {
    this.numbers = numbers;
    const { width, height } = this.size();
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.drawing.replaceChildren(...this.axes(), ...this.lines(chosen), ...this.marks(), ...this.names().labels.map(text));
  }

  choose(chosen: Measure): void {
    const lines = [...this.drawing.querySelectorAll<SVGElement>(".smw-front-line")];
    for (const each of lines) each.toggleAttribute("data-chosen", each.dataset.line === chosen);
    const top = lines.find((each) => each.dataset.line === chosen);
    if (top && top !== lines.at(-1)) lines.at(-1)?.after(top); // where both lie on each other
  }

  // Moves the handle alone.
  move(line: Line, at: number): void {
    const { x, y } = along(this.spotsOf(line.key), at);
    this.handle.style.transform = `translate(${x.toFixed(1)}px,${y.toFixed(1)}px)`;
  }

  spotsOf(key: Measure): Spot[] {
    return this.spots.get(key) ?? [];
  }

  // Where the pointer is, as the drawing counts.
  spotOf(event: { clientX: number; clientY: number }): Spot {
    const { left, top } = this.field.getBoundingClientRect();
    const zoom = this.field.currentCSSZoom ?? 1; // a room sees it enlarged
    return { x: (event.clientX - left) / zoom, y: (event.clientY - top) / zoom };
  }

  private size(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.field;
    return width > 0 && height > 0 ? { width, height } : UNMEASURED;
  }

  private box(): Box {
    const { width, height } = this.size();
    return {
      left: MARGIN.left, top: MARGIN.top,
      width: Math.max(40, width - MARGIN.left - MARGIN.right), height: Math.max(40, height - MARGIN.top - MARGIN.bottom),
    };
  }

  private at(point: Point): Spot {
    return this.place(point.cost, point[this.measure]);
  }

  private axes(): SVGElement[] {
    const { left, top, width, height } = this.box();
    const [cost, own] = [this.data.cost, this.panel.axis];
    const base = top + height;
    const across = cost.ticks.map(({ at, text }) => {
      const { x } = this.place(at, own.low);
      const mark = svg("path", { d: `M${x} ${base}v4`, class: "smw-front-grid" });
      const roomy = x < left + width - UNIT; // where the axis says what it is, no number stands
      return svg("g", {}, mark, ...(roomy ? [svg("text", { x, y: base + 16, "text-anchor": "middle" }, text)] : []));
    });
    const up = own.ticks.map(({ at, text }) => {
      const { y } = this.place(cost.low, at);
      const line = svg("path", { d: `M${left} ${y}h${width}`, class: "smw-front-grid" });
      return svg("g", {}, line, svg("text", { x: left - 6, y: y + 4, "text-anchor": "end" }, text));
    });
    const foot = svg("path", { d: `M${left} ${base}h${width}`, class: "smw-front-foot" });
    return [
      svg("g", { class: "smw-front-axes", "aria-hidden": "true" }, ...up, foot, ...across,
        svg("text", { x: left - 6, y: 10, "text-anchor": "end" }, own.unit),
        svg("text", { x: left + width, y: base + 16, "text-anchor": "end" }, `Cost, ${cost.unit}`)),
    ];
  }

  private lines(chosen: Measure): SVGElement[] {
    const own = [...this.data.lines].sort((one, other) => Number(one.key === this.measure) - Number(other.key === this.measure));
    return own.map((line) => {
      const spots = this.spotsOf(line.key);
      const d = spots.length > 1 ? `M${spots.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}` : "";
      const far = spots.length > 1 && spots.every((spot, i) => i === 0 || Math.hypot(spot.x - (spots[i - 1] as Spot).x, spot.y - (spots[i - 1] as Spot).y) >= 6);
      const shown = far || spots.length < 3 ? line.points : [line.points[0], line.points.at(-1)] as Point[];
      const dots = shown.map((point) => dot(this.at(point), DOT.point, "smw-front-point", `${line.name}: ${point.text}`));
      const group = svg("g", { class: "smw-front-line", "data-line": line.key, "data-own": line.key === this.measure ? "" : null, "data-chosen": line.key === chosen ? "" : null });
      group.append(svg("path", { d, class: "smw-front-drawn" }), ...dots, svg("path", { d, class: "smw-front-hit", "data-hit": line.key }));
      return group;
    });
  }

  private marks(): SVGElement[] {
    const { path, reference, scenarios, present } = this.data;
    const steps = path.map((each) => this.at(each));
    const trail = svg("path", { class: "smw-front-trail", d: steps.length > 1 ? `M${steps.map(({ x, y }) => `${x} ${y}`).join("L")}` : "" });
    const dots = path.slice(0, -1).map((each, i) => dot(steps[i] as Spot, DOT.step, "smw-front-step", told(each)));
    const marks = scenarios.map((each) => dot(this.at(each), DOT.scenario, "smw-front-scenario", told(each)));
    const now = dot(this.at(present), DOT.present, "smw-front-now", told(present));
    if (!reference) return [trail, ...dots, ...marks, now];
    const { x, y } = this.at(reference);
    const tick = svg("path", { class: "smw-front-tick", d: `M${x} ${y - 7}v14` }, svg("title", {}, told(reference)));
    return [trail, ...dots, ...marks, tick, now];
  }

  private names(): { labels: Label[]; left: string[] } {
    const { present, reference, scenarios, lines, path } = this.data;
    const wanted: Wanted[] = [{ key: "now", text: present.name, at: this.at(present), gap: 10, must: true }];
    if (reference) wanted.push({ key: "was", text: reference.name, at: this.at(reference), gap: 8, must: true });
    scenarios.forEach((each, i) => {
      const number = this.numbers.get(i);
      if (number !== undefined) wanted.push({ key: `s${i}`, text: String(number), at: this.at(each), gap: 7, must: true });
    });
    for (const { key, name } of lines) {
      const spots = this.spotsOf(key);
      wanted.push({ key: `line ${key}`, text: name, at: along(spots, spots.length - 1), gap: 12, must: false });
    }
    scenarios.forEach((each, i) => {
      if (!this.numbers.has(i)) wanted.push({ key: `s${i}`, text: cut(each.name), at: this.at(each), gap: 8, must: false });
    });
    const dots = [present, ...scenarios, ...path].map((each) => boxAt(this.at(each), 6));
    const busy = [...dots, ...(reference ? [boxAt(this.at(reference), 7)] : []), ...[...lines.map(({ key }) => this.spotsOf(key)), path.map((each) => this.at(each))].flatMap(boxesAlong)];
    const { left, width, height } = this.box();
    return labelled(wanted, busy, { left, top: 2, width: width + MARGIN.right, height: height + MARGIN.top - 4 });
  }
}

function told(mark: Mark): string {
  return `${mark.name}: ${mark.text}`;
}

function cut(name: string): string {
  return name.length > NAME ? `${name.slice(0, NAME - 1).trimEnd()}…` : name;
}

function dot({ x, y }: Spot, r: number, name: string, words: string): SVGElement {
  return svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r, class: name }, svg("title", {}, words));
}

function text({ key, text: words, x, y, anchor }: Label): SVGElement {
  return svg("text", { x, y: y + 4, "text-anchor": anchor, class: "smw-front-name", "data-name": key.split(" ")[0], "aria-hidden": "true" }, words);
}
