// All lines of a journey, in the order of its moves.
import { arcsOf } from "./arcs";
import type { Drawing } from "./drawing";
import { fallsOf } from "./falls";
import type { Line } from "./geometry";
import { joinsOf } from "./joins";
import { labelBox, linksOf, type Link, type Made } from "./links";
import { leftLoop, selfLoop, Sides } from "./loops";
import type { Places } from "./places";
import { bottom, right, type Box, type Point } from "./sizes";

export interface Lines {
  lines: Record<string, Line>;
  far: Point[]; // what the lines and their labels reach
}

export function linesOf(drawing: Drawing, places: Places): Lines {
  const links = linksOf(drawing, places);
  const arcs = arcsOf(links, places);
  const sides = new Sides();
  const loops = links.flatMap((link) => loopOf(link, places, arcs.ports, sides));
  const made = [...joinsOf(links), ...arcs.made, ...loops, ...fallsOf(links, places, sides)];
  const byId = new Map(made.map((each) => [each.line.id, each.line]));
  const lines: Record<string, Line> = {};
  for (const { id } of links) {
    const line = byId.get(id);
    if (line) lines[id] = line;
  }
  return { lines, far: made.flatMap(reached) };
}

function loopOf(link: Link, places: Places, ports: Map<string, number[]>, sides: Sides): Made[] {
  if (link.shape === "side") return [sides.between(link)];
  if (link.shape !== "self") return [];
  return [link.source.kind === "after" ? leftLoop(link, places.boxes.values()) : selfLoop(link, ports.get(link.source.id) ?? [])];
}

function reached({ line, far }: Made): Point[] {
  const points = [line.start, line.end, ...far];
  if (line.label) points.push(...corners(labelBox(line.label)));
  return points;
}

function corners(box: Box): Point[] {
  return [
    { x: box.x, y: box.y },
    { x: right(box), y: bottom(box) },
  ];
}

// The rectangle around everything, with a little air.
export function boundsOf(boxes: Iterable<Box>, far: Point[]): Box {
  let [left, top, end, low] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = ({ x, y }: Point): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    end = Math.max(end, x);
    low = Math.max(low, y);
  };
  for (const box of boxes) corners(box).forEach(take);
  far.forEach(take);
  if (left > end) return { x: 0, y: 0, w: 0, h: 0 };
  return { x: left - AIR, y: top - AIR, w: end - left + 2 * AIR, h: low - top + 2 * AIR };
}

const AIR = 6; // px
