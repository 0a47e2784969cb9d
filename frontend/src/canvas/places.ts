// Where stages, the win and the lanes stand. Stages stand where the document (or a hand) puts
// them; the win does once somebody placed it; lanes find their own place under the stages.
import type { Drawing, EndFace, EndKind, StageFace } from "./drawing";
import type { Positions } from "./geometry";
import { bottom, GAP, LANE, middle, right, sizeOf, WON, type Box, type Point } from "./sizes";

export type Kind = "before" | "after" | EndKind;

export interface Place {
  id: string;
  kind: Kind;
  box: Box;
}

export interface Places {
  all: Map<string, Place>;
  boxes: Map<string, Box>;
  solid: Place[]; // what a line may not run through: stages and wins, the lowest first
}

export const AXIS = 160; // where a journey runs that nobody placed
export const LEFT = 14;
export const WON_RISE = 62; // from the axis up to the middle of the win
export const AFTER_DROP = 5; // from the axis down to the middle of the first stage after the win
export const AFTER_STEP = 62;
const FALL = 40; // px that a loss falls at least, to be seen with its per cent
const AFTER_FALL = 22;
const EMPTY_LANE = 240; // width of a lane with no stages over it
const BEFORE_LANES: EndKind[] = ["no_decision", "lost_to_rival"];
const AFTER_LANES: EndKind[] = ["stayed", "churned"];

export function placesOf(drawing: Drawing, moved: Positions): Places {
  const all = new Map<string, Place>();
  const put = (id: string, kind: Kind, box: Box): Box => {
    all.set(id, { id, kind, box });
    return box;
  };
  const before = drawing.stages
    .filter((stage) => !stage.after_win)
    .map((stage) => put(stage.id, "before", stageBox(stage, pointOf(stage, moved))));
  const axis = axisOf(before);
  const won = wonBoxes(drawing, moved, before, axis, put);
  const after = afterBoxes(drawing, moved, won, put);
  const lanes = beforeLanes(drawing, before, [...won, ...after], axis, put);
  afterLanes(drawing, after, won, lanes, axis, put);
  const solid = [...all.values()].filter(({ kind }) => kind === "before" || kind === "after" || kind === "won");
  solid.sort((a, b) => bottom(b.box) - bottom(a.box) || a.box.x - b.box.x);
  return { all, boxes: new Map([...all].map(([id, { box }]) => [id, box])), solid };
}

type Put = (id: string, kind: Kind, box: Box) => Box;

// Left edge and middle, as the document says it; figures that are none stand at 0.
export function pointOf(face: { id: string; x: number; y: number }, moved: Positions): Point {
  const { x, y } = moved[face.id] ?? face;
  return { x: Number.isFinite(x) ? x : 0, y: Number.isFinite(y) ? y : 0 };
}

export function stageBox(stage: StageFace, { x, y }: Point): Box {
  const { w, h } = sizeOf(stage);
  return { x, y: y - h / 2, w, h };
}

function axisOf(before: Box[]): number {
  return before.length > 0 ? before.reduce((sum, box) => sum + middle(box), 0) / before.length : AXIS;
}

function isFree(face: { id: string; x: number; y: number }, moved: Positions): boolean {
  return !moved[face.id] && !face.x && !face.y;
}

function wonBoxes(drawing: Drawing, moved: Positions, before: Box[], axis: number, put: Put): Box[] {
  const x = before.length > 0 ? Math.max(...before.map(right)) + GAP : LEFT;
  let y = axis - WON_RISE;
  return ofKinds(drawing, ["won"]).map((end) => {
    const at = isFree(end, moved) ? { x, y } : pointOf(end, moved);
    y += WON.h + 12; // a second kind of win stands under the first
    return put(end.id, "won", { x: at.x, y: at.y - WON.h / 2, ...{ w: WON.w, h: WON.h } });
  });
}

// Stages after the win that nobody placed yet stand in a column under the win.
function afterBoxes(drawing: Drawing, moved: Positions, won: Box[], put: Put): Box[] {
  const above = won[0] ?? { x: LEFT, y: AXIS - WON_RISE - WON.h / 2, ...{ w: WON.w, h: WON.h } };
  let free = 0;
  return drawing.stages
    .filter((stage) => stage.after_win)
    .map((stage) => {
      const at = isFree(stage, moved)
        ? { x: above.x, y: middle(above) + WON_RISE + AFTER_DROP + AFTER_STEP * free++ }
        : pointOf(stage, moved);
      return put(stage.id, "after", stageBox(stage, at));
    });
}

function beforeLanes(drawing: Drawing, before: Box[], others: Box[], axis: number, put: Put): Box[] {
  const x = before.length > 0 ? Math.min(...before.map((box) => box.x)) : LEFT;
  const w = before.length > 0 ? Math.max(...before.map(right)) - x : EMPTY_LANE;
  // A win that somebody put among the stages is not covered by a lane.
  const over = [...before, ...others.filter((box) => box.x < x + w && right(box) > x)];
  let y = (over.length > 0 ? Math.max(...over.map(bottom)) : axis) + FALL;
  return ofKinds(drawing, BEFORE_LANES).map((end) => {
    const lane = put(end.id, end.kind, { x, y, w, h: LANE.h });
    y += LANE.step;
    return lane;
  });
}

function afterLanes(drawing: Drawing, after: Box[], won: Box[], lanes: Box[], axis: number, put: Put): void {
  const used = new Set(drawing.moves.map((move) => move.target));
  const ends = ofKinds(drawing, AFTER_LANES).filter((end) => after.length > 0 || used.has(end.id));
  const column = after.length > 0 ? after : won;
  const x = column.length > 0 ? Math.min(...column.map((box) => box.x)) : LEFT;
  let y = (column.length > 0 ? Math.max(...column.map(bottom)) : axis) + AFTER_FALL;
  const last = lanes[lanes.length - 1];
  const isUnder = last && x < right(last) + 8 && x + LANE.w > last.x - 8;
  if (isUnder && y < bottom(last) + 5) y = bottom(last) + AFTER_FALL;
  for (const end of ends) {
    put(end.id, end.kind, { x, y, w: LANE.w, h: LANE.h });
    y += LANE.step;
  }
}

// In the order of the kinds, those of one kind as the document has them.
function ofKinds(drawing: Drawing, kinds: EndKind[]): EndFace[] {
  return kinds.flatMap((kind) => drawing.ends.filter((end) => end.kind === kind));
}
