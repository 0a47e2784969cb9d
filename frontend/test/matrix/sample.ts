// A small map: two stages and what stands before them, three roles, of which CSMs lack the skill.
import type { Cell, Group, MapData, MatrixData, Task } from "../../src/matrix/mapdata";

export function cell(share: number, more: Partial<Cell> = {}): Cell {
  return { share, was: null, locked: false, hours: "10", money: "$1,000", ...more };
}

export function task(id: string, cells: Record<string, Cell>, more: Partial<Task> = {}): Task {
  return {
    id,
    name: id,
    segment: "ent",
    stage: "ask",
    kind: "selling",
    skill: "selling",
    hours: 100,
    hours_text: "100",
    premium: 0,
    premium_text: "none",
    premium_tip: "Nothing.",
    rank: 0,
    tone: "none",
    best: ["sdr"],
    note: "",
    cells,
    group: 1,
    ...more,
  };
}

export const GROUPS: Group[] = [
  { segment: "ent", segment_name: "Enterprise", stage: null, name: "Before the journey" },
  { segment: "ent", segment_name: "Enterprise", stage: "ask", name: "Ask" },
  { segment: "smb", segment_name: "Small", stage: "offer", name: "Offer" },
];

export function map(tasks: Task[], more: Partial<MapData> = {}): MapData {
  const able = { able: true as const, quality: 0.8, productivity: 0.9, cost: "$206", how: "$148 an hour / (productivity 0.9 × quality 0.8)" };
  return {
    title: "Two tasks make $60k of the $70k misalignment premium",
    subtitle: "Share of each task's hours, %.",
    measures: [
      { id: "share", name: "Share, %", says: "Share of each task's hours, %." },
      { id: "cost", name: "Cost/hour", says: "Cost per standard hour of fulfilled work." },
    ],
    empty: "",
    roles: ["sdr", "ae", "csm"].map((id) => ({ id, short: id.toUpperCase(), name: `Role ${id}`, colour: `@role-${id}`, rate: "$148" })),
    skills: { selling: { sdr: able, ae: able, csm: { able: false, reason: "CSM lacks the skill selling, which this task needs." } } },
    groups: GROUPS,
    kinds: [
      { id: "selling", name: "Selling" },
      { id: "prospecting", name: "Prospecting" },
    ],
    tasks,
    total: { premium: 70_000, text: "$70k", full: "$70,000" },
    scope: "",
    ...more,
  };
}

export function three(): Task[] {
  return [
    task("find", { sdr: cell(1) }, { name: "Find buyers", stage: null, group: 0, kind: "prospecting", hours: 50 }),
    task("qualify", { sdr: cell(0.55), ae: cell(0.45) }, { name: "Qualify interest", premium: 20_000, premium_text: "$20k", rank: 2, hours: 300 }),
    task("demo", { ae: cell(0.8), sdr: cell(0.2) }, { name: "Démo 10", segment: "smb", stage: "offer", group: 2, premium: 50_000, premium_text: "$50k", rank: 1, tone: "named" }),
  ];
}

export function matrix(tasks = three(), more: Partial<MatrixData> = {}): MatrixData {
  return { ...map(tasks), chosen: "", channel: { draft: "d", handled: {} }, ...more };
}
