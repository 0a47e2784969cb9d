// What is done to the cells: a share typed, moved by a point or locked, and why it cannot be.
import { useRef, useState } from "react";
import { theOutbox } from "../outbox";
import { readPercent } from "../shares";
import type { Typing } from "./Cell";
import { given } from "./given";
import { NO_CELL, type MapData, type Task } from "./mapdata";
import type { Ending } from "./ShareInput";
import { typedShare } from "./words";

const REST = 800; // ms after which the next key press is an edit, and an undo, of its own

export interface Editing {
  typing: (Typing & { task: string; role: string }) | null;
  begin(task: Task, role: string, typed?: string): void;
  end(task: Task, role: string, text: string, how: Ending): void;
  step(task: Task, role: string, points: number): void;
  lock(task: Task, role: string): void;
  close(): void;
}

interface Acts {
  refuse(task: string, role: string, words: string): void; // "": what was refused is forgotten
  tell(words: string): void; // to a screen reader
  closed(how: Ending, task: Task, role: string): void; // where the focus goes next
}

export function useEditing(data: MapData, acts: Acts): Editing {
  const [typing, setTyping] = useState<Editing["typing"]>(null);
  const open = useRef<Editing["typing"]>(null); // as it is now: a removed input says that it is left
  const keys = useRef({ cell: "", mark: "", at: 0 });
  const put = (next: Editing["typing"]) => {
    open.current = next;
    setTyping(next);
  };
  const craftOf = (task: Task, role: string) => data.skills[task.skill]?.[role];
  const shortOf = (role: string) => data.roles.find(({ id }) => id === role)?.short ?? role;

  // Why the cell cannot be edited, or "".
  const closedTo = (task: Task, role: string): string => {
    const craft = craftOf(task, role);
    if (craft && !craft.able) return craft.reason;
    const cell = task.cells[role];
    return cell?.locked ? `${shortOf(role)} is locked at ${typedShare(cell.share)}%. Press L on it to unlock it first.` : "";
  };

  const give = (task: Task, role: string, wanted: number, mark?: string): string | null => {
    const result = given(data, task, role, wanted);
    if ("refused" in result) return result.refused;
    const now = task.cells[role]?.share ?? 0;
    if (Math.abs(now - wanted) < 1e-9) return null;
    theOutbox().edit([{ do: "set_share", task: task.id, role, share: wanted }], mark);
    acts.tell(`${shortOf(role)} share of ${task.name} ${typedShare(wanted)}%`);
    return null;
  };

  const taken = (task: Task, role: string, text: string): string | null => {
    const shown = typedShare(task.cells[role]?.share ?? 0);
    if (text.trim() === shown || text.trim() === "") return null;
    const wanted = readPercent(text);
    return typeof wanted === "string" ? wanted : give(task, role, wanted);
  };

  return {
    typing,
    begin: (task, role, typed) => {
      const why = closedTo(task, role);
      acts.refuse(task.id, role, why);
      if (why) return;
      const text = typed ?? typedShare(task.cells[role]?.share ?? 0);
      put({ task: task.id, role, text, select: typed === undefined, refused: false });
    },
    end: (task, role, text, how) => {
      const now = open.current;
      if (!now || now.task !== task.id || now.role !== role) return;
      if (how === "again") {
        acts.refuse(task.id, role, "");
        put({ ...now, refused: false });
        return;
      }
      const why = how === "giveUp" ? null : taken(task, role, text);
      acts.refuse(task.id, role, why ?? "");
      if (why && how !== "leave") {
        put({ ...now, refused: true });
        return;
      }
      put(null);
      acts.closed(how, task, role);
    },
    step: (task, role, points) => {
      const why = closedTo(task, role);
      const cell = task.cells[role] ?? NO_CELL;
      const wanted = Math.min(1, Math.max(0, (Math.round(100 * cell.share) + points) / 100));
      const own = `${task.id} ${role}`;
      const last = keys.current;
      const again = last.cell === own && performance.now() - last.at < REST && theOutbox().isNewest(last.mark);
      const mark = again ? last.mark : theOutbox().mark();
      keys.current = { cell: own, mark, at: performance.now() };
      acts.refuse(task.id, role, why || (give(task, role, wanted, mark) ?? ""));
    },
    lock: (task, role) => {
      const craft = craftOf(task, role);
      const cell = task.cells[role];
      const none = `${shortOf(role)} has no share of ${task.name} to lock. Give it one first.`;
      const why = craft && !craft.able ? craft.reason : cell && (cell.share > 0 || cell.locked) ? "" : none;
      acts.refuse(task.id, role, why);
      if (why || !cell) return;
      theOutbox().edit([{ do: "lock_share", task: task.id, role, locked: !cell.locked }]);
      acts.tell(`${shortOf(role)} share of ${task.name} ${cell.locked ? "unlocked" : "locked"}`);
    },
    close: () => put(null),
  };
}
