// The ranked moves: each is taken with its button. Under them stand a line that sums what was taken
// and one that sums the smaller moves; each unfolds to its rows.
// Python ranks and prices them; what was taken here shows at once, until Python acknowledges it.
import { attend, onAttention } from "../attention";
import type { Cleanup, Component } from "../component";
import { theOutbox } from "../outbox";
import { html } from "../svg";
import { addStyles, applyTokens, isDark } from "../theme";
import { Fold, FOLD } from "./fold";
import { MoveView, OWN, type Answer } from "./moverow";
import css from "./moves.css?inline";
import type { MoveRow, MovesData } from "./movesdata";

const ROW = 48; // px, the least
const SHOW_ALL = 28; // px
const FEWEST = 2; // rows that are shown in any case
const UNMEASURED = 5; // rows that are shown where the height is not known

class Moves {
  private readonly root = html("section", { class: "smw-moves" });
  private readonly title = html("h3", { class: "smw-moves-title" });
  private readonly heading = html("span");
  private readonly head = html("div", { class: "smw-move smw-moves-head", "aria-hidden": "true" });
  private readonly list = html("ol", { class: "smw-moves-list" });
  private readonly empty = html("p", { class: "smw-moves-empty" });
  private readonly all = html("button", { class: "smw-moves-all", type: "button" });
  private readonly spoken = html("p", { class: "smw-moves-said", role: "status" });
  private readonly outbox = theOutbox();
  private readonly views = new Map<string, MoveView>();
  private readonly taken = new Fold("taken", () => this.show());
  private readonly rest = new Fold("rest", () => this.show());
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
    const words = (text: string) => html("span", {}, text);
    this.head.append(words(""), html("span", {}, "Move", html("small", {}, ", counted after those above it")), this.heading, words("Win rate"), words(""));
    this.all.addEventListener("click", () => {
      this.everything = !this.everything;
      this.show();
    });
    this.root.append(this.title, this.head, this.empty, this.list, html("footer", {}, this.all), this.spoken);
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
    this.heading.textContent = data.heading;
    this.empty.textContent = data.empty;
    this.empty.hidden = data.empty === "";
    this.taken.say(data.taken_title);
    this.rest.say(data.rest_title);
    this.list.hidden = data.rows.length + data.taken.length + data.rest.length === 0;
    this.head.hidden = this.list.hidden;
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
    const { rows, taken, rest, chosen } = this.data;
    const ids = [...rows, ...taken, ...rest].map(idOf);
    for (const [id, view] of this.views) {
      if (ids.includes(id)) continue;
      view.element.remove();
      this.views.delete(id);
    }
    const drawn = (of: MoveRow[]) => of.map((row) => this.view(row, row.task === chosen).element);
    const lines = [...drawn(rows), this.taken.element, ...drawn(taken), this.rest.element, ...drawn(rest)];
    lines.forEach((line, i) => {
      if (this.list.children[i] !== line) this.list.insertBefore(line, this.list.children[i] ?? null);
    });
  }

  private view(row: MoveRow, chosen: boolean): MoveView {
    const id = idOf(row);
    const view = this.views.get(id) ?? new MoveView(this.outbox, () => this.answer(), (words) => this.say(words));
    this.views.set(id, view);
    view.draw(row, chosen);
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
    const { rows, taken, rest } = this.data;
    const fits = this.fits();
    const open = rows.length <= fits - Math.min(1, taken.length) ? rows.length : Math.max(FEWEST, fits - Math.min(1, taken.length));
    const newest = Math.max(1, fits - Math.min(open, rows.length));
    rows.forEach((row, i) => this.hide(row, i >= open && !this.everything));
    taken.forEach((row, i) => this.hide(row, i >= newest && !this.taken.isOpen));
    rest.forEach((row) => this.hide(row, !this.rest.isOpen));
    this.taken.mark(taken.length > newest);
    this.rest.mark(rest.length > 0);
    this.all.textContent = this.everything ? "Show fewer" : `Show all ${rows.length.toLocaleString("en-US")} moves`;
    this.all.hidden = rows.length <= open;
    this.all.setAttribute("aria-expanded", String(this.everything));
  }

  private hide(row: MoveRow, hidden: boolean): void {
    const view = this.views.get(idOf(row));
    if (view) view.element.hidden = hidden;
  }

  // Rows for which the panel has room, with the lines under them and the foot that tells of more.
  private fits(): number {
    const { rows, taken, taken_title, rest_title } = this.data;
    const room = this.root.clientHeight - this.list.offsetTop;
    if (room <= ROW) return UNMEASURED;
    const lines = FOLD * [taken_title, rest_title].filter((title) => title !== "").length;
    const row = Math.max(ROW, ...[...this.views.values()].map((view) => view.least));
    const all = Math.floor((room - lines) / row);
    return rows.length + Math.min(1, taken.length) <= all ? all : Math.floor((room - lines - SHOW_ALL) / row);
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
