// Where a model stands on the screen, and where on a line a hand is.
import type { Axis } from "./frontierdata";

export interface Spot {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export type Place = (cost: number, value: number) => Spot;

export const CRAMPED = 8; // px from point to point: on a shorter line the hand counts, not its place
export const SCRUB = 12; // px of the hand from point to point, where the line is cramped

export function placer(cost: Axis, value: Axis, box: Box): Place {
  return (x, y) => ({
    x: box.left + part(x, cost) * box.width,
    y: box.top + (1 - part(y, value)) * box.height,
  });
}

function part(value: number, { low, high }: Axis): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}

// The spot at a place along the line: 1.5 lies between its second and its third point.
export function along(spots: Spot[], at: number): Spot {
  const low = Math.min(Math.max(Math.floor(at), 0), spots.length - 1);
  const here = spots[low] ?? { x: 0, y: 0 };
  const next = spots[low + 1] ?? here;
  const rest = Math.min(Math.max(at - low, 0), 1);
  return { x: here.x + rest * (next.x - here.x), y: here.y + rest * (next.y - here.y) };
}

// The place along the line that is nearest to a spot, and how far from it that is.
export function nearestOn(spots: Spot[], to: Spot): { at: number; distance: number } {
  let best = { at: 0, distance: distance(spots[0] ?? to, to) };
  for (let i = 0; i + 1 < spots.length; i += 1) {
    const [from, end] = [spots[i], spots[i + 1]] as [Spot, Spot];
    const [dx, dy] = [end.x - from.x, end.y - from.y];
    const length = dx * dx + dy * dy;
    const rest = length > 0 ? Math.min(Math.max(((to.x - from.x) * dx + (to.y - from.y) * dy) / length, 0), 1) : 0;
    const far = distance(along(spots, i + rest), to);
    if (far < best.distance) best = { at: i + rest, distance: far };
  }
  return best;
}

export function isCramped(spots: Spot[]): boolean {
  let length = 0;
  for (let i = 0; i + 1 < spots.length; i += 1) length += distance(spots[i] as Spot, spots[i + 1] as Spot);
  return length < CRAMPED * (spots.length - 1);
}

// The place along a cramped line after the hand went by so many px: right and up is dearer.
export function scrubbed(from: number, dx: number, dy: number, last: number): number {
  return Math.min(Math.max(from + (dx - dy) / SCRUB, 0), last);
}

// The computed point that is nearest to a place along the line.
export function snapped(at: number, last: number): number {
  return Math.min(Math.max(Math.round(at), 0), last);
}

// The point that a key leads to; null where the key means nothing here.
export function stepped(key: string, index: number, last: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: index + 1, ArrowUp: index + 1, ArrowLeft: index - 1, ArrowDown: index - 1,
    PageUp: index + 3, PageDown: index - 3, Home: 0, End: last,
  };
  const to = steps[key];
  return to === undefined ? null : snapped(to, last);
}

function distance(one: Spot, other: Spot): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
