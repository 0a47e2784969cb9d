// Gestures of the canvas as commands of the model. Nothing here touches the page.
import type { BuyingJob, BuyingRole, Command } from "../commands";
import type { Drawing, StageFace } from "./drawing";
import { isPlaced, sizeOf, type Point, type Positions } from "./geometry";
import { tidy } from "./tidy";

export const JOBS: { job: BuyingJob; name: string; after: boolean; days: number }[] = [
  { job: "problem_recognition", name: "Problem recognition", after: false, days: 30 },
  { job: "solution_exploration", name: "Solution exploration", after: false, days: 30 },
  { job: "vendor_evaluation", name: "Vendor evaluation", after: false, days: 30 },
  { job: "consensus_building", name: "Consensus building", after: false, days: 30 },
  { job: "procurement", name: "Procurement", after: false, days: 30 },
  { job: "onboarding", name: "Onboarding", after: true, days: 30 },
  { job: "adoption", name: "Adoption", after: true, days: 90 },
  { job: "renewal", name: "Renewal", after: true, days: 365 },
  { job: "expansion", name: "Expansion", after: true, days: 180 },
];
export const BUYERS: { buyer: BuyingRole; name: string }[] = [
  { buyer: "user", name: "User" },
  { buyer: "champion", name: "Champion" },
  { buyer: "economic_buyer", name: "Economic buyer" },
  { buyer: "procurement", name: "Procurement" },
];
export type Buyer = BuyingRole | null;
export const NEW_SHARE = 0.1; // of a stage's buyers, for a move that was just drawn
const ASSUMED_DAYS = 30;
const NEAR = 80; // px between the middles of stages that would touch
const BELOW = 88; // px to the next place under one that is taken
const BESIDE = 40; // px between a stage and the next one made from it

let made = 0;

// An id that no other tab makes too.
export function freshId(kind: string): string {
  made += 1;
  return `${kind}-${Date.now().toString(36)}${made.toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

// Puts stages where they are seen, when nobody placed them yet: from then on they are placed.
export function settled(drawing: Drawing): Command[] {
  return isPlaced(drawing) ? [] : placed(drawing, tidy(drawing));
}

// Stages (and the win) at these places; those that stand there already are left out.
export function placed(drawing: Drawing, positions: Positions): Command[] {
  const now = new Map([...drawing.stages, ...drawing.ends].map((each) => [each.id, each]));
  return Object.entries(positions)
    .filter(([id, { x, y }]) => now.has(id) && (now.get(id)?.x !== x || now.get(id)?.y !== y))
    .map(([id, { x, y }]) => ({ do: "move_stage", stage: id, x: round(x), y: round(y) }));
}

export interface NewStage {
  id: string;
  at: Point; // the middle of its left edge
  name?: string;
  job?: BuyingJob;
  after?: boolean;
  days?: number;
  source?: string; // a stage whose buyers go there too
}

export function addStage(drawing: Drawing, wanted: NewStage): Command[] {
  const source = drawing.stages.find((stage) => stage.id === wanted.source);
  const after = source ? source.after_win : (wanted.after ?? false);
  return [
    ...settled(drawing),
    ...endsAfterWin(drawing, after),
    {
      do: "add_stage",
      stage: {
        id: wanted.id,
        segment: drawing.segment,
        name: wanted.name ?? freeName(drawing, "New stage"),
        job: wanted.job ?? "other",
        after_win: after,
        dwell: { value: wanted.days ?? ASSUMED_DAYS, unit: "days", origin: { kind: "assumed" } },
        x: round(wanted.at.x),
        y: round(wanted.at.y),
      },
      ...(source ? { source: source.id, probability: NEW_SHARE } : {}),
    } as Command,
  ];
}

// The first stage after the win needs an end to lead to.
function endsAfterWin(drawing: Drawing, after: boolean): Command[] {
  if (!after || drawing.ends.some((end) => end.kind === "stayed")) return [];
  const { segment } = drawing;
  return [{ do: "add_outcome", segment, id: freshId("end"), kind: "stayed", name: "Stayed" }];
}

// Where a stage made from `stage` by a key stands: right of it, under what stands there already.
export function beside(drawing: Drawing, stage: StageFace, positions: Positions): Point {
  const from = positions[stage.id] ?? stage;
  return free(drawing, positions, { x: from.x + sizeOf(stage).w + BESIDE, y: from.y });
}

// This place, or the next one under it where no stage stands.
function free(drawing: Drawing, positions: Positions, at: Point): Point {
  const taken = (y: number): boolean =>
    drawing.stages.some((other) => {
      const place = positions[other.id] ?? other;
      return Math.abs(place.x - at.x) < sizeOf(other).w && Math.abs(place.y - y) < NEAR;
    });
  let { y } = at;
  while (taken(y)) y += BELOW;
  return { x: at.x, y };
}

export function connect(drawing: Drawing, source: string, target: string): Command[] {
  const known = drawing.moves.some((move) => move.source === source && move.target === target);
  return known ? [] : [{ do: "connect", source, target, probability: NEW_SHARE }];
}

export function reconnect(move: string, end: "source" | "target", place: string): Command[] {
  return [{ do: "reconnect", move, [end]: place } as Command];
}

// Everything that is chosen goes; moves of a stage that goes need no word of their own.
export function remove(drawing: Drawing, stages: string[], moves: string[], ends: string[] = []): Command[] {
  const gone = new Set([...stages, ...ends]);
  const left = moves.filter((id) => {
    const move = drawing.moves.find((each) => each.id === id);
    return move && !gone.has(move.source) && !gone.has(move.target);
  });
  return [
    ...left.map((move): Command => ({ do: "disconnect", move })),
    ...stages.map((stage): Command => ({ do: "remove_stage", stage })),
    ...ends.map((outcome): Command => ({ do: "remove_outcome", outcome })),
  ];
}

export function duplicate(drawing: Drawing, stages: string[], positions: Positions): { commands: Command[]; ids: string[] } {
  const ids = stages.map(() => freshId("stage"));
  const copies = stages.map((stage, i): Command => {
    const face = drawing.stages.find((each) => each.id === stage) as StageFace;
    const from = positions[stage] ?? face;
    const at = free(drawing, positions, { x: from.x + 24, y: from.y + BELOW });
    const name = freeName(drawing, `${face.name.slice(0, 190)}, copy`);
    return { do: "duplicate_stage", stage, new_id: ids[i] as string, name, x: round(at.x), y: round(at.y) };
  });
  return { commands: [...settled(drawing), ...copies], ids };
}

export function rename(collection: "stages" | "tracks" | "outcomes" | "segments", id: string, name: string): Command[] {
  return [{ do: "rename", collection, id, name }];
}

export function setPercent(move: string, text: string): Command[] {
  return [{ do: "set_cells", cells: { [`moves[${move}].probability`]: text } }];
}

export function setDays(of: "stages" | "tracks", id: string, text: string): Command[] {
  return [{ do: "set_cells", cells: { [`${of}[${id}].dwell`]: text } }];
}

// "New stage", "New stage 2", ...
export function freeName(drawing: Drawing, wanted: string): string {
  const taken = new Set(drawing.stages.flatMap((stage) => [stage.name, ...stage.tracks.map((track) => track.name)]));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
