// The order of a journey: which moves lead on and which are loops back, told by a walk from where
// buyers enter, along the moves that most of them take.
import type { Drawing, MoveFace, StageFace } from "./drawing";

type Step = Pick<MoveFace, "source" | "target" | "buyers">;

export interface Order {
  ids: string[]; // each stage before all that its moves lead on to
  walk: string[]; // as a buyer meets them, along the moves that most take
  moves: Step[]; // those that lead on
  out: Map<string, Step[]>;
  depth: Map<string, number>; // the longest way to a stage, in moves
  buyers: Map<string, number>; // that come to a stage along moves that lead on
}

export function forwardOf(stages: StageFace[], drawing: Drawing): Order {
  const all = stepsOf(stages, drawing);
  const { walk, done, back } = walked(starts(stages, drawing, all), all);
  const ids = [...done].reverse();
  const out = new Map(ids.map((id) => [id, (all.get(id) ?? []).filter((step) => !back.has(step))]));
  const moves = ids.flatMap((id) => out.get(id) ?? []);
  const depth = new Map(ids.map((id) => [id, 0]));
  const buyers = new Map(stages.map(({ id, entry }) => [id, 100 * entry]));
  for (const { source, target, buyers: some } of moves) {
    depth.set(target, Math.max(depth.get(target) ?? 0, (depth.get(source) ?? 0) + 1));
    buyers.set(target, (buyers.get(target) ?? 0) + some);
  }
  return { ids, walk, moves, out, depth, buyers };
}

// By stage: its moves to others of these stages, those of most buyers first.
function stepsOf(stages: StageFace[], drawing: Drawing): Map<string, Step[]> {
  const steps = new Map<string, Step[]>(stages.map(({ id }) => [id, []]));
  for (const { source, target, buyers } of drawing.moves) {
    if (source === target || !steps.has(target)) continue;
    steps.get(source)?.push({ source, target, buyers: Number.isFinite(buyers) ? Math.max(0, buyers) : 0 });
  }
  for (const own of steps.values()) own.sort((a, b) => b.buyers - a.buyers);
  return steps;
}

// Where buyers enter first, then where nothing leads, then whatever is left (a ring).
function starts(stages: StageFace[], drawing: Drawing, steps: Map<string, Step[]>): string[] {
  const entered = new Set(drawing.entries.map(({ target }) => target));
  const led = new Set([...steps.values()].flat().map(({ target }) => target));
  const first = (stage: StageFace): number => (stage.entry > 0 || entered.has(stage.id) ? 0 : led.has(stage.id) ? 2 : 1);
  return [...stages].sort((a, b) => first(a) - first(b) || b.entry - a.entry).map(({ id }) => id);
}

// Depth first without recursion, as a journey may be a chain of thousands of stages.
function walked(from: string[], steps: Map<string, Step[]>): { walk: string[]; done: string[]; back: Set<Step> } {
  const state = new Map<string, "open" | "done">();
  const [walk, done]: [string[], string[]] = [[], []];
  const back = new Set<Step>();
  for (const root of from) {
    if (state.has(root)) continue;
    const path = [{ id: root, next: 0 }];
    state.set(root, "open");
    walk.push(root);
    while (path.length > 0) {
      const here = path[path.length - 1];
      if (!here) break;
      const step = steps.get(here.id)?.[here.next++];
      if (!step) {
        state.set(here.id, "done");
        done.push(here.id);
        path.pop();
      } else if (state.get(step.target) === "open") {
        back.add(step); // leads to a stage that the buyer has passed: a loop
      } else if (!state.has(step.target)) {
        state.set(step.target, "open");
        walk.push(step.target);
        path.push({ id: step.target, next: 0 });
      }
    }
  }
  return { walk, done, back };
}
