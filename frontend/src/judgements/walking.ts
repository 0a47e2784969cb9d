// Where the arrow keys lead from a cell: over the blank wells of a component on itself.
import type { Group, Pair } from "./judgementdata";

interface Place {
  id: string;
  kind: string;
}

export class Walk {
  private readonly rows: Place[];
  private readonly columns: Place[];

  constructor(rows: readonly Group[], columns: readonly Group[]) {
    this.rows = placesOf(rows);
    this.columns = placesOf(columns);
  }

  get first(): Pair | null {
    const [row] = this.rows;
    const column = row && this.columns.find((each) => meet(row, each));
    return row && column ? { source: row.id, target: column.id } : null;
  }

  has({ source, target }: Pair): boolean {
    const [row, column] = [this.rows.find(({ id }) => id === source), this.columns.find(({ id }) => id === target)];
    return row !== undefined && column !== undefined && meet(row, column);
  }

  // Null where the key leads nowhere, or is not one that walks.
  next(from: Pair, { key, ctrlKey, metaKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">): Pair | null {
    const far = ctrlKey || metaKey;
    const row = this.rows.findIndex(({ id }) => id === from.source);
    const column = this.columns.findIndex(({ id }) => id === from.target);
    if (row < 0 || column < 0) return null;
    if (key === "ArrowRight") return far ? this.along(row, this.columns.length, -1) : this.along(row, column, 1);
    if (key === "ArrowLeft") return far ? this.along(row, -1, 1) : this.along(row, column, -1);
    if (key === "ArrowDown") return far ? this.down(column, this.rows.length, -1) : this.down(column, row, 1);
    if (key === "ArrowUp") return far ? this.down(column, -1, 1) : this.down(column, row, -1);
    if (key === "Home") return this.along(row, -1, 1);
    if (key === "End") return this.along(row, this.columns.length, -1);
    return null;
  }

  private along(row: number, from: number, step: number): Pair | null {
    const source = this.rows[row] as Place;
    for (let i = from + step; this.columns[i]; i += step) {
      if (meet(source, this.columns[i] as Place)) return { source: source.id, target: (this.columns[i] as Place).id };
    }
    return null;
  }

  private down(column: number, from: number, step: number): Pair | null {
    const target = this.columns[column] as Place;
    for (let i = from + step; this.rows[i]; i += step) {
      if (meet(this.rows[i] as Place, target)) return { source: (this.rows[i] as Place).id, target: target.id };
    }
    return null;
  }
}

function placesOf(groups: readonly Group[]): Place[] {
  return groups.flatMap(({ kind, variants }) => variants.map(({ id }) => ({ id, kind })));
}

function meet(row: Place, column: Place): boolean {
  return row.kind !== column.kind;
}
