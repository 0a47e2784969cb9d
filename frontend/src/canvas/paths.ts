// Shapes of lines: curves between two points, bends with round corners, arrow heads.
import { num, type Point } from "./sizes";

export type Way = "right" | "left" | "up" | "down";

const ROUND = 8; // px, radius of a bend

// From point to point along the axes; each bend is round where there is room for it.
export function bent(points: Point[]): string {
  const first = points[0];
  if (!first) return "";
  let d = `M${num(first.x)} ${num(first.y)}`;
  for (let i = 1; i < points.length; i += 1) {
    const [from, at, to] = [points[i - 1], points[i], points[i + 1]];
    if (!from || !at) continue;
    if (!to) return d + leg(from, at);
    const into = Math.min(ROUND, reach(from, at) / 2);
    const out = Math.min(ROUND, reach(at, to) / 2);
    const enter = toward(at, from, into);
    const leave = toward(at, to, out);
    d += `${leg(from, enter)}Q${num(at.x)} ${num(at.y)} ${num(leave.x)} ${num(leave.y)}`;
  }
  return d;
}

// Leaves and arrives level: straight where both ends are at one height.
export function acrossPath(from: Point, to: Point): string {
  if (Math.abs(from.y - to.y) < 0.5) return `M${num(from.x)} ${num(from.y)}L${num(to.x)} ${num(to.y)}`;
  const x = num((from.x + to.x) / 2);
  return `M${num(from.x)} ${num(from.y)}C${x} ${num(from.y)} ${x} ${num(to.y)} ${num(to.x)} ${num(to.y)}`;
}

// Leaves and arrives upright.
export function downPath(from: Point, to: Point): string {
  if (Math.abs(from.x - to.x) < 0.5) return `M${num(from.x)} ${num(from.y)}L${num(to.x)} ${num(to.y)}`;
  const y = num((from.y + to.y) / 2);
  return `M${num(from.x)} ${num(from.y)}C${num(from.x)} ${y} ${num(to.x)} ${y} ${num(to.x)} ${num(to.y)}`;
}

// How far such a curve got on its other axis (0 to 1) where it is `part` of the way along the one.
export function curveAt(part: number): number {
  if (part <= 0 || part >= 1) return part <= 0 ? 0 : 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 10; i += 1) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t * t * t < part) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return t * t * (3 - 2 * t);
}

// An arrow head with its tip at `at`.
export function headAt({ x, y }: Point, way: Way): string {
  if (way === "right") return `M${num(x - 7)} ${num(y - 4)}l6.5 4-6.5 4z`;
  if (way === "left") return `M${num(x + 7)} ${num(y - 4)}l-6.5 4 6.5 4z`;
  if (way === "down") return `M${num(x - 4)} ${num(y - 7)}l4 6.5 4-6.5z`;
  return `M${num(x - 4)} ${num(y + 7)}l4-6.5 4 6.5z`;
}

function leg(from: Point, to: Point): string {
  return Math.abs(from.x - to.x) < Math.abs(from.y - to.y) ? `V${num(to.y)}` : `H${num(to.x)}`;
}

function reach(from: Point, to: Point): number {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

function toward(from: Point, to: Point, by: number): Point {
  const all = reach(from, to);
  if (all === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / all, y: from.y + ((to.y - from.y) * by) / all };
}
