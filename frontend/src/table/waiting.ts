// What was typed here and Python has not acknowledged: it stands in its cell until then.
import type { Command } from "../commands";
import type { Line } from "./tabledata";

export interface WaitingCells {
  cells: Map<string, string>; // path to text
  totals: Map<string, string>; // the command, without its total, to text
  locks: Map<string, boolean>; // move to lock
}

export function waitingCells(commands: readonly Command[]): WaitingCells {
  const waiting: WaitingCells = { cells: new Map(), totals: new Map(), locks: new Map() };
  for (const command of commands) {
    if (command.do === "set_cells") {
      for (const [path, text] of Object.entries(command.cells)) waiting.cells.set(path, text);
    } else if (command.do === "lock_move") waiting.locks.set(command.move, command.locked ?? true);
    else if (command.do.startsWith("set_total")) {
      const { total, ...of } = command as Command & { total: string };
      waiting.totals.set(JSON.stringify(of), total);
    }
  }
  return waiting;
}

export function shownText(line: Line, waiting: WaitingCells): string {
  const typed = line.total ? waiting.totals.get(JSON.stringify(line.total.command)) : waiting.cells.get(line.key);
  return typed ?? line.text;
}
