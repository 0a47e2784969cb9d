// The week of the highest-paid sellers: a bar a role, both verdicts, and the tasks behind them.
// It shows what Python worked out, and sends only from which pay on a seller is among them.
import { attend, onAttention } from "../attention";
import type { Cleanup, Component } from "../component";
import { same } from "../mixrow";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import { OWN, SellerView } from "./seller";
import css from "./week.css?inline";
import type { WeekData } from "./weekdata";

class Week {
  private readonly root = html("section", { class: "smw-week" });
  private readonly title = html("h3", { class: "smw-week-title" });
  private readonly pill = html("span", { class: "smw-week-pill" });
  private readonly under = html("p", { class: "smw-week-sub" });
  private readonly rows = html("div", { class: "smw-week-rows" });
  private readonly empty = html("p", { class: "smw-week-empty" });
  private readonly legend = html("div", { class: "smw-week-legend", "aria-hidden": "true" });
  private readonly more = html("button", { class: "smw-week-more", type: "button", hidden: "" });
  private readonly sentence = html("p", { class: "smw-week-why", tabindex: 0 });
  private readonly views = new Map<string, SellerView>();
  private readonly detach: (() => void)[];
  private readonly measure = new ResizeObserver(() => this.fit());
  private dark: boolean | null = null;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private readonly component: Component<WeekData>,
  ) {
    this.detach = [
      onAttention((attention, from) => {
        for (const view of this.views.values()) view.light(from === OWN ? null : attention);
      }),
    ];
    addStyles(parent, "week", css);
    const head = html("header", { class: "smw-week-head" }, this.title, this.pill);
    const foot = html("div", { class: "smw-week-foot" }, this.legend, this.more);
    this.root.append(head, this.under, this.rows, this.empty, foot, this.sentence);
    parent.append(this.root);
    for (const element of [this.root, this.sentence]) this.measure.observe(element);
    this.rows.addEventListener("click", () => this.fit());
    this.rows.addEventListener("scroll", () => this.count());
    this.more.addEventListener("click", () => this.rows.scrollBy(0, this.rows.clientHeight));
  }

  draw(data: WeekData): void {
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.title.textContent = data.title;
    this.title.title = data.title;
    this.pill.textContent = data.pill.text;
    this.pill.dataset.tone = data.pill.tone;
    this.pill.hidden = data.pill.text === "";
    this.drawUnder(data);
    this.drawRows(data);
    this.empty.textContent = data.empty;
    this.empty.hidden = data.empty === "";
    this.drawLegend(data);
    this.sentence.textContent = data.sentence;
    this.sentence.title = data.sentence;
    this.sentence.hidden = data.sentence === "";
    this.fit();
  }

  remove(): void {
    for (const detach of this.detach) detach();
    this.measure.disconnect();
    attend(null, OWN);
    this.root.remove();
  }

  // The rule stands behind the measure, and is read out with it.
  private drawUnder({ subtitle, rule, top_pay, choices }: WeekData): void {
    if (same(this.under, [subtitle, rule, top_pay, choices])) return;
    if (top_pay !== null) {
      const select = choice(top_pay, choices, (part) => this.component.setStateValue("top_pay", part));
      this.under.title = rule;
      this.under.replaceChildren(`${subtitle} Paid at least `, select, " of the dearest");
      return;
    }
    const who = html("span", { class: "smw-week-rule", tabindex: 0, title: rule }, "Who is highest paid");
    who.setAttribute("aria-label", `Who is highest paid: ${rule}`);
    this.under.replaceChildren(`${subtitle} `, who);
  }

  private drawRows({ rows, line }: WeekData): void {
    const roles = rows.map((row) => row.role);
    for (const [role, view] of this.views) {
      if (roles.includes(role)) continue;
      view.element.remove();
      this.views.delete(role);
    }
    const longest = Math.max(1, ...rows.map((row) => row.hours));
    rows.forEach((row, i) => {
      const view = this.view(row.role);
      if (this.rows.children[i] !== view.element) this.rows.insertBefore(view.element, this.rows.children[i] ?? null);
      view.draw(row, longest, line, rows.length === 1);
    });
    this.rows.hidden = rows.length === 0;
  }

  private view(role: string): SellerView {
    const known = this.views.get(role);
    if (known) return known;
    const view = new SellerView();
    this.views.set(role, view);
    return view;
  }

  private drawLegend({ legend, rows }: WeekData): void {
    const movable = rows.some((row) => row.parts.some((part) => part.movable > 0));
    if (same(this.legend, [legend, movable])) return;
    const items = legend.map(({ kind, label }) => html("span", {}, html("i", { "data-kind": kind }), label));
    if (movable) items.push(html("span", {}, html("i", { "data-kind": "movable" }), "Others could do"));
    this.legend.replaceChildren(...items);
    this.legend.hidden = items.length === 0;
  }

  // Only whole rows are shown; a line counts those below.
  private fit(): void {
    this.rows.style.maxHeight = "";
    const room = this.rows.clientHeight;
    if (this.rows.scrollHeight > room + 1) {
      const last = this.bottoms().filter((bottom) => bottom <= room).at(-1);
      if (last !== undefined) this.rows.style.maxHeight = `${last}px`;
    }
    this.count();
  }

  private count(): void {
    const seen = this.rows.scrollTop + this.rows.clientHeight;
    const below = this.bottoms().filter((bottom) => bottom > seen + 2).length;
    this.more.hidden = this.rows.scrollHeight <= this.rows.clientHeight + 2;
    this.more.style.visibility = below > 0 ? "" : "hidden";
    this.more.textContent = `${below} more`;
    this.more.title = "Show the rows below";
  }

  // Where each row ends, px from the top of the list; the heads over the causes are no rows.
  private bottoms(): number[] {
    const lines = this.rows.querySelectorAll<HTMLElement>(".smw-seller-row,.smw-causes:not([hidden])>.smw-cause:not(.smw-cause-head)");
    return [...lines].map((line) => line.offsetTop + line.offsetHeight - this.rows.offsetTop);
  }
}

// The part of the dearest seller's cost from which on a seller is among the highest paid.
function choice(now: number, choices: number[], chosen: (part: number) => void): HTMLElement {
  const select = html("select", { class: "smw-week-pay", "aria-label": "Highest paid: at least this part of the dearest" });
  for (const part of choices) {
    const option = html("option", { value: part }, `${Math.round(100 * part)}%`);
    option.toggleAttribute("selected", Math.abs(part - now) < 1e-9);
    select.append(option);
  }
  select.addEventListener("change", () => chosen(Number((select as HTMLSelectElement).value)));
  return select;
}

const views = new WeakMap<HTMLElement | ShadowRoot, Week>();

export function mountWeek(component: Component<WeekData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Week(parent, component);
  views.set(parent, view);
  view.draw(component.data);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
