// The rows in view, and the one that has the focus.
import { useMemo, useRef } from "react";
import type { Typing } from "./Cell";
import { groupName, type Craft, type MatrixData, type Task } from "./mapdata";
import type { Line } from "./order";
import { GroupRow, TaskRow } from "./Row";
import type { Ending } from "./ShareInput";
import type { Editing } from "./useEditing";
import type { Shown } from "./useShown";
import type { View } from "./useView";
import type { Place } from "./walking";

interface Props {
  data: MatrixData;
  shown: Shown;
  view: View;
  at: Place;
  chosen: string;
  lit: readonly string[] | null;
  editing: Editing;
}

const NOBODY: Record<string, Craft> = {};

export function Body({ data, shown, view, at, chosen, lit, editing }: Props) {
  const { lines, tops, sort } = shown;
  const many = useMemo(() => new Set(data.groups.map(({ segment }) => segment)).size > 1, [data]);
  const most = useMemo(() => data.tasks.reduce((top, { premium }) => Math.max(top, premium), 0), [data]);
  const { from, to } = view.columns;
  const columns = useMemo(() => ({ from, to }), [from, to]);
  const { name, role, total } = view.widths;
  const widths = useMemo(() => ({ name, role, total }), [name, role, total]);
  const end = useEnding(editing, shown.tasks);
  const typing = useTyping(editing);

  const draw = (line: Line, i: number) => {
    const top = tops[i] as number;
    if (line.kind === "group") {
      const group = data.groups[line.group];
      return group && <GroupRow key={line.key} group={group} many={many} top={top} at={i + 2} />;
    }
    const { task } = line;
    const group = data.groups[task.group];
    return (
      <TaskRow
        key={line.key}
        task={task}
        under={sort.by !== "journey" && group ? groupName(group, many) : ""}
        top={top}
        at={i + 2}
        roles={data.roles}
        crafts={data.skills[task.skill] ?? NOBODY}
        columns={columns}
        widths={widths}
        measure={shown.measure}
        chosen={task.id === chosen}
        faded={lit !== null && !lit.includes(task.id)}
        most={most}
        focused={at.row === task.id ? at.column : null}
        typing={typing?.task === task.id ? typing : null}
        end={end}
      />
    );
  };
  const drawn = lines.slice(view.rows.from, view.rows.to).map((line, i) => draw(line, view.rows.from + i));
  const own = lines.findIndex(({ key }) => key === at.row);
  if (own >= 0 && (own < view.rows.from || own >= view.rows.to)) drawn.push(draw(lines[own] as Line, own));
  return (
    <div className="smw-map-body" role="rowgroup" style={{ height: tops.at(-1) }}>
      {drawn}
    </div>
  );
}

// The same function at every drawing, so that only rows with something new are drawn again.
function useEnding(editing: Editing, tasks: readonly Task[]): (text: string, how: Ending) => void {
  const now = useRef({ editing, tasks });
  now.current = { editing, tasks };
  return useMemo(
    () => (text, how) => {
      const { typing, end } = now.current.editing;
      const task = now.current.tasks.find(({ id }) => id === typing?.task);
      if (typing && task) end(task, typing.role, text, how);
    },
    [],
  );
}

function useTyping({ typing }: Editing): (Typing & { task: string; role: string }) | null {
  return useMemo(() => typing, [typing]);
}
