// The shares of a task with what was done here and Python has not answered, and what a new share
// does to the others: as salesmodel/editing/shares.py does it.
import type { Command } from "../commands";
import { commandsOf } from "../mixwaiting";
import type { Entry } from "../outbox";
import { setShare, type Given, type Share } from "../shares";
import { NO_CELL, type Cell, type MapData, type Task } from "./mapdata";

type Cells = Record<string, Cell>;

const SAME = 5e-4; // of a share: less is no change against the baseline

// The tasks with what waits; a task that nothing waits for is the same object as before.
export function withWaiting(data: MapData, entries: readonly Entry[]): Task[] {
  const mine = commandsOf(entries).filter((each) => "task" in each);
  if (mine.length === 0) return data.tasks;
  return data.tasks.map((task) => {
    const own = mine.filter((each) => "task" in each && each.task === task.id);
    const cells = own.reduce((now, command) => after(data, task, now, command), task.cells);
    return cells === task.cells ? task : { ...task, cells };
  });
}

// The shares of a task when `role` gets `wanted` of it, or why it cannot.
export function given(data: MapData, task: Task, role: string, wanted: number, cells = task.cells): Given {
  const held = sharesOf(data, cells).filter((each) => each.share > 0 || each.locked || each.role === role);
  const own = held.some((each) => each.role === role) ? held : [...held, shareOf(data, role, NO_CELL)];
  const heir = data.roles.find(({ id }) => id !== role && data.skills[task.skill]?.[id]?.able && !cells[id]?.locked);
  return setShare(own, role, wanted, heir ? shareOf(data, heir.id, NO_CELL) : null);
}

function after(data: MapData, task: Task, cells: Cells, command: Command): Cells {
  if (command.do === "lock_share") {
    const locked = command.locked ?? true;
    const cell = cells[command.role] ?? NO_CELL;
    return cell.locked === locked ? cells : { ...cells, [command.role]: { ...cell, locked } };
  }
  if (command.do === "set_shares") return withShares(cells, command.shares);
  if (command.do !== "set_share") return cells;
  const result = given(data, task, command.role, command.share, cells);
  if ("refused" in result) return cells;
  return withShares(cells, Object.fromEntries(result.shares.map((each) => [each.role, each.share])));
}

function withShares(cells: Cells, shares: Record<string, number>): Cells {
  const next = { ...cells };
  let moved = false;
  for (const role of new Set([...Object.keys(cells), ...Object.keys(shares)])) {
    const cell = cells[role] ?? NO_CELL;
    const share = shares[role] ?? 0;
    if (Math.abs(cell.share - share) < 1e-9) continue;
    // Before the first change of a share, what it is now is what it was at the baseline.
    const was = cell.was === null && cell !== NO_CELL ? cell.share : (cell.was ?? 0);
    next[role] = { ...cell, share, was: Math.abs(share - was) < SAME ? null : was, waiting: true };
    moved = true;
  }
  return moved ? next : cells;
}

function sharesOf(data: MapData, cells: Cells): Share[] {
  return data.roles.filter(({ id }) => cells[id]).map(({ id }) => shareOf(data, id, cells[id] as Cell));
}

function shareOf(data: MapData, role: string, { share, locked }: Cell): Share {
  const column = data.roles.find(({ id }) => id === role);
  return { role, short: column?.short ?? role, kind: "", share, locked, detail: "", rate: "" };
}
