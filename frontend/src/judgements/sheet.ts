// The grid itself: heads, a cell for each pair, the outlines of what the segment has, the balances.
// It is built once for a set of variants; after that only the cells that changed are drawn.
import { same } from "../mixrow";
import { html } from "../svg";
import { keyOf, NOTHING, type Cell, type Column, type Group, type JudgementData, type Pair, type Variant } from "./judgementdata";
import { shape, unbroken } from "./shape";
import { FOOT, GAP, HEAD, ROW_GAP, sizesFor, STRIP } from "./sizes";

export class Sheet {
  readonly element = html("div", { class: "smw-jg-scroll", role: "grid" });
  private readonly cells = new Map<string, HTMLElement>();
  private readonly names = new Map<string, string>(); // of each pair
  private readonly heads = new Map<string, HTMLElement>();
  private readonly head = html("div", { class: "smw-jg-head", role: "rowgroup" });
  private readonly body = html("div", { class: "smw-jg-body", role: "none" });
  private readonly foot = html("div", { class: "smw-jg-foot", role: "rowgroup" });
  private readonly sheet = html("div", { class: "smw-jg-sheet", role: "none" }, this.head, this.body, this.foot);
  private lit: HTMLElement[] = [];
  private data!: JudgementData;

  constructor() {
    this.element.append(this.sheet);
  }

  draw(data: JudgementData): void {
    this.data = data;
    const { rows, columns, foot, subtitle } = data;
    this.element.setAttribute("aria-label", subtitle);
    if (!same(this.body, [rows, columns.map(bare), foot])) {
      this.size();
      this.build();
    }
    for (const [key, element] of this.cells) drawCell(element, data.cells[key] ?? NOTHING, this.names.get(key) ?? "");
    this.drawFoot();
  }

  cell(pair: Pair): HTMLElement | undefined {
    return this.cells.get(keyOf(pair));
  }

  // The heads of the row and the column of this pair light up.
  light(pair: Pair | null): void {
    for (const head of this.lit) head.removeAttribute("data-lit");
    const heads = pair ? [this.heads.get(`row ${pair.source}`), this.heads.get(`column ${pair.target}`)] : [];
    this.lit = heads.filter((head) => head !== undefined);
    for (const head of this.lit) head.setAttribute("data-lit", "");
  }

  // A cell under a sticky head is not in view yet.
  reveal(pair: Pair): void {
    this.cell(pair)?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }

  // Needs no drawing of the cells, so that they are laid out once.
  size(): void {
    if (!this.data) return;
    const { rows, columns } = this.data;
    const { clientWidth, clientHeight, currentCSSZoom } = this.element;
    const { names, column, row } = sizesFor(clientWidth, clientHeight, rows.map(count), columns.map(count), currentCSSZoom);
    for (const [name, value] of Object.entries({ names, column, row })) {
      this.element.style.setProperty(`--${name}`, `${value}px`);
    }
    // What is revealed comes out from under head, foot and names.
    this.element.style.scrollPadding = `${HEAD}px 0 ${FOOT}px ${STRIP + names + GAP}px`;
  }

  private build(): void {
    const { rows, columns, foot } = this.data;
    for (const kept of [this.cells, this.names, this.heads]) kept.clear();
    this.lit = [];
    this.head.replaceChildren(this.bands(columns), this.columnNames(columns));
    this.body.replaceChildren(...rows.map((group) => this.group(group)), ...framesOf(rows, "row"), ...framesOf(columns, "column"));
    this.foot.hidden = foot === null;
  }

  private bands(columns: Group<Column>[]): HTMLElement {
    const bands = columns.map(({ kind, name, variants }) =>
      html("span", { class: "smw-jg-band", role: "columnheader", "aria-colspan": variants.length, "data-kind": kind, style: `--n:${variants.length}` }, shape(kind), name),
    );
    return html("div", { role: "row" }, corner(""), ...bands);
  }

  private columnNames(columns: Group<Column>[]): HTMLElement {
    const names = columns.map(({ variants }) => html("span", { class: "smw-jg-part", role: "none" }, ...variants.map((each) => this.columnName(each))));
    return html("div", { role: "row" }, corner(""), ...names);
  }

  private columnName(variant: Variant): HTMLElement {
    const name = html("span", { class: "smw-jg-column", role: "columnheader", title: told(variant) }, html("span", {}, unbroken(variant.name)));
    name.toggleAttribute("data-has", variant.has);
    this.heads.set(`column ${variant.id}`, name);
    return name;
  }

  private group(group: Group): HTMLElement {
    const strip = html("span", { class: "smw-jg-strip", title: group.name, "aria-hidden": "true", style: `--n:${group.variants.length}` }, shape(group.kind), html("span", {}, group.short));
    const lines = group.variants.map((variant) => this.row(group, variant));
    return html("div", { class: "smw-jg-group", role: "rowgroup", "aria-label": group.name }, strip, html("div", { role: "none" }, ...lines));
  }

  private row(group: Group, variant: Variant): HTMLElement {
    const name = html("span", { class: "smw-jg-name", role: "rowheader", title: told(variant) }, html("span", {}, variant.name));
    name.toggleAttribute("data-has", variant.has);
    if (variant.own) name.append(html("i", { class: "smw-jg-own" }, "own"));
    this.heads.set(`row ${variant.id}`, name);
    const parts = this.data.columns.map((column) => {
      const style = `--n:${column.variants.length}`;
      if (column.kind === group.kind) return html("span", { class: "smw-jg-well", role: "gridcell", "aria-colspan": column.variants.length, style });
      const cells = column.variants.map((target) => this.blank(variant, target));
      return html("span", { class: "smw-jg-part", role: "none", style }, ...cells);
    });
    return html("div", { class: "smw-jg-row", role: "row" }, name, ...parts);
  }

  private blank(source: Variant, target: Variant): HTMLElement {
    const key = keyOf({ source: source.id, target: target.id });
    this.names.set(key, `${source.name} on ${target.name}`);
    const cell = html("span", { class: "smw-jg-cell", role: "gridcell", tabindex: -1, "data-cell": key });
    this.cells.set(key, cell);
    return cell;
  }

  private drawFoot(): void {
    const { foot, columns } = this.data;
    if (foot === null || same(this.foot, [foot, columns])) return;
    const parts = columns.map(({ variants }) => html("span", { class: "smw-jg-part", role: "none" }, ...variants.map(balance)));
    this.foot.replaceChildren(html("div", { role: "row", title: foot.tip }, corner(foot.name), ...parts));
  }

}

// As a value that was typed and waits for Python's answer; null where none does.
export function drawWaiting(element: HTMLElement, text: string | null): void {
  element.toggleAttribute("data-waiting", text !== null);
  if (text !== null) (element.firstChild as HTMLElement).textContent = text;
}

function drawCell(element: HTMLElement, cell: Cell, name: string): void {
  if (element.hasAttribute("data-waiting")) drawWaiting(element, null);
  else if (same(element, [cell, name])) return;
  same(element, [cell, name]);
  element.dataset.value = String(cell.value);
  for (const mark of ["judged", "disputed", "asked"] as const) element.toggleAttribute(`data-${mark}`, cell[mark] ?? false);
  const marks = [cell.judged && "judged by us", cell.disputed && `disputed, ${cell.range}`, cell.asked && "asked again"].filter(Boolean);
  element.setAttribute("aria-label", [`${name}: ${cell.text}`, ...marks].join(", "));
  const text = html("b", {}, cell.value === 0 && !cell.judged ? "·" : cell.text);
  element.replaceChildren(text, ...(cell.asked ? [html("i")] : []));
}

function balance({ balance: text, best, has }: Column): HTMLElement {
  const cell = html("span", { class: "smw-jg-balance", role: "gridcell" }, text);
  cell.toggleAttribute("data-best", best);
  cell.toggleAttribute("data-has", has);
  const said = [best && "the best of its component", has && "what the segment has"].filter(Boolean);
  if (said.length > 0) cell.setAttribute("aria-label", [text, ...said].join(", "));
  return cell;
}

// The outlines around the rows, or columns, of what the segment has.
function framesOf(groups: readonly Group[], way: "row" | "column"): HTMLElement[] {
  let before = 0;
  const gap = way === "row" ? ROW_GAP : GAP;
  return groups.flatMap(({ variants }, i) => {
    const start = before;
    before += variants.length;
    return variants.flatMap(({ has }, j) =>
      has ? [html("i", { class: `smw-jg-frame smw-jg-frame-${way}`, style: `--at:calc(var(--${way})*${start + j} + ${gap * (i + 1)}px)` })] : [],
    );
  });
}

function corner(text: string): HTMLElement {
  return html("span", { class: "smw-jg-corner", role: "rowheader", style: `--strip:${STRIP}px` }, text);
}

function told({ name, tip }: Variant): string {
  return tip ? `${name}\n${tip}` : name;
}

function count({ variants }: Group): number {
  return variants.length;
}

// A group of columns without its balances, which have a drawing of their own.
function bare({ kind, variants }: Group<Column>): unknown {
  return [kind, variants.map(({ id, name, tip, has }) => [id, name, tip, has])];
}
