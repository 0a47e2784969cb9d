// The card beside the cell under the hand or the focus: it comes after a moment, and at once while
// one is open.
import { useEffect, useRef, useState } from "react";
import type { Said } from "./Bubble";
import type { MapData, Task } from "./mapdata";
import { groupName, NO_CELL } from "./mapdata";
import { cellHint, premiumHint, taskHint, type Hint } from "./words";

const FIRST = 250; // ms under the hand
const NEXT = 60; // ms, when a card is open
const BY_KEY = 700; // ms after the focus came

export interface Hints {
  said: Said | null;
  point(cell: string | null, byKey?: boolean): void;
  refuse(cell: string, words: string): void;
}

export function useHints(): Hints {
  const [said, setSaid] = useState<Said | null>(null);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    said,
    point: (cell, byKey = false) => {
      window.clearTimeout(timer.current);
      if (cell === null) {
        setSaid((now) => (now?.refused ? now : null));
        return;
      }
      const wait = byKey ? BY_KEY : said ? NEXT : FIRST;
      timer.current = window.setTimeout(() => setSaid({ cell, refused: "" }), wait);
    },
    refuse: (cell, words) => {
      window.clearTimeout(timer.current);
      setSaid(words ? { cell, refused: words } : null);
    },
  };
}

// What is told of a cell, as it is now.
export function hintOf(data: MapData, tasks: readonly Task[], cell: string): Hint | null {
  const [id, column] = cell.split(" ") as [string, string];
  const task = tasks.find((each) => each.id === id);
  if (!task) return null;
  if (column === "#premium") return premiumHint(task);
  const group = data.groups[task.group];
  if (column === "#name") {
    const kind = data.kinds.find(({ id: own }) => own === task.kind)?.name ?? task.kind;
    return taskHint(task, group ? groupName(group, true) : "", kind);
  }
  const role = data.roles.find((each) => each.id === column);
  const craft = data.skills[task.skill]?.[column];
  return role && craft ? cellHint(task, role, craft, task.cells[column] ?? NO_CELL) : null;
}
