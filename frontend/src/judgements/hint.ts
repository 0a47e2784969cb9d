// The card beside a cell: both variants, what counts and why, and who judged what and when.
import { html } from "../svg";
import { NOTHING, pairOf, type JudgementData, type Said, type Variant } from "./judgementdata";

const FIRST = 250; // ms under the hand
const NEXT = 60; // ms, when a card is open
const BY_KEY = 500; // ms after the focus came
const GAP = 6; // px

export class HintCard {
  readonly element = html("div", { class: "smw-jg-bubble", role: "tooltip", popover: "manual" });
  private timer = 0;
  private open = false;

  show(cell: HTMLElement, data: JudgementData, byKey = false): void {
    window.clearTimeout(this.timer);
    const wait = byKey ? BY_KEY : this.open ? NEXT : FIRST;
    this.timer = window.setTimeout(() => {
      this.element.replaceChildren(...wordsOf(cell.dataset.cell ?? "", data));
      this.element.showPopover?.();
      this.open = true;
      place(this.element, cell.getBoundingClientRect());
    }, wait);
  }

  hide(): void {
    window.clearTimeout(this.timer);
    if (this.open) this.element.hidePopover?.();
    this.open = false;
  }
}

// What is told of a pair.
export function wordsOf(key: string, data: JudgementData): HTMLElement[] {
  const { source, target } = pairOf(key);
  const cell = data.cells[key] ?? NOTHING;
  const said = cell.said ?? [];
  const count = html("em", { "data-sign": String(Math.sign(cell.value)) }, cell.text);
  const [from, to] = [html("b", {}, nameOf(data.rows, source)), html("b", {}, nameOf(data.columns, target))];
  const parts = [html("p", {}, count, from, ` ${data.scale[String(cell.value)] ?? ""} `, to)];
  if (cell.why && !said.some(({ why }) => why === cell.why)) parts.push(html("p", { class: "smw-jg-why" }, cell.why));
  if (cell.range) parts.push(html("p", { class: "smw-jg-range" }, cell.disputed ? `Disputed: ${cell.range}` : cell.range));
  if (said.length > 0) parts.push(html("ul", {}, ...said.map(opinion)));
  if (cell.library) parts.push(html("p", { class: "smw-jg-note" }, `Library: ${cell.library}`));
  return parts;
}

function opinion({ by, text, on, why, asked }: Said): HTMLElement {
  const who = html("span", {}, html("b", {}, text), ` ${by}`, html("small", {}, on));
  const again = asked ? [html("span", { class: "smw-jg-again" }, `Asked again: ${asked}`)] : [];
  return html("li", {}, who, ...(why ? [html("span", {}, why)] : []), ...again);
}

function nameOf(groups: readonly { variants: Variant[] }[], id: string): string {
  for (const { variants } of groups) {
    const found = variants.find((variant) => variant.id === id);
    if (found) return found.name;
  }
  return id;
}

// Under the cell, or over it where there is no room. A room sees the page enlarged: what is measured
// on the screen is more there than the card's own pixels.
function place(card: HTMLElement, at: DOMRect): void {
  const zoom = card.currentCSSZoom ?? 1;
  const [width, height] = [card.offsetWidth * zoom, card.offsetHeight * zoom];
  const left = Math.max(8, Math.min(window.innerWidth - width - 8, at.left + at.width / 2 - width / 2));
  const under = at.bottom + GAP + height <= window.innerHeight - 4;
  card.style.left = `${Math.round(left / zoom)}px`;
  card.style.top = `${Math.round((under ? at.bottom + GAP : Math.max(4, at.top - GAP - height)) / zoom)}px`;
}
