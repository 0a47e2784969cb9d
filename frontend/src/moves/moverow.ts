// One move: what it is, what it saves, what it does to the win rate, and the button that takes it.
// What was done here stays on the screen until Python acknowledges it.
import { attend, type Attention } from "../attention";
import { same } from "../mixrow";
import type { Channel, Outbox } from "../outbox";
import { html, svg } from "../svg";
import { markOf, standing, type MoveRow, type Standing, type Who } from "./movesdata";

export const OWN = "moves"; // who attends, when the hand is here

// Marks of the edits that took a move in this tab, by the move's key: a page switch keeps them.
const marks = new Map<string, string>();

export interface Answer {
  channel: Channel; // of the answer that is drawn
  last: string;
}

export class MoveView {
  readonly element = html("li", { class: "smw-move" });
  private readonly rank = html("span", { class: "smw-move-rank" });
  private readonly what = html("div", { class: "smw-move-what" });
  private readonly name = html("b", { class: "smw-move-name" });
  private readonly change = html("span", { class: "smw-move-change" });
  private readonly worth = html("span", { class: "smw-move-worth" });
  private readonly win = html("span", { class: "smw-move-win" });
  private readonly act = html("span", { class: "smw-move-act" });
  private readonly take = html("button", { class: "smw-take", type: "button" }, "Take");
  private readonly done = html("span", { class: "smw-taken" }, tick(), "Taken");
  private readonly undo = html("button", { class: "smw-take smw-move-undo", type: "button" }, "Undo");
  private row!: MoveRow;

  constructor(
    private readonly outbox: Outbox,
    private readonly answer: () => Answer,
    private readonly say: (words: string) => void,
  ) {
    this.act.append(this.take, this.done, this.undo);
    this.what.append(this.name, this.change);
    this.element.append(this.rank, this.what, this.worth, this.win, this.act);
    this.take.addEventListener("click", () => this.taken());
    this.undo.addEventListener("click", () => this.takeBack());
    const point = () => attend(this.about(), OWN);
    const leave = () => attend(null, OWN);
    for (const event of ["pointerenter", "focusin"]) this.element.addEventListener(event, point);
    for (const event of ["pointerleave", "focusout"]) this.element.addEventListener(event, leave);
  }

  get key(): string {
    return this.row.key;
  }

  // The height that its words need, px.
  get least(): number {
    return this.element.hidden ? 0 : this.what.offsetHeight + 8;
  }

  draw(row: MoveRow, chosen: boolean): void {
    this.row = row;
    this.element.dataset.move = row.key;
    this.element.toggleAttribute("data-chosen", chosen);
    this.redraw();
    if (same(this.element, row)) return;
    this.rank.textContent = row.rank > 0 ? String(row.rank) : "";
    this.name.textContent = row.name;
    const lock = row.blocked ? html("span", { class: "smw-move-lock" }, row.blocked) : row.change;
    this.change.replaceChildren(swatch(row.from), arrow(), swatch(row.to), html("span", {}, lock));
    for (const [element, { text, tone }] of [[this.worth, row.worth], [this.win, row.win]] as const) {
      element.textContent = text;
      element.dataset.tone = tone;
    }
    this.element.title = row.tip;
    this.take.setAttribute("aria-label", `Take: ${row.name}`);
    this.take.setAttribute("aria-description", row.tip);
    this.undo.setAttribute("aria-label", `Undo: ${row.name}`);
  }

  // How the move stands with what waits: also when something was done elsewhere on the page.
  redraw(): void {
    const now = this.standing();
    this.element.dataset.standing = now;
    this.take.hidden = now === "taken";
    this.done.hidden = this.undo.hidden = now !== "taken";
    this.take.setAttribute("aria-disabled", String(this.row.blocked !== "" || now === "back"));
    this.take.title = this.row.blocked;
    this.undo.title = this.row.undo ?? "";
  }

  light(attention: Attention | null): void {
    const { task, from, to } = this.row;
    const some = attention !== null && attention.tasks.length + attention.roles.length > 0;
    const byTask = attention?.tasks.includes(task) ?? false;
    const byRole = attention?.tasks.length === 0 && [from.role, to.role].some((role) => attention.roles.includes(role));
    this.element.toggleAttribute("data-lit", some && (byTask || byRole));
    this.element.toggleAttribute("data-faded", some && !byTask && !byRole);
  }

  focus(): void {
    (this.element.dataset.standing === "taken" ? this.undo : this.take).focus({ preventScroll: true });
  }

  private standing(): Standing {
    const { channel, last } = this.answer();
    return standing(this.row, this.outbox.after(channel), last);
  }

  private about(): Attention {
    const { task, stage, from, to } = this.row;
    return { stages: stage ? [stage] : [], tasks: [task], roles: [from.role, to.role], segments: [] };
  }

  private taken(): void {
    if (this.row.blocked !== "") {
      this.say(this.row.blocked);
      return;
    }
    if (this.standing() !== "open") return;
    const mark = markOf(this.row) + this.outbox.mark();
    marks.set(this.row.key, mark);
    const held = this.hasFocus();
    this.outbox.edit(this.row.commands, mark);
    this.say(`Taken: ${this.row.name}.`);
    if (held) this.undo.focus(); // the button that was pressed is gone
  }

  // One step back when the move was the last thing done; else its task's shares as they were.
  private takeBack(): void {
    if (this.standing() !== "taken") return;
    const held = this.hasFocus();
    if (this.wasLast()) this.outbox.put({ kind: "undo" });
    else this.outbox.edit(this.row.back);
    marks.delete(this.row.key);
    this.say(`Taken back: ${this.row.name}.`);
    if (held) this.take.focus();
  }

  private wasLast(): boolean {
    const mark = marks.get(this.row.key);
    const { channel, last } = this.answer();
    const steps = this.outbox.after(channel).filter(({ act }) => ["edit", "undo", "redo", "steps", "paste"].includes(act.kind));
    if (steps.length > 0) return mark !== undefined && this.outbox.isNewest(mark);
    return last.startsWith(markOf(this.row));
  }

  hasFocus(): boolean {
    const root = this.element.getRootNode() as Document | ShadowRoot;
    return this.element.contains(root.activeElement);
  }
}

function swatch({ kind, name }: Who): HTMLElement {
  return html("i", { class: "smw-swatch", style: `background:var(--smw-role-${kind})`, title: name });
}

function arrow(): SVGElement {
  return drawn("M5 12h14m-5-5 5 5-5 5", 11, 2.2);
}

function tick(): SVGElement {
  return drawn("m5 12.5 4.5 4.5L19 7", 12, 2.6);
}

function drawn(path: string, size: number, width: number): SVGElement {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", ...line }, svg("path", { d: path }));
}
