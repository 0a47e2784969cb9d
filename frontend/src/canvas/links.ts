// Every move and entry as a link between two places, and the shape that its line takes: into the
// neighbour on the right, up or down a column, a fall into a lane, a loop, or over the top.
import type { Drawing, MoveFace } from "./drawing";
import type { Line, LineLabel, Tone } from "./geometry";
import { cutTo, widthOf } from "./letters";
import { curveAt } from "./paths";
import type { Place, Places } from "./places";
import { bottom, center, lineWidth, middle, right, type Box, type Point } from "./sizes";

export type Shape = "across" | "down" | "fall" | "self" | "side" | "arc";

export interface Link {
  id: string;
  source: Place;
  target: Place;
  shape: Shape;
  w: number;
  percent: string; // "" for an entry
  reason: string;
  again: number; // how many links before it lead from the same place to the same place
}

// A line, and the points beyond its ends and its label that it reaches.
export interface Made {
  line: Line;
  far: Point[];
}

export const FONT = 11;
const REASON = 24; // letters of a reason that a label shows at most
const OVER = 24; // px that two boxes overlap at least, to be joined by an upright line
const CLEAR = 3; // px between a line and a box that it passes

export function linksOf(drawing: Drawing, places: Places): Link[] {
  const links: Link[] = [];
  const met = new Map<string, number>();
  const add = (id: string, from: Place | undefined, to: Place | undefined, buyers: number, move: MoveFace | null): void => {
    if (!from || !to) return; // a move of a stage that is not drawn
    const pair = `${from.id}\n${to.id}`;
    const again = met.get(pair) ?? 0;
    met.set(pair, again + 1);
    const w = lineWidth(buyers);
    const [percent, reason] = [move?.percent ?? "", move?.reason ?? ""];
    links.push({ id, source: from, target: to, shape: shapeOf(from, to, w, places.solid), w, percent, reason, again });
  };
  for (const move of drawing.moves) {
    const source = places.all.get(move.source);
    if (source && isStage(source)) add(move.id, source, places.all.get(move.target), move.buyers, move);
  }
  const won = [...places.all.values()].find((place) => place.kind === "won");
  for (const entry of drawing.entries) add(`entry:${entry.target}`, won, places.all.get(entry.target), entry.buyers, null);
  return links;
}

export function isStage({ kind }: Place): boolean {
  return kind === "before" || kind === "after";
}

function isLate({ kind }: Place): boolean {
  return kind === "after" || kind === "won";
}

function shapeOf(source: Place, target: Place, w: number, solid: Place[]): Shape {
  if (!isStage(target) && target.kind !== "won") return "fall";
  if (source === target) return "self";
  const [from, to] = [source.box, target.box];
  const over = Math.min(right(from), right(to)) - Math.max(from.x, to.x);
  const below = to.y >= bottom(from) + 4;
  const above = bottom(to) + 4 <= from.y;
  const late = isLate(source) && isLate(target);
  if ((over >= OVER && (below || above)) || (late && below)) {
    if (isClear(transposed(downEnds(from, to)), w, source, target, solid, true)) return "down";
  }
  if (to.x >= right(from) && isClear(acrossEnds(from, to), w, source, target, solid, false)) return "across";
  return late && over > 0 ? "side" : "arc";
}

type Ends = [Point, Point];

export function acrossEnds(from: Box, to: Box): Ends {
  return [
    { x: right(from), y: middle(from) },
    { x: to.x, y: middle(to) },
  ];
}

// Straight where the boxes overlap; on the left where it goes down and on the right where it goes
// up, so that the two do not meet and the losses between them keep their room.
export function downEnds(from: Box, to: Box): Ends {
  const goesDown = to.y >= bottom(from);
  const [y1, y2] = goesDown ? [bottom(from), to.y] : [from.y, bottom(to)];
  const left = Math.max(from.x, to.x);
  const over = Math.min(right(from), right(to)) - left;
  if (over < OVER) return [{ x: center(from), y: y1 }, { x: center(to), y: y2 }];
  const x = goesDown ? left + Math.min(14, over / 4) : left + over - Math.min(10, over / 4);
  return [{ x, y: y1 }, { x, y: y2 }];
}

function transposed([from, to]: Ends): Ends {
  const flip = ({ x, y }: Point): Point => ({ x: y, y: x });
  return from.y <= to.y ? [flip(from), flip(to)] : [flip(to), flip(from)];
}

// Whether nothing stands in the way of the curve between two points, the first of them left.
// `upright`: the points have their axes exchanged, and so must the boxes.
function isClear([from, to]: Ends, w: number, source: Place, target: Place, solid: Place[], upright: boolean): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const spare = CLEAR + Math.min(10, w / 2);
  const [top, low] = [Math.min(from.y, to.y) - spare, Math.max(from.y, to.y) + spare];
  for (const place of solid) {
    const { box } = place;
    const x = upright ? box.y : box.x;
    const end = x + (upright ? box.h : box.w);
    if (x >= to.x || end <= from.x) continue;
    const y = upright ? box.x : box.y;
    const under = y + (upright ? box.w : box.h);
    if (y >= low || under <= top || place === source || place === target) continue;
    if (dy === 0) return false;
    const first = from.y + dy * curveAt((x - from.x) / dx);
    const last = from.y + dy * curveAt((end - from.x) / dx);
    if (Math.min(first, last) - spare < under && Math.max(first, last) + spare > y) return false;
  }
  return true;
}

// Whether the link leads on in the journey; what does not is a loop.
export function leadsOn({ source, target, shape }: Link): boolean {
  if (target.kind === "won") return true;
  if (source === target) return false;
  if (source.kind !== target.kind) return isLate(target);
  if (shape === "down" || shape === "side") return target.box.y > source.box.y;
  return target.box.x > source.box.x + 1 || (target.box.x >= source.box.x - 1 && target.box.y > source.box.y);
}

export function toneOf(link: Link): Tone {
  const { target } = link;
  if (target.kind === "won" || target.kind === "no_decision" || target.kind === "lost_to_rival") return target.kind;
  if (target.kind === "churned") return "lost_to_rival";
  if (target.kind === "stayed") return "after";
  return !leadsOn(link) ? "loop" : target.kind === "after" ? "after" : "flow";
}

// A line of the link; dashed where it is a loop.
export function lineOf(link: Link, d: string, head: string, start: Point, end: Point, label: LineLabel | null): Line {
  const tone = toneOf(link);
  return { id: link.id, d, w: link.w, tone, dashed: tone === "loop", head, label, start, end };
}

type Spot = Pick<LineLabel, "x" | "y" | "anchor">;

// Only the per cent; nothing on an entry.
export function shortLabel(link: Link, spot: Spot): LineLabel | null {
  return link.percent ? { ...spot, text: link.percent } : null;
}

// The per cent and as much of the reason as there is room for.
export function longLabel(link: Link, spot: Spot, room: number): LineLabel | null {
  if (!link.percent) return null;
  const letters = [...link.reason.trim().slice(0, 4 * REASON).replace(/\s+/gu, " ")];
  const reason = letters.length > REASON ? `${letters.slice(0, REASON - 1).join("").trimEnd()}…` : letters.join("");
  const quiet = cutTo(reason, room - widthOf(`${link.percent} `, FONT), FONT);
  // A letter and a half of a reason say nothing.
  return [...quiet].length >= Math.min(4, letters.length) && quiet ? { ...spot, text: link.percent, quiet } : { ...spot, text: link.percent };
}

export function labelWidth(label: LineLabel): number {
  return widthOf(label.quiet ? `${label.text} ${label.quiet}` : label.text, FONT);
}

// What a label covers.
export function labelBox(label: LineLabel): Box {
  const w = labelWidth(label);
  const x = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - w : label.x - w / 2;
  return { x, y: label.y - 9, w, h: 12 };
}
