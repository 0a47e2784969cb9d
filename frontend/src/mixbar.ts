// One task's stacked bar with its handles: painted in place, dragged by hand, moved by keys, and
// a number typed over a part.
import { Typing } from "./mixtyping";
import { moveBoundary, wholePercents, type Share } from "./shares";
import { html, svg } from "./svg";

const LOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
const UNLOCK = "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2";
const GAP = 4;
const KEYS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export interface BarEvents {
  changed(shares: Share[]): void; // while the hand moves
  settled(shares: Share[], byKey: boolean): void; // the drag ended, or a key was pressed
  toggled(role: string): void; // L on a handle
  typed(role: string, text: string): string | null; // why the number is refused, or null
  refused(words: string): void; // to be said under the bar; "" for nothing
}

export class MixBar {
  private readonly bar = html("div", { class: "smw-bar", role: "group" });
  readonly element = html("div", { class: "smw-bar-room" }, this.bar);
  private parts: HTMLElement[] = [];
  private handles: HTMLElement[] = [];
  private room = 0; // pixels
  private structure = "";
  private painted = "";
  private task = "";
  private shares: Share[] = [];
  private drag: { at: number; offset: number; before: Share[] } | null = null;
  private from = 0; // the handle from which the typing began
  private readonly typing: Typing;

  constructor(private readonly events: BarEvents) {
    this.typing = new Typing(this.element, {
      take: (text) => this.events.typed(this.typing.role, text),
      closed: () => this.stop(this.from)?.focus(),
      next: (step) => this.type(this.shares.findIndex((each) => each.role === this.typing.role) + step),
      refused: (words) => this.events.refused(words),
    });
    // The width is kept: to ask for it at every drawing would lay out the page for every bar.
    new ResizeObserver(() => {
      this.room = this.bar.clientWidth;
      this.label();
    }).observe(this.bar);
  }

  get dragging(): boolean {
    return this.drag !== null;
  }

  draw(task: string, shares: Share[]): void {
    if (this.drag) return;
    this.task = task;
    this.shares = shares;
    const structure = JSON.stringify(shares.map(({ role, locked }) => [role, locked]));
    const picture = JSON.stringify([task, shares]);
    if (structure !== this.structure) this.build();
    else if (picture === this.painted) return;
    this.structure = structure;
    this.paint();
    this.painted = picture;
  }

  private build(): void {
    const stops = this.handles.length > 0 ? this.handles : this.parts;
    const focused = stops.findIndex((stop) => stop.matches(":focus"));
    this.parts = this.shares.map((share, at) => this.part(share, at));
    this.handles = this.shares.slice(1).map((_, at) => this.handle(at));
    this.bar.replaceChildren(
      ...this.parts.flatMap((part, i) => [...(i ? [this.handles[i - 1] as HTMLElement] : []), part]),
    );
    if (focused >= 0) this.stop(focused)?.focus();
    if (this.typing.open && !this.shares.some((each) => each.role === this.typing.role)) this.typing.close();
  }

  // Where the keyboard stops: a handle, or the only part.
  private stop(at: number): HTMLElement | undefined {
    return this.handles[Math.min(at, this.handles.length - 1)] ?? this.parts[0];
  }

  private part({ kind }: Share, at: number): HTMLElement {
    const part = html("span", {
      class: "smw-part",
      style: `background:var(--smw-role-${kind});color:var(--smw-on-role-${kind})`,
    });
    part.addEventListener("dblclick", () => {
      this.from = Math.min(at, Math.max(0, this.handles.length - 1));
      this.type(at);
    });
    if (this.shares.length > 1) return part;
    part.tabIndex = 0; // without a boundary there is no handle to stop at
    part.setAttribute("role", "button");
    part.addEventListener("keydown", (event) => this.key(at, event));
    return part;
  }

  private type(at: number, typed = ""): boolean {
    const share = this.shares[at];
    if (!share || this.drag) return false;
    const label = `${share.short} share of ${this.task}, per cent`;
    this.events.refused("");
    this.typing.start(share.role, label, String(wholePercents(this.shares)[at] ?? 0), typed);
    this.placeTyping();
    return true;
  }

  private placeTyping(): void {
    const at = this.shares.findIndex((each) => each.role === this.typing.role);
    if (!this.typing.open || at < 0) return;
    const width = this.room - GAP * this.handles.length;
    const start = this.shares.slice(0, at).reduce((sum, each) => sum + each.share, 0);
    this.typing.place(width * start + GAP * at, width * (this.shares[at]?.share ?? 0), this.room);
  }

  private handle(at: number): HTMLElement {
    const disabled = Boolean(this.shares[at]?.locked || this.shares[at + 1]?.locked);
    const handle = html("span", { class: "smw-handle", role: "slider", tabindex: 0, "aria-disabled": String(disabled) });
    handle.append(html("i"));
    handle.addEventListener("keydown", (event) => this.key(at, event));
    handle.addEventListener("click", (event) => event.stopPropagation());
    if (disabled) return handle;
    handle.addEventListener("pointerdown", (event) => this.grab(at, event));
    handle.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, () => this.drop());
    return handle;
  }

  private grab(at: number, event: PointerEvent): void {
    if (event.button !== 0) return;
    const handle = this.handles[at] as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.dataset.active = "";
    const box = handle.getBoundingClientRect();
    this.drag = { at, offset: event.clientX - (box.left + box.width / 2), before: this.shares };
  }

  private move(event: PointerEvent): void {
    if (!this.drag) return;
    const { at, offset, before } = this.drag;
    const box = this.bar.getBoundingClientRect();
    const width = box.width - GAP * this.handles.length;
    const x = event.clientX - offset - box.left - GAP * at - GAP / 2;
    const start = before.slice(0, at).reduce((sum, each) => sum + each.share, 0);
    this.change(moveBoundary(before, at, x / width - start, event.shiftKey ? 0.01 : 0.05));
  }

  private drop(): void {
    if (!this.drag) return;
    const { at, before } = this.drag;
    delete this.handles[at]?.dataset.active;
    this.drag = null;
    if (this.shares !== before) this.events.settled(this.shares, false);
  }

  private change(shares: Share[]): void {
    if (shares.every((each, i) => each.share === this.shares[i]?.share)) return;
    this.shares = shares;
    this.painted = "";
    this.events.refused("");
    this.paint();
    if (this.drag) this.events.changed(shares);
  }

  private key(at: number, event: KeyboardEvent): void {
    const share = this.shares[at];
    if (!share) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && this.drag) this.giveUp();
    else if (event.key === "l" || event.key === "L") this.events.toggled(share.role);
    else if (event.key === "Enter" || /^\d$/.test(event.key)) {
      event.preventDefault(); // else the key would be typed once more
      this.from = at;
      this.type(at, event.key === "Enter" ? "" : event.key);
    } else if (this.handles.length > 0) this.step(at, share, event);
  }

  private step(at: number, share: Share, event: KeyboardEvent): void {
    const both = share.share + (this.shares[at + 1]?.share ?? 0);
    const step = event.shiftKey ? 0.01 : 0.05;
    const direction = KEYS[event.key];
    const ends: Record<string, number> = { Home: 0, End: both };
    const wanted = direction === undefined ? ends[event.key] : share.share + direction * step;
    if (wanted === undefined || this.drag) return;
    event.preventDefault();
    const before = this.shares;
    // Keys move by the step from where the share is; only a hand snaps to whole steps.
    this.change(moveBoundary(before, at, Math.min(both, Math.max(0, wanted)), 0.01));
    if (this.shares !== before) this.events.settled(this.shares, true);
  }

  // What was sent while the hand moved is taken back.
  private giveUp(): void {
    if (!this.drag) return;
    const { at, before } = this.drag;
    const moved = this.shares !== before;
    this.change(before);
    this.drag = null;
    delete this.handles[at]?.dataset.active;
    if (moved) this.events.settled(this.shares, false);
  }

  private paint(): void {
    this.shares.forEach(({ share, detail }, i) => {
      const part = this.parts[i];
      if (!part) return;
      part.style.flex = `${100 * share} ${100 * share} 0`;
      part.title = detail;
    });
    this.label();
  }

  private label(): void {
    const whole = wholePercents(this.shares);
    const width = this.room - GAP * this.handles.length;
    this.bar.setAttribute("aria-label", `Who does ${this.task}`);
    this.bar.toggleAttribute("data-tight", width < 18 * this.parts.length);
    this.parts.forEach((part, i) => {
      const share = this.shares[i];
      if (share) part.replaceChildren(...face(share, whole[i] ?? 0, width * share.share));
    });
    this.handles.forEach((handle, at) => this.name(handle, at, whole));
    const [only] = this.shares;
    if (only && this.shares.length === 1) {
      this.parts[0]?.setAttribute("aria-label", `${only.short} ${whole[0] ?? 0}% of ${this.task}: type a share`);
    }
    this.placeTyping();
  }

  private name(handle: HTMLElement, at: number, whole: number[]): void {
    const [one, other] = [this.shares[at], this.shares[at + 1]];
    if (!one || !other) return;
    const [left, right] = [whole[at] ?? 0, whole[at + 1] ?? 0];
    handle.setAttribute("aria-label", `${one.short} share of ${this.task}, boundary with ${other.short}`);
    handle.setAttribute("aria-valuenow", String(left));
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(left + right));
    handle.setAttribute("aria-valuetext", `${one.short} ${left}%, ${other.short} ${right}%`);
  }
}

export function icon(locked: boolean, size: number): SVGElement {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": size < 12 ? 2.4 : 1.8, "stroke-linejoin": "round" };
  const box = { width: size, height: size, viewBox: "0 0 24 24", "aria-hidden": "true" };
  return svg("svg", { ...box, ...stroke }, svg("path", { d: locked ? LOCK : UNLOCK }));
}

// Name and per cent where they fit, the per cent alone where it fits, else nothing.
function face(share: Share, whole: number, pixels: number): (Node | string)[] {
  const room = pixels - (share.locked ? 24 : 10);
  const lock = share.locked && pixels >= 16 ? [icon(true, 11)] : [];
  if ((share.short.length + 3) * 6.4 <= room) return [...lock, `${share.short} ${whole}`];
  return room >= 6 ? [...lock, String(whole)] : lock;
}
