// One role's share of one task.
import { memo } from "react";
import type { Cell, Column, Craft, Task } from "./mapdata";
import { NO_CELL } from "./mapdata";
import { ShareInput, type Ending } from "./ShareInput";
import { cellName, isOpen } from "./words";

export interface Typing {
  text: string;
  select: boolean; // the whole text, to be typed over
  refused: boolean;
}

interface Props {
  task: Task;
  role: Column;
  craft: Craft;
  cell: Cell | undefined;
  face: string;
  at: number; // the column, from 1
  focused: boolean;
  typing: Typing | null;
  end(text: string, how: Ending): void;
}

export const MapCell = memo(function MapCell({ task, role, craft, cell = NO_CELL, face, at, focused, typing, end }: Props) {
  return (
    <div
      role="gridcell"
      aria-colindex={at}
      aria-label={cellName(task, role, craft, cell)}
      aria-readonly={!craft.able || undefined}
      aria-busy={cell.waiting || undefined}
      className="smw-map-cell"
      data-cell={`${task.id} ${role.id}`}
      data-step={craft.able ? stepOf(cell.share) : undefined}
      data-unable={craft.able ? undefined : ""}
      data-best={task.best.includes(role.id) ? "" : undefined}
      data-none={cell.share > 0 ? undefined : ""}
      data-waiting={cell.waiting ? "" : undefined}
      tabIndex={focused ? 0 : -1}
    >
      <div className="smw-map-face">
        {cell.locked && <Lock />}
        {face}
        {cell.range && isOpen(cell.range) && <i className="smw-map-range" style={between(cell.range[0], cell.range[1])} />}
        {cell.was !== null && <i className="smw-map-change" style={between(cell.was, cell.share)} />}
        {cell.was !== null && <i className="smw-map-was" style={{ insetInlineStart: place(cell.was) }} />}
      </div>
      {typing && (
        <ShareInput label={`${role.short} share of ${task.name}, per cent`} typing={typing} end={end} />
      )}
    </div>
  );
});

// The five steps of the ramp: nothing, then four equal parts up to a hundred.
export function stepOf(share: number): number {
  return Math.min(4, Math.max(0, Math.ceil(4 * share - 1e-9)));
}

// The foot of a cell is an axis from 0 to 100%.
function place(share: number): string {
  return `calc(5px + (100% - 10px) * ${share.toFixed(4)})`;
}

function between(one: number, other: number): React.CSSProperties {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return { insetInlineStart: place(low), width: `max(1px, calc((100% - 10px) * ${(high - low).toFixed(4)}))` };
}

export function Lock() {
  return (
    <svg width="10" height="10" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.6" aria-hidden="true">
      <path strokeLinejoin="round" d="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3" />
    </svg>
  );
}
