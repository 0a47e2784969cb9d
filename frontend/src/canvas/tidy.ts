// Puts a journey in order: from left to right along its moves, the main path on one axis, what
// comes after the win in a column under it. And lines up a few chosen stages.
import { Graph, layout } from "@dagrejs/dagre";
import type { Drawing, StageFace } from "./drawing";
import { lay, type Box, type Positions } from "./geometry";
import { forwardOf, type Order } from "./order";
import { AFTER_DROP, AFTER_STEP, AXIS, LEFT, WON_RISE } from "./places";
import { bottom, center, GAP, middle, right, sizeOf } from "./sizes";

export type Alignment = "left" | "right" | "top" | "bottom" | "middle" | "center" | "distribute";

const STACK = 40; // px between stages over each other
const LONG = 8; // ranks; dagre need not be asked about longer moves, and would take long over them
const AFTER_GAP = 14;

export function tidy(drawing: Drawing): Positions {
  const before = drawing.stages.filter((stage) => !stage.after_win);
  const order = forwardOf(before, drawing);
  const places: Positions = {};
  let x = LEFT;
  for (const column of columnsOf(before, order)) {
    const w = Math.max(...column.map((stage) => sizeOf(stage).w));
    const middles = stackedOn(AXIS, column, order);
    for (const stage of column) places[stage.id] = { x: x + (w - sizeOf(stage).w) / 2, y: middles.get(stage.id) ?? AXIS };
    x += w + GAP;
  }
  placeEnds(drawing, before.length > 0 ? x : LEFT, places);
  return places;
}

// Stages from left to right; in each column from the top.
function columnsOf(before: StageFace[], order: Order): StageFace[][] {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: STACK, ranksep: GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const stage of before) {
    const { w, h } = sizeOf(stage);
    graph.setNode(stage.id, { width: w, height: h });
  }
  const near = order.moves.filter(({ source, target }) => depth(order, target) - depth(order, source) <= LONG);
  for (const { source, target, buyers } of near) graph.setEdge(source, target, { weight: 1 + Math.round(buyers) });
  if (before.length > 0) layout(graph);
  const at = new Map(before.map(({ id }) => [id, graph.node(id) as { x: number; y: number }]));
  const ranks = ranksOf(before, order, at);
  const columns: StageFace[][] = [];
  for (const stage of before) (columns[ranks.get(stage.id) ?? 0] ??= []).push(stage);
  for (const column of columns) column.sort((a, b) => (at.get(a.id)?.y ?? 0) - (at.get(b.id)?.y ?? 0));
  return columns.filter(Boolean);
}

function depth(order: Order, id: string): number {
  return order.depth.get(id) ?? 0;
}

// dagre's columns, pushed right where a move that it was not asked about would lead back.
function ranksOf(before: StageFace[], order: Order, at: Map<string, { x: number }>): Map<string, number> {
  const middles = [...new Set([...at.values()].map(({ x }) => Math.round(x)))].sort((a, b) => a - b);
  const ranks = new Map(before.map(({ id }) => [id, middles.indexOf(Math.round(at.get(id)?.x ?? 0))]));
  for (const id of order.ids) {
    for (const { target } of order.out.get(id) ?? []) {
      ranks.set(target, Math.max(ranks.get(target) ?? 0, (ranks.get(id) ?? 0) + 1));
    }
  }
  return ranks;
}

// The stage that most buyers reach stands on the axis, the others over and under it.
function stackedOn(axis: number, column: StageFace[], order: Order): Map<string, number> {
  const reach = (stage: StageFace): number => order.buyers.get(stage.id) ?? 0;
  const main = column.reduce((most, stage) => (reach(stage) > reach(most) ? stage : most));
  const at = column.indexOf(main);
  const middles = new Map([[main.id, axis]]);
  const half = (stage: StageFace): number => sizeOf(stage).h / 2;
  let y = axis - half(main);
  for (const stage of column.slice(0, at).reverse()) {
    y -= STACK + half(stage);
    middles.set(stage.id, y);
    y -= half(stage);
  }
  y = axis + half(main);
  for (const stage of column.slice(at + 1)) {
    y += STACK + half(stage);
    middles.set(stage.id, y);
    y += half(stage);
  }
  return middles;
}

function placeEnds(drawing: Drawing, x: number, places: Positions): void {
  const after = drawing.stages.filter((stage) => stage.after_win);
  drawing.ends.filter(({ kind }) => kind === "won").forEach((end, i) => {
    places[end.id] = { x, y: AXIS - WON_RISE - 66 * i };
  });
  const byId = new Map(after.map((stage) => [stage.id, stage]));
  let y = AXIS + AFTER_DROP;
  let above: StageFace | null = null;
  for (const id of forwardOf(after, drawing).walk) {
    const stage = byId.get(id);
    if (!stage) continue;
    const halves: number = sizeOf(stage).h / 2 + (above ? sizeOf(above).h / 2 : 24);
    if (above) y += Math.max(AFTER_STEP, halves + AFTER_GAP);
    else y += sizeOf(stage).h / 2 - 24; // a group is higher than the card that the drop is for
    places[id] = { x, y };
    above = stage;
  }
}

// Chosen stages in one line, or as far from each other as from the next.
export function aligned(ids: string[], drawing: Drawing, how: Alignment): Positions {
  const { boxes } = lay(drawing);
  const movable = new Set([...drawing.stages, ...drawing.ends.filter(({ kind }) => kind === "won")].map(({ id }) => id));
  const chosen = [...new Set(ids)].filter((id) => movable.has(id) && boxes[id]).map((id) => ({ id, box: boxes[id] as Box }));
  if (chosen.length < 2) return {};
  const put = how === "distribute" ? distributed(chosen) : inLine(chosen, how);
  return Object.fromEntries(put.map(({ id, box }) => [id, { x: box.x, y: middle(box) }]));
}

interface Chosen {
  id: string;
  box: Box;
}

function inLine(chosen: Chosen[], how: Exclude<Alignment, "distribute">): Chosen[] {
  const boxes = chosen.map(({ box }) => box);
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const end = Math.max(...boxes.map(right));
  const low = Math.max(...boxes.map(bottom));
  const to: Record<typeof how, (box: Box) => Partial<Box>> = {
    left: () => ({ x: left }),
    right: ({ w }) => ({ x: end - w }),
    center: ({ w }) => ({ x: (left + end - w) / 2 }),
    top: () => ({ y: top }),
    bottom: ({ h }) => ({ y: low - h }),
    middle: ({ h }) => ({ y: (top + low - h) / 2 }),
  };
  return chosen.map(({ id, box }) => ({ id, box: { ...box, ...to[how](box) } }));
}

// With equal gaps along the axis on which they lie further apart; the outer two stay.
function distributed(chosen: Chosen[]): Chosen[] {
  const span = (of: (box: Box) => number): number => {
    const values = chosen.map(({ box }) => of(box));
    return Math.max(...values) - Math.min(...values);
  };
  const isLevel = span(center) >= span(middle);
  const [at, size] = isLevel ? (["x", "w"] as const) : (["y", "h"] as const);
  const sorted = [...chosen].sort((a, b) => a.box[at] + a.box[size] / 2 - b.box[at] - b.box[size] / 2);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  if (!first || !last || sorted.length < 3) return chosen;
  const filled = sorted.reduce((sum, { box }) => sum + box[size], 0);
  const gap = (last.box[at] + last.box[size] - first.box[at] - filled) / (sorted.length - 1);
  let next = first.box[at];
  return sorted.map(({ id, box }) => {
    const placed = { id, box: { ...box, [at]: next } };
    next += box[size] + gap;
    return placed;
  });
}
