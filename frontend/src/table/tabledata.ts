// The journey's tables as Python sends them (salesmodel/charts/journey_table.py), and as a grid of
// lines and columns, which is what keys, ranges and pasted blocks go by.
import type { Command } from "../commands";

export interface Row {
  path: string; // what SetCells takes
  name: string;
  label: string; // its name in full, "Evaluation to Won, per cent"
  text: string; // as typed
  more: string; // what is worked out: buyers of 100
  move: string; // the move that a lock keeps, or ""
  locked: boolean;
}

export type TotalOf =
  | { do: "set_total"; moves: string[] }
  | { do: "set_total_days"; places: { of: "stages" | "tracks"; id: string }[] }
  | { do: "set_total_hours"; tasks: string[] };

export interface Total {
  key: string;
  name: string;
  label: string;
  text: string;
  more: string;
  command: TotalOf; // the command that sets it, but for the `total` that is typed
}

export interface Group {
  key: string;
  name: string; // "" where none is shown
  rows: Row[];
  totals: Total[];
}

export interface Table {
  id: "moves" | "days" | "hours";
  caption: string;
  columns: string[];
  empty: string;
  groups: Group[];
  totals: Total[];
}

export interface TableData {
  segment: string;
  tables: Table[];
}

export type Column = "name" | "figure" | "more" | "lock";

// One line of the grid: a row or a total, with its group's name.
export interface Line {
  key: string;
  group: string;
  name: string;
  label: string;
  text: string;
  more: string;
  row: Row | null; // null: a total
  total: Total | null;
}

export function columnsOf(table: Table): Column[] {
  return table.id === "moves" ? ["name", "figure", "more", "lock"] : ["name", "figure"];
}

// All lines in the order in which they stand.
export function linesOf(table: Table): Line[] {
  const grouped = table.groups.flatMap((group) => [
    ...group.rows.map((row) => lineOfRow(row, group.name)),
    ...group.totals.map((total) => lineOfTotal(total, group.name)),
  ]);
  return [...grouped, ...table.totals.map((total) => lineOfTotal(total, ""))];
}

// Totals have nothing to lock.
export function hasCell(line: Line | undefined, column: Column | undefined): boolean {
  return line !== undefined && column !== undefined && (column !== "lock" || line.row !== null);
}

export function setting(line: Line, text: string): Command {
  if (line.total) return { ...line.total.command, total: text } as Command;
  return { do: "set_cells", cells: { [line.key]: text } };
}

function lineOfRow(row: Row, group: string): Line {
  const { name, label, text, more } = row;
  return { key: row.path, group, name, label, text, more, row, total: null };
}

function lineOfTotal(total: Total, group: string): Line {
  return { ...total, key: `total:${total.key}`, group, row: null, total };
}
