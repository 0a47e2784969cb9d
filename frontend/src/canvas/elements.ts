// The drawing as React Flow's nodes and edges. What did not change stays the same object, so that
// a drag redraws only what it touches.
import { Position } from "@xyflow/react";
import type { Drawing, EndFace, Fill, StageFace } from "./drawing";
import type { EndNodeType } from "./EndNode";
import type { Box, Layout, Point } from "./geometry";
import type { MoveEdgeType } from "./MoveEdge";
import { shared } from "./sharing";
import type { StageNodeType } from "./StageNode";

export type PlaceNode = StageNodeType | EndNodeType;

export interface Chosen {
  places: ReadonlySet<string>;
  moves: ReadonlySet<string>;
  track: string;
}

const OVER_STAGES = 1000; // so that the ends of a chosen move can be grasped
const NARROW = 200; // px; a lane under this has no room for all of its figures

export class Elements {
  private nodes = new Map<string, PlaceNode>();
  private edges = new Map<string, MoveEdgeType>();

  nodesOf(drawing: Drawing, layout: Layout, fill: Fill, chosen: Chosen): PlaceNode[] {
    const made: PlaceNode[] = [];
    for (const stage of inOrder(drawing.stages)) {
      const box = layout.boxes[stage.id];
      if (box) made.push(stageNode(stage, box, layout, fill, chosen));
    }
    for (const end of drawing.ends) {
      const box = layout.boxes[end.id];
      if (box) made.push(endNode(end, box, chosen));
    }
    return this.kept(made, "nodes");
  }

  edgesOf(drawing: Drawing, layout: Layout, chosen: Chosen): MoveEdgeType[] {
    const made: MoveEdgeType[] = [];
    for (const move of drawing.moves) {
      const line = layout.lines[move.id];
      if (line) made.push(edge(move.id, move.source, move.target, { line, face: move }, chosen, nameOf(drawing, move.id)));
    }
    const won = drawing.ends.find((end) => end.kind === "won")?.id;
    for (const entry of drawing.entries) {
      const line = layout.lines[`entry:${entry.target}`];
      if (line && won) made.push(edge(`entry:${entry.target}`, won, entry.target, { line, face: null }, chosen, entryName(drawing, won, entry.target)));
    }
    return this.kept(made, "edges");
  }

  private kept<T extends { id: string }>(made: T[], of: "nodes" | "edges"): T[] {
    const before = this[of] as unknown as Map<string, T>;
    const now = made.map((each) => shared(before.get(each.id), each));
    (this[of] as unknown as Map<string, T>) = new Map(now.map((each) => [each.id, each]));
    return now;
  }
}

// Tab walks the stages in the order of the journey.
export function inOrder(stages: StageFace[]): StageFace[] {
  return [...stages].sort((a, b) => Number(a.after_win) - Number(b.after_win) || a.x - b.x || a.y - b.y);
}

function stageNode(face: StageFace, box: Box, layout: Layout, fill: Fill, chosen: Chosen): StageNodeType {
  const tracks = (layout.tracks[face.id] ?? []).map((track) => ({ ...track, x: track.x - box.x, y: track.y - box.y }));
  const inside = face.tracks.some((track) => track.id === chosen.track);
  return {
    ...common(face.id, box, chosen),
    type: "stage",
    draggable: true,
    ariaLabel: face.badge ? `${face.title}. ${face.badge}` : face.title,
    domAttributes: { "aria-roledescription": "stage", ...{ "data-stage": face.id, "data-place": face.id } },
    data: {
      face,
      fill,
      w: box.w,
      h: box.h,
      tracks,
      // A group that moves redraws its fork; a card has none and does not care where it stands.
      fork: layout.forks[face.id] ?? "",
      at: layout.forks[face.id] ? { x: box.x, y: box.y } : { x: 0, y: 0 },
      track: inside ? chosen.track : "",
    },
  };
}

function endNode(face: EndFace, box: Box, chosen: Chosen): EndNodeType {
  return {
    ...common(face.id, box, chosen),
    type: "end",
    draggable: face.kind === "won",
    ariaLabel: `${face.name}: ${face.value} ${face.under}`,
    domAttributes: { "aria-roledescription": "end of the journey", ...{ "data-end": face.kind, "data-place": face.id } },
    data: { face, narrow: box.w < NARROW },
  };
}

function common(id: string, box: Box, chosen: Chosen) {
  const size = { width: box.w, height: box.h };
  return {
    id,
    position: { x: box.x, y: box.y },
    ...size,
    measured: size,
    selected: chosen.places.has(id),
    handles: [handle("source", Position.Right, box), handle("target", Position.Left, box)],
    connectable: false,
    deletable: false,
  };
}

function handle(type: "source" | "target", position: Position, box: Box) {
  return { type, position, x: type === "source" ? box.w : 0, y: box.h / 2, width: 1, height: 1 };
}

function edge(
  id: string,
  source: string,
  target: string,
  data: NonNullable<MoveEdgeType["data"]>,
  chosen: Chosen,
  name: string,
): MoveEdgeType {
  const editable = data.face !== null;
  return {
    id,
    type: "move",
    source,
    target,
    data,
    selected: chosen.moves.has(id),
    zIndex: chosen.moves.has(id) ? OVER_STAGES : 0,
    selectable: editable,
    ariaRole: "group",
    focusable: false, // a key walks the moves; Tab would meet all of them before the first stage
    deletable: false,
    reconnectable: false,
    ariaLabel: name,
    domAttributes: { "aria-roledescription": "move", ...(editable ? { tabIndex: -1 } : {}) },
  };
}

// "Evaluation to Won, 40% of its visits"
function nameOf(drawing: Drawing, id: string): string {
  const move = drawing.moves.find((each) => each.id === id);
  if (!move) return "";
  const names = new Map([...drawing.stages, ...drawing.ends].map((each) => [each.id, each.name]));
  return `${names.get(move.source) ?? ""} to ${names.get(move.target) ?? ""}, ${move.percent} of its visits`;
}

function entryName({ ends, stages }: Drawing, won: string, stage: string): string {
  return `${ends.find(({ id }) => id === won)?.name ?? ""} to ${stages.find(({ id }) => id === stage)?.name ?? ""}`;
}

// Where a node stands, as the document says it: the middle of its left edge.
export function documentPoint(position: Point, height: number): Point {
  return { x: position.x, y: position.y + height / 2 };
}
