// Sizes of what stands on the canvas, in pixels at a zoom of 1, and the rectangles that they fill.
import type { StageFace } from "./drawing";

export interface Box {
  x: number; // left
  y: number; // top
  w: number;
  h: number;
}

export interface Point {
  x: number;
  y: number;
}

export const CARD = { w: 104, h: 64 };
export const AFTER = { w: 112, h: 48 }; // a stage after the win
export const WON = { w: 112, h: 54 };
export const LANE = { w: 112, h: 22, step: 27 };
export const GAP = 32; // between neighbours
const GROUP = { pad: 16, head: 16, gap: 10, bottom: 10 };

const PER_BUYER = 0.2; // px of a line's width for one buyer of 100
const THINNEST = 1.5;

export function sizeOf(stage: StageFace): { w: number; h: number } {
  const count = stage.tracks.length;
  if (count === 0) return stage.after_win ? AFTER : CARD;
  const cards = count * trackHeight(count) + (count - 1) * GROUP.gap;
  return { w: CARD.w + 2 * GROUP.pad, h: GROUP.head + cards + GROUP.bottom };
}

// The cards of the jobs that run in parallel, from the top.
export function trackBoxes(stage: StageFace, group: Box): Box[] {
  const h = trackHeight(stage.tracks.length);
  return stage.tracks.map((_, i) => ({
    x: group.x + GROUP.pad,
    y: group.y + GROUP.head + i * (h + GROUP.gap),
    w: group.w - 2 * GROUP.pad,
    h,
  }));
}

// From the group's left edge to each of its cards, and from each to the right edge.
export function forkPath(group: Box, tracks: Box[]): string {
  const middles = tracks.map(middle);
  const [first, last] = [middles[0], middles[middles.length - 1]];
  if (first === undefined || last === undefined) return "";
  const y = middle(group);
  const half = GROUP.pad / 2;
  const side = (edge: number, inward: number): string => {
    const bar = edge + inward * half;
    const stubs = middles.map((at) => `M${num(bar)} ${num(at)}h${inward * half}`).join("");
    return `M${num(edge)} ${num(y)}H${num(bar)}M${num(bar)} ${num(Math.min(first, y))}V${num(Math.max(last, y))}${stubs}`;
  };
  return side(group.x, 1) + side(group.x + group.w, -1);
}

// Linear in buyers per 100 entering, but never too thin to see.
export function lineWidth(buyers: number): number {
  return Number.isFinite(buyers) ? Math.max(THINNEST, PER_BUYER * buyers) : THINNEST;
}

export const right = (box: Box): number => box.x + box.w;
export const bottom = (box: Box): number => box.y + box.h;
export const middle = (box: Box): number => box.y + box.h / 2;
export const center = (box: Box): number => box.x + box.w / 2;

// A hundredth of a pixel is enough, and keeps paths short.
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function trackHeight(count: number): number {
  return count <= 2 ? CARD.h : count === 3 ? 46 : 36;
}
