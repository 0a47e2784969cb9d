// A move: a line as wide as the buyers that make it, its per cent on it.
import { memo, useContext } from "react";
import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import type { MoveFace } from "./drawing";
import type { Line, LineLabel, Point } from "./geometry";
import { setPercent } from "./gestures";
import { EditingContext, HandsContext } from "./hands";
import { TypedInput } from "./TypedInput";

export interface MoveData extends Record<string, unknown> {
  line: Line;
  face: MoveFace | null; // null: from the win into what comes after it
}

export type MoveEdgeType = Edge<MoveData, "move">;

const GRIP = 14; // px around a line that take a click

export const MoveEdge = memo(function MoveEdge({ data, selected }: EdgeProps<MoveEdgeType>) {
  const hands = useContext(HandsContext);
  const editing = useContext(EditingContext);
  if (!data) return null;
  const { line, face } = data;
  const isTyped = face !== null && editing?.id === face.id && editing.field === "percent";
  const start = (event: React.MouseEvent): void => {
    event.stopPropagation();
    if (face) hands.startEditing({ id: face.id, field: "percent" });
  };
  return (
    <>
      <g className="smw-move" data-move={face?.id} data-tone={line.tone} data-selected={selected || undefined} onDoubleClick={start}>
        {face && <title>{face.title}</title>}
        <path className="smw-grip" d={line.d} strokeWidth={Math.max(GRIP, line.w + 6)} />
        <path className="smw-line" d={line.d} strokeWidth={line.w} data-dashed={line.dashed || undefined} />
        {line.head && <path className="smw-head" d={line.head} />}
        {line.label && !isTyped && <Label label={line.label} locked={face?.locked ?? false} />}
        {selected && face && <Anchors move={face.id} line={line} />}
      </g>
      {isTyped && face && <PercentInput face={face} at={line.label ?? middle(line)} />}
    </>
  );
});

function Label({ label, locked }: { label: LineLabel; locked: boolean }) {
  return (
    <text className="smw-label" x={label.x} y={label.y} textAnchor={label.anchor}>
      {label.text}
      {label.quiet && <tspan className="smw-quiet"> {label.quiet}</tspan>}
      {locked && <tspan className="smw-quiet"> locked</tspan>}
    </text>
  );
}

// The ends of a chosen move, to lead it elsewhere.
function Anchors({ move, line }: { move: string; line: Line }) {
  const hands = useContext(HandsContext);
  return (["source", "target"] as const).map((end) => {
    const at = end === "source" ? line.start : line.end;
    return (
      <circle
        key={end}
        className="smw-anchor nodrag nopan"
        data-anchor={end}
        cx={at.x}
        cy={at.y}
        r={6}
        onPointerDown={(event) => hands.startReconnect(move, end, event)}
      />
    );
  });
}

function PercentInput({ face, at }: { face: MoveFace; at: Point }) {
  const hands = useContext(HandsContext);
  return (
    <EdgeLabelRenderer>
      <div className="smw-percent-input nodrag nopan" style={{ transform: `translate(-50%, -70%) translate(${at.x}px, ${at.y}px)` }}>
        <TypedInput
          value={face.percent_text}
          label="Per cent of the buyers"
          take={(text) => hands.edit(setPercent(face.id, text))}
          leave={() => hands.startEditing(null)}
        />
      </div>
    </EdgeLabelRenderer>
  );
}

function middle({ start, end }: Line): Point {
  return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
}
