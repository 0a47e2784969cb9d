// The rows of the map: a head over a stage, and a task with its cells in view.
import { memo } from "react";
import { MapCell, type Typing } from "./Cell";
import type { Span, Widths } from "./layout";
import { groupName, type Column, type Craft, type Group, type Measure, type Task } from "./mapdata";
import type { Ending } from "./ShareInput";
import { facesOf } from "./words";

const UNKNOWN: Craft = { able: false, reason: "This role is not known yet." };

interface GroupProps {
  group: Group;
  many: boolean;
  top: number;
  at: number;
}

export const GroupRow = memo(function GroupRow({ group, many, top, at }: GroupProps) {
  return (
    <div role="row" aria-rowindex={at} className="smw-map-group" style={{ transform: `translateY(${top}px)` }}>
      <span role="rowheader" dir="auto" title={groupName(group, many)}>
        {groupName(group, many)}
      </span>
    </div>
  );
});

interface Props {
  task: Task;
  under: string; // the stage, where no head over the row says it
  top: number;
  at: number; // the row, from 1
  roles: readonly Column[];
  crafts: Record<string, Craft>;
  columns: Span;
  widths: Widths;
  measure: Measure;
  chosen: boolean;
  faded: boolean;
  most: number; // the largest premium
  focused: string | null; // a role's id, "#name" or "#premium"
  typing: Typing | null;
  end(text: string, how: Ending): void;
}

export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, roles, columns, widths, focused } = props;
  const faces = facesOf(task, props.crafts, props.measure);
  const shown = roles.slice(columns.from, columns.to);
  const away = focused !== null && roles.findIndex(({ id }) => id === focused);
  const cells = shown.map((role, i) => cellOf(props, role, columns.from + i, faces[role.id] ?? ""));
  // What has the focus is drawn even out of view, so that it keeps it.
  if (away !== false && away >= 0 && (away < columns.from || away >= columns.to)) {
    const role = roles[away] as Column;
    cells.push(
      <div key={role.id} className="smw-map-away" style={{ insetInlineStart: widths.name + away * widths.role, width: widths.role }}>
        {cellOf(props, role, away, faces[role.id] ?? "")}
      </div>,
    );
  }
  return (
    <div
      role="row"
      aria-rowindex={props.at}
      aria-selected={props.chosen}
      className="smw-map-row"
      data-row={task.id}
      data-chosen={props.chosen ? "" : undefined}
      data-faded={props.faded ? "" : undefined}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className="smw-map-name"
        data-cell={`${task.id} #name`}
        tabIndex={focused === "#name" ? 0 : -1}
        aria-label={task.note ? `${task.name}. ${task.note}` : undefined}
      >
        {task.note && <Warning />}
        <span dir="auto">
          {task.name}
          {props.under && <small>{props.under}</small>}
        </span>
      </div>
      <div className="smw-map-room" style={{ width: columns.from * widths.role }} />
      {cells}
      <div className="smw-map-rest" />
      <Premium task={task} most={props.most} at={roles.length + 2} focused={focused === "#premium"} />
    </div>
  );
});

function cellOf({ task, crafts, focused, typing, end }: Props, role: Column, at: number, face: string) {
  const own = focused === role.id;
  return (
    <MapCell
      key={role.id}
      task={task}
      role={role}
      craft={crafts[role.id] ?? UNKNOWN}
      cell={task.cells[role.id]}
      face={face}
      at={at + 2}
      focused={own}
      typing={own ? typing : null}
      end={end}
    />
  );
}

function Premium({ task, most, at, focused }: { task: Task; most: number; at: number; focused: boolean }) {
  const part = most > 0 ? Math.min(1, task.premium / most) : 0;
  const rank = task.rank ? `, rank ${task.rank}` : "";
  return (
    <div
      role="gridcell"
      aria-colindex={at}
      aria-label={`Premium of ${task.name}: ${task.premium_text}${task.rank ? " a year" : ""}${rank}`}
      className="smw-map-premium"
      data-cell={`${task.id} #premium`}
      data-tone={task.tone}
      tabIndex={focused ? 0 : -1}
    >
      {task.premium_text}
      <i style={{ width: `${(100 * part).toFixed(1)}%` }} />
    </div>
  );
}

function Warning() {
  return (
    <svg className="smw-map-warning" width="12" height="12" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.4" aria-hidden="true">
      <path strokeLinejoin="round" d="M12 4 2.500 20h19zM12 10v4.500m0 2.600v.2" />
    </svg>
  );
}
