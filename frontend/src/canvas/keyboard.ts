// The canvas without a mouse: what each key does to what is chosen.
import type { Drawing } from "./drawing";
import type { Chosen } from "./elements";
import { stillThere } from "./state";

export interface KeyActs {
  newStage(): void;
  nudge(ids: string[], dx: number, dy: number): void;
  remove(): void;
  duplicate(): void;
  rename(id: string): void;
  type(move: string): void;
  open(stage: string): void;
  nextMove(): void;
  chooseAll(): void;
  chooseNone(): void;
  tidy(): void;
  fit(): void;
  zoom(by: number): void;
}

const STEP = 8; // px an arrow key moves a stage; four times as much with Shift
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface KeyState {
  drawing: Drawing;
  chosen: Chosen;
}

// Whether the key was for the canvas.
export function pressed(event: React.KeyboardEvent, { drawing, chosen }: KeyState, acts: KeyActs): boolean {
  const { stages, ends, moves } = stillThere(chosen, drawing);
  if (event.ctrlKey || event.metaKey) return withControl(event.key.toLowerCase(), acts);
  if (event.altKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return nudged(arrow, event.shiftKey, [...stages, ...wins(drawing, ends)], acts);
  switch (event.key) {
    case "Delete":
    case "Backspace":
      acts.remove();
      return true;
    case "Escape":
      acts.chooseNone();
      return true;
    case "F2":
      if (stages[0]) acts.rename(stages[0]);
      else if (moves[0]) acts.type(moves[0]);
      return true;
    case "Enter":
      if (moves[0]) acts.type(moves[0]);
      else if (stages[0]) acts.open(stages[0]);
      return stages.length + moves.length > 0;
    default:
      return letter(event.key, acts);
  }
}

function letter(key: string, acts: KeyActs): boolean {
  const known: Record<string, () => void> = {
    n: acts.newStage,
    m: acts.nextMove,
    t: acts.tidy,
    f: acts.fit,
    "+": () => acts.zoom(1.2),
    "=": () => acts.zoom(1.2),
    "-": () => acts.zoom(1 / 1.2),
  };
  const act = known[key.toLowerCase()];
  act?.();
  return act !== undefined;
}

function withControl(key: string, acts: KeyActs): boolean {
  if (key === "d") acts.duplicate();
  else if (key === "a") acts.chooseAll();
  else return false;
  return true;
}

function nudged([dx, dy]: [number, number], far: boolean, ids: string[], acts: KeyActs): boolean {
  if (ids.length === 0) return false;
  const step = far ? 4 * STEP : STEP;
  acts.nudge(ids, dx * step, dy * step);
  return true;
}

function wins(drawing: Drawing, ends: string[]): string[] {
  return drawing.ends.filter((end) => end.kind === "won" && ends.includes(end.id)).map((end) => end.id);
}

// What the list of keys says.
export const CANVAS_KEYS: [string, string][] = [
  ["Double-click", "Add a stage on the empty canvas; rename a stage; type a per cent or days"],
  ["N", "New stage, after the chosen one"],
  ["Tab", "Walk the stages"],
  ["M", "Walk the moves of the chosen stage"],
  ["Enter", "Open the chosen stage; type the per cent of the chosen move"],
  ["F2", "Rename"],
  ["Arrows", "Move what is chosen (Shift: further)"],
  ["Delete", "Remove what is chosen"],
  ["Ctrl+D", "Duplicate"],
  ["Ctrl+C", "Copy stages with their tasks"],
  ["Ctrl+V", "Paste, in another scenario too"],
  ["Ctrl+A", "Choose all stages"],
  ["Shift+drag", "Choose what the frame holds"],
  ["T", "Tidy the layout"],
  ["F", "Fit the journey"],
  ["+ and −", "Zoom (or Ctrl and the wheel)"],
  ["Esc", "Choose nothing; give up what is being drawn or typed"],
];
