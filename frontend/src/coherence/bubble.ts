// The card beside what is pointed at: how its number is made up, and the sentences behind it.
import { html } from "../svg";
import type { Hint } from "./mapdata";

const GAP = 8; // px
let count = 0;

export class Bubble {
  readonly element = html("div", { class: "smw-comp-bubble", id: `smw-comp-bubble-${(count += 1)}`, popover: "manual", role: "tooltip" });
  private of: Element | null = null;

  show(hint: Hint, at: Element): void {
    this.describe(at);
    const facts = hint.facts.map(([name, value]) => html("div", {}, html("dt", {}, name), html("dd", { dir: "auto" }, value)));
    const notes = hint.notes.map((note) => html("span", { dir: "auto" }, note));
    this.element.replaceChildren(html("b", { dir: "auto" }, hint.head), ...(facts.length ? [html("dl", {}, ...facts)] : []), ...notes);
    if (!this.isOpen()) this.element.showPopover?.();
    this.place(at.getBoundingClientRect());
  }

  hide(): void {
    this.describe(null);
    if (this.isOpen()) this.element.hidePopover?.();
  }

  // Read out with what it is about.
  private describe(at: Element | null): void {
    if (this.of !== at) this.of?.removeAttribute("aria-describedby");
    at?.setAttribute("aria-describedby", this.element.id);
    this.of = at;
  }

  private isOpen(): boolean {
    return this.element.isConnected && this.element.matches(":popover-open");
  }

  // Beside it, under or over it: where there is room. A room sees the map enlarged: what is measured
  // on the screen is more there than the card's own pixels.
  private place(at: DOMRect): void {
    const own = this.element;
    const zoom = own.currentCSSZoom ?? 1;
    const [width, height] = [own.offsetWidth * zoom, own.offsetHeight * zoom];
    const under = at.bottom + GAP + height <= window.innerHeight - 4;
    const over = at.top - GAP - height >= 4;
    let left = at.left + at.width / 2 - width / 2;
    let top = under ? at.bottom + GAP : at.top - GAP - height;
    if (!under && !over) {
      left = at.right + GAP + width <= window.innerWidth - 8 ? at.right + GAP : at.left - GAP - width;
      top = window.innerHeight - height - 4;
    }
    left = Math.max(8, Math.min(window.innerWidth - width - 8, left));
    own.style.left = `${Math.round(left / zoom)}px`;
    own.style.top = `${Math.round(Math.max(4, top) / zoom)}px`;
  }
}
