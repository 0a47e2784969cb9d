// Lines over the top: loops back, moves that skip a stage, early wins. Short ones run low and the
// long ones over them, each just high enough to clear the boxes and lines that it passes.
import type { Line, LineLabel } from "./geometry";
import { leadsOn, lineOf, labelWidth, longLabel, shortLabel, type Link, type Made } from "./links";
import { bent, headAt } from "./paths";
import type { Place, Places } from "./places";
import { portsOf, type Ports } from "./ports";
import { bottom, right, type Point } from "./sizes";

const ROOM = 8; // px of a line over and under its middle: a label stands on it
const OVER = 13; // px from a box up to that room
const UNDER = 2; // px from that room down to a box that hangs under it
const LOOP_ROOM = 36; // px over a card that its own loop and label take
const SIDE = 13; // px from a card to a line that comes down beside it
const SIDE_DOWN = 14; // px from the card's top to where such a line meets it
const MIN_LABEL = 96; // px that a label may take, however near to each other the ends are
const ASIDE = 240; // px that a label moves at most to get out of the way of lines

interface Spot {
  x: number; // of the upright part
  attach: Point; // on the card
  isSide: boolean;
}

interface Laid {
  link: Link;
  from: Spot;
  to: Spot;
  label: LineLabel | null; // its place is found once all lines run
  y: number;
}

// What a level line may not touch.
interface Taken {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Arcs {
  made: Made[];
  ports: Map<string, number[]>; // by place: where lines stand on its top
}

export function arcsOf(links: Link[], places: Places): Arcs {
  const arcs = links.filter((link) => link.shape === "arc");
  const looped = new Set(links.filter((link) => link.shape === "self").map((link) => link.source.id));
  const layer = new Layer(places.solid, looped);
  const ports = portsOf(arcs, looped);
  const order = arcs.map((link, i) => ({ link, i, reach: reachOf(ports.get(link)) }));
  order.sort((a, b) => a.reach - b.reach || a.i - b.i);
  for (const { link } of order) layer.add(link, ports.get(link) ?? { start: 0, end: 0 });
  return { made: layer.lines(), ports: onTop(layer.laid) };
}

function reachOf(port: Ports | undefined): number {
  return port ? Math.abs(port.end - port.start) : 0;
}

function onTop(laid: Laid[]): Map<string, number[]> {
  const tops = new Map<string, number[]>();
  for (const { link, from, to } of laid) {
    for (const [place, spot] of [[link.source, from], [link.target, to]] as const) {
      if (!spot.isSide) tops.set(place.id, [...(tops.get(place.id) ?? []), spot.x]);
    }
  }
  return tops;
}

class Layer {
  readonly laid: Laid[] = [];
  private readonly taken: Taken[]; // the lowest first

  constructor(
    private readonly solid: Place[],
    looped: ReadonlySet<string>,
  ) {
    this.taken = solid.map(({ id, box }) => ({
      left: box.x,
      right: right(box),
      top: box.y - OVER - (looped.has(id) ? LOOP_ROOM : 0),
      bottom: bottom(box) + UNDER,
    }));
  }

  // From top to top; where another box stands on the way up, along the card's side.
  add(link: Link, port: Ports): void {
    const toRight = port.end >= port.start;
    const label = arcLabel(link, Math.abs(port.end - port.start));
    const arc = { link, from: topSpot(link.source, port.start), to: topSpot(link.target, port.end), label, y: 0 };
    arc.y = this.height(arc);
    for (let i = 0; i < 2; i += 1) {
      const [stuck, there] = [this.isBlocked(arc.from, arc.y, link.source), this.isBlocked(arc.to, arc.y, link.target)];
      if (!stuck && !there) break;
      if (stuck && !arc.from.isSide) arc.from = this.sideSpot(link, link.source, toRight, arc.y) ?? arc.from;
      if (there && !arc.to.isSide) arc.to = this.sideSpot(link, link.target, !toRight, arc.y) ?? arc.to;
      arc.y = this.height(arc);
    }
    this.laid.push(arc);
    this.take(arc);
  }

  lines(): Made[] {
    return this.laid.map((arc) => arcLine(arc, this.laid));
  }

  private take(arc: Laid): void {
    const half = halfOf(arc.link);
    const taken = { ...spanOf(arc), top: arc.y - half, bottom: arc.y + half };
    let at = this.taken.length;
    while (at > 0 && (this.taken[at - 1]?.bottom ?? 0) < taken.bottom) at -= 1;
    this.taken.splice(at, 0, taken);
  }

  // The first free height over both ends. One walk from below is enough: what was passed on the
  // way up reaches no higher than what comes next.
  private height(arc: Laid): number {
    const span = spanOf(arc);
    const half = halfOf(arc.link);
    let y = Math.min(arc.link.source.box.y, arc.link.target.box.y) - OVER - half;
    for (const taken of this.taken) {
      if (taken.left >= span.right || taken.right <= span.left) continue;
      if (y + half > taken.top && y - half < taken.bottom) y = taken.top - half;
    }
    return y;
  }

  private isBlocked({ x, attach }: Spot, y: number, own: Place): boolean {
    for (const place of this.solid) {
      const { box } = place;
      if (x <= box.x - 4 || x >= box.x + box.w + 4 || place === own) continue;
      if (box.y < attach.y && box.y + box.h > y) return true;
    }
    return false;
  }

  private sideSpot(link: Link, place: Place, toRight: boolean, y: number): Spot | null {
    const { box } = place;
    for (const isRight of [toRight, !toRight]) {
      const edge = isRight ? right(box) : box.x;
      const attach = { x: edge, y: box.y + SIDE_DOWN };
      const x = this.besideOthers(link.w, edge + (isRight ? SIDE : -SIDE), isRight ? 5 : -5, y, attach.y);
      const spot = { x, attach, isSide: true };
      if (!this.isBlocked(spot, y, place)) return spot;
    }
    return null;
  }

  // Two lines that come down in one gap keep apart.
  private besideOthers(w: number, x: number, by: number, y: number, end: number): number {
    const uses = (spot: Spot, at: number, other: number): boolean =>
      Math.abs(spot.x - at) < (w + other) / 2 + 2 && spot.attach.y > y;
    const meets = (at: number): boolean =>
      this.laid.some((arc) => arc.y < end && (uses(arc.from, at, arc.link.w) || uses(arc.to, at, arc.link.w)));
    for (let i = 0; i < 4; i += 1) if (!meets(x + i * by)) return x + i * by;
    return x;
  }
}

function topSpot(place: Place, x: number): Spot {
  return { x, attach: { x, y: place.box.y }, isSide: false };
}

function arcLine(arc: Laid, laid: Laid[]): Made {
  const { link, from, to, y } = arc;
  const up = [from.attach, ...(from.isSide ? [{ x: from.x, y: from.attach.y }] : []), { x: from.x, y }];
  const down = [{ x: to.x, y }, ...(to.isSide ? [{ x: to.x, y: to.attach.y }] : []), to.attach];
  const head = headAt(to.attach, !to.isSide ? "down" : to.x < to.attach.x ? "right" : "left");
  const label = arc.label && { ...arc.label, x: labelX(arc, arc.label, laid), y: y + 4 };
  const line: Line = lineOf(link, bent([...up, ...down]), head, from.attach, to.attach, label);
  return { line, far: [{ x: from.x, y }, { x: to.x, y }] };
}

function arcLabel(link: Link, span: number): LineLabel | null {
  const spot = { x: 0, y: 0, anchor: "middle" as const };
  return leadsOn(link) ? shortLabel(link, spot) : longLabel(link, spot, Math.max(MIN_LABEL, span - 24));
}

// What the level part takes from left to right, with room for its label.
function spanOf({ from, to, label }: Laid): { left: number; right: number } {
  const spare = label ? Math.max(0, labelWidth(label) + 24 - Math.abs(to.x - from.x)) / 2 : 0;
  return { left: Math.min(from.x, to.x) - spare, right: Math.max(from.x, to.x) + spare };
}

function halfOf(link: Link): number {
  return Math.max(ROOM, link.w / 2 + 4);
}

// The middle of the level part, or beside it where other lines would run through the text.
function labelX(arc: Laid, label: LineLabel, laid: Laid[]): number {
  const [left, end] = [Math.min(arc.from.x, arc.to.x), Math.max(arc.from.x, arc.to.x)];
  const x = (left + end) / 2;
  const room = labelWidth(label) / 2 + 4;
  const free = Math.min(ASIDE, (end - left) / 2 - room - 10);
  if (free <= 0) return x;
  const crossing: number[] = [];
  for (const other of laid) {
    if (other.y >= arc.y) continue; // runs lower, and stays lower
    for (const spot of [other.from, other.to]) {
      if (spot.attach.y > arc.y && Math.abs(spot.x - x) < free + room) crossing.push(spot.x);
    }
  }
  for (let by = 0; by <= free; by += 6) {
    for (const at of [x - by, x + by]) if (crossing.every((line) => Math.abs(line - at) > room)) return at;
  }
  return x;
}
