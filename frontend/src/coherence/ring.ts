// The ring: four component cards at the corners, six ribbons between them, the score in the middle.
import { same } from "../mixrow";
import { isPresenting } from "../present";
import { html, svg } from "../svg";
import { ageSide, centre, isLarge, labelSpot, places, straight, thickness, threads, type Places, type Spot } from "./geometry";
import { concerns, listen, listenToHand, type ComponentCard, type Hands, type MapData, type PairRibbon } from "./mapdata";
import { debtMark, markOf } from "./marks";

export const SCORE = "score";

export class Ring {
  readonly element = html("div", { class: "smw-comp-ring" });
  private readonly lines = svg("svg", { class: "smw-comp-lines", "aria-hidden": "true" });
  private readonly score = html("div", { class: "smw-comp-score", role: "img" });
  private readonly cards = new Map<string, HTMLElement>();
  private readonly pills = new Map<string, HTMLElement>();
  private data: MapData | null = null;

  constructor(private readonly hands: Hands) {
    this.element.append(this.lines, this.score);
    listen(this.score, { id: SCORE, about: "", at: this.score }, hands);
  }

  draw(data: MapData): void {
    this.data = data;
    for (const card of data.components) this.drawCard(card);
    for (const pair of data.pairs) this.drawPill(pair);
    this.drawScore(data);
    this.layOut();
  }

  // The places follow from the room; called again whenever that changes.
  layOut(): void {
    const { data } = this;
    const [width, height] = [this.element.clientWidth, this.element.clientHeight];
    if (!data || data.components.length === 0 || width === 0 || height === 0) return;
    const large = isPresenting() || isLarge(width, height);
    this.element.toggleAttribute("data-large", large);
    const found = places(width, height, large);
    for (const [key, card] of this.cards) put(card, found.cards[key]);
    for (const pair of data.pairs) {
      const pill = this.pills.get(pair.key);
      put(pill, labelSpot(pair.one, pair.other, found));
      const age = pill?.querySelector<HTMLElement>(".smw-comp-age");
      if (age) age.dataset.side = ageSide(pair.one, pair.other, pair.debt, found);
    }
    put(this.score, found.middle);
    this.drawLines(data, found, width, height);
  }

  // What it is about stays, the others fade; null ends it.
  light(about: string | null): void {
    const faded = (key: string) => about !== null && !concerns(key, about);
    for (const [key, element] of [...this.cards, ...this.pills]) element.toggleAttribute("data-faded", faded(key));
    for (const line of this.lines.querySelectorAll<SVGElement>("[data-pair]")) {
      line.toggleAttribute("data-faded", faded(line.dataset.pair ?? ""));
    }
    for (const part of [this.score, ...this.lines.querySelectorAll("circle")]) part.toggleAttribute("data-faded", about !== null);
  }

  choose(key: string): void {
    for (const [own, element] of [...this.cards, ...this.pills]) element.setAttribute("aria-pressed", String(own === key));
  }

  // Where a hint about it stands.
  elementOf(id: string): Element | undefined {
    return id === SCORE ? this.score : (this.cards.get(id) ?? this.pills.get(id));
  }

  private drawCard(card: ComponentCard): void {
    const element = this.made(this.cards, card.key, "smw-comp-card");
    if (same(element, card)) return;
    element.dataset.component = card.key;
    element.style.setProperty("--c", `var(--smw-component-${card.key})`);
    element.toggleAttribute("data-open", card.open);
    element.setAttribute("aria-label", cardName(card));
    const change = card.change ? [html("em", { "data-tone": card.change.tone }, card.change.text)] : [];
    const read = card.read ? [html("span", { class: "smw-comp-read" }, "read from the model")] : [];
    element.replaceChildren(
      html("span", { class: "smw-comp-in" },
        html("span", { class: "smw-comp-name" }, markOf(card.key, card.mark), html("span", {}, card.name)),
        html("span", { class: "smw-comp-figure" }, html("b", {}, card.score), ...change),
        html("span", { class: "smw-comp-text", dir: "auto", ...(card.read ? { "data-one": "" } : {}) }, card.text),
        ...read,
      ),
    );
  }

  private drawPill(pair: PairRibbon): void {
    const element = this.made(this.pills, pair.key, "smw-comp-pill");
    if (same(element, pair)) return;
    element.dataset.strength = pair.strength;
    element.setAttribute("aria-label", pairName(pair));
    const age = pair.debt ? [html("span", { class: "smw-comp-age" }, debtMark(20), pair.debt)] : [];
    element.replaceChildren(html("b", {}, pair.text), ...age);
  }

  private made(all: Map<string, HTMLElement>, key: string, name: string): HTMLElement {
    const known = all.get(key);
    if (known) return known;
    const element = html("button", { type: "button", class: name, "data-item": key, "aria-pressed": "false" });
    all.set(key, element);
    listen(element, { id: key, about: key, at: element }, this.hands);
    this.element.append(element);
    return element;
  }

  private drawScore({ score }: MapData): void {
    if (same(this.score, score)) return;
    this.score.setAttribute("aria-label", [score.hint.head, ...score.hint.facts.map((fact) => fact.join(" "))].join("; "));
    this.score.replaceChildren(html("b", {}, score.text), html("span", {}, "of 100"));
  }

  private drawLines(data: MapData, found: Places, width: number, height: number): void {
    if (same(this.element, [data.pairs, data.score.part, width, height])) return;
    this.lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const { middle, radius } = found;
    const round = 2 * Math.PI * radius;
    const ring = { cx: middle.x, cy: middle.y, r: radius, "stroke-width": 8 };
    this.lines.replaceChildren(
      ...data.pairs.map((pair) => this.ribbon(pair, found)),
      svg("circle", { ...ring, class: "smw-comp-track" }),
      svg("circle", { ...ring, class: "smw-comp-part", "stroke-dasharray": `${data.score.part * round} ${2 * round}`, transform: `rotate(-90 ${middle.x} ${middle.y})` }),
    );
  }

  private ribbon(pair: PairRibbon, { cards }: Places): SVGElement {
    const [one, other] = [cards[pair.one], cards[pair.other]];
    const group = svg("g", { "data-pair": pair.key });
    if (!one || !other) return group;
    const [from, to] = [centre(one), centre(other)];
    const hit = svg("path", { d: straight(from, to), class: "smw-comp-hit" });
    group.append(...drawn(pair, from, to), hit);
    const pill = this.pills.get(pair.key);
    if (pill) listenToHand(hit, { id: pair.key, about: pair.key, at: pill }, this.hands);
    hit.addEventListener("click", () => pill?.focus({ preventScroll: true }));
    return group;
  }
}

function drawn(pair: PairRibbon, from: Spot, to: Spot): SVGElement[] {
  if (pair.support === null) return [svg("path", { d: straight(from, to), class: "smw-comp-unknown" })];
  if (pair.strength === "frayed") {
    return threads(from, to, pair.support).map(({ path, width, dash }) =>
      svg("path", { d: path, class: "smw-comp-thread", "stroke-width": width, "stroke-dasharray": dash || null }),
    );
  }
  return [svg("path", { d: straight(from, to), class: "smw-comp-line", "data-strength": pair.strength, "stroke-width": thickness(pair.support) })];
}

function put(element: HTMLElement | undefined, at: (Spot & { width?: number; height?: number }) | undefined): void {
  if (!element || !at) return;
  element.style.left = `${at.x}px`;
  element.style.top = `${at.y}px`;
  if (at.width !== undefined) element.style.width = `${at.width}px`;
  if (at.height !== undefined) element.style.height = `${at.height}px`;
}

function cardName(card: ComponentCard): string {
  const score = card.open ? card.score : `${card.score} of 100`;
  const change = card.change ? `, ${card.change.text}` : "";
  return `${card.name}: ${score}${change}. ${card.full.replaceAll("\n", "; ")}${card.read ? ", read from the model" : ""}`;
}

function pairName(pair: PairRibbon): string {
  const score = pair.support === null ? pair.text : `${pair.text} of 100`;
  const debt = pair.debt === "" || pair.debt === "unreviewed" ? pair.debt : `unreviewed: ${pair.debt}`;
  return `${pair.name}: ${score}${debt ? `, ${debt}` : ""}`;
}
