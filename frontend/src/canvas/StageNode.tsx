// A stage on the canvas: a card, or a group of cards where jobs run in parallel.
import { memo, useContext, useEffect } from "react";
import type { NodeProps, Node } from "@xyflow/react";
import { Knots } from "./Knots";
import type { Fill, StageFace, TrackFace } from "./drawing";
import type { Box } from "./geometry";
import { rename, setDays } from "./gestures";
import { EditingContext, HandsContext, type Field } from "./hands";
import { TypedInput } from "./TypedInput";

export interface StageData extends Record<string, unknown> {
  face: StageFace;
  fill: Fill;
  w: number;
  h: number;
  tracks: Box[]; // inside the group
  fork: string; // in canvas coordinates, with the group at
  at: { x: number; y: number };
  track: string; // the chosen job, "" for none
}

export type StageNodeType = Node<StageData, "stage">;

export const StageNode = memo(function StageNode({ data, selected }: NodeProps<StageNodeType>) {
  const { face } = data;
  const hands = useContext(HandsContext);
  useEffect(() => () => hands.attend(null), [hands]); // a stage that goes leaves nothing faded
  return (
    <div
      className="smw-stage-node"
      title={face.title}
      onPointerEnter={() => hands.attend(face.id)}
      onPointerLeave={() => hands.attend(null)}
    >
      {face.tracks.length > 0 ? <Group data={data} selected={selected} /> : <Card data={data} selected={selected} />}
      {face.badge && (
        <span className="smw-badge" role="img" aria-label={face.badge} title={face.badge}>
          !
        </span>
      )}
      <Ports stage={face.id} selected={selected} />
      <Knots />
    </div>
  );
});

function Card({ data, selected }: { data: StageData; selected: boolean }) {
  const { face, fill, h } = data;
  return (
    <div className="smw-card-stage" data-step={face.steps[fill]} data-ramp={ramp(fill)} data-selected={selected || undefined}>
      <Text id={face.id} field="name" text={face.name} className={h < 56 ? "smw-name smw-one" : "smw-name"} />
      <div className="smw-foot">
        <span>{face.visits}</span>
        <Text id={face.id} field="days" text={face.days} typed={face.days_text} className="smw-days" />
      </div>
    </div>
  );
}

function Group({ data, selected }: { data: StageData; selected: boolean }) {
  const { face, fill, w, h, tracks, fork, at } = data;
  return (
    <div className="smw-group" data-selected={(selected && !data.track) || undefined}>
      <Text id={face.id} field="name" text={face.name} className="smw-group-name" />
      <svg className="smw-fork" width={w} height={h} viewBox={`${at.x} ${at.y} ${w} ${h}`} aria-hidden="true">
        <path d={fork} />
      </svg>
      {face.tracks.map((track, i) => (
        <TrackCard
          key={track.id}
          track={track}
          face={face}
          box={tracks[i]}
          step={face.steps[fill]}
          fill={fill}
          chosen={selected && data.track === track.id}
        />
      ))}
    </div>
  );
}

interface TrackProps {
  track: TrackFace;
  face: StageFace;
  box: Box | undefined;
  step: number;
  fill: Fill;
  chosen: boolean;
}

function TrackCard({ track, face, box, step, fill, chosen }: TrackProps) {
  const hands = useContext(HandsContext);
  if (!box) return null;
  return (
    <div
      className="smw-card-stage smw-track"
      data-track={track.id}
      data-step={step}
      data-ramp={ramp(fill)}
      data-selected={chosen || undefined}
      title={track.title}
      style={{ left: box.x, top: box.y, width: box.w, height: box.h }}
      onClick={() => hands.chooseTrack(face.id, track.id)}
    >
      <Text id={track.id} field="name" text={track.name} of="tracks" className={box.h < 56 ? "smw-name smw-one" : "smw-name"} />
      <div className="smw-foot">
        <span>{face.visits}</span>
        <Text id={track.id} field="days" text={track.days} typed={track.days_text} of="tracks" className="smw-days" />
      </div>
    </div>
  );
}

interface TextProps {
  id: string;
  field: Field;
  text: string;
  typed?: string;
  of?: "stages" | "tracks";
  className: string;
}

// A text that is typed over after a double-click on it.
function Text({ id, field, text, typed, of = "stages", className }: TextProps) {
  const hands = useContext(HandsContext);
  const editing = useContext(EditingContext);
  if (editing?.id === id && editing.field === field) {
    return (
      <TypedInput
        value={typed ?? text}
        label={field === "name" ? "Name" : "Days of a visit"}
        className={className}
        take={(wanted) => hands.edit(field === "name" ? rename(of, id, wanted) : setDays(of, id, wanted))}
        leave={() => hands.startEditing(null)}
      />
    );
  }
  const start = (event: React.MouseEvent): void => {
    event.stopPropagation();
    hands.startEditing({ id, field });
  };
  return (
    <span className={className} data-field={field} onDoubleClick={start} title={field === "name" ? text : undefined} dir="auto">
      {text}
    </span>
  );
}

const SIDES = ["right", "left", "top", "bottom"];

// The edges that a new move is drawn from.
function Ports({ stage, selected }: { stage: string; selected: boolean }) {
  const hands = useContext(HandsContext);
  return SIDES.map((side) => (
    <span
      key={side}
      className="smw-port nodrag nopan"
      data-side={side}
      data-shown={selected || undefined}
      aria-hidden="true"
      onPointerDown={(event) => hands.startLink(stage, event)}
    />
  ));
}

function ramp(fill: Fill): string {
  return fill === "drop_off" ? "drop" : "share";
}
