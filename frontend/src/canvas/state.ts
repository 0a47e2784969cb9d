// What the canvas remembers of how it is looked at; never part of the document.
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { theOutbox, type Channel, type Entry } from "../outbox";
import type { TableData } from "../table/tabledata";
import type { Drawing, Fill } from "./drawing";
import type { Chosen } from "./elements";
import type { LanesBy } from "./lanes";
import { fold } from "./pending";
import { shared } from "./sharing";

export interface CanvasData {
  channel: Channel;
  drawing: Drawing | null;
  table: TableData | null; // only while the tables are shown
  segments: { id: string; name: string }[];
  stage: string;
  ghost: string;
  ghosts: { id: string; name: string }[];
  model: string;
}

const STORED = "smw-canvas";

export interface Look {
  fill: Fill;
  lanes: LanesBy;
}

export function useLook(): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState<Look>(() => ({ fill: "drop_off", lanes: "", ...stored() }));
  const change = useCallback((part: Partial<Look>) => {
    setLook((before) => {
      const after = { ...before, ...part };
      try {
        sessionStorage.setItem(STORED, JSON.stringify(after));
      } catch {
        // a browser may forbid it; then a reload starts with drop-off again
      }
      return after;
    });
  }, []);
  return [look, change];
}

function stored(): Partial<Look> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
  } catch {
    return {};
  }
}

// What was done here and is not in this answer of Python yet.
export function useWaiting(channel: Channel): readonly Entry[] {
  const outbox = theOutbox();
  const waiting = useSyncExternalStore(
    (listener) => outbox.onChange(listener),
    () => outbox.waiting(),
  );
  return useMemo(() => (waiting ? outbox.after(channel) : []), [outbox, waiting, channel]);
}

// The last drawing of Python with what was done here since.
export function useDrawing(sent: Drawing | null, waiting: readonly Entry[]): Drawing | null {
  const [kept] = useState<{ sent: Drawing | null; folded: Drawing | null }>({ sent: null, folded: null });
  return useMemo(() => {
    kept.sent = shared(kept.sent, sent);
    kept.folded = kept.sent && shared(kept.folded, fold(kept.sent, waiting));
    return kept.folded;
  }, [sent, waiting, kept]);
}

export const NOTHING_CHOSEN: Chosen = { places: new Set(), moves: new Set(), track: "" };

export function chosenStage(id: string, track = ""): Chosen {
  return { places: new Set(id ? [id] : []), moves: new Set(), track };
}

// What is still there of what was chosen.
export function stillThere(chosen: Chosen, drawing: Drawing): { stages: string[]; ends: string[]; moves: string[] } {
  return {
    stages: drawing.stages.filter((stage) => chosen.places.has(stage.id)).map((stage) => stage.id),
    ends: drawing.ends.filter((end) => chosen.places.has(end.id)).map((end) => end.id),
    moves: drawing.moves.filter((move) => chosen.moves.has(move.id)).map((move) => move.id),
  };
}

// What is chosen after a pick: a parallel job stays chosen only with its own stage, alone.
export function picked(now: Chosen, change: Partial<Chosen>, drawing: Drawing): Chosen {
  const next = { ...now, ...change };
  const only = next.places.size === 1 ? [...next.places][0] : undefined;
  const stage = drawing.stages.find(({ id }) => id === only);
  const fits = next.moves.size === 0 && stage?.tracks.some(({ id }) => id === next.track);
  return fits ? next : { ...next, track: "" };
}

// A set with each of the changes that React Flow tells of.
export function withChanges(set: ReadonlySet<string>, changes: { id: string; selected: boolean }[]): ReadonlySet<string> {
  if (changes.length === 0) return set;
  const next = new Set(set);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}
