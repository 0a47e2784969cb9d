// How large rows and columns are: all are in view where they can be, else they are of a size that
// is good to hit, and the sheet scrolls. A room sees all this enlarged, so that less is hit as well.
export const GAP = 3; // px between two groups of columns
export const ROW_GAP = 2; // and of rows
export const STRIP = 20;
export const HEAD = 108; // px, as judgements.css says
export const FOOT = 23;
const CELL = { least: 26, good: 30, most: 48 };
const ROW = { least: 20, good: 24, most: 26 };
const TEXT = { column: 26, row: 15 }; // px that a figure and a name take at least
const NAMES = { least: 150, most: 280, part: 0.2 };

export interface Sizes {
  names: number;
  column: number;
  row: number;
}

export function sizesFor(width: number, height: number, rows: number[], columns: number[], zoom = 1): Sizes {
  const names = Math.round(Math.min(NAMES.most, Math.max(NAMES.least, width * NAMES.part)));
  const across = width - STRIP - GAP * columns.length;
  const column = fitting(across - names, sum(columns), seen(CELL, zoom, TEXT.column));
  const row = fitting(height - HEAD - FOOT - ROW_GAP * rows.length, sum(rows), seen(ROW, zoom, TEXT.row));
  const left = across - column * sum(columns); // what the columns leave is for the names
  return { names: Math.min(NAMES.most, Math.max(names, left)), column, row };
}

function fitting(room: number, count: number, size: typeof CELL): number {
  const fair = Math.floor(room / Math.max(1, count));
  return fair < size.least ? size.good : Math.min(size.most, fair);
}

// Sizes that are as large on the screen as they are meant to be.
function seen({ least, good, most }: typeof CELL, zoom: number, text: number): typeof CELL {
  return { least: Math.max(text, Math.ceil(least / zoom)), good: Math.max(text, Math.ceil(good / zoom)), most };
}

function sum(counts: number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
