// The list of steps: newest first, the present one marked, the undone ones dimmed and named so.
import { html } from "./svg";

export interface Steps {
  labels: string[]; // of the steps that are shown, oldest first
  first: number; // how many steps are in the past at labels[0]
  now: number; // how many are in the past
  total: number;
}

const PAGE = 8; // steps that Page Up and Page Down go over

export class StepList {
  readonly element = html("div", { class: "smw-steps", popover: "auto" });
  private readonly list = html("ul", { role: "listbox", tabindex: "0", "aria-label": "Go back to a step" });
  private readonly under = html("p");
  private steps: Steps = { labels: [], first: 0, now: 0, total: 0 };
  private drawn = "";
  private active = 0; // the step that the keyboard is at, by how many are in the past there

  constructor(
    private readonly button: HTMLElement,
    private readonly go: (past: number) => void,
  ) {
    button.setAttribute("aria-haspopup", "listbox");
    button.setAttribute("aria-expanded", "false");
    this.element.append(html("h3", {}, "Go back to a step"), this.list, this.under);
    this.list.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("toggle", () => button.setAttribute("aria-expanded", String(this.isOpen)));
    // A press on the button closes the list by itself; its click must not open it again.
    button.addEventListener("pointerdown", () => (this.wasOpen = this.isOpen));
  }

  private wasOpen = false;

  private get isOpen(): boolean {
    return this.element.matches(":popover-open");
  }

  toggle(): void {
    const close = this.isOpen || this.wasOpen;
    this.wasOpen = false;
    if (close) this.element.hidePopover();
    else this.open();
  }

  draw(steps: Steps): void {
    this.steps = steps;
    if (this.isOpen) this.fill();
  }

  private open(): void {
    this.active = this.steps.now;
    this.element.showPopover();
    this.fill();
    this.place();
    this.list.focus();
    this.mark();
  }

  private fill(): void {
    const wanted = JSON.stringify(this.steps);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const { labels, first, now, total } = this.steps;
    this.active = Math.min(Math.max(this.active, first), first + labels.length - 1);
    this.list.replaceChildren(...labels.map((label, i) => option(label, first + i, now)).reverse());
    const more = total + 1 - labels.length; // the start is no step, but stands in the list
    this.under.textContent = more > 0 ? `${labels.length} of ${total} steps. Go back to the oldest to see older ones.` : "";
    this.mark();
  }

  private mark(): void {
    for (const each of this.list.children) each.toggleAttribute("data-active", Number(each.getAttribute("data-past")) === this.active);
    this.list.setAttribute("aria-activedescendant", `smw-step-${this.active}`);
    this.list.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }

  private pressed(event: KeyboardEvent): void {
    const { first, labels } = this.steps;
    const [oldest, newest] = [first, first + labels.length - 1];
    const moves: Record<string, number> = {
      ArrowDown: this.active - 1,
      ArrowUp: this.active + 1,
      PageDown: this.active - PAGE,
      PageUp: this.active + PAGE,
      Home: newest,
      End: oldest,
    };
    const to = moves[event.key];
    if (event.key === "Enter" || event.key === " ") this.choose(this.active);
    else if (to !== undefined) {
      this.active = Math.min(Math.max(to, oldest), newest);
      this.mark();
    } else return;
    event.preventDefault();
  }

  private clicked(event: Event): void {
    const chosen = (event.target as Element).closest("[data-past]");
    if (chosen) this.choose(Number(chosen.getAttribute("data-past")));
  }

  private choose(past: number): void {
    this.element.hidePopover();
    if (past !== this.steps.now) this.go(past);
  }

  private place(): void {
    const from = this.button.getBoundingClientRect();
    const width = this.element.offsetWidth;
    const left = Math.min(from.right - width, window.innerWidth - width - 8);
    this.element.style.left = `${Math.max(8, left)}px`;
    this.element.style.top = `${from.bottom + 4}px`;
    this.element.style.maxHeight = `${Math.min(440, window.innerHeight - from.bottom - 16)}px`;
  }
}

function option(label: string, past: number, now: number): HTMLElement {
  const state = past > now ? "undone" : past === now ? "now" : "";
  return html(
    "li",
    { role: "option", id: `smw-step-${past}`, "data-past": past, "data-state": state, "aria-selected": String(past === now), title: label },
    html("span", {}, label),
    ...(state ? [html("em", {}, state)] : []),
  );
}
