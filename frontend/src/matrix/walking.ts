// Which cell a key goes to. Rows are "#head" and the tasks' ids, columns "#name", the roles' ids and
// "#premium": no id begins so.
export interface Place {
  row: string;
  column: string;
}

const PAGE = 10; // rows

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">;

export function walked(place: Place, event: Key, rows: readonly string[], columns: readonly string[]): Place | null {
  const far = event.ctrlKey || event.metaKey;
  const row = Math.max(0, rows.indexOf(place.row));
  const column = Math.max(0, columns.indexOf(place.column));
  const to = (r: number, c: number): Place => ({
    row: rows[Math.min(rows.length - 1, Math.max(0, r))] as string,
    column: columns[Math.min(columns.length - 1, Math.max(0, c))] as string,
  });
  const [end, last] = [rows.length - 1, columns.length - 1];
  switch (event.key) {
    case "ArrowUp":
      return to(far ? Math.min(1, end) : row - 1, column);
    case "ArrowDown":
      return to(far ? end : row + 1, column);
    case "ArrowLeft":
      return to(row, far ? 0 : column - 1);
    case "ArrowRight":
      return to(row, far ? last : column + 1);
    case "Home":
      return to(far ? Math.min(1, end) : row, 0);
    case "End":
      return to(far ? end : row, last);
    case "PageUp":
      return to(Math.max(Math.min(1, end), row - PAGE), column);
    case "PageDown":
      return to(row + PAGE, column);
    default:
      return null;
  }
}

// By how much a key changes a share, in points; 0 for any other key.
export function pointsOf(event: Pick<KeyboardEvent, "key" | "shiftKey">): 1 | -1 | 0 {
  if (event.key === "+" || (event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowRight"))) return 1;
  const less = event.key === "-" || event.key === "\u2212";
  return less || (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowLeft")) ? -1 : 0;
}
