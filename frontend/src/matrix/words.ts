// What the map says of a cell: its name for a screen reader, and what stands under the hand.
import type { Cell, Column, Craft, Measure, Task } from "./mapdata";

// Whole per cents of a task's shares that add to what the shares add to; "<1" for a little.
export function percents(cells: Record<string, Cell>): Record<string, string> {
  const held = Object.entries(cells).filter(([, { share }]) => share > 0);
  const exact = held.map(([, { share }]) => 100 * share);
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  let missing = Math.round(sum(exact)) - sum(whole);
  const order = exact.map((value, i) => ({ i, rest: value - (whole[i] as number) })).sort((a, b) => b.rest - a.rest);
  for (const { i } of order) {
    if (missing <= 0) break;
    whole[i] = (whole[i] as number) + 1;
    missing -= 1;
  }
  return Object.fromEntries(held.map(([role], i) => [role, whole[i] ? String(whole[i]) : "<1"]));
}

// What stands in the cells of a task, by role: shares and hours where a role has some, the cost of an
// hour of fulfilled work for all that are able.
export function facesOf(task: Task, crafts: Record<string, Craft>, measure: Measure): Record<string, string> {
  if (measure === "share") return percents(task.cells);
  if (measure === "hours") {
    const held = Object.entries(task.cells).filter(([, { share }]) => share > 0);
    return Object.fromEntries(held.map(([role, cell]) => [role, cell.waiting ? "…" : cell.hours]));
  }
  const able = Object.entries(crafts).flatMap(([role, craft]) => (craft.able ? [[role, craft.cost] as const] : []));
  return Object.fromEntries(able.map(([role, cost]) => [role, cost.startsWith("not") ? "–" : cost]));
}

// A share as it is typed: "45", "12.5".
export function typedShare(share: number): string {
  return String(Math.round(share * 1e6) / 1e4);
}

export function percent(share: number): string {
  return `${Math.round(1000 * share) / 10}%`;
}

export function cellName(task: Task, role: Column, craft: Craft, cell: Cell): string {
  if (!craft.able) return `${role.short} share of ${task.name}: ${craft.reason}`;
  const parts = [`${role.short} share of ${task.name}`, percent(cell.share)];
  if (cell.share > 0) parts.push(cell.waiting ? "being saved" : `${cell.hours} hours a year`);
  if (craft.cost.startsWith("not")) parts.push(`cost of an hour of fulfilled work ${craft.cost}`);
  else parts.push(`${craft.cost} an hour of fulfilled work`);
  if (task.best.includes(role.id)) parts.push("most cost-effective");
  if (cell.locked) parts.push("locked");
  if (cell.was !== null) parts.push(`baseline ${percent(cell.was)}`);
  return parts.join(", ");
}

export interface Hint {
  head: string;
  facts: [string, string][];
  notes: string[];
}

export function cellHint(task: Task, role: Column, craft: Craft, cell: Cell): Hint {
  const head = `${role.name}: ${task.name}`;
  if (!craft.able) return { head, facts: [], notes: [craft.reason] };
  const facts: [string, string][] = [["Share", shareWords(cell)]];
  if (cell.share > 0 && !cell.waiting) facts.push(["A year", `${cell.hours} hours, ${cell.money}`]);
  facts.push(["Fulfilled hour", craft.quality > 0 ? `${craft.cost} = ${craft.how}` : `${craft.cost}: quality is 0`]);
  if (cell.range) {
    const [low, high] = cell.range;
    const shares = isOpen(cell.range) ? `${percent(low)} to ${percent(high)}` : `${percent(high)} only`;
    facts.push(["As good", `${shares}, within 1% of the best`]);
  }
  const notes = [];
  if (task.best.includes(role.id)) notes.push("Most cost-effective for this task at today's fulfilment.");
  if (cell.locked) notes.push("Locked: it stays while other shares move. L unlocks it.");
  return { head, facts, notes };
}

// Whether a share may lie at more than one place.
export function isOpen([low, high]: [number, number]): boolean {
  return high - low >= 0.01;
}

export function taskHint(task: Task, place: string, kind: string): Hint {
  const facts: [string, string][] = [
    ["Stage", place],
    ["Kind", kind],
    ["Skill", task.skill],
    ["Hours a year", task.hours_text],
  ];
  return { head: task.name, facts, notes: task.note ? [task.note] : [] };
}

export function premiumHint(task: Task): Hint {
  const head = task.premium_text === "none" ? "No premium" : `Premium ${task.premium_text} a year`;
  return { head, facts: task.rank > 0 ? [["Rank", String(task.rank)]] : [], notes: [task.premium_tip] };
}

function shareWords(cell: Cell): string {
  const was = cell.was === null ? "" : `, baseline ${percent(cell.was)}`;
  return percent(cell.share) + was;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
