// The strip of chart cards: four, and a fifth where there is room or the reader asks for it.
import { onAttention } from "./attention";
import { Card } from "./card";
import type { Chart, Look } from "./chart";
import { html } from "./svg";

const SHOWN = 4; // in a strip too narrow for all; a fifth then takes the place of the last

export class Cards {
  readonly element = html("div", { class: "smw-cards" });
  private readonly more = html("button", { type: "button", class: "smw-pager" });
  private readonly cards = new Map<string, Card>();
  private readonly presenting = new MutationObserver(() => void this.paint());
  private readonly deafen = onAttention(() => this.fade());

  constructor() {
    this.more.addEventListener("click", () => this.swap());
    this.element.append(this.more);
    this.presenting.observe(document.documentElement, { attributeFilter: ["data-smw-present"] });
  }

  // All words first, then all plots: the page is measured once.
  async draw(charts: Chart[], look: Look): Promise<void> {
    this.element.hidden = charts.length === 0;
    const keys = new Set(charts.map((chart) => chart.key));
    for (const [key, card] of this.cards) {
      if (!keys.has(key)) this.drop(key, card);
    }
    for (const chart of charts) this.card(chart.key).write(chart, look);
    this.arrange();
    await this.paint();
  }

  remove(): void {
    this.presenting.disconnect();
    this.deafen();
    for (const [key, card] of this.cards) this.drop(key, card);
  }

  private async paint(): Promise<void> {
    const cards = [...this.cards.values()];
    const rooms = cards.map((card) => card.room());
    await Promise.all(cards.map((card, index) => card.paint(rooms[index])));
  }

  private fade(): void {
    for (const card of this.cards.values()) card.fade();
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
    this.more.before(card.element);
    return card;
  }

  private arrange(): void {
    const cards = [...this.cards.values()];
    cards.forEach(({ element }, index) => {
      element.classList.toggle("smw-extra", index >= SHOWN);
      element.classList.toggle("smw-swapped", index === SHOWN - 1 && cards.length > SHOWN);
    });
    if (cards.length > SHOWN) this.element.dataset.extra ??= "hidden";
    else delete this.element.dataset.extra;
    this.label();
  }

  // A card that gets room is painted by its own observer.
  private swap(): void {
    this.element.dataset.extra = this.element.dataset.extra === "shown" ? "hidden" : "shown";
    this.label();
  }

  private label(): void {
    const shown = this.element.dataset.extra === "shown";
    const cards = [...this.cards.values()];
    const next = cards[shown ? SHOWN - 1 : SHOWN]?.element.getAttribute("aria-label") ?? "";
    const name = `${shown ? "Back" : "More"}: ${next}`;
    if (this.more.title === name) return;
    this.more.title = name;
    this.more.setAttribute("aria-label", name);
    this.more.textContent = shown ? "‹" : "›";
  }
}
