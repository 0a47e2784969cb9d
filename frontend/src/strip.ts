// The strip of headline figures: value, change against the baseline in words and drawn.

export interface Kpi {
  key: string;
  label: string;
  value: string;
  unit: string;
  delta: string;
  direction: "up" | "down" | "same";
  tone: "better" | "worse" | "watch" | "same";
  tick: number | null;
  dot: number | null;
  limit: number | null;
  full: string;
}

const HAND_RESTS = 900; // ms without a change

export class Strip {
  readonly element = document.createElement("div");
  private readonly cells = new Map<string, Cell>();
  private readonly said = document.createElement("div");
  private words = "";
  private saying = 0;

  constructor() {
    this.element.className = "smw-kpis";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Headline figures against the baseline");
    this.said.className = "smw-said";
    this.said.setAttribute("role", "status");
    this.element.append(this.said);
  }

  draw(kpis: Kpi[]): void {
    this.element.hidden = kpis.length === 0;
    const keys = new Set(kpis.map((kpi) => kpi.key));
    for (const [key, cell] of this.cells) {
      if (keys.has(key)) continue;
      cell.element.remove();
      this.cells.delete(key);
    }
    for (const kpi of kpis) this.cell(kpi.key).draw(kpi);
    this.announce(kpis);
  }

  // Says the changed figures once, when the hand rests; nothing at the first drawing.
  private announce(kpis: Kpi[]): void {
    const words = kpis.map((kpi) => `${kpi.label}: ${kpi.value} ${kpi.unit} ${kpi.delta}`).join(". ");
    const first = this.words === "";
    if (words === this.words) return;
    this.words = words;
    window.clearTimeout(this.saying);
    if (!first) this.saying = window.setTimeout(() => (this.said.textContent = words), HAND_RESTS);
  }

  private cell(key: string): Cell {
    const known = this.cells.get(key);
    if (known) return known;
    const cell = new Cell(key);
    this.cells.set(key, cell);
    this.element.append(cell.element);
    return cell;
  }
}

const CELL = `<div class="smw-kpi-label"></div>
<div class="smw-kpi-row"><span class="smw-kpi-value" data-value></span><span class="smw-kpi-unit"></span><span class="smw-kpi-delta" data-delta></span></div>
<div class="smw-kpi-track" aria-hidden="true"><i class="smw-rail"></i><i class="smw-limit"></i><i class="smw-change"></i><i class="smw-tick"></i><i class="smw-dot"></i></div>`;

class Cell {
  readonly element = document.createElement("div");
  private drawn = "";

  constructor(key: string) {
    this.element.className = "smw-kpi";
    this.element.dataset.kpi = key;
    this.element.innerHTML = CELL;
  }

  draw(kpi: Kpi): void {
    const wanted = JSON.stringify(kpi);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    this.element.dataset.tone = kpi.tone;
    this.element.title = kpi.full;
    this.write(".smw-kpi-label", kpi.label);
    const inWords = !/\d/.test(kpi.value);
    this.write("[data-value]", kpi.value).classList.toggle("smw-words", inWords);
    this.write(".smw-kpi-unit", kpi.unit);
    this.write("[data-delta]", kpi.delta).dataset.direction = kpi.direction;
    this.track(kpi);
  }

  private track({ tick, dot, limit }: Kpi): void {
    this.place(".smw-tick", tick);
    this.place(".smw-dot", dot);
    this.place(".smw-limit", limit);
    const change = this.place(".smw-change", tick === null || dot === null ? null : Math.min(tick, dot));
    change.style.width = percent(Math.abs((tick ?? 0) - (dot ?? 0)));
  }

  private place(selector: string, at: number | null): HTMLElement {
    const mark = this.find(selector);
    mark.hidden = at === null;
    if (at !== null) mark.style.left = percent(at);
    return mark;
  }

  private write(selector: string, text: string): HTMLElement {
    const element = this.find(selector);
    if (element.textContent !== text) element.textContent = text;
    return element;
  }

  private find(selector: string): HTMLElement {
    return this.element.querySelector(selector) as HTMLElement;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
