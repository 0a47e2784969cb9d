// A line in the list that sums the rows under it, and unfolds them.
import { html } from "../svg";

export const FOLD = 24; // px, as in the style sheet

export class Fold {
  readonly element: HTMLElement;
  private readonly button: HTMLElement;
  private open = false;

  constructor(
    name: string,
    private readonly changed: () => void,
  ) {
    this.button = html("button", { class: "smw-moves-fold", type: "button" });
    this.element = html("li", { class: "smw-moves-line", "data-fold": name }, this.button);
    this.button.addEventListener("click", () => {
      if (!this.button.hasAttribute("aria-expanded")) return;
      this.open = !this.open;
      this.changed();
      if (this.open) this.element.scrollIntoView?.({ block: "start" });
    });
  }

  get isOpen(): boolean {
    return this.open;
  }

  say(words: string): void {
    this.button.textContent = words;
    this.element.hidden = words === "";
  }

  // Whether there is more to unfold than stands there anyway.
  mark(more: boolean): void {
    if (more || this.open) this.button.setAttribute("aria-expanded", String(this.open));
    else this.button.removeAttribute("aria-expanded");
  }
}
