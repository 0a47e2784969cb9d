// One table: figures that are typed, moved between by keys, copied and pasted as blocks.
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Command } from "../commands";
import { parseBlock, spreadBlock, writeBlock } from "./block";
import { CellInput, type Way } from "./CellInput";
import { figureBeside, isInside, moved, rangeOf, type Place } from "./moving";
import { columnsOf, linesOf, setting, type Line, type Table } from "./tabledata";
import { shownText, type WaitingCells } from "./waiting";

interface Props {
  table: Table;
  waiting: WaitingCells;
  edit(commands: Command[]): void;
}

interface Editing {
  key: string;
  text: string;
  select: boolean;
}

// Cells by the key of their line, so that a range keeps its cells when lines come or go.
interface Chosen {
  anchor: { key: string; column: number };
  head: { key: string; column: number };
}

export function Grid({ table, waiting, edit }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const extending = useRef(false); // the focus that comes next extends the range
  const [editing, setEditing] = useState<Editing | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [note, setNote] = useState("");
  const lines = linesOf(table);
  const columns = columnsOf(table);
  const figure = columns.indexOf("figure");

  const placeOf = ({ key, column }: Chosen["head"]): Place | null => {
    const line = lines.findIndex((each) => each.key === key);
    return line < 0 ? null : { line, column };
  };
  const ends = chosen ? [placeOf(chosen.anchor), placeOf(chosen.head)] : [];
  const range = ends[0] && ends[1] ? rangeOf(ends[0], ends[1]) : null;
  const many = range !== null && (range.top !== range.bottom || range.left !== range.right);

  const focus = (place: Place) =>
    box.current?.querySelector<HTMLElement>(`[data-at="${place.line}.${place.column}"]`)?.focus();
  const begin = (line: Line, typed: string | null, select = true) =>
    setEditing({ key: line.key, text: typed ?? shownText(line, waiting), select: select && typed === null });

  const take = (place: Place, text: string, way: Way): boolean => {
    const line = lines[place.line] as Line;
    const wanted = text.trim();
    const beside = way === "stay" ? null : figureBeside(place, way === "up" || way === "back" ? -1 : 1, lines, columns);
    flushSync(() => {
      setEditing((now) => (now?.key === line.key ? null : now));
      setNote("");
      if (wanted !== "" && wanted !== shownText(line, waiting)) edit([setting(line, wanted)]);
    });
    if (way !== "stay") focus(beside ?? place);
    return beside !== null;
  };

  const paste = (place: Place, text: string) => {
    const block = parseBlock(text);
    const line = lines[place.line];
    const single = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined;
    if (!line || text.trim() === "") return;
    if (single !== undefined) {
      edit([setting(line, single)]);
      setNote("");
      return;
    }
    const { cells, note: left } = spreadBlock(block, lines, place.line);
    if (Object.keys(cells).length > 0) edit([{ do: "set_cells", cells }]);
    setNote(left || (Object.keys(cells).length > 0 ? "" : "The block holds no figure for this table."));
  };

  // Browsers send copy and paste to where the text cursor is, which a button has not.
  const clipboard = useRef<(event: ClipboardEvent) => void>(() => {});
  clipboard.current = (event) => {
    const root = box.current?.getRootNode() as Document | ShadowRoot | undefined;
    const cell = root?.activeElement;
    if (event.defaultPrevented || !cell || !box.current?.contains(cell) || cell.matches("input[type=text]")) return;
    const place = placeIn(cell);
    if (!place || !event.clipboardData) return;
    if (event.type === "paste") paste(place, event.clipboardData.getData("text/plain"));
    else {
      const what = range ?? rangeOf(place, place);
      event.clipboardData.setData("text/plain", writeBlock(lines, columns, what, (line) => shownText(line, waiting)));
    }
    event.preventDefault();
    event.stopPropagation(); // the canvas copies and pastes too
  };
  useEffect(() => {
    const listen = (event: ClipboardEvent) => clipboard.current(event);
    const kinds = ["copy", "paste"] as const;
    for (const kind of kinds) document.addEventListener(kind, listen, true);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, listen, true);
    };
  }, []);

  const lock = (line: Line) => {
    const { move, locked } = line.row as NonNullable<Line["row"]>;
    edit([{ do: "lock_move", move, locked: !(waiting.locks.get(move) ?? locked) }]);
  };

  const press = (event: React.KeyboardEvent) => {
    const place = placeIn(event.target as Element);
    const line = place && lines[place.line];
    if (!place || !line || event.altKey) return;
    const far = event.ctrlKey || event.metaKey;
    const next = moved(place, event.key, far, lines, columns);
    const onFigure = place.column === figure;
    if (next) {
      extending.current = event.shiftKey;
      focus(next);
    } else if (far) return;
    else if (event.key === "Delete" || event.key === "Backspace") {
      // A figure cannot be nothing: these keys leave it as it is.
    } else if (event.key === "Escape" && many) setChosen(chosen && { anchor: chosen.head, head: chosen.head });
    else if ((event.key === "l" || event.key === "L") && line.row?.move) lock(line);
    else if (onFigure && (event.key === "Enter" || event.key === "F2")) begin(line, null, event.key === "Enter");
    else if (onFigure && event.key.length === 1 && event.key !== " ") begin(line, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const hold = (event: React.MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-at]");
    if (!cell || !event.shiftKey || cell.matches("input[type=text]")) return;
    event.preventDefault(); // no text is selected on the way
    extending.current = true;
    cell.focus();
  };

  const arrive = (event: React.FocusEvent) => {
    const place = placeIn(event.target);
    const line = place && lines[place.line];
    if (!place || !line) return;
    const head = { key: line.key, column: place.column };
    const anchor = extending.current && chosen ? chosen.anchor : head;
    extending.current = false;
    setChosen({ anchor, head });
  };

  const cell = (line: Line, at: number) => {
    const place = { line: at, column: figure };
    if (editing?.key === line.key) {
      return (
        <CellInput
          key="input"
          at={`${at}.${figure}`}
          label={line.label}
          text={editing.text}
          select={editing.select}
          take={(text, way) => take(place, text, way)}
          giveUp={() => {
            flushSync(() => setEditing(null));
            focus(place);
          }}
          paste={(text) => {
            if (!/[\t\n]/.test(text.trim())) return false;
            flushSync(() => setEditing(null));
            focus(place);
            paste(place, text);
            return true;
          }}
        />
      );
    }
    const text = shownText(line, waiting);
    return (
      <FigureButton key="button" at={`${at}.${figure}`} label={`${line.label}: ${text}`} text={text} begin={() => begin(line, null)} />
    );
  };

  const row = (line: Line, at: number) => {
    const marked = (column: number) => (many && range && isInside(range, at, column) ? "" : undefined);
    const locked = line.row?.move ? (waiting.locks.get(line.row.move) ?? line.row.locked) : false;
    return (
      <tr key={line.key} data-total={line.total ? "" : undefined}>
        <th scope="row" tabIndex={-1} data-at={`${at}.0`} data-marked={marked(0)} title={line.name}>
          <span>{line.name}</span>
        </th>
        <td data-marked={marked(figure)}>{cell(line, at)}</td>
        {columns.includes("more") && (
          <td tabIndex={-1} data-at={`${at}.2`} data-marked={marked(2)} className="smw-more-figure">
            {line.more}
          </td>
        )}
        {columns.includes("lock") && (
          <td className="smw-lock">
            {line.row && (
              <input
                type="checkbox"
                tabIndex={-1}
                data-at={`${at}.3`}
                checked={locked}
                aria-label={`Keep ${line.label.replace(/, per cent$/, "")} at ${shownText(line, waiting)}`}
                title="Locked: stays where it is while others are set (L)"
                onChange={() => lock(line)}
              />
            )}
          </td>
        )}
      </tr>
    );
  };

  let at = 0;
  const bodies = table.groups.map((group) => {
    const own = lines.slice(at, at + group.rows.length + group.totals.length);
    const first = at;
    at += own.length;
    return (
      <tbody key={group.key} data-named={group.name === "" ? undefined : ""}>
        {group.name !== "" && (
          <tr className="smw-table-group">
            <th scope="rowgroup" colSpan={columns.length} title={group.name}>
              <span>{group.name}</span>
            </th>
          </tr>
        )}
        {own.map((line, i) => row(line, first + i))}
      </tbody>
    );
  });
  return (
    <section className="smw-grid" data-table={table.id} ref={box}>
      <div className="smw-scroll">
        <table onKeyDown={press} onMouseDown={hold} onFocus={arrive}>
          <caption>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {columns.includes("lock") && (
                <th scope="col" title="Locked">
                  <span className="smw-unseen">Locked</span>
                </th>
              )}
            </tr>
          </thead>
          {bodies}
          {table.totals.length > 0 && <tfoot>{table.totals.map((_, i) => row(lines[at + i] as Line, at + i))}</tfoot>}
        </table>
        {lines.length === 0 && <p>{table.empty}</p>}
      </div>
      <p className="smw-note" role="status">
        {note}
      </p>
    </section>
  );
}

// A click on the figure that has the focus already, or a press by other means than a hand, edits.
function FigureButton({ at, label, text, begin }: { at: string; label: string; text: string; begin(): void }) {
  const had = useRef(false);
  return (
    <button
      type="button"
      data-at={at}
      aria-label={label}
      onMouseDown={(event) => {
        const root = event.currentTarget.getRootNode() as Document | ShadowRoot;
        had.current = root.activeElement === event.currentTarget && !event.shiftKey;
      }}
      onClick={(event) => {
        if (event.detail === 0 || event.detail === 2 || had.current) begin();
      }}
    >
      {text}
    </button>
  );
}

function placeIn(element: Element): Place | null {
  const [line, column] = (element.closest<HTMLElement>("[data-at]")?.dataset.at ?? "").split(".").map(Number);
  return line === undefined || column === undefined ? null : { line, column };
}
