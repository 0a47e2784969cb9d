// The role-task map: a matrix of tasks and roles that is sorted, filtered and typed into.
// Python owns the shares. What was done here stays on the screen until Python acknowledges it.
import { useLayoutEffect, useRef, useState } from "react";
import { attend } from "../attention";
import { useWaiting } from "../canvas/state";
import { theOutbox } from "../outbox";
import { Body } from "./Body";
import { Bubble } from "./Bubble";
import { Filters } from "./Filters";
import { Foot } from "./Foot";
import { Head } from "./Head";
import type { Widths } from "./layout";
import type { Cell, MatrixData, Task } from "./mapdata";
import { ALL, isFiltering, pressed } from "./order";
import { useEditing } from "./useEditing";
import { hintOf, useHints } from "./useHints";
import { OWN, useAttention, useChosen, useKeysListed } from "./useOthers";
import { useShown } from "./useShown";
import { useView } from "./useView";
import { pointsOf, walked, type Place } from "./walking";
import { isOpen } from "./words";

export function Matrix({ data }: { data: MatrixData }) {
  const panel = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const grab = useRef(false); // the focus goes to the active cell at the next drawing
  const [holds, setHolds] = useState(false);
  const [active, setActive] = useState<Place | null>(null);
  const [note, setNote] = useState("");
  const waiting = useWaiting(data.channel);
  const shown = useShown(data, waiting, holds);
  const view = useView(box, shown.tops, data.roles.length);
  const hints = useHints();
  const lit = useAttention();
  const [chosen, setChosen] = useChosen(data.chosen);

  const columns = ["#name", ...data.roles.map(({ id }) => id), "#premium"];
  const rows = ["#head", ...shown.tasks.map(({ id }) => id)];
  const at = placed(active, rows, columns);

  const go = (to: Place) => {
    grab.current = true;
    setActive(to);
    const line = shown.lines.findIndex(({ key }) => key === to.row);
    const role = data.roles.findIndex(({ id }) => id === to.column);
    if (line < 0) view.show(box.current?.scrollTop ?? 0, 0, role < 0 ? null : role);
    else view.show(shown.tops[line] as number, shown.tops[line + 1] as number, role < 0 ? null : role);
  };

  const editing = useEditing(data, {
    refuse: (task, role, words) => hints.refuse(`${task} ${role}`, words),
    tell: setNote,
    closed: (how, task, role) => {
      if (how === "leave") return;
      const step = how === "next" ? 1 : how === "back" ? -1 : 0;
      const beside = step && nextAble(data, task, role, step);
      go({ row: task.id, column: beside || role });
      if (beside) editing.begin(task, beside);
    },
  });

  useLayoutEffect(() => {
    if (!grab.current || editing.typing) return;
    grab.current = false;
    box.current?.querySelector<HTMLElement>(`[data-cell="${at.row} ${at.column}"]`)?.focus({ preventScroll: true });
  });
  useKeysListed(box);

  const choose = (task: Task) => {
    setChosen(task.id);
    const { id, stage, segment } = task;
    theOutbox().put({ kind: "choose", task: id, segment, ...(stage ? { stage } : {}) });
  };

  const press = (event: React.KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place || event.altKey) return;
    const task = shown.tasks.find(({ id }) => id === place.row);
    const points = pointsOf(event);
    const onShare = task !== undefined && !["#name", "#premium"].includes(place.column);
    const plain = !event.ctrlKey && !event.metaKey;
    const next = walked(place, event, rows, columns);
    if (onShare && points !== 0 && plain) editing.step(task, place.column, points);
    else if (next) {
      go(next);
      hints.point(`${next.row} ${next.column}`, true);
    } else if (!plain || !task) return;
    else if (event.key === "Escape" && hints.said) hints.refuse("", "");
    else if (place.column === "#name" && (event.key === "Enter" || event.key === " ")) choose(task);
    else if (!onShare) return;
    else if (event.key === " " || event.key.toLowerCase() === "l") editing.lock(task, place.column);
    else if (event.key === "Enter" || event.key === "F2") editing.begin(task, place.column);
    else if (/^[0-9.,]$/.test(event.key)) editing.begin(task, place.column, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const click = (event: React.MouseEvent) => {
    if ((event.target as Element).closest("input, select, button")) return;
    const place = placeOf(event.target);
    const task = place && shown.tasks.find(({ id }) => id === place.row);
    if (!place || !task) return;
    setActive(place);
    if (place.column === "#name") choose(task);
    else if (place.column !== "#premium") editing.begin(task, place.column);
  };

  const over = (event: React.PointerEvent) => {
    const place = placeOf(event.target);
    const task = place && shown.tasks.find(({ id }) => id === place.row);
    attend(task ? { stages: task.stage ? [task.stage] : [], tasks: [task.id], roles: [], segments: [] } : null, OWN);
    if (!editing.typing && event.pointerType !== "touch") hints.point(place && task ? `${place.row} ${place.column}` : null);
  };

  const clear = () => {
    shown.setFilter(ALL);
    go({ row: "#head", column: "#name" });
  };
  const empty = data.empty || (shown.tasks.length === 0 ? "No task matches the search and the menus." : "");
  const says = data.measures.find(({ id }) => id === shown.measure)?.says ?? data.subtitle;
  const total = useTotal(data, shown.tasks);
  return (
    <section className="smw-map" ref={panel} aria-label="Role-task map">
      <header className="smw-map-top">
        <h3 dir="auto" title={data.title}>{data.title}</h3>
        <p title={says}>{says}</p>
        {!data.empty && <Filters data={data} filter={shown.filter} change={shown.setFilter} />}
      </header>
      {data.empty ? (
        <p className="smw-map-empty">{data.empty}</p>
      ) : (
        <div
          className="smw-map-scroll"
          ref={box}
          role="grid"
          aria-label="Share of each task by role, per cent"
          aria-rowcount={shown.lines.length + 1}
          aria-colcount={data.roles.length + 2}
          onScroll={() => {
            view.scrolled();
            if (hints.said) hints.refuse("", "");
          }}
          onKeyDown={press}
          onClick={click}
          onPointerOver={over}
          onPointerLeave={() => {
            attend(null, OWN);
            hints.point(null);
          }}
          onFocus={(event) => {
            setHolds(true);
            const place = placeOf(event.target);
            if (place && (place.row !== at.row || place.column !== at.column)) setActive(place);
          }}
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) return;
            if (!grab.current) setHolds(false);
            hints.point(null);
          }}
        >
          <div className="smw-map-sheet" style={sheetOf(view.widths)}>
            <Head
              roles={data.roles}
              columns={view.columns}
              widths={view.widths}
              sort={shown.sort}
              measures={data.measures}
              measure={shown.measure}
              show={shown.setMeasure}
              text={shown.filter.text}
              focused={at.row === "#head" ? at.column : null}
              press={(by) => shown.setSort(pressed(shown.sort, by))}
              order={(by) => shown.setSort({ by, down: by === "premium" || by === "hours" || by.startsWith("role:") })}
              search={(text) => shown.setFilter({ ...shown.filter, text })}
              leave={() => {
                shown.setFilter({ ...shown.filter, text: "" });
                go(at.row === "#head" ? { row: rows[1] ?? "#head", column: at.column } : at);
              }}
            />
            <Body data={data} shown={shown} view={view} at={at} chosen={chosen} lit={lit} editing={editing} />
          </div>
          {empty && (
            <div role="row" className="smw-map-empty">
              <span role="gridcell">
                {empty} {isFiltering(shown.filter) && <button type="button" onClick={clear}>Show all tasks</button>}
              </span>
            </div>
          )}
        </div>
      )}
      {!data.empty && <Foot {...total} tasks={shown.tasks.length} all={data.tasks.length} {...marksIn(shown.tasks)} />}
      <p className="smw-map-unseen" aria-live="polite">{note}</p>
      <p className="smw-map-unseen" role="alert">{hints.said?.refused}</p>
      <Bubble said={hints.said} hint={hints.said && hintOf(data, shown.tasks, hints.said.cell)} home={panel} />
    </section>
  );
}

// The premium of the tasks in the map: as Python wrote it where all are, else their part of it.
function useTotal(data: MatrixData, tasks: readonly Task[]): { total: string; full: string } {
  if (tasks.length === data.tasks.length) return { total: data.total.text, full: data.total.full };
  const part = tasks.reduce((sum, task) => sum + task.premium, 0);
  const share = data.total.premium > 0 ? Math.round((100 * part) / data.total.premium) : 0;
  return { total: part > 0 ? `${share}% of ${data.total.text}` : "none", full: data.total.full };
}

function sheetOf({ name, role, total }: Widths): React.CSSProperties {
  return { width: total, ["--name" as string]: `${name}px`, ["--role" as string]: `${role}px` };
}

function placeOf(target: EventTarget): Place | null {
  const cell = (target as Element).closest<HTMLElement>("[data-cell]")?.dataset.cell;
  const [row, column] = cell?.split(" ") ?? [];
  return row && column ? { row, column } : null;
}

// The active cell; the first of the map where there is none, or it has gone.
function placed(active: Place | null, rows: readonly string[], columns: readonly string[]): Place {
  const row = active && rows.includes(active.row) ? active.row : (rows[1] ?? "#head");
  const column = active && columns.includes(active.column) ? active.column : "#name";
  return { row, column };
}

function nextAble(data: MatrixData, task: Task, role: string, step: number): string | null {
  const able = data.roles.filter(({ id }) => id === role || (data.skills[task.skill]?.[id]?.able && !task.cells[id]?.locked));
  return able[able.findIndex(({ id }) => id === role) + step]?.id ?? null;
}

function marksIn(tasks: readonly Task[]): { changes: boolean; ranges: boolean } {
  const has = (found: (cell: Cell) => boolean) => tasks.some(({ cells }) => Object.values(cells).some(found));
  return { changes: has(({ was }) => was !== null), ranges: has(({ range }) => range !== undefined && isOpen(range)) };
}
