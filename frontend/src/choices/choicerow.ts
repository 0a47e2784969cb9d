// One component: its name, what can be chosen for it as a group of radio buttons, and the way to
// add to that.
import { shape } from "../judgements/shape";
import { same } from "../mixrow";
import { html } from "../svg";
import type { ChoiceRow, Option } from "./choicedata";

let count = 0;

export interface Acts {
  try(kind: string, variant: string | null): void;
  add(kind: string): void;
  step(from: RowView, by: number): void; // to the row above or below
}

export class RowView {
  readonly element = html("div", { class: "smw-choice-row" });
  private readonly name = html("b", { id: `smw-choice-${(count += 1)}` });
  private readonly origin = html("small");
  private readonly who = html("div", { class: "smw-choice-who" });
  private readonly cards = html("div", { class: "smw-choice-cards", role: "radiogroup", "aria-labelledby": this.name.id });
  private readonly add = html("button", { class: "smw-choice-add", type: "button" }, "+ Add your\u00a0own");
  private row!: ChoiceRow;
  private tried: string | null = null; // here, as it is shown

  constructor(private readonly acts: Acts) {
    this.element.append(this.who, this.cards, this.add);
    this.cards.addEventListener("keydown", (event) => this.press(event));
    this.cards.addEventListener("click", (event) => {
      const id = cardAt(event)?.dataset.variant;
      if (id) this.pick(id);
    });
    this.add.addEventListener("click", () => acts.add(this.row.kind));
  }

  draw(row: ChoiceRow, tried: string | null): void {
    const moved = this.row !== undefined && tried !== this.tried;
    this.row = row;
    this.tried = tried;
    if (same(this.element, [row, tried]) && !moved) return;
    this.element.dataset.kind = row.kind;
    this.name.textContent = row.name;
    this.origin.textContent = row.origin;
    this.who.title = row.sentence;
    this.who.replaceChildren(shape(row.kind), this.name, this.origin);
    this.add.setAttribute("aria-label", `Add your own ${row.name.toLowerCase()}`);
    const focused = this.focused()?.dataset.variant;
    const on = tried ?? row.variants.find(({ has }) => has)?.id ?? "";
    this.cards.replaceChildren(...row.variants.map((option) => card(option, on, tried === option.id)));
    this.reach(focused ?? (on || (row.variants[0]?.id ?? "")), focused !== undefined);
  }

  // Puts the focus on the card that Tab leads to.
  focus(): void {
    this.cards.querySelector<HTMLElement>("[role=radio][tabindex='0']")?.focus();
  }

  private press(event: KeyboardEvent): void {
    const at = cardAt(event);
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowRight" || key === "ArrowLeft") this.walk(at, key === "ArrowRight" ? 1 : -1);
    else if (key === "ArrowDown" || key === "ArrowUp") this.acts.step(this, key === "ArrowDown" ? 1 : -1);
    else if (key === "Home" || key === "End") this.reach((key === "Home" ? this.ids[0] : this.ids.at(-1)) ?? "", true);
    else if (key === "Enter" || key === " ") this.pick(at.dataset.variant ?? "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private walk(at: HTMLElement, by: number): void {
    const ids = this.ids;
    const next = ids[(ids.indexOf(at.dataset.variant ?? "") + by + ids.length) % ids.length];
    if (next) this.reach(next, true);
  }

  private reach(id: string, focus: boolean): void {
    for (const each of this.cards.querySelectorAll<HTMLElement>("[role=radio]")) {
      const mine = each.dataset.variant === id;
      each.setAttribute("tabindex", mine ? "0" : "-1");
      if (mine && focus) each.focus({ preventScroll: true });
    }
  }

  // What is tried already, and what the segment has, end the trial, of several choices too.
  private pick(id: string): void {
    const option = this.row.variants.find((each) => each.id === id);
    if (option) this.acts.try(this.row.kind, option.has || this.tried === id ? null : id);
  }

  private focused(): HTMLElement | null {
    const at = (this.element.getRootNode() as Document | ShadowRoot).activeElement;
    return at && this.cards.contains(at) ? (at as HTMLElement) : null;
  }

  private get ids(): string[] {
    return this.row.variants.map(({ id }) => id);
  }
}

function card(option: Option, on: string, tried: boolean): HTMLElement {
  const { id, name, tip, own, has, tag, balance, best, step, left } = option;
  const marks = html("span", { class: "smw-choice-marks" });
  if (balance) marks.append(html("b", {}, balance));
  if (best) marks.append(html("i", { "data-best": "" }, best));
  if (own) marks.append(html("i", {}, "your own"));
  const label = html("span", { class: "smw-choice-name" }, name);
  const attributes = { class: "smw-choice", type: "button", role: "radio", "aria-checked": String(id === on), "data-variant": id, title: tip };
  const element = html("button", attributes, label, marks, ...badge(step || (tried ? "trying" : tag)));
  for (const [mark, holds] of Object.entries({ has, own, left, trying: tried, step: step !== "" })) {
    element.toggleAttribute(`data-${mark}`, holds);
  }
  return element;
}

function badge(text: string): HTMLElement[] {
  return text ? [html("em", { class: "smw-choice-badge" }, text)] : [];
}

function cardAt(event: Event): HTMLElement | null {
  return (event.target as Element | null)?.closest?.<HTMLElement>("[data-variant]") ?? null;
}
