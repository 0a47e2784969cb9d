// The ranked moves: each is taken with its button, and those that were taken stand at the end.
// Python ranks and prices them; what was taken here shows at once, until Python acknowledges it.
import { attend, onAttention } from "../attention";
import type { Cleanup, Component } from "../component";
import { theOutbox } from "../outbox";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import { MoveView, OWN, type Answer } from "./moverow";
import css from "./moves.css?inline";
import type { MoveRow, MovesData } from "./movesdata";

const ROW = 48; // px
const FEWEST = 3; // rows that are shown in any case
const UNMEASURED = 5; // rows that are shown where the height is not known

class Moves {
  private readonly root = html("section", { class: "smw-moves" });
  private readonly title = html("h3", { class: "smw-moves-title" });
  private readonly head = html("div", { class: "smw-move smw-moves-head", "aria-hidden": "true" });
  private readonly list = html("ol", { class: "smw-moves-list" });
  private readonly empty = html("p", { class: "smw-moves-empty" });
  private readonly all = html("button", { class: "smw-moves-all", type: "button" });
  private readonly worthless = html("p", { class: "smw-moves-foot" });
  private readonly spoken = html("p", { class: "smw-moves-said", role: "status" });
  private readonly outbox = theOutbox();
  private readonly views = new Map<string, MoveView>();
  private readonly detach: (() => void)[];
  private readonly measure: ResizeObserver;
  private dark: boolean | null = null;
  private data!: MovesData;
  private everything = false;

  constructor(parent: HTMLElement | ShadowRoot, component: Component<MovesData>) {
    this.detach = [
      this.outbox.attach((sent) => component.setStateValue("entries", sent)),
      this.outbox.onChange(() => {
        for (const view of this.views.values()) view.redraw();
      }),
      onAttention((attention, from) => {
        for (const view of this.views.values()) view.light(from === OWN ? null : attention);
      }),
    ];
    addStyles(parent, "moves", css);
    this.head.append(...["", "Move", "Saves a year", "Win rate", ""].map((text) => html("span", {}, text)));
    this.all.addEventListener("click", () => {
      this.everything = !this.everything;
      this.show();
    });
    const foot = html("footer", {}, this.all, this.worthless);
    this.root.append(this.title, this.head, this.list, this.empty, foot, this.spoken);
    parent.append(this.root);
    this.measure = new ResizeObserver(() => this.show());
    this.measure.observe(this.root);
  }

  draw(data: MovesData): void {
    this.data = data;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.title.textContent = data.title;
    this.title.title = data.title;
    this.empty.textContent = data.empty;
    this.empty.hidden = data.empty === "";
    this.head.hidden = data.rows.length + data.taken.length === 0;
    this.list.hidden = this.head.hidden;
    this.worthless.textContent = data.worthless;
    this.worthless.hidden = data.worthless === "";
    this.drawRows();
    this.show();
    this.outbox.answer(data.channel); // after the rows: those of the answer before know nothing of it
  }

  remove(): void {
    for (const detach of this.detach) detach();
    this.measure.disconnect();
    attend(null, OWN);
    this.root.remove();
  }

  // A row that stays where it is keeps its element, and so its focus; one that was taken passes its
  // focus on to where it stands now.
  private drawRows(): void {
    const focused = [...this.views.values()].find((view) => view.hasFocus());
    const stood = focused?.element.dataset.standing;
    this.arrange();
    if (focused) this.heirOf(focused.key, stood === "taken" ? "taken" : "open")?.focus();
  }

  // A move that was taken in part can stand among the open ones as well.
  private heirOf(key: string, standing: string): MoveView | undefined {
    const heirs = [...this.views.values()].filter((view) => view.key === key);
    return heirs.find((view) => view.element.dataset.standing === standing) ?? heirs[0];
  }

  private arrange(): void {
    const rows = [...this.data.rows, ...this.data.taken];
    const ids = rows.map(idOf);
    for (const [id, view] of this.views) {
      if (ids.includes(id)) continue;
      view.element.remove();
      this.views.delete(id);
    }
    rows.forEach((row, i) => {
      const view = this.view(idOf(row));
      if (this.list.children[i] !== view.element) this.list.insertBefore(view.element, this.list.children[i] ?? null);
      view.draw(row, row.task === this.data.chosen);
    });
  }

  private view(id: string): MoveView {
    const known = this.views.get(id);
    if (known) return known;
    const view = new MoveView(this.outbox, () => this.answer(), (words) => this.say(words));
    this.views.set(id, view);
    return view;
  }

  private answer(): Answer {
    return { channel: this.data.channel, last: this.data.last };
  }

  private say(words: string): void {
    this.spoken.textContent = words;
  }

  // The first rows that fit and what was taken last; the rest on demand, in the same place.
  private show(): void {
    const { rows, taken } = this.data;
    const total = rows.length + taken.length;
    const fits = this.fits();
    const open = total <= fits ? rows.length : Math.max(FEWEST, fits - Math.min(1, taken.length));
    for (const [i, child] of [...this.list.children].entries()) {
      const beyond = i < rows.length ? i >= open : i - rows.length >= Math.max(1, fits - Math.min(open, rows.length));
      (child as HTMLElement).hidden = beyond && !this.everything;
    }
    const count = `all ${rows.length.toLocaleString("en-US")} moves`;
    this.all.textContent = this.everything ? "Show fewer" : rows.length > open ? `Show ${count}` : "Show all that were taken";
    this.all.hidden = total <= fits;
    this.all.setAttribute("aria-expanded", String(this.everything));
  }

  // Rows for which the panel has room, with the foot that tells of more.
  private fits(): number {
    const { rows, taken, worthless } = this.data;
    const room = this.root.clientHeight - this.list.offsetTop + this.root.offsetTop;
    if (room <= ROW) return UNMEASURED;
    const line = worthless === "" ? 0 : 24;
    const all = Math.floor((room - line) / ROW);
    return rows.length + taken.length <= all ? all : Math.floor((room - 28) / ROW);
  }
}

// A move that was taken in part can be offered again, beside itself.
function idOf(row: MoveRow): string {
  return `${row.rank > 0 ? "open" : "taken"}|${row.key}|${row.rank > 0 ? "" : JSON.stringify(row.back)}`;
}

const views = new WeakMap<HTMLElement | ShadowRoot, Moves>();

export function mountMoves(component: Component<MovesData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new Moves(parent, component);
  views.set(parent, view);
  view.draw(component.data);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
