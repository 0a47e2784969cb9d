// Loops of a stage to itself, and lines along the right side of what comes after the win.
import { labelWidth, leadsOn, lineOf, longLabel, shortLabel, type Link, type Made } from "./links";
import { bent, headAt } from "./paths";
import { bottom, center, middle, num, right, type Box, type Point } from "./sizes";

export const SELF_RISE = 38; // px that a loop on a card's top reaches up
const FOOT = 14; // px from its middle to where it stands
const OUT = 10; // px from a card to the first line beside it
const BESIDE = 8; // px between lines beside each other
const WIDEST = 190; // px of a label

// `ports` are the places on the stage's top where other lines stand; a loop gives way to the left.
export function selfLoop(link: Link, ports: number[]): Made {
  const box = link.source.box;
  const isAlone = ports.length === 0 && link.again === 0;
  const at = isAlone ? center(box) : box.x + FOOT + 6 + 2 * FOOT * link.again;
  const x = Math.min(at, right(box) - FOOT - 4);
  const [start, end] = [{ x: x + FOOT, y: box.y }, { x: x - FOOT, y: box.y }];
  const [wide, high] = [30, num(box.y - SELF_RISE)];
  const d = `M${num(start.x)} ${num(start.y)}C${num(x + wide)} ${high} ${num(x - wide)} ${high} ${num(end.x)} ${num(end.y)}`;
  const head = `M${num(end.x - 5)} ${num(end.y - 6)}l4.5 5.5 2.5-6.5z`;
  const y = box.y - 34 - 13 * link.again;
  const label = isAlone
    ? longLabel(link, { x, y, anchor: "middle" }, WIDEST)
    : longLabel(link, { x: box.x, y, anchor: "start" }, Math.min(WIDEST, ...ports.map((port) => port - box.x - 6)));
  return { line: lineOf(link, d, head, start, end, label), far: [{ x, y: box.y - SELF_RISE }] };
}

// A stage after the win: on its left side, where its buyers came in.
export function leftLoop(link: Link, boxes: Iterable<Box>): Made {
  const box = link.source.box;
  const [x, y] = [box.x, middle(box)];
  const by = 12 * link.again;
  const [start, end] = [{ x, y: Math.min(y + 10 + by / 2, bottom(box)) }, { x, y: Math.max(y - 10 - by / 2, box.y) }];
  const far = num(x - 34 - by);
  const d = `M${num(x)} ${num(start.y)}C${far} ${num(start.y + 14)} ${far} ${num(end.y - 14)} ${num(x)} ${num(end.y)}`;
  const head = `M${num(x - 7)} ${num(end.y - 5)}l6.5 4.5-7.5 2.5z`;
  // Under the loop, as over it the last losses before the win write their per cents; over it where
  // a lane leaves no room.
  const spots = [start.y + 20 + by, end.y - 14 - by].map((at) => ({ x: x - 4, y: at, anchor: "end" as const }));
  const labels = spots.map((spot) => longLabel(link, spot, Math.min(WIDEST, roomLeft(spot, boxes))));
  const [under = null, over = null] = labels;
  const label = (over?.quiet?.length ?? 0) > (under?.quiet?.length ?? 0) ? over : under;
  return { line: lineOf(link, d, head, start, end, label), far: [{ x: x - 28 - by, y }] };
}

// From a text's right end to the nearest box on its left.
function roomLeft({ x, y }: Point, boxes: Iterable<Box>): number {
  let room = Infinity;
  for (const box of boxes) {
    if (box.x < x && box.y < y + 5 && bottom(box) > y - 12) room = Math.min(room, x - right(box) - 6);
  }
  return room;
}

// Lines beside the column after the win; each takes the next free place outward.
export class Sides {
  private taken: { x: number; top: number; end: number; reach: number }[] = [];

  between(link: Link): Made {
    const [from, to] = [link.source.box, link.target.box];
    const down = to.y > from.y ? 1 : -1;
    const start = { x: right(from), y: middle(from) + 8 * down };
    const end = { x: right(to), y: middle(to) - 8 * down };
    return this.around(link, start, end, Math.max(right(from), right(to)), !leadsOn(link));
  }

  intoLane(link: Link): Made {
    const [from, lane] = [link.source.box, link.target.box];
    const start = { x: right(from), y: middle(from) + 8 };
    const end = { x: right(lane), y: middle(lane) };
    return this.around(link, start, end, Math.max(right(from), right(lane)), false);
  }

  private around(link: Link, start: Point, end: Point, edge: number, isLong: boolean): Made {
    const [top, low] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
    let x = edge + OUT + link.w / 2;
    for (const other of this.taken) {
      if (other.top < low + 4 && other.end > top - 4 && x < other.reach + BESIDE) x = other.reach + BESIDE + link.w / 2;
    }
    const spot = { x: x + link.w / 2 + 4, y: (top + low) / 2 + 4, anchor: "start" as const };
    const label = isLong ? longLabel(link, spot, WIDEST) : shortLabel(link, spot);
    this.taken.push({ x, top, end: low, reach: label ? spot.x + labelWidth(label) : x + link.w / 2 });
    const d = bent([start, { x, y: start.y }, { x, y: end.y }, end]);
    return { line: lineOf(link, d, headAt(end, "left"), start, end, label), far: [{ x, y: top }] };
  }
}

