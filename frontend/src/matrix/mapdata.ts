// What salesmodel/charts/role_task_map.py says of the map.
import type { Channel } from "../outbox";

export type Measure = "share" | "hours" | "cost";

export interface Column {
  id: string;
  short: string;
  name: string;
  colour: string; // "@role-ae"
  rate: string; // "$148", an hour
}

// What a role can do of tasks that need one skill.
export type Craft =
  | { able: false; reason: string }
  | { able: true; quality: number; productivity: number; cost: string; how: string };

// A cell that holds, held or may hold a share.
export interface Cell {
  share: number;
  was: number | null; // at the baseline, where it was another
  locked: boolean;
  hours: string;
  money: string;
  range?: [number, number]; // shares with which the result stays within 1% of the best
  waiting?: boolean; // set here, and Python has not answered yet
}

export interface Task {
  id: string;
  name: string;
  segment: string;
  stage: string | null;
  kind: string;
  skill: string;
  hours: number;
  hours_text: string;
  premium: number;
  premium_text: string;
  premium_tip: string;
  rank: number; // 1: the largest premium; 0: none
  tone: "none" | "some" | "named";
  best: string[];
  note: string;
  cells: Record<string, Cell>;
  group: number;
}

export interface Group {
  segment: string;
  segment_name: string;
  stage: string | null;
  name: string;
}

export interface MapData {
  title: string;
  subtitle: string;
  measures: { id: Measure; name: string; says: string }[]; // what the cells can show
  empty: string;
  roles: Column[];
  skills: Record<string, Record<string, Craft>>;
  groups: Group[];
  kinds: { id: string; name: string }[];
  tasks: Task[];
  total: { premium: number; text: string; full: string };
  scope: string; // the segment shown, "" for all
}

export interface MatrixData extends MapData {
  chosen: string;
  channel: Channel;
}

export const NO_CELL: Cell = { share: 0, was: null, locked: false, hours: "0", money: "", waiting: false };

export function groupKey(group: Group): string {
  return `${group.segment}/${group.stage ?? ""}`;
}

// The name over a group's rows; with the segment's name where several are shown.
export function groupName(group: Group, many: boolean): string {
  return many ? `${group.segment_name}: ${group.name}` : group.name;
}
