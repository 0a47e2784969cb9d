// Chart cards: a title that says the finding, a chart drawn in place, its numbers behind a button.
import type * as PlotlyModule from "plotly.js-basic-dist-min";
import { coloured, tokensOf } from "./theme";

export interface Chart {
  key: string;
  title: string;
  subtitle: string;
  alt: string;
  figure: { data: unknown[]; layout: Record<string, unknown> };
  legend: { label: string; colour: string }[];
  table: { columns: string[]; rows: string[][] };
}

const CONFIG = { displayModeBar: false, showTips: false, doubleClick: "reset" };

let plotly: Promise<typeof PlotlyModule> | null = null;

// Fetched once, when the first chart is drawn.
function loadPlotly(): Promise<typeof PlotlyModule> {
  plotly ??= import("plotly.js-basic-dist-min").then(
    (module) => (module as unknown as { default?: typeof PlotlyModule }).default ?? module,
  );
  return plotly;
}

export class Cards {
  readonly element = document.createElement("div");
  private readonly cards = new Map<string, Card>();

  constructor() {
    this.element.className = "smw-cards";
  }

  async draw(charts: Chart[], template: unknown, dark: boolean): Promise<void> {
    this.element.hidden = charts.length === 0;
    const keys = new Set(charts.map((chart) => chart.key));
    for (const [key, card] of this.cards) {
      if (!keys.has(key)) this.drop(key, card);
    }
    await Promise.all(charts.map((chart) => this.card(chart.key).draw(chart, template, dark)));
  }

  remove(): void {
    for (const [key, card] of this.cards) this.drop(key, card);
  }

  private drop(key: string, card: Card): void {
    card.remove();
    this.cards.delete(key);
  }

  private card(key: string): Card {
    const known = this.cards.get(key);
    if (known) return known;
    const card = new Card(key);
    this.cards.set(key, card);
    this.element.append(card.element);
    return card;
  }
}

const ICON = `<svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.3" aria-hidden="true"><rect x="1.5" y="2.5" width="11" height="9" rx="1.5"/><path d="M1.5 6h11M6 2.5v9"/></svg>`;
const CARD = `<div class="smw-title"></div>
<div class="smw-under"><span class="smw-subtitle"></span><span class="smw-legend"></span><button type="button" class="smw-numbers" aria-pressed="false">${ICON}</button></div>
<div class="smw-plot" role="img"></div><div class="smw-table" tabindex="0" hidden></div>`;

class Card {
  readonly element = document.createElement("div");
  private readonly plot: HTMLElement;
  private readonly table: HTMLElement;
  private readonly button: HTMLElement;
  private readonly resizing: ResizeObserver;
  private drawnWords = "";
  private drawnFigure = "";
  private removed = false;
  private width = 0;
  private height = 0;

  constructor(key: string) {
    this.element.className = "smw-card";
    this.element.dataset.chart = key;
    this.element.setAttribute("role", "group");
    this.element.innerHTML = CARD;
    this.plot = this.find(".smw-plot");
    this.table = this.find(".smw-table");
    this.button = this.find(".smw-numbers");
    this.button.addEventListener("click", () => this.showNumbers(Boolean(this.table.hidden)));
    this.label(false);
    this.resizing = new ResizeObserver(() => this.fit());
    this.resizing.observe(this.plot);
  }

  async draw(chart: Chart, template: unknown, dark: boolean): Promise<void> {
    const { figure, ...words } = chart;
    const wantedWords = JSON.stringify(words);
    if (wantedWords !== this.drawnWords) this.write(chart);
    this.drawnWords = wantedWords;
    const wantedFigure = JSON.stringify(figure) + dark;
    if (wantedFigure === this.drawnFigure) return;
    this.drawnFigure = wantedFigure;
    const { react } = await loadPlotly();
    if (this.removed || wantedFigure !== this.drawnFigure) return;
    const palette = tokensOf(dark);
    const { data, layout } = coloured(figure, palette) as Chart["figure"];
    const shared = { template: coloured(template, palette), autosize: true };
    await react(this.plot, data, { ...layout, ...shared }, CONFIG);
  }

  remove(): void {
    this.removed = true;
    this.resizing.disconnect();
    if (this.isDrawn()) void loadPlotly().then(({ purge }) => purge(this.plot));
    this.element.remove();
  }

  private write(chart: Chart): void {
    this.find(".smw-title").textContent = chart.title;
    this.element.setAttribute("aria-label", chart.title);
    const subtitle = this.find(".smw-subtitle");
    subtitle.textContent = chart.subtitle;
    subtitle.title = chart.subtitle;
    this.plot.setAttribute("aria-label", chart.alt);
    this.find(".smw-legend").replaceChildren(...chart.legend.map(swatch));
    this.table.setAttribute("aria-label", `Numbers: ${chart.title}`);
    this.table.replaceChildren(tableOf(chart.table));
  }

  private showNumbers(shown: boolean): void {
    this.table.hidden = !shown;
    this.plot.hidden = shown;
    this.label(shown);
    this.width = 0; // what was drawn while hidden had no size
    this.fit();
  }

  private label(shown: boolean): void {
    this.button.setAttribute("aria-pressed", String(shown));
    const name = shown ? "Show the chart" : "Show the numbers";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }

  // The title may take one line or two: the chart fills what is left.
  private fit(): void {
    const { clientWidth, clientHeight } = this.plot;
    if (clientWidth === 0 || (clientWidth === this.width && clientHeight === this.height)) return;
    this.width = clientWidth;
    this.height = clientHeight;
    if (!this.isDrawn()) return;
    void loadPlotly().then(({ Plots }) => (this.removed ? undefined : Plots.resize(this.plot)));
  }

  private isDrawn(): boolean {
    return this.plot.classList.contains("js-plotly-plot");
  }

  private find(selector: string): HTMLElement {
    return this.element.querySelector(selector) as HTMLElement;
  }
}

function swatch({ label, colour }: { label: string; colour: string }): HTMLElement {
  const entry = document.createElement("span");
  const patch = document.createElement("i");
  patch.style.background = `var(--smw-${colour.slice(1)})`;
  entry.append(patch, label);
  return entry;
}

function tableOf({ columns, rows }: Chart["table"]): HTMLTableElement {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const value of row) line.insertCell().textContent = value;
    line.title = row[0] ?? "";
  }
  return table;
}
