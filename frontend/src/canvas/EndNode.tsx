// An end of the journey: the win as a card, the other ends as lanes.
import { memo, useContext } from "react";
import type { Node, NodeProps } from "@xyflow/react";
import type { EndFace } from "./drawing";
import { rename } from "./gestures";
import { EditingContext, HandsContext } from "./hands";
import { Knots } from "./Knots";
import { TypedInput } from "./TypedInput";

export interface EndData extends Record<string, unknown> {
  face: EndFace;
  narrow: boolean; // no room for the figures beside the name
}

export type EndNodeType = Node<EndData, "end">;

export const EndNode = memo(function EndNode({ data: { face, narrow }, selected }: NodeProps<EndNodeType>) {
  const won = face.kind === "won";
  const figures = won ? face.value : narrow ? face.value.replace(/ of 100$/, "") : face.value;
  return (
    <div
      className={won ? "smw-won" : "smw-lane"}
      data-kind={face.kind}
      data-selected={selected || undefined}
      title={`${face.name}: ${face.value} ${face.under}`.trim()}
    >
      <Name face={face} />
      <b>{figures}</b>
      {(won || !narrow) && <span className="smw-under-end">{face.under}</span>}
      <Knots />
    </div>
  );
});

function Name({ face }: { face: EndFace }) {
  const hands = useContext(HandsContext);
  const editing = useContext(EditingContext);
  if (editing?.id === face.id) {
    return (
      <TypedInput
        value={face.name}
        label="Name"
        className="smw-end-name"
        take={(name) => hands.edit(rename("outcomes", face.id, name))}
        leave={() => hands.startEditing(null)}
      />
    );
  }
  return (
    <span className="smw-end-name" dir="auto" onDoubleClick={() => hands.startEditing({ id: face.id, field: "name" })}>
      {face.name}
    </span>
  );
}
