// Which tasks stand in the map and in which order.
import { groupKey, type Group, type Task } from "./mapdata";

// "journey", "name", "hours", "premium", or "role:" and a role's id.
export interface Sort {
  by: string;
  down: boolean;
}

export interface Filter {
  text: string;
  place: string; // "" all, "segment:" and its id, or the key of a group
  kind: string; // "" all
}

export const IN_JOURNEY_ORDER: Sort = { by: "journey", down: false };
export const ALL: Filter = { text: "", place: "", kind: "" };

export type Line = { kind: "group"; key: string; group: number } | { kind: "task"; key: string; task: Task };

export function isFiltering(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.place !== "" || filter.kind !== "";
}

// The next order when the same head is pressed again: its first way, the other way, the journey's.
export function pressed(sort: Sort, by: string): Sort {
  const first = by !== "name";
  if (sort.by !== by) return { by, down: first };
  return sort.down === first ? { by, down: !first } : IN_JOURNEY_ORDER;
}

// Matches every word of the text, in any order and any case, in the names of task, stage and segment.
export function passing(tasks: readonly Task[], groups: readonly Group[], filter: Filter): Task[] {
  const words = plain(filter.text).split(/\s+/).filter(Boolean);
  const places = groups.map((group) => plain(`${group.name} ${group.segment_name}`));
  return tasks.filter((task) => {
    const group = groups[task.group];
    if (filter.kind && task.kind !== filter.kind) return false;
    if (filter.place && group && !isIn(group, filter.place)) return false;
    if (words.length === 0) return true;
    const said = `${plain(task.name)} ${places[task.group] ?? ""}`;
    return words.every((word) => said.includes(word));
  });
}

export function sorted(tasks: readonly Task[], sort: Sort): Task[] {
  if (sort.by === "journey") return [...tasks];
  const way = sort.down ? -1 : 1;
  if (sort.by === "name") {
    const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    return [...tasks].sort((a, b) => way * compare(a.name, b.name));
  }
  const value = valueOf(sort.by);
  return [...tasks].sort((a, b) => way * (value(a) - value(b))); // stable: else as in the journey
}

// The rows from top to bottom: in the journey's order with a head over each stage.
export function linesOf(tasks: readonly Task[], sort: Sort): Line[] {
  const lines: Line[] = [];
  let last = -1;
  for (const task of tasks) {
    if (sort.by === "journey" && task.group !== last) {
      lines.push({ kind: "group", key: `group ${task.group}`, group: task.group });
    }
    last = task.group;
    lines.push({ kind: "task", key: task.id, task });
  }
  return lines;
}

// The tasks as they stand now, in an order that was made before.
export function inOrderOf(order: readonly string[], tasks: readonly Task[]): Task[] {
  const now = new Map(tasks.map((task) => [task.id, task]));
  return order.flatMap((id) => now.get(id) ?? []);
}

function isIn(group: Group, place: string): boolean {
  return place.startsWith("segment:") ? group.segment === place.slice(8) : groupKey(group) === place;
}

function valueOf(by: string): (task: Task) => number {
  if (by === "hours") return (task) => task.hours;
  if (by === "premium") return (task) => task.premium;
  const role = by.slice("role:".length);
  return (task) => task.cells[role]?.share ?? 0;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
