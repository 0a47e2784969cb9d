// The box of choices: four components, each with what can be chosen for it. A click tries a variant,
// which changes nothing: Python answers with what would give way after it.
import type { Cleanup, Component } from "../component";
import { listKeys } from "../keys";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import type { ChoiceData, Trial } from "./choicedata";
import { RowView, type Acts } from "./choicerow";
import css from "./choices.css?inline";

const KEYS = [
  ["Arrows", "Walk the variants"],
  ["Enter", "Try the variant"],
  ["Esc", "End the trial"],
] as const;

class Choices {
  private readonly unlist = listKeys("Choices", KEYS);
  private readonly root = html("section", { class: "smw-choices" });
  private readonly title = html("h3", { "aria-live": "polite" });
  private readonly under = html("p");
  private readonly rows = html("div", { class: "smw-choice-rows" });
  private readonly views = new Map<string, RowView>();
  private trying: Trial[] = []; // here, until Python says something new
  private given = "";
  private dark: boolean | null = null;
  private data!: ChoiceData;

  constructor(
    parent: HTMLElement | ShadowRoot,
    private readonly component: Component<ChoiceData>,
  ) {
    addStyles(parent, "choices", css);
    this.root.append(this.title, this.under, this.rows);
    parent.append(this.root);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.trying.length === 0) return;
      event.stopPropagation();
      this.try(null);
    });
  }

  draw(data: ChoiceData): void {
    this.data = data;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    const given = JSON.stringify(data.trying);
    if (given !== this.given) this.trying = data.trying;
    this.given = given;
    this.title.textContent = data.title;
    this.title.title = data.title;
    this.under.textContent = data.subtitle;
    this.drawRows();
  }

  remove(): void {
    this.unlist();
    this.root.remove();
  }

  private drawRows(): void {
    const { rows } = this.data;
    for (const [kind, view] of this.views) {
      if (rows.some((row) => row.kind === kind)) continue;
      view.element.remove();
      this.views.delete(kind);
    }
    rows.forEach((row, i) => {
      const view = this.view(row.kind);
      if (this.rows.children[i] !== view.element) this.rows.insertBefore(view.element, this.rows.children[i] ?? null);
      view.draw(row, this.trying.find(({ kind }) => kind === row.kind)?.variant ?? null);
    });
  }

  private view(kind: string): RowView {
    const known = this.views.get(kind);
    if (known) return known;
    const acts: Acts = {
      try: (of, variant) => this.try(variant === null ? null : { kind: of, variant }),
      add: (of) => this.component.setStateValue("adding", { kind: of, time: Date.now() }),
      step: (from, by) => this.step(from, by),
    };
    const view = new RowView(acts);
    this.views.set(kind, view);
    return view;
  }

  // A trial that is over already needs no telling.
  private try(trial: Trial | null): void {
    if (trial === null && this.trying.length === 0) return;
    this.trying = trial ? [trial] : [];
    this.drawRows();
    this.component.setStateValue("trying", { trial, time: Date.now() });
  }

  private step(from: RowView, by: number): void {
    const views = this.data.rows.map(({ kind }) => this.views.get(kind));
    views[views.indexOf(from) + by]?.focus();
  }
}

const views = new WeakMap<HTMLElement | ShadowRoot, Choices>();

export function mountChoices(component: Component<ChoiceData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Choices(parent, component);
  views.set(parent, view);
  view.draw(component.data);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
