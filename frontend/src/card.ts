// A chart card: a title that says the finding, a chart drawn in place, its numbers behind a button.
import type * as PlotlyModule from "plotly.js-basic-dist-min";
import { limits, rails, words } from "./around";
import { attend, attending, together } from "./attention";
import { aboutRows, figureOf, fontSize, margins, type Chart, type Look, type Size } from "./chart";
import { fade } from "./fading";
import { html } from "./svg";
import { move, skeleton, type Figure } from "./swift";
import { coloured, tokensOf } from "./theme";

const CONFIG = { displayModeBar: false, showTips: false, doubleClick: "reset" };
const FROM = "charts";
const FOLLOWS = 400; // ms of rest after which Plotly draws what was only moved

let plotly: Promise<typeof PlotlyModule> | null = null;

// Fetched once, when the first chart is drawn.
function loadPlotly(): Promise<typeof PlotlyModule> {
  plotly ??= import("plotly.js-basic-dist-min").then(
    (module) => (module as unknown as { default?: typeof PlotlyModule }).default ?? module,
  );
  return plotly;
}

const ICON = `<svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.3" aria-hidden="true"><rect x="1.5" y="2.5" width="11" height="9" rx="1.5"/><path d="M1.5 6h11M6 2.5v9"/></svg>`;
const CARD = `<div class="smw-title"></div>
<div class="smw-under"><span class="smw-subtitle"></span><span class="smw-legend"></span><button type="button" class="smw-numbers" aria-pressed="false">${ICON}</button></div>
<div class="smw-chart-figure"><div class="smw-chart-rails"></div><div class="smw-plot" role="img"></div><div class="smw-chart-limits" aria-hidden="true"></div><div class="smw-chart-words" aria-hidden="true"></div></div><div class="smw-table" tabindex="0" hidden></div>`;

export class Card {
  readonly element = html("div", { class: "smw-card", role: "group" });
  private readonly figure: HTMLElement;
  private readonly plot: HTMLElement;
  private readonly table: HTMLElement;
  private readonly button: HTMLElement;
  private readonly resizing = new ResizeObserver(() => void this.paint());
  private chart: Chart | null = null;
  private look: Look | null = null;
  private written = "";
  private painted = "";
  private painting: Promise<void> = Promise.resolve();
  private bones = ""; // of what Plotly drew
  private axes = ""; // as they were given to Plotly
  private following = 0;
  private isFaded = false;
  private removed = false;

  constructor(key: string) {
    this.element.dataset.chart = key;
    this.element.innerHTML = CARD;
    this.figure = this.find(".smw-chart-figure");
    this.plot = this.find(".smw-plot");
    this.table = this.find(".smw-table");
    this.button = this.find(".smw-numbers");
    this.button.addEventListener("click", () => this.showNumbers(Boolean(this.table.hidden)));
    this.element.addEventListener("pointerenter", () => void this.follow());
    this.element.addEventListener("pointerleave", () => attend(null, FROM));
    this.words().addEventListener("pointerover", (event) => this.pointed(event));
    this.words().addEventListener("pointerout", () => attend(null, FROM));
    this.label(false);
    this.resizing.observe(this.plot);
  }

  // Title, legend and numbers; what the plot needs is kept for `paint`.
  write(chart: Chart, look: Look): void {
    this.chart = chart;
    this.look = look;
    const { figure, ...rest } = chart;
    const wanted = JSON.stringify(rest);
    if (wanted !== this.written) this.writeWords(chart);
    this.written = wanted;
  }

  room(): Size {
    return { width: this.plot.clientWidth, height: this.plot.clientHeight };
  }

  // Draws the plot unless it stands there already; one that has no room is drawn once it has.
  // Whoever asks for what is being drawn waits for it too.
  paint({ width, height } = this.room()): Promise<void> {
    const { chart, look } = this;
    if (!chart || !look || width === 0 || height === 0) return Promise.resolve();
    const font = fontSize();
    const wanted = JSON.stringify([chart.figure, chart.words, look.dark, width, height, font]);
    if (wanted === this.painted) return this.painting;
    this.painted = wanted;
    this.painting = this.paintAnew(chart, look, { width, height }, font);
    return this.painting;
  }

  private async paintAnew(chart: Chart, look: Look, size: Size, font: number): Promise<void> {
    const wanted = this.painted;
    window.clearTimeout(this.following);
    this.following = 0;
    const figure = figureOf(chart, tokensOf(look.dark), size, font);
    if (this.isMoved(figure)) {
      this.following = window.setTimeout(() => void this.follow(), FOLLOWS);
    } else {
      await this.draw(figure, look);
      if (this.removed || wanted !== this.painted) return;
    }
    this.paintAround(chart, font, figure);
    this.fade();
  }

  fade(): void {
    if (!this.chart || !this.isDrawn() || (!attending() && !this.isFaded)) return;
    this.isFaded = attending() !== null;
    fade(this.figure, this.chart);
  }

  private async draw(figure: Figure, look: Look): Promise<void> {
    const wanted = this.painted;
    const { react } = await loadPlotly();
    if (this.removed || wanted !== this.painted) return;
    const template = coloured(look.template, tokensOf(look.dark));
    const first = !this.isDrawn();
    this.bones = skeleton(figure);
    this.axes = axesOf(figure.layout);
    const host = await react(this.plot, figure.data, { ...figure.layout, template }, CONFIG);
    if (first) this.listen(host);
  }

  // Whether it was enough to move the marks that are drawn. Not under the pointer, which asks
  // Plotly what is there, and not where somebody has zoomed.
  private isMoved(figure: Figure): boolean {
    if (!this.isDrawn() || this.plot.matches(":hover") || this.bones !== skeleton(figure)) return false;
    return this.axes === axesOf((this.plot as PlotlyModule.Host).layout) && move(this.plot, figure);
  }

  // Lets Plotly draw what was only moved.
  private async follow(): Promise<void> {
    const { chart, look } = this;
    if (this.following === 0 || this.removed || !chart || !look) return;
    window.clearTimeout(this.following);
    this.following = 0;
    await this.draw(figureOf(chart, tokensOf(look.dark), this.room(), fontSize()), look);
    this.fade();
  }

  remove(): void {
    this.removed = true;
    window.clearTimeout(this.following);
    this.resizing.disconnect();
    attend(null, FROM);
    if (this.isDrawn()) void loadPlotly().then(({ purge }) => purge(this.plot));
    this.element.remove();
  }

  private paintAround(chart: Chart, font: number, { layout }: Figure): void {
    const margin = margins(chart, font);
    this.figure.style.fontSize = `${font}px`;
    put(this.words(), words(chart, margin, font));
    put(this.find(".smw-chart-rails"), rails(chart));
    for (const layer of [".smw-chart-rails", ".smw-chart-limits"]) {
      this.find(layer).style.inset = `${margin.t}px ${margin.r}px ${margin.b}px ${margin.l}px`;
    }
    this.paintLimits(this.following === 0 ? undefined : (layout.xaxis as { range: [number, number] }).range);
  }

  // Where the axis stands, zoomed or not.
  private paintLimits(range = (this.plot as PlotlyModule.Host).layout.xaxis?.range ?? [0, 1]): void {
    if (this.chart) put(this.find(".smw-chart-limits"), limits(this.chart, range));
  }

  private listen(host: PlotlyModule.Host): void {
    host.on("plotly_hover", ({ points }) => {
      const place = points[0]?.customdata;
      attend((place !== undefined && this.chart?.about[place]) || null, FROM);
    });
    host.on("plotly_unhover", () => attend(null, FROM));
    host.on("plotly_relayout", () => this.paintLimits());
  }

  // A label or value stands for its whole row.
  private pointed(event: Event): void {
    const word = (event.target as HTMLElement).closest<HTMLElement>(".smw-chart-word[data-row]");
    const parts = word && this.chart ? aboutRows(this.chart).get(Number(word.dataset.row)) : undefined;
    attend(parts ? together(parts) : null, FROM);
  }

  private writeWords(chart: Chart): void {
    this.find(".smw-title").textContent = chart.title;
    this.element.setAttribute("aria-label", chart.title);
    const subtitle = this.find(".smw-subtitle");
    subtitle.textContent = chart.subtitle;
    subtitle.title = chart.subtitle;
    this.plot.setAttribute("aria-label", chart.alt);
    this.find(".smw-legend").replaceChildren(...chart.legend.map(swatch));
    this.table.setAttribute("aria-label", `Numbers: ${chart.title}`);
    if (!this.table.hidden) this.writeTable();
  }

  private writeTable(): void {
    if (!this.chart) return;
    const focused = [...this.table.querySelectorAll("tbody tr")].indexOf(document.activeElement as Element);
    this.table.replaceChildren(tableOf(this.chart.table));
    if (focused >= 0) this.table.querySelectorAll<HTMLElement>("tbody tr")[focused]?.focus();
  }

  private showNumbers(shown: boolean): void {
    this.table.hidden = !shown;
    if (shown) this.writeTable();
    this.figure.hidden = shown;
    this.label(shown);
  }

  private label(shown: boolean): void {
    this.button.setAttribute("aria-pressed", String(shown));
    const name = shown ? "Show the chart" : "Show the numbers";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }

  private words(): HTMLElement {
    return this.find(".smw-chart-words");
  }

  private isDrawn(): boolean {
    return this.plot.classList.contains("js-plotly-plot");
  }

  private find(selector: string): HTMLElement {
    return this.element.querySelector(selector) as HTMLElement;
  }
}

// The parts in place of those before them; what is the same stays.
function put(home: HTMLElement, parts: HTMLElement[]): void {
  const before = [...home.children];
  parts.forEach((part, index) => {
    const old = before[index];
    if (!old) home.append(part);
    else if (!old.isEqualNode(part)) old.replaceWith(part);
  });
  for (const old of before.slice(parts.length)) old.remove();
}

function axesOf({ xaxis, xaxis2 }: Record<string, unknown>): string {
  return JSON.stringify([xaxis, xaxis2].map((axis) => (axis as { range?: unknown } | undefined)?.range ?? null));
}

function swatch({ label, colour }: { label: string; colour: string }): HTMLElement {
  const patch = html("i");
  patch.style.background = `var(--smw-${colour.slice(1)})`;
  return html("span", {}, patch, label);
}

// Its rows take the focus, so that the keyboard too can ask what a number is about.
function tableOf({ columns, rows, about }: Chart["table"]): HTMLElement {
  const head = columns.map((column) => html("th", { scope: "col" }, column));
  const lines = rows.map((row, index) => {
    const line = html("tr", { tabindex: 0, title: row[0] ?? "" }, ...row.map((value) => html("td", {}, value)));
    const on = () => attend(about[index] ?? null, FROM);
    for (const event of ["pointerenter", "focus"]) line.addEventListener(event, on);
    for (const event of ["pointerleave", "blur"]) line.addEventListener(event, () => attend(null, FROM));
    return line;
  });
  return html("table", {}, html("thead", {}, html("tr", {}, ...head)), html("tbody", {}, ...lines));
}
