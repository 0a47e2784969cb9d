// The grid of cross-impact judgements: walked by keys, filtered, and judged by typing a digit.
// Which pair is chosen is told at once; what is typed waits until Python has it.
import type { Cleanup, Component } from "../component";
import { listKeys } from "../keys";
import { same } from "../mixrow";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import { Entries } from "./entries";
import { HintCard } from "./hint";
import { keyOf, pairOf, type FilterKey, type JudgementData, type Pair } from "./judgementdata";
import css from "./judgements.css?inline";
import { drawWaiting, Sheet } from "./sheet";
import { Walk } from "./walking";

const MINUS = "\u2212";

const KEYS = [
  ["Arrows", "Walk the pairs (Ctrl: to the end)"],
  ["Enter", "Choose the pair"],
  ["0 to 3", "Judge that the row supports the column"],
  ["- and a figure", "Judge that the row hinders the column"],
  ["Esc", "Choose no pair"],
] as const;

class Judgements {
  private readonly unlist = listKeys("Judgements", KEYS);
  private readonly root = html("section", { class: "smw-jg" });
  private readonly title = html("h3");
  private readonly under = html("p", { class: "smw-jg-sub" });
  private readonly chips = html("div", { class: "smw-jg-chips", role: "radiogroup", "aria-label": "Show" });
  private readonly spoken = html("p", { class: "smw-jg-unseen", "aria-live": "polite" });
  private readonly sheet = new Sheet();
  private readonly card = new HintCard();
  private readonly entries: Entries;
  private readonly measure = new ResizeObserver(() => this.sheet.size());
  private walk = new Walk([], []);
  private active: Pair | null = null; // the cell that Tab leads to
  private chosen: Pair | null = null;
  private given = ""; // what Python said is chosen
  private typed: Pair[] = []; // judged here; Python may not have said yet what counts now
  private pointing = true; // the hand moved since a key was pressed
  private minus = false; // a minus was typed, its digit is to come
  private filter: FilterKey = "all";
  private dark: boolean | null = null;
  private data!: JudgementData;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private readonly component: Component<JudgementData>,
  ) {
    addStyles(parent, "judgements", css);
    this.entries = new Entries((sent) => component.setStateValue("entries", sent));
    this.root.append(html("header", {}, this.title, this.chips), this.under, this.sheet.element, this.spoken, this.card.element);
    parent.append(this.root);
    this.measure.observe(this.sheet.element);
    this.listen();
  }

  draw(data: JudgementData): void {
    this.data = data;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.title.textContent = data.title;
    this.title.title = data.title;
    this.under.textContent = data.subtitle;
    this.entries.answer(data.channel);
    this.drawChips();
    this.walk = new Walk(data.rows, data.columns);
    const held = this.focused() !== null;
    this.drawSheet();
    this.take(data.chosen);
    this.reach(this.active && this.walk.has(this.active) ? this.active : (this.chosen ?? this.walk.first));
    if (held && this.focused() === null && this.active) this.sheet.cell(this.active)?.focus({ preventScroll: true });
  }

  remove(): void {
    this.unlist();
    this.entries.stop();
    this.card.hide();
    this.measure.disconnect();
    this.root.remove();
  }

  private drawSheet(): void {
    this.sheet.draw(this.data);
    for (const pair of this.typed) this.drawTyped(pair);
  }

  private focused(): Element | null {
    const at = (this.root.getRootNode() as Document | ShadowRoot).activeElement;
    return at && this.root.contains(at) ? at : null;
  }

  private listen(): void {
    const grid = this.sheet.element;
    grid.addEventListener("keydown", (event) => this.press(event));
    grid.addEventListener("click", (event) => {
      const pair = pairAt(event);
      if (pair) this.choose(pair);
    });
    // A cell that is drawn anew under a resting hand is not pointed at while the keys are used.
    grid.addEventListener("pointermove", () => (this.pointing = true));
    grid.addEventListener("pointerover", (event) => {
      if (this.pointing) this.point(pairAt(event), event.pointerType === "touch");
    });
    grid.addEventListener("pointerleave", () => this.point(null));
    grid.addEventListener("focusin", (event) => {
      const pair = pairAt(event);
      if (pair === null) return;
      if (this.minus) this.forget();
      this.reach(pair);
      this.sheet.light(pair);
      const cell = this.sheet.cell(pair);
      if (cell?.matches(":focus-visible")) this.card.show(cell, this.data, true);
    });
    grid.addEventListener("focusout", () => {
      this.forget();
      this.card.hide();
    });
    grid.addEventListener("scroll", () => this.card.hide());
  }

  private press(event: KeyboardEvent): void {
    this.pointing = false;
    const pair = pairAt(event);
    if (pair === null || event.altKey) return;
    const next = this.walk.next(pair, event);
    const plain = !event.ctrlKey && !event.metaKey;
    if (next) this.go(next);
    else if (/^(Arrow|Home|End)/.test(event.key)) {
      // at the edge: the page does not scroll away from under the hand
    } else if (!plain || !this.pressPlain(pair, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private pressPlain(pair: Pair, key: string): boolean {
    const chosen = this.isChosen(pair);
    if (key === "Enter" || key === " ") this.choose(pair);
    else if (key === "Escape" && this.minus) this.forget();
    else if (key === "Escape" && this.chosen) this.choose(null);
    else if (chosen && (key === "-" || key === MINUS)) this.awaitDigit(pair);
    else if (chosen && /^[0-3]$/.test(key)) this.judge(pair, Number(key) * (this.minus && key !== "0" ? -1 : 1));
    else return false;
    return true;
  }

  private go(pair: Pair): void {
    this.reach(pair);
    this.card.hide();
    this.sheet.cell(pair)?.focus({ preventScroll: true });
    this.sheet.reveal(pair);
  }

  // Makes it the one cell that Tab leads to.
  private reach(pair: Pair | null): void {
    if (this.active) this.sheet.cell(this.active)?.setAttribute("tabindex", "-1");
    this.active = pair;
    if (pair) this.sheet.cell(pair)?.setAttribute("tabindex", "0");
  }

  private point(pair: Pair | null, touched = false): void {
    this.sheet.light(pair);
    const cell = pair && this.sheet.cell(pair);
    if (cell && !touched) this.card.show(cell, this.data);
    else this.card.hide();
  }

  private choose(pair: Pair | null): void {
    this.mark(pair);
    this.component.setStateValue("chosen", { pair, time: Date.now() });
  }

  // What Python says is chosen counts when it says something new.
  private take(given: Pair | null): void {
    const said = given ? keyOf(given) : "";
    if (said !== this.given) this.mark(given);
    else this.mark(this.chosen && this.walk.has(this.chosen) ? this.chosen : null);
    this.given = said;
  }

  private mark(pair: Pair | null): void {
    const before = this.chosen && this.sheet.cell(this.chosen);
    before?.removeAttribute("aria-selected");
    this.chosen = pair;
    if (pair) this.sheet.cell(pair)?.setAttribute("aria-selected", "true");
  }

  private isChosen(pair: Pair): boolean {
    return this.chosen !== null && keyOf(this.chosen) === keyOf(pair);
  }

  private judge(pair: Pair, value: number): void {
    this.minus = false;
    this.entries.put({ ...pair, value });
    this.typed = [...this.typed.filter((each) => keyOf(each) !== keyOf(pair)), pair];
    this.drawTyped(pair);
    this.spoken.textContent = `Judged ${signed(value)}.`;
  }

  private awaitDigit(pair: Pair): void {
    this.minus = true;
    const cell = this.sheet.cell(pair);
    if (cell) drawWaiting(cell, MINUS);
  }

  private forget(): void {
    if (!this.minus) return;
    this.minus = false;
    this.drawSheet();
  }

  private drawTyped(pair: Pair): void {
    const value = this.entries.waiting(pair);
    const cell = this.sheet.cell(pair);
    if (cell && value !== null) drawWaiting(cell, signed(value));
    if (value === null) this.typed = this.typed.filter((each) => each !== pair);
  }

  private drawChips(): void {
    const { filters } = this.data;
    const filled = (key: FilterKey) => key === "all" || this.data.filters.find((each) => each.key === key)?.count !== "0";
    if (!filled(this.filter)) this.filter = "all";
    this.root.dataset.filter = this.filter;
    if (same(this.chips, [filters, this.filter])) return;
    const focused = this.chips.contains(this.focused());
    this.chips.replaceChildren(
      ...filters.map(({ key, label, count }) => {
        const on = key === this.filter;
        const chip = html("button", { type: "button", role: "radio", "aria-checked": String(on), tabindex: on ? 0 : -1, "data-key": key }, html("i", { "aria-hidden": "true" }), label, html("b", {}, count));
        chip.toggleAttribute("disabled", !filled(key));
        chip.addEventListener("click", () => this.show(key));
        chip.addEventListener("keydown", (event) => this.turn(event, key));
        return chip;
      }),
    );
    if (focused) this.chips.querySelector<HTMLElement>("[aria-checked=true]")?.focus();
  }

  private show(key: FilterKey): void {
    this.filter = key;
    this.drawChips();
  }

  private turn(event: KeyboardEvent, from: FilterKey): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const keys = [...this.chips.querySelectorAll<HTMLElement>("button:not([disabled])")].map(({ dataset }) => dataset.key as FilterKey);
    this.show(keys[(keys.indexOf(from) + step + keys.length) % keys.length] as FilterKey);
  }
}

function pairAt(event: Event): Pair | null {
  const key = (event.target as Element | null)?.closest?.<HTMLElement>("[data-cell]")?.dataset.cell;
  return key ? pairOf(key) : null;
}

function signed(value: number): string {
  if (value === 0) return "0";
  return `${value < 0 ? MINUS : "+"}${Math.abs(value)}`;
}

const views = new WeakMap<HTMLElement | ShadowRoot, Judgements>();

export function mountJudgements(component: Component<JudgementData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Judgements(parent, component);
  views.set(parent, view);
  view.draw(component.data);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
