// Role-mix bars: a row a task, its shares dragged at their boundaries.
// Python owns the shares. What was done here stays on the screen until Python acknowledges it, so
// that an answer to an older edit never moves a bar.
import { attend, onAttention } from "./attention";
import type { Cleanup, Component } from "./component";
import css from "./mix.css?inline";
import { registerKey } from "./keys";
import { Menu } from "./mixmenu";
import { OWN, RowView, same, type Row } from "./mixrow";
import { theOutbox, type Channel } from "./outbox";
import type { Share } from "./shares";
import { html } from "./svg";
import { addStyles, applyTokens, isDark } from "./theme";

interface MixData {
  rows: Row[];
  chosen: string;
  channel: Channel;
}

// What the list of keys says.
const KEYS: [string, string][] = [
  ["Tab", "Walk the boundaries between the shares"],
  ["Arrows", "Move a boundary by 5 points (Shift: by 1)"],
  ["Home and End", "Give the share nothing, or all of both"],
  ["Enter", "Type the share"],
  ["0 to 9", "Type the share"],
  ["Double-click", "Type the share"],
  ["L", "Lock the share, or unlock it"],
  ["Esc", "Give up what is being dragged or typed"],
];

class Mix {
  private readonly root = html("div", { class: "smw-mix" });
  private readonly body = html("div");
  private readonly rates = html("div", { class: "smw-rates" });
  private readonly menu = new Menu();
  private readonly outbox = theOutbox();
  private readonly views = new Map<string, RowView>();
  private readonly detach: (() => void)[];
  private dark: boolean | null = null;
  private channel!: Channel;

  constructor(parent: HTMLElement | ShadowRoot, component: Component<MixData>) {
    this.detach = [
      this.outbox.attach((sent) => component.setStateValue("entries", sent)),
      onAttention((attention, from) => {
        for (const view of this.views.values()) view.light(from === OWN ? null : attention);
      }),
      ...KEYS.map(([keys, says]) => registerKey({ keys, says, group: "Role mix" })),
    ];
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
    const { rows, chosen, channel } = component.data;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.channel = channel;
    this.outbox.answer(channel);
    this.arrange(rows.map((row) => row.task));
    for (const row of rows) this.view(row.task).draw(row, row.task === chosen);
    this.drawRates(rows);
  }

  remove(): void {
    for (const detach of this.detach) detach();
    attend(null, OWN);
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
    const view = new RowView(this.outbox, () => this.channel, this.menu);
    this.views.set(task, view);
    return view;
  }

  private drawRates(rows: Row[]): void {
    const seen = new Map<string, Share>();
    for (const share of rows.flatMap((row) => row.shares)) seen.set(share.role, share);
    if (same(this.rates, [...seen.values()].map(({ kind, short, rate }) => [kind, short, rate]))) return;
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

const views = new WeakMap<HTMLElement | ShadowRoot, Mix>();

export function mountMix(component: Component<MixData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Mix(parent, component);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
