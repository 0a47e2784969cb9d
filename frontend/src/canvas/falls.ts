// Losses: straight down into their lane, so that no two of them cross; what cannot fall straight
// goes round.
import type { LineLabel } from "./geometry";
import { downEnds, FONT, lineOf, shortLabel, type Link, type Made } from "./links";
import { widthOf } from "./letters";
import { acrossPath, bent, headAt } from "./paths";
import type { Place, Places } from "./places";
import { bottom, center, middle, num, right, type Box, type Point } from "./sizes";
import type { Sides } from "./loops";

// An upright line.
interface Fall {
  link: Link;
  x: number;
  top: number;
  end: number;
}

const STEP = 6; // px between the places that a fall tries
const EDGE = 6; // px from a card's corner

// How far along its card a loss leaves: in one order on every stage, so that the eye learns it.
const PARTS: Record<string, number> = { no_decision: 0.28, lost_to_rival: 0.74, stayed: 0.28, churned: 0.74 };

export function fallsOf(links: Link[], places: Places, sides: Sides): Made[] {
  const own = links.filter((link) => link.shape === "fall");
  // From below, so that a stage higher up gives way and one lower down keeps its lines.
  const order = own.map((link, i) => ({ link, i })).sort((a, b) => bottom(b.link.source.box) - bottom(a.link.source.box) || a.i - b.i);
  const joins = links.filter((link) => link.shape === "down").map(joinAsFall);
  const laid: Fall[] = [];
  const made: Made[] = [];
  for (const { link } of order) {
    if (!isOver(link.source.box, link.target.box)) {
      made.push(goRound(link));
      continue;
    }
    const fall = straight(link, places.solid, [...joins, ...laid]);
    if (fall.isBlocked && link.source.kind === "after") made.push(sides.intoLane(link));
    else laid.push(fall);
  }
  return [...laid.map((fall) => fallLine(fall, laid)), ...made];
}

// What joins two stages of a column takes room too.
function joinAsFall(link: Link): Fall {
  const [start, end] = downEnds(link.source.box, link.target.box);
  return { link, x: start.x, top: Math.min(start.y, end.y), end: Math.max(start.y, end.y) };
}

function isOver(card: Box, lane: Box): boolean {
  return lane.y >= bottom(card) && Math.min(right(card), right(lane)) - Math.max(card.x, lane.x) >= 3 * EDGE;
}

function straight(link: Link, solid: Place[], laid: Fall[]): Fall & { isBlocked: boolean } {
  const [card, lane] = [link.source.box, link.target.box];
  const [least, most] = [Math.max(card.x, lane.x) + EDGE, Math.min(right(card), right(lane)) - EDGE];
  const wanted = Math.max(least, Math.min(most, card.x + card.w * (PARTS[link.target.kind] ?? 0.5)));
  const top = bottom(card);
  const spare = link.w / 2 + 4;
  const under = solid.filter(
    ({ box }) => box.y >= top - 1 && box.y < lane.y && box.x < most + spare && right(box) > least - spare,
  );
  const beside = laid.filter((fall) => fall.x > least - 40 && fall.x < most + 40 && fall.top < lane.y && fall.end > top);
  const isBlocked = (x: number): boolean => under.some(({ box }) => x > box.x - spare && x < right(box) + spare);
  const gap = (x: number): number => Math.min(...beside.map((fall) => Math.abs(fall.x - x) - spare - fall.link.w / 2));
  const isFree = (x: number): boolean => gap(x) >= 0;
  const spots = spotsFrom(wanted, least, most);
  const open = spots.find((x) => !isBlocked(x) && isFree(x));
  const x = open ?? spots.find(isFree) ?? spots.reduce((best, spot) => (gap(spot) > gap(best) ? spot : best));
  return { link, x, top, end: lane.y, isBlocked: open === undefined && isBlocked(x) };
}

function spotsFrom(wanted: number, least: number, most: number): number[] {
  const spots = [wanted];
  for (let by = STEP; by <= most - least; by += STEP) {
    if (wanted + by <= most) spots.push(wanted + by);
    if (wanted - by >= least) spots.push(wanted - by);
  }
  return spots;
}

function fallLine({ link, x, top, end }: Fall, laid: Fall[]): Made {
  const d = `M${num(x)} ${num(top)}V${num(end)}`;
  const label = fallLabel(link, x, top, laid);
  return { line: lineOf(link, d, "", { x, y: top }, { x, y: end }, label), far: [] };
}

// Right of the line; left of it where the next line of this stage leaves no room.
function fallLabel(link: Link, x: number, top: number, laid: Fall[]): LineLabel | null {
  const off = link.w / 2 + 4;
  const room = widthOf(link.percent, FONT) + off + 2;
  const isTight = laid.some((other) => other.link.source === link.source && other.x > x && other.x - other.link.w / 2 - x < room);
  return shortLabel(link, { x: isTight ? x - off : x + off, y: top + 13, anchor: isTight ? "end" : "start" });
}

// Into the lane's end, where the lane does not lie under the stage.
function goRound(link: Link): Made {
  const [card, lane] = [link.source.box, link.target.box];
  const toRight = center(lane) >= center(card);
  const end: Point = { x: toRight ? lane.x : right(lane), y: middle(lane) };
  const way = toRight ? "right" : "left";
  const x = card.x + card.w * (PARTS[link.target.kind] ?? 0.5);
  const isBeside = toRight ? end.x > x + 8 : end.x < x - 8;
  if (isBeside && end.y > bottom(card) + 8) {
    const start = { x, y: bottom(card) };
    const label = shortLabel(link, { x: x + link.w / 2 + 4, y: start.y + 13, anchor: "start" });
    return { line: lineOf(link, bent([start, { x, y: end.y }, end]), headAt(end, way), start, end, label), far: [{ x, y: end.y }] };
  }
  const start = { x: toRight ? right(card) : card.x, y: middle(card) };
  const label = shortLabel(link, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - link.w / 2 - 4, anchor: "middle" });
  return { line: lineOf(link, acrossPath(start, end), headAt(end, way), start, end, label), far: [] };
}
