// Where rows and columns lie, and which of them are in view: only those are drawn.
import type { Line } from "./order";

export const ROW = 30;
export const GROUP = 22;
export const HEAD = 52;
export const PREMIUM = 66;
const LEAST = 54; // px, of a role's column: "Partner"
const LEAST_NAME = 160;
const AROUND = 4; // rows and columns beyond the edge that are drawn too
const STEP = 4; // the window moves in steps of so many, so that most frames of a scroll draw nothing

export interface Widths {
  name: number;
  role: number;
  total: number;
}

// The columns fill the width; where the roles are too many they keep a least width, and scroll.
export function widthsFor(width: number, roles: number): Widths {
  const wide = width >= 900;
  const name = Math.round(Math.min(wide ? 420 : 220, Math.max(132, width * 0.33)));
  const fair = roles ? (width - name - PREMIUM) / roles : 0;
  const role = Math.round(Math.max(LEAST, Math.min(wide ? 96 : 64, fair)));
  const own = Math.max(Math.min(name, LEAST_NAME), width - PREMIUM - role * roles); // names give way first
  return { name: own, role, total: own + PREMIUM + role * roles };
}

// Where each line begins; one more than there are lines, the last is the height of all.
export function topsOf(lines: readonly Line[]): number[] {
  const tops = [0];
  for (const line of lines) tops.push((tops.at(-1) as number) + (line.kind === "group" ? GROUP : ROW));
  return tops;
}

export interface Span {
  from: number;
  to: number; // exclusive
}

export function rowsInView(tops: readonly number[], scrolled: number, height: number): Span {
  const first = lineAt(tops, scrolled);
  const last = lineAt(tops, scrolled + height);
  return spread(first, last, tops.length - 1);
}

export function columnsInView(role: number, count: number, scrolled: number, width: number): Span {
  return spread(Math.floor(scrolled / role), Math.floor((scrolled + width) / role), count);
}

// The line that lies at `y`.
export function lineAt(tops: readonly number[], y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

// How far to scroll so that what lies from `start` to `end` is within a view of `size`.
export function scrollTo(start: number, end: number, scrolled: number, size: number): number {
  if (start < scrolled) return start;
  return end > scrolled + size ? end - size : scrolled;
}

function spread(first: number, last: number, count: number): Span {
  const from = Math.max(0, Math.floor((first - AROUND) / STEP) * STEP);
  return { from, to: Math.min(count, Math.ceil((last + 1 + AROUND) / STEP) * STEP) };
}
