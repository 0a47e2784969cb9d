// What can be done to the roles of a task: lock a share, give a role one, see who cannot and why.
import { icon } from "./mixbar";
import type { Candidate, Row } from "./mixrow";
import { wholePercents, type Share } from "./shares";
import { html } from "./svg";

export interface MenuActs {
  toggle(role: string): void;
  give(candidate: Candidate): void;
}

export class Menu {
  readonly element = html("div", { class: "smw-mix-menu", popover: "auto", role: "dialog" });

  open(button: HTMLElement, shares: Share[], row: Row, acts: MenuActs): void {
    const able = row.candidates.filter((each) => each.able && !shares.some(({ role }) => role === each.role));
    const unable = row.candidates.filter((each) => !each.able);
    this.element.setAttribute("aria-label", `Roles of ${row.name}`);
    this.element.replaceChildren(
      ...this.held(shares, acts),
      ...this.chips(able, acts),
      ...this.missing(unable),
    );
    this.element.showPopover();
    this.place(button);
    this.element.querySelector("button")?.focus();
  }

  private held(shares: Share[], acts: MenuActs): HTMLElement[] {
    const whole = wholePercents(shares);
    return shares.map((share, i) => {
      const act = this.act(share.locked ? "Unlock" : "Lock", () => acts.toggle(share.role));
      act.setAttribute("aria-label", `${share.locked ? "Unlock" : "Lock"} ${share.short} share`);
      const locked = share.locked ? [icon(true, 13)] : [];
      const who = html("span", { class: "smw-who" }, swatch(share.kind), `${share.short} ${whole[i] ?? 0}%`, ...locked);
      return html("div", { class: "smw-mix-held" }, who, act);
    });
  }

  private chips(able: Candidate[], acts: MenuActs): HTMLElement[] {
    if (!able.length) return [];
    const chips = able.map((each) => {
      const chip = this.act(`+ ${each.short}`, () => acts.give(each));
      chip.title = `Give ${each.short} 5 points, from the biggest share that is not locked`;
      return chip;
    });
    return [html("h4", {}, "Give 5 points to"), html("div", { class: "smw-chips" }, ...chips)];
  }

  private missing(unable: Candidate[]): HTMLElement[] {
    if (!unable.length) return [];
    const roles = unable.map(({ short, reason }) =>
      html(
        "li",
        {},
        html("button", { class: "smw-act", type: "button", "aria-disabled": "true", "aria-label": `${short}: ${reason}` }, short),
        html("span", { "aria-hidden": "true" }, reason),
      ),
    );
    return [html("h4", {}, "Not available"), html("ul", { class: "smw-unable" }, ...roles)];
  }

  private act(text: string, act: () => void): HTMLElement {
    const button = html("button", { class: "smw-act", type: "button" }, text);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.element.hidePopover();
      act();
    });
    return button;
  }

  private place(button: HTMLElement): void {
    const [from, own] = [button.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const below = from.bottom + 4;
    const top = below + own.height > window.innerHeight - 8 ? from.top - 4 - own.height : below;
    this.element.style.left = `${Math.max(8, from.right - own.width)}px`;
    this.element.style.top = `${Math.max(8, top)}px`;
  }
}

function swatch(kind: string): HTMLElement {
  return html("i", { class: "smw-swatch", style: `background:var(--smw-role-${kind})` });
}
