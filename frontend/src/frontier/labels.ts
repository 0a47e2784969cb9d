// Where names can stand beside their dots without covering anything.
import type { Box, Spot } from "./geometry";

export interface Wanted {
  key: string;
  text: string;
  at: Spot;
  gap: number; // px from the dot's middle to the name
  must: boolean; // is drawn in any case; others are left out where there is no room
}

export interface Label {
  key: string;
  text: string;
  x: number;
  y: number; // the middle of its height
  anchor: "start" | "middle" | "end";
}

const LETTER = 6.2; // px, on the wide side
const HEIGHT = 14; // px
const AIR = 5; // px between two names
const SIDES: [number, number][] = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [-1, -1], [1, 1], [-1, 1]];

// Sets each name to the first side of its dot that is free; `left` are the keys without room.
export function labelled(wanted: Wanted[], busy: Box[], room: Box): { labels: Label[]; left: string[] } {
  const taken = [...busy];
  const labels: Label[] = [];
  const left: string[] = [];
  for (const each of wanted) {
    const ways = SIDES.map((side) => beside(each, side, room)).filter(({ box }) => isIn(box, room));
    const found = ways.find(({ box }) => !taken.some((other) => meets(box, other))) ?? (each.must ? ways[0] : undefined);
    if (!found) {
      left.push(each.key);
      continue;
    }
    taken.push(found.box);
    labels.push(found.label);
  }
  return { labels, left };
}

// A name over or under its dot may move sideways to stay within the room.
function beside({ key, text, at, gap }: Wanted, [right, down]: [number, number], room: Box): { label: Label; box: Box } {
  const width = LETTER * text.length + AIR;
  const middle = Math.max(room.left + width / 2, Math.min(at.x, room.left + room.width - width / 2));
  const x = right === 0 ? middle : at.x + right * gap;
  const y = at.y + down * (right === 0 ? gap + HEIGHT / 2 : HEIGHT + 1);
  const anchor = right > 0 ? "start" : right < 0 ? "end" : "middle";
  const start = right > 0 ? x : right < 0 ? x - width : x - width / 2;
  return { label: { key, text, x, y, anchor }, box: { left: start, top: y - HEIGHT / 2, width, height: HEIGHT } };
}

function isIn(box: Box, room: Box): boolean {
  return box.left >= room.left && box.left + box.width <= room.left + room.width && box.top >= room.top && box.top + box.height <= room.top + room.height;
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height;
}

// Little boxes along a line, so that no name is set on it.
export function boxesAlong(spots: Spot[]): Box[] {
  const boxes: Box[] = [];
  for (let i = 0; i + 1 < spots.length; i += 1) {
    const [from, to] = [spots[i], spots[i + 1]] as [Spot, Spot];
    const count = Math.min(200, Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 6)));
    for (let k = 0; k <= count; k += 1) {
      boxes.push(boxAt({ x: from.x + (k / count) * (to.x - from.x), y: from.y + (k / count) * (to.y - from.y) }, 2));
    }
  }
  return boxes;
}

export function boxAt({ x, y }: Spot, half: number): Box {
  return { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
}
