// Where a key leads in a table, and the range between two cells.
import { hasCell, type Column, type Line } from "./tabledata";

export interface Place {
  line: number;
  column: number;
}

export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

// The place that an arrow, Home or End leads to; null for any other key. `far`: to the end.
export function moved(from: Place, key: string, far: boolean, lines: Line[], columns: Column[]): Place | null {
  const last = lines.length - 1;
  if (key === "Home") return at(far ? 0 : from.line, 0, lines, columns);
  if (key === "End") return at(far ? last : from.line, columns.length - 1, lines, columns);
  const step = STEPS[key];
  if (!step) return null;
  const by = far ? 1e6 : 1;
  const line = Math.max(0, Math.min(last, from.line + by * step[0]));
  const column = Math.max(0, Math.min(columns.length - 1, from.column + by * step[1]));
  return at(line, column, lines, columns);
}

// The figure before or after this line's, for Tab and Enter; null at the end.
export function figureBeside(from: Place, step: 1 | -1, lines: Line[], columns: Column[]): Place | null {
  const line = from.line + step;
  return lines[line] ? { line, column: columns.indexOf("figure") } : null;
}

export function rangeOf(one: Place, other: Place): Range {
  return {
    top: Math.min(one.line, other.line),
    bottom: Math.max(one.line, other.line),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

export function isInside(range: Range, line: number, column: number): boolean {
  return line >= range.top && line <= range.bottom && column >= range.left && column <= range.right;
}

// The nearest cell to the left where the line has none in this column.
function at(line: number, column: number, lines: Line[], columns: Column[]): Place {
  let near = column;
  while (near > 0 && !hasCell(lines[line], columns[near])) near -= 1;
  return { line, column: near };
}
