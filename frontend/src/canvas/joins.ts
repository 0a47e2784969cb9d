// Lines between neighbours: into the next stage on the right, and up or down a column.
import type { LineLabel } from "./geometry";
import { acrossEnds, downEnds, labelWidth, leadsOn, lineOf, longLabel, shortLabel, type Link, type Made } from "./links";
import { acrossPath, downPath, headAt } from "./paths";
import { type Box, type Point } from "./sizes";

const LEVEL = 12; // px of height between the ends that still count as level
const BESIDE = 2; // px between a label in a gap and the boxes on its sides
const LONG = 150; // px of room for a reason beside an upright line

export function joinsOf(links: Link[]): Made[] {
  const out = counted(links, (link) => link.source.id);
  const into = counted(links, (link) => link.target.id);
  return links.flatMap((link) => {
    if (link.shape === "down") return [joinDown(link)];
    if (link.shape !== "across") return [];
    return [joinAcross(link, (into.get(link.target.id) ?? 0) > (out.get(link.source.id) ?? 0))];
  });
}

function joinAcross(link: Link, gathers: boolean): Made {
  const [from, to] = acrossEnds(link.source.box, link.target.box);
  const start = { x: from.x, y: from.y + shift(link.again, link.source.box.h) };
  const end = { x: to.x, y: to.y + shift(link.again, link.target.box.h) };
  const label = acrossLabel(link, start, end, gathers);
  return { line: lineOf(link, acrossPath(start, end), headAt(end, "right"), start, end, label), far: [] };
}

// Over a level line; beside a steep one, at the end where fewer lines meet.
function acrossLabel(link: Link, start: Point, end: Point, gathers: boolean): LineLabel | null {
  const x = (start.x + end.x) / 2;
  const rise = start.y - end.y;
  const off = Math.max(4, link.w / 2);
  if (Math.abs(rise) < LEVEL) {
    const label = shortLabel(link, { x, y: Math.min(start.y, end.y) - link.w / 2 - 4, anchor: "middle" });
    const fits = label === null || labelWidth(label) + 2 * BESIDE <= end.x - start.x;
    return fits ? label : cornerLabel(link, start, end);
  }
  if (gathers) return shortLabel(link, { x: start.x + 6, y: rise > 0 ? start.y + off + 11 : start.y - off - 4, anchor: "start" });
  const over = (start.y + end.y) / 2 - 6; // left of the rising curve, over the card that it leaves
  if (link.target.kind === "won" && rise > 0 && over < link.source.box.y - 4) return shortLabel(link, { x: x - 5, y: over, anchor: "end" });
  return shortLabel(link, { x: end.x - 3, y: rise > 0 ? end.y - off - 4 : end.y + off + 12, anchor: "end" });
}

// Where the gap is too narrow for the text: over it, above the corner of the lower box, and beside
// the other one where that reaches higher.
function cornerLabel(link: Link, start: Point, end: Point): LineLabel | null {
  const [from, to] = [link.source.box, link.target.box];
  const y = Math.max(from.y, to.y) - 4;
  if (from.y < y - LEVEL) return shortLabel(link, { x: start.x + BESIDE, y, anchor: "start" });
  if (to.y < y - LEVEL) return shortLabel(link, { x: end.x - BESIDE, y, anchor: "end" });
  return shortLabel(link, { x: (start.x + end.x) / 2, y: Math.min(from.y, to.y) - 4, anchor: "middle" });
}

function joinDown(link: Link): Made {
  let [start, end] = downEnds(link.source.box, link.target.box);
  const isColumn = link.source.kind !== "before" && start.x === end.x;
  const goesDown = end.y > start.y;
  // In the column after the win the main line runs down the middle, as nothing falls beside it.
  if (isColumn && goesDown) start = { ...start, x: overlapMiddle(link.source.box, link.target.box) };
  const by = Math.max(-30, Math.min(30, 12 * link.again)) * (goesDown ? 1 : -1);
  start = { ...start, x: start.x + by };
  end = { ...end, x: isColumn && goesDown ? start.x : end.x + by };
  const label = downLabel(link, start, end, goesDown, isColumn);
  return { line: lineOf(link, downPath(start, end), headAt(end, goesDown ? "down" : "up"), start, end, label), far: [] };
}

function downLabel(link: Link, start: Point, end: Point, goesDown: boolean, isColumn: boolean): LineLabel | null {
  const y = (start.y + end.y) / 2 + 4;
  const off = link.w / 2 + 5;
  const atRight = { x: (start.x + end.x) / 2 + off, y, anchor: "start" as const };
  if (!leadsOn(link)) return longLabel(link, atRight, LONG);
  // Left of the line, where the losses of the upper stage do not fall.
  const atLeft = { x: start.x - off, y, anchor: "end" as const };
  return shortLabel(link, isColumn || !goesDown || start.x !== end.x ? atRight : atLeft);
}

function overlapMiddle(a: Box, b: Box): number {
  return (Math.max(a.x, b.x) + Math.min(a.x + a.w, b.x + b.w)) / 2;
}

// A second move between the same two stages runs beside the first: 0, 16, -16, 32, ...
function shift(again: number, height: number): number {
  if (again === 0) return 0;
  const by = 16 * Math.ceil(again / 2) * (again % 2 === 1 ? 1 : -1);
  const most = height / 2 - 8;
  return Math.max(-most, Math.min(most, by));
}

function counted(links: Link[], of: (link: Link) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const link of links) if (link.shape === "across") counts.set(of(link), (counts.get(of(link)) ?? 0) + 1);
  return counts;
}

