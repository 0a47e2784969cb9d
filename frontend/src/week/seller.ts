// One seller's week: the bar with the line, both verdicts, and the causes that it opens to.
import { attend, type Attention } from "../attention";
import { same } from "../mixrow";
import { html } from "../svg";
import type { Cause, Part, SellerRow, Toned, Verdict } from "./weekdata";

export const OWN = "week"; // who attends, when the hand is here
let count = 0;

export class SellerView {
  readonly element = html("div", { class: "smw-seller" });
  private readonly row = html("button", { class: "smw-seller-row", type: "button" });
  private readonly name = html("b");
  private readonly rate = html("small");
  private readonly bar = html("span", { class: "smw-seller-bar", role: "img" });
  private readonly verdicts = html("span", { class: "smw-seller-verdicts" });
  private readonly causes = html("div", { class: "smw-causes", id: `smw-causes-${(count += 1)}`, hidden: "" });
  private seller!: SellerRow;
  private wanted: boolean | null = null; // as the user left it; null before

  constructor() {
    const who = html("span", { class: "smw-seller-who" }, this.name, this.rate);
    this.row.append(who, this.bar, this.verdicts);
    this.row.setAttribute("aria-controls", this.causes.id);
    this.row.addEventListener("click", () => {
      this.wanted = this.causes.hasAttribute("hidden");
      this.open(this.wanted);
    });
    this.row.addEventListener("pointerenter", () => attend(this.about(this.seller.causes), OWN));
    this.element.addEventListener("pointerleave", () => attend(null, OWN));
    this.element.append(this.row, this.causes);
  }

  // `alone`: the only seller has room, so it is open from the start.
  draw(seller: SellerRow, longest: number, line: string, alone: boolean): void {
    this.seller = seller;
    this.open(this.wanted ?? alone);
    if (same(this.element, [seller, longest, line])) return;
    this.name.textContent = seller.name;
    this.rate.textContent = seller.rate;
    this.row.title = seller.tip;
    this.drawBar(seller, longest, line);
    this.verdicts.replaceChildren(verdict(seller.stated), verdict(seller.actionable));
    this.causes.replaceChildren(...this.list(seller));
  }

  light(attention: Attention | null): void {
    const meant = attention !== null && attention.roles.length > 0;
    this.element.toggleAttribute("data-faded", meant && !attention.roles.includes(this.seller.role));
  }

  private open(open: boolean): void {
    this.causes.hidden = !open;
    this.row.setAttribute("aria-expanded", String(open));
  }

  private about(causes: Cause[]): Attention {
    const takers = causes.length === 1 ? causes.flatMap(({ to }) => (to ? [to.role] : [])) : [];
    const tasks = causes.map(({ task }) => task);
    return { stages: [], tasks, roles: [this.seller.role, ...takers], segments: [] };
  }

  private drawBar({ name, parts, hours, line: at }: SellerRow, longest: number, line: string): void {
    const width = (part: number) => `${(100 * part) / longest}%`;
    let from = 0;
    const pieces = parts.map((part) => {
      from += part.hours;
      return piece(part, width(part.hours), besideLine(part.hours, at - from + part.hours, longest));
    });
    if (parts.length === 0) pieces.push(html("i", { class: "smw-week-none" }, "nobody fills this role"));
    const limit = html("span", { class: "smw-week-line", style: `left:${width(at)}`, title: `${line} of the hours worked` });
    this.bar.replaceChildren(...pieces, ...(hours > 0 ? [limit] : []));
    const said = parts.map(({ label, text }) => `${label} ${text}`).join(", ");
    this.bar.setAttribute("aria-label", `Week of ${name}, hours: ${said || "none"}. Line at ${line}.`);
  }

  private list({ causes, people }: SellerRow): HTMLElement[] {
    if (causes.length === 0) {
      return [html("p", { class: "smw-cause-none" }, "Every task of this role is selling: nothing to give away.")];
    }
    const heads = [`What keeps ${people} from selling`, "Of the week", "Give it to", "Saves a year", "Win rate"];
    const head = html("div", { class: "smw-cause smw-cause-head" }, ...heads.map((text) => html("span", {}, text)));
    return [head, ...causes.map((cause) => this.cause(cause))];
  }

  private cause(cause: Cause): HTMLElement {
    const name = html("span", { class: "smw-cause-name", title: cause.name }, cause.name);
    const element = html("div", { class: "smw-cause" }, name, html("span", {}, cause.share));
    element.addEventListener("pointerenter", () => attend(this.about([cause]), OWN));
    if (cause.to === null) {
      element.append(html("span", { class: "smw-cause-why", title: cause.why }, cause.why));
      return element;
    }
    element.title = cause.why;
    const swatch = html("i", { class: "smw-swatch", style: `background:var(--smw-role-${cause.to.kind})` });
    const taker = html("span", { class: "smw-cause-to" }, swatch, cause.to.people);
    element.append(taker, toned(cause.saving), toned(cause.win));
    return element;
  }
}

const NARROW = 0.08; // of the bar: too little for a number

// Where a part's number stands so that the line does not cross it, as a style; null: nowhere.
function besideLine(hours: number, line: number, longest: number): string | null {
  if (line <= 0 || line >= hours) return "";
  const [before, after] = [line / hours, 1 - line / hours];
  if ((Math.max(before, after) * hours) / longest < NARROW) return null;
  return before > after ? `padding-right:${100 * after}%` : `padding-left:${100 * before}%`;
}

// The number shows where there is room for it; what others could do is underlined.
function piece(part: Part, width: string, beside: string | null): HTMLElement {
  const number = beside === null ? [] : [html("b", { style: beside || null }, part.text)];
  const element = html("i", { "data-kind": part.kind, style: `width:${width}`, title: part.tip }, ...number);
  if (part.movable > 0) {
    const reach = `${Math.min(100, (100 * part.movable) / part.hours)}%`;
    element.append(html("u", { style: `width:${reach}` }));
  }
  return element;
}

function verdict({ share, reading, side, over, tip }: Verdict): HTMLElement {
  const words = html("em", { "data-tone": over ? "worse" : "better" }, side);
  return html("span", { class: "smw-verdict", title: tip }, html("b", {}, share), ` ${reading} `, words);
}

function toned(what: Toned | null): HTMLElement {
  return html("span", { "data-tone": what?.tone ?? "none" }, what?.text ?? "");
}
