// Role-mix bars: a row a task, its shares dragged at their boundaries.
// Python owns the shares. What was done here stays on the screen until Python acknowledges it, so
// that an answer to an older edit never moves a bar.
import type { Cleanup, Component } from "./component";
import css from "./mix.css?inline";
import { MixBar, icon } from "./mixbar";
import { Menu } from "./mixmenu";
import { Outbox, type Acknowledged, type Edit } from "./outbox";
import { byRole, giveShare, type Share } from "./shares";
import { html } from "./svg";
import { addStyles, applyTokens, isDark } from "./theme";

export interface Candidate {
  role: string;
  short: string;
  kind: string;
  able: boolean;
  reason: string;
}

export interface Row {
  task: string;
  name: string;
  shares: Share[];
  baseline: { short: string; kind: string; share: number }[];
  candidates: Candidate[];
  hours: string;
  premium: string;
  premium_in_full: string;
  tone: "none" | "some" | "high";
}

interface MixData {
  rows: Row[];
  acknowledged: Acknowledged;
}

const EVERY = 120; // ms between two sends while a hand drags
const REST = 800; // ms after which the next key press is an edit, and an undo, of its own

class RowView {
  readonly element = html("div", { class: "smw-mix-row" });
  private readonly name = html("button", { class: "smw-task", type: "button" });
  private readonly was = html("div", { class: "smw-was", title: "Baseline mix", "aria-hidden": "true" });
  private readonly hours = html("span");
  private readonly premium = html("span", { class: "smw-premium" });
  private readonly more = html("button", { class: "smw-more", type: "button", "aria-haspopup": "menu" });
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
    private readonly send: (edit: Edit) => void,
    menu: Menu,
  ) {
    this.bar = new MixBar({
      changed: (shares) => this.stream(shares),
      settled: (shares, byKey) => this.settle(shares, byKey),
      toggled: (role) => this.toggle(role),
    });
    this.element.append(this.name, html("div", {}, this.bar.element, this.was), this.hours, this.premium, this.more);
    this.element.addEventListener("click", () => this.choose());
    this.more.addEventListener("click", (event) => {
      event.stopPropagation();
      menu.open(this.more, this.shares, this.row, {
        toggle: (role) => this.toggle(role),
        give: (candidate) => this.give(candidate),
      });
    });
  }

  draw(row: Row): void {
    this.row = row;
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
    const own = this.outbox.shares(row.task);
    const held = row.shares.map((each) => ({ ...each, locked: this.outbox.locked(row.task, each.role) ?? each.locked }));
    if (!own) return held;
    const newcomers = row.candidates.filter((each) => (own[each.role] ?? 0) > 0).map(newcomer);
    return [...held, ...newcomers].map((each) => ({ ...each, share: own[each.role] ?? 0 }));
  }

  private drawBaseline(row: Row): void {
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
    this.more.replaceChildren(icon(locked, 15));
    this.more.toggleAttribute("data-locked", locked);
    this.more.setAttribute("aria-label", `Locks and roles of ${row.name}`);
    this.more.title = "Lock a share, or give a role one";
  }

  private stream(shares: Share[]): void {
    this.shares = shares;
    this.mark ||= this.outbox.mark();
    window.clearTimeout(this.timer);
    const wait = Math.max(0, this.sent + EVERY - performance.now());
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
    this.send({ kind: "shares", task: this.row.task, shares: byRole(shares), mark: this.mark, done });
  }

  private toggle(role: string): void {
    const locked = !this.shares.find((each) => each.role === role)?.locked;
    this.send({ ...this.said(), kind: "lock", role, locked });
    this.draw(this.row);
  }

  private give(candidate: Candidate): void {
    const shares = giveShare(this.shares, newcomer(candidate), 0.05);
    if (!shares) return;
    this.settle(shares);
    this.draw(this.row);
  }

  private choose(): void {
    if (this.element.hasAttribute("data-chosen")) return;
    for (const each of this.element.parentElement?.children ?? []) each.removeAttribute("data-chosen");
    this.element.setAttribute("data-chosen", "");
    this.send({ ...this.said(), kind: "choose" });
  }

  private said(): Pick<Edit, "task" | "shares" | "mark" | "done"> {
    return { task: this.row.task, shares: byRole(this.shares), mark: this.outbox.mark(), done: true };
  }
}

class Mix {
  private readonly root = html("div", { class: "smw-mix" });
  private readonly body = html("div");
  private readonly rates = html("div", { class: "smw-rates" });
  private readonly menu = new Menu();
  private readonly outbox = new Outbox();
  private readonly views = new Map<string, RowView>();
  private component!: Component<MixData>;

  constructor(parent: HTMLElement | ShadowRoot) {
    addStyles(parent, "mix", css);
    const head = ["Task", "Role mix, %; thin bar: baseline", "Hours/yr", "Premium", ""].map((text) =>
      html("span", { title: text === "Premium" ? "Cost now less cost with the most cost-effective roles" : null }, text),
    );
    this.root.append(
      html("div", { class: "smw-mix-row smw-mix-head" }, ...head),
      this.body,
      this.rates,
      this.menu.element,
    );
    parent.append(this.root);
  }

  draw(component: Component<MixData>): void {
    this.component = component;
    const { rows, acknowledged } = component.data;
    applyTokens(this.root, isDark(this.root));
    this.outbox.acknowledge(acknowledged);
    this.arrange(rows.map((row) => row.task));
    for (const row of rows) this.view(row.task).draw(row);
    this.drawRates(rows);
  }

  remove(): void {
    for (const view of this.views.values()) view.stop();
    this.root.remove();
  }

  // Only moves rows when their order changed: moving an element ends a drag on it.
  private arrange(tasks: string[]): void {
    for (const [task, view] of this.views) {
      if (tasks.includes(task)) continue;
      view.stop();
      view.element.remove();
      this.views.delete(task);
    }
    tasks.forEach((task, i) => {
      const element = this.view(task).element;
      if (this.body.children[i] !== element) this.body.insertBefore(element, this.body.children[i] ?? null);
    });
  }

  private view(task: string): RowView {
    const known = this.views.get(task);
    if (known) return known;
    const view = new RowView(this.outbox, (edit) => this.send(edit), this.menu);
    this.views.set(task, view);
    return view;
  }

  private send(edit: Edit): void {
    this.component.setStateValue("edits", this.outbox.put(edit));
  }

  private drawRates(rows: Row[]): void {
    const seen = new Map<string, Share>();
    for (const share of rows.flatMap((row) => row.shares)) seen.set(share.role, share);
    const items = [...seen.values()].map(({ kind, short, rate }) =>
      html(
        "span",
        {},
        html("i", { class: "smw-swatch", style: `background:var(--smw-role-${kind})` }),
        `${short} ${rate}`,
      ),
    );
    this.rates.replaceChildren(html("b", {}, "Cost an hour"), ...items);
    this.rates.hidden = items.length === 0;
  }
}

function newcomer({ role, short, kind }: Candidate): Share {
  return { role, short, kind, share: 0, locked: false, detail: short, rate: "" };
}

const views = new WeakMap<HTMLElement | ShadowRoot, Mix>();

export function mountMix(component: Component<MixData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Mix(parent);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
