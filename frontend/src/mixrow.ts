// One task of the role mix: its bar, its baseline, its hours and premium, and what is done to it.
// What was done here stays on the screen until Python acknowledges it.
import { attend, type Attention } from "./attention";
import { MixBar, icon } from "./mixbar";
import type { Menu } from "./mixmenu";
import { waitingFor } from "./mixwaiting";
import type { Channel, Outbox } from "./outbox";
import { byRole, giveShare, readPercent, setShare, type Share } from "./shares";
import { html } from "./svg";

export interface Candidate {
  role: string;
  short: string;
  kind: string;
  able: boolean;
  reason: string;
}

export interface Row {
  task: string;
  stage: string;
  name: string;
  shares: Share[];
  baseline: { short: string; kind: string; share: number }[];
  candidates: Candidate[];
  hours: string;
  premium: string;
  premium_in_full: string;
  tone: "none" | "some" | "high";
}

export const OWN = "mix"; // who attends, when the hand is here
const EVERY = 80; // ms between two sends while a hand drags, when the one before is answered
const SLOW = 200; // ms after which the next is sent without an answer
const REST = 800; // ms after which the next key press is an edit, and an undo, of its own

export class RowView {
  readonly element = html("div", { class: "smw-mix-row" });
  private readonly name = html("button", { class: "smw-task", type: "button" });
  private readonly was = html("div", { class: "smw-was", title: "Baseline mix", "aria-hidden": "true" });
  private readonly hours = html("span");
  private readonly premium = html("span", { class: "smw-premium" });
  private readonly more = html("button", { class: "smw-more", type: "button", "aria-haspopup": "dialog" });
  private readonly refusal = html("p", { class: "smw-refusal", role: "alert", hidden: "" });
  private readonly bar: MixBar;
  private row!: Row;
  private shares: Share[] = [];
  private mark = "";
  private keyMark = "";
  private pressed = 0;
  private timer = 0;
  private sent = 0;

  constructor(
    private readonly outbox: Outbox,
    private readonly channel: () => Channel, // of the answer that is drawn
    menu: Menu,
  ) {
    this.bar = new MixBar({
      changed: (shares) => this.stream(shares),
      settled: (shares, byKey) => this.settle(shares, byKey),
      toggled: (role) => this.toggle(role),
      typed: (role, text) => this.type(role, text),
      refused: (words) => this.refuse(words),
    });
    const middle = html("div", {}, this.bar.element, this.was, this.refusal);
    this.element.append(this.name, middle, this.hours, this.premium, this.more);
    this.element.addEventListener("pointerenter", () =>
      attend({ stages: this.row.stage ? [this.row.stage] : [], tasks: [this.row.task], roles: [], segments: [] }, OWN),
    );
    this.element.addEventListener("pointerleave", () => attend(null, OWN));
    this.element.addEventListener("click", () => this.choose());
    this.more.addEventListener("click", (event) => {
      event.stopPropagation();
      menu.open(this.more, this.shares, this.row, {
        toggle: (role) => this.toggle(role),
        give: (candidate) => this.give(candidate),
      });
    });
  }

  draw(row: Row, chosen: boolean): void {
    this.row = row;
    this.element.toggleAttribute("data-chosen", chosen);
    this.redraw();
  }

  light(attention: Attention | null): void {
    const meant = attention !== null && attention.tasks.length > 0;
    const lit = meant && attention.tasks.includes(this.row.task);
    this.element.toggleAttribute("data-lit", lit);
    this.element.toggleAttribute("data-faded", meant && !lit);
  }

  private redraw(): void {
    const row = this.row;
    if (!this.bar.dragging) {
      this.shares = this.present(row);
      this.bar.draw(row.name, this.shares);
    }
    this.name.textContent = row.name;
    this.name.title = row.name;
    this.hours.textContent = row.hours;
    this.premium.textContent = row.premium;
    this.premium.title = row.premium_in_full;
    this.premium.dataset.tone = row.tone;
    this.drawBaseline(row);
    this.drawLock(row);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  // The row's shares with what was done here and Python has not answered yet.
  private present(row: Row): Share[] {
    const { shares: own, locks } = waitingFor(row.task, this.outbox.after(this.channel()));
    const held = row.shares.map((each) => ({ ...each, locked: locks[each.role] ?? each.locked }));
    if (!own) return held;
    const newcomers = row.candidates.filter((each) => (own[each.role] ?? 0) > 0).map(newcomer);
    return [...held, ...newcomers].map((each) => ({ ...each, share: own[each.role] ?? 0 }));
  }

  private drawBaseline(row: Row): void {
    if (same(this.was, row.baseline)) return;
    this.was.replaceChildren(
      ...row.baseline.map(({ kind, share }) =>
        html("i", { style: `flex:${100 * share} ${100 * share} 0;background:var(--smw-role-${kind})` }),
      ),
    );
    const words = row.baseline.map(({ short, share }) => `${short} ${Math.round(100 * share)}%`).join(", ");
    this.was.title = `Baseline: ${words}`;
  }

  private drawLock(row: Row): void {
    const locked = this.shares.some((each) => each.locked);
    if (same(this.more, [locked, row.name])) return;
    this.more.replaceChildren(icon(locked, 15));
    this.more.toggleAttribute("data-locked", locked);
    this.more.setAttribute("aria-label", `Locks and roles of ${row.name}`);
    this.more.title = "Lock a share, or give a role one";
  }

  private isAnswered(): boolean {
    return this.outbox.waiting().every(({ act }) => act.kind !== "edit" || act.mark !== this.mark);
  }

  private stream(shares: Share[]): void {
    this.shares = shares;
    this.mark ||= this.outbox.mark();
    window.clearTimeout(this.timer);
    // A run that is cut short by the next answers nothing: the next waits for its answer.
    const pause = this.isAnswered() ? EVERY : SLOW;
    const wait = Math.max(0, this.sent + pause - performance.now());
    this.timer = window.setTimeout(() => this.put(this.shares, false), wait);
  }

  private settle(shares: Share[], byKey = false): void {
    window.clearTimeout(this.timer);
    const again = byKey && performance.now() - this.pressed < REST;
    if (byKey) this.mark = again ? this.keyMark : this.outbox.mark();
    this.mark ||= this.outbox.mark();
    this.pressed = byKey ? performance.now() : 0;
    this.keyMark = this.mark;
    this.put(shares, true);
    this.mark = "";
  }

  private put(shares: Share[], done: boolean): void {
    this.sent = performance.now();
    this.shares = shares;
    this.outbox.edit([{ do: "set_shares", task: this.row.task, shares: byRole(shares) }], this.mark, done);
  }

  private toggle(role: string): void {
    const locked = !this.shares.find((each) => each.role === role)?.locked;
    this.outbox.edit([{ do: "lock_share", task: this.row.task, role, locked }]);
    this.redraw();
  }

  private give(candidate: Candidate): void {
    const shares = giveShare(this.shares, newcomer(candidate), 0.05);
    if (!shares) {
      this.refuse(`All shares are locked. Unlock one, and ${candidate.short} can have a part of it.`);
      return;
    }
    this.settle(shares);
    this.redraw();
  }

  private type(role: string, text: string): string | null {
    const wanted = readPercent(text);
    if (typeof wanted === "string") return wanted;
    const heir = this.row.candidates.find((each) => each.able);
    const given = setShare(this.shares, role, wanted, heir ? newcomer(heir) : null);
    if ("refused" in given) return given.refused;
    if (given.shares === this.shares) return null;
    this.settle(given.shares);
    this.redraw();
    return null;
  }

  private refuse(words: string): void {
    this.refusal.hidden = words === "";
    if (this.refusal.textContent !== words) this.refusal.textContent = words;
  }

  private choose(): void {
    if (this.element.hasAttribute("data-chosen")) return;
    for (const each of this.element.parentElement?.children ?? []) each.removeAttribute("data-chosen");
    this.element.setAttribute("data-chosen", "");
    this.outbox.put({ kind: "choose", task: this.row.task });
  }
}

const drawn = new WeakMap<HTMLElement, string>();

// Whether the element shows this already; while a hand drags, little of a row changes.
export function same(element: HTMLElement, what: unknown): boolean {
  const text = JSON.stringify(what);
  if (drawn.get(element) === text) return true;
  drawn.set(element, text);
  return false;
}

function newcomer({ role, short, kind }: Candidate): Share {
  return { role, short, kind, share: 0, locked: false, detail: short, rate: "" };
}
