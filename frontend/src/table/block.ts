// Blocks of cells as spreadsheets put them on the clipboard: read, spread over a table, written.
import type { Range } from "./moving";
import type { Column, Line } from "./tabledata";

export interface Spread {
  cells: Record<string, string>; // path to text, what SetCells takes
  note: string; // what was left out, "" for nothing
}

// Lines by newline, columns by tab; a cell in quotes may hold either.
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const end = () => {
    (rows.at(-1) as string[]).push(cell.trim());
    cell = "";
  };
  const body = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let i = 0; i < body.length; i += 1) {
    const mark = body[i] as string;
    if (quoted && mark === '"' && body[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (quoted) {
      if (mark === '"') quoted = false;
      else cell += mark === "\n" ? " " : mark;
    } else if (mark === '"' && cell === "" && closes(body, i)) quoted = true;
    else if (mark === "\t") end();
    else if (mark === "\n") {
      end();
      rows.push([]);
    } else cell += mark;
  }
  end();
  return rows;
}

// Puts the block's figures on the table's: by the names beside them where the table knows at least
// half of these, else from `start` downward. Totals take no part: they follow.
export function spreadBlock(block: string[][], lines: Line[], start: number): Spread {
  const column = figureColumn(block);
  const hasHead = block.length > 1 && isHead(block, column);
  const body = (hasHead ? block.slice(1) : block).map((cells) => ({
    name: cells.slice(0, column).filter(Boolean).join("\t"),
    text: cells[column] ?? "",
  }));
  return byName(body, lines) ?? downward(body, lines, start);
}

export function looksLikeFigure(text: string): boolean {
  const clock = /^\d+\s*(?::|h|hrs?|hours?)\s*\d+\s*(?:m|min|minutes?)?$/i;
  const figure =
    /^(?:[~≈]|about |around |roughly |circa |ca\.? )?\s*[-+−]?\s*(?:[A-Z]{3}|[$€£])?\s*\d[\d.,'’\s]*(?:%|[a-z]{0,10}\.?)(?:\s*(?:-|–|—|to|\.\.+)\s*\S.*)?$/i;
  return clock.test(text.trim()) || figure.test(text.trim());
}

// The cells of a range as a block; a name brings the name of its group along.
export function writeBlock(lines: Line[], columns: Column[], range: Range, shown: (line: Line) => string): string {
  const grouped = lines.some(({ group }) => group !== "");
  return lines
    .slice(range.top, range.bottom + 1)
    .map((line) =>
      columns
        .slice(range.left, range.right + 1)
        .flatMap((column) => cellsOf(line, column, grouped, shown))
        .join("\t"),
    )
    .join("\n");
}

function cellsOf(line: Line, column: Column, grouped: boolean, shown: (line: Line) => string): string[] {
  if (column === "name") return grouped ? [line.group, line.name] : [line.name];
  if (column === "figure") return [shown(line)];
  return column === "more" ? [line.more] : [];
}

function closes(body: string, at: number): boolean {
  return /^"(?:[^"]|"")*"(?:\t|\n|$)/.test(body.slice(at));
}

// The column that holds most figures; the first of them when several do.
function figureColumn(block: string[][]): number {
  const width = Math.max(...block.map((cells) => cells.length));
  const counts = Array.from({ length: width }, (_, i) => block.filter((cells) => looksLikeFigure(cells[i] ?? "")).length);
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}

function isHead(block: string[][], column: number): boolean {
  const [first, ...rest] = block.map((cells) => cells[column] ?? "");
  return !!first && !looksLikeFigure(first) && rest.every((text) => text === "" || looksLikeFigure(text));
}

function byName(body: { name: string; text: string }[], lines: Line[]): Spread | null {
  const named = body.filter(({ name }) => name !== "");
  const known = new Map<string, Line | null>(); // null: several lines have this name
  for (const line of lines) {
    const names = new Set([`${line.group}\t${line.name}`, line.name, line.label.replace(/, per cent$/, "")].map(plain));
    for (const name of names) known.set(name, known.has(name) ? null : line);
  }
  const found = named.map(({ name, text }) => ({ name, text, line: known.get(plain(name)) ?? null }));
  const missed = found.filter(({ line }) => !line);
  if (named.length === 0 || 2 * missed.length > named.length) return null;
  const cells: Record<string, string> = {};
  for (const { line, text } of found) if (line?.row && text !== "") cells[line.key] = text;
  const names = missed.map(({ name }) => `“${name.replaceAll("\t", ", ")}”`);
  const note = names.length > 0 ? `Left out, because this table has no such row: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}.` : "";
  return { cells, note };
}

function downward(body: { text: string }[], lines: Line[], start: number): Spread {
  const free = lines.slice(start).filter((line) => line.row !== null);
  const cells: Record<string, string> = {};
  body.slice(0, free.length).forEach(({ text }, i) => {
    if (text !== "") cells[(free[i] as Line).key] = text;
  });
  const over = body.length - free.length;
  const note = over > 0 ? `The table ended before the block: its last ${over === 1 ? "row was" : `${over} rows were`} left out.` : "";
  return { cells, note };
}

function plain(name: string): string {
  return name.toLowerCase().split(/[^\S\t]+/).join(" ").trim();
}
