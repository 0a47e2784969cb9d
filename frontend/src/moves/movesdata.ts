// What salesmodel/charts/move_rows.py hands over, and what was done to it and is not answered.
import type { Command } from "../commands";
import type { Channel, Entry } from "../outbox";

export interface Who {
  role: string;
  short: string;
  name: string;
  kind: string;
}

export interface Toned {
  text: string;
  tone: "none" | "some" | "better" | "worse";
}

export interface MoveRow {
  key: string;
  task: string;
  stage: string;
  name: string;
  rank: number; // 0: taken
  from: Who;
  to: Who;
  change: string;
  worth: Toned; // money a year, as the heading says
  win: Toned;
  tip: string;
  blocked: string; // what a lock prevents
  commands: Command[]; // takes it
  back: Command[]; // takes it back
  undo?: string; // what taking it back does
}

export interface MovesData {
  title: string;
  heading: string; // over the money
  rows: MoveRow[];
  taken: MoveRow[];
  taken_title: string; // "" where none is taken
  rest: MoveRow[]; // smaller ones, which make no difference to speak of together
  rest_title: string;
  empty: string;
  chosen: string;
  last: string; // the mark of the newest step that Python can undo
  channel: Channel;
}

export type Standing = "open" | "taken" | "back"; // "back": on its way out of the taken ones

// How a move stands once what waits is done; `last` as in the data.
export function standing(row: MoveRow, entries: readonly Entry[], last: string): Standing {
  const wasTaken = row.rank === 0;
  const before: Standing[] = []; // how it stood before each waiting step, for an undo
  let newest = last;
  let now: Standing = wasTaken ? "taken" : "open";
  for (const { act } of entries) {
    if (act.kind === "edit") {
      before.push(now);
      if (alike(act.commands, row.commands)) now = "taken";
      else if (alike(act.commands, row.back)) now = wasTaken ? "back" : "open";
    } else if (act.kind === "undo") {
      const taking = before.length === 0 && newest.startsWith(markOf(row));
      now = before.pop() ?? (wasTaken && taking ? "back" : now);
      if (taking) newest = "";
    }
  }
  return now;
}

// The beginning of the mark of the edit that takes the move; ids can be too long for a mark.
export function markOf({ key }: MoveRow): string {
  let sum = 5381;
  for (let i = 0; i < key.length; i += 1) sum = (Math.imul(sum, 33) + key.charCodeAt(i)) >>> 0;
  return `take-${sum.toString(36)}-`;
}

function alike(one: Command[], other: Command[]): boolean {
  return one.length > 0 && JSON.stringify(one) === JSON.stringify(other);
}
