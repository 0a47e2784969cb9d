// Swim-lanes: the stages before the win in rows, by who serves them or by whom they must win over.
// Only for looking: the document keeps the places that it has.
import type { Drawing, StageFace } from "./drawing";
import { sizeOf, type Box, type Positions } from "./geometry";
import { BUYERS } from "./gestures";

export type LanesBy = "" | "channel" | "buyer";

export interface SwimLane {
  key: string; // the buyer, or the short name of the role; "" for nobody
  name: string;
  box: Box;
}

export interface InLanes {
  lanes: SwimLane[];
  positions: Positions;
}

const HEAD = 92; // px left of the stages, for the lane's name
const PAD = 14; // px over and under the highest card of a lane
const TOP = 40;

// Rows from the top; a stage keeps its x and stands in the middle of its row.
export function inLanes(drawing: Drawing, by: LanesBy, placed: Positions): InLanes {
  if (by === "") return { lanes: [], positions: placed };
  const stages = drawing.stages.filter((stage) => !stage.after_win);
  const keys = keysOf(stages, by);
  const left = Math.min(...stages.map((stage) => x(stage, placed))) - HEAD;
  const right = Math.max(...stages.map((stage) => x(stage, placed) + sizeOf(stage).w)) + PAD;
  const positions = { ...placed };
  const lanes: SwimLane[] = [];
  let y = TOP;
  for (const key of keys) {
    const own = stages.filter((stage) => keyOf(stage, by) === key);
    const h = Math.max(...own.map((stage) => sizeOf(stage).h), 40) + 2 * PAD;
    for (const stage of own) positions[stage.id] = { x: x(stage, placed), y: y + h / 2 };
    lanes.push({ key, name: nameOf(key, by), box: { x: left, y, w: right - left, h } });
    y += h;
  }
  return { lanes, positions };
}

// The lane that a stage was dropped into, by the height of its middle.
export function laneAt(lanes: SwimLane[], y: number): SwimLane | undefined {
  return lanes.find(({ box }) => y >= box.y && y < box.y + box.h);
}

function x(stage: StageFace, placed: Positions): number {
  return (placed[stage.id] ?? stage).x;
}

function keyOf(stage: StageFace, by: LanesBy): string {
  return by === "buyer" ? stage.buyer : stage.channel;
}

// Buyers all four, so that a stage can be dropped on each; roles only those that serve one.
function keysOf(stages: StageFace[], by: LanesBy): string[] {
  const used = new Set(stages.map((stage) => keyOf(stage, by)));
  const known = by === "buyer" ? BUYERS.map(({ buyer }) => buyer as string) : [...used].filter(Boolean).sort();
  return used.has("") ? [...known, ""] : known;
}

function nameOf(key: string, by: LanesBy): string {
  if (by === "channel") return key || "Nobody";
  return BUYERS.find(({ buyer }) => buyer === key)?.name ?? "No buyer named";
}
