// Where everything of a journey stands on the canvas and how its lines run: pure, so that the
// same drawing gives the same picture in the browser, in an export and in a test.
import type { Drawing } from "./drawing";
import { boundsOf, linesOf } from "./lines";
import { placesOf } from "./places";
import { forkPath, trackBoxes, type Box, type Point } from "./sizes";

export { sizeOf } from "./sizes";
export type { Box, Point } from "./sizes";

export type Positions = Record<string, Point>; // by stage id or the won end's id; y = middle of the left edge
export type Tone = "flow" | "won" | "loop" | "no_decision" | "lost_to_rival" | "after";

export interface LineLabel {
  x: number;
  y: number; // baseline
  anchor: "start" | "middle" | "end";
  text: string;
  quiet?: string; // the reason, after the per cent
}

export interface Line {
  id: string;
  d: string;
  w: number;
  tone: Tone;
  dashed: boolean;
  head: string; // path of the arrow head, or ""
  label: LineLabel | null;
  start: Point;
  end: Point;
}

export interface Layout {
  boxes: Record<string, Box>; // stages, won and lanes
  tracks: Record<string, Box[]>; // by stage, in the order of its tracks
  forks: Record<string, string>; // by stage: path of fork and join
  lines: Record<string, Line>; // by move; entries as "entry:<stage id>"
  bounds: Box;
}

// `moved` overrides the document's places while a hand drags.
export function lay(drawing: Drawing, moved: Positions = {}): Layout {
  const places = placesOf(drawing, moved);
  const { lines, far } = linesOf(drawing, places);
  const tracks: Record<string, Box[]> = {};
  const forks: Record<string, string> = {};
  for (const stage of drawing.stages) {
    const box = places.boxes.get(stage.id);
    if (!box || stage.tracks.length === 0) continue;
    const cards = trackBoxes(stage, box);
    tracks[stage.id] = cards;
    forks[stage.id] = forkPath(box, cards);
  }
  const bounds = boundsOf(places.boxes.values(), far);
  return { boxes: Object.fromEntries(places.boxes), tracks, forks, lines, bounds };
}

const PLACED = 40; // px between stages, on average, that only a hand or a layout leaves

// Whether anybody placed the stages yet. Stages that stand over each other count as placed too.
export function isPlaced(drawing: Drawing): boolean {
  const stages = drawing.stages;
  if (stages.length === 0) return true;
  if (stages.every(({ x, y }) => !x && !y)) return false;
  const before = stages.filter((stage) => !stage.after_win);
  if (before.length < 2) return true;
  const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);
  return spread(before.map(({ x }) => x)) + spread(before.map(({ y }) => y)) >= PLACED * before.length;
}
