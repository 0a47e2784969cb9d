// What lies under the stages: swim-lanes, and the ghost of another journey.
import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import type { Drawing, Ghost } from "./drawing";
import { isPlaced, lay, type Layout, type Positions } from "./geometry";
import type { SwimLane } from "./lanes";
import { tidy } from "./tidy";

export function SwimLanes({ lanes }: { lanes: SwimLane[] }) {
  return (
    <ViewportPortal>
      {lanes.map(({ key, name, box }, i) => (
        <div
          key={key}
          className="smw-swim"
          data-lane={key}
          data-odd={i % 2 || undefined}
          style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.w, height: box.h }}
        >
          <span>{name}</span>
        </div>
      ))}
    </ViewportPortal>
  );
}

export function GhostLayer({ ghost, boxes }: { ghost: Ghost; boxes: Layout["boxes"] }) {
  const layout = useMemo(() => {
    const under = ghostDrawing(ghost);
    return lay(under, ghostPlaces(under, boxes));
  }, [ghost, boxes]);
  const { x, y, w, h } = layout.bounds;
  return (
    <ViewportPortal>
      <svg
        className="smw-ghost"
        role="img"
        aria-label={`${ghost.name}, drawn underneath`}
        style={{ transform: `translate(${x}px, ${y}px)` }}
        width={w}
        height={h}
        viewBox={`${x} ${y} ${w} ${h}`}
      >
        {Object.values(layout.lines).map((line) => (
          <path key={line.id} d={line.d} strokeWidth={line.w} data-dashed={line.dashed || undefined} />
        ))}
        {Object.entries(layout.boxes).map(([id, box]) => (
          <rect key={id} data-ghost={id} x={box.x} y={box.y} width={box.w} height={box.h} rx={8} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

function ghostDrawing(ghost: Ghost): Drawing {
  const blank = { job: "", buyer: "", channel: "", visits: "", days: "", days_text: "", entry: 0, badge: "", title: "" };
  const steps = { drop_off: 0, hours: 0, cost: 0 };
  return {
    segment: "",
    label: "",
    stages: ghost.stages.map((stage) => ({
      ...blank,
      ...stage,
      steps,
      tracks: stage.tracks.map((track) => ({ ...track, job: "", days: "", days_text: "", title: "" })),
    })),
    ends: ghost.ends.map((end) => ({ ...end, name: "", value: "", under: "", x: 0, y: 0 })),
    moves: ghost.moves.map((move) => ({ ...move, percent_text: "", probability: 0, reason: "", locked: false, title: "" })),
    entries: [],
    legend: { drop_off: { low: "", high: "" }, hours: { low: "", high: "" }, cost: { low: "", high: "" } },
    ghost: null,
  };
}

// Where the other journey was never placed, its stages and its win stand under those of the same id.
function ghostPlaces(under: Drawing, boxes: Layout["boxes"]): Positions {
  if (isPlaced(under)) return {};
  const places = tidy(under);
  for (const { id } of [...under.stages, ...under.ends.filter((end) => end.kind === "won")]) {
    const box = boxes[id];
    if (box) places[id] = { x: box.x, y: box.y + box.h / 2 };
  }
  return places;
}
