// The framework's buying jobs, to be dragged onto the canvas or picked.
import { useReactFlow } from "@xyflow/react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { JOBS } from "./gestures";
import { Heading, Item, Menu } from "./Menu";
import { swallowClick } from "./swallow";
import type { Acts } from "./useActs";

const FAR = 4; // px from which a press is a drag

export function Palette({ acts }: { acts: Acts }) {
  const flow = useReactFlow();
  const [held, setHeld] = useState<{ name: string; x: number; y: number } | null>(null);

  const drag = (job: (typeof JOBS)[number], down: React.PointerEvent, close: () => void): void => {
    const from = { x: down.clientX, y: down.clientY };
    let dragged = false;
    const move = (event: PointerEvent): void => {
      dragged ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > FAR;
      if (dragged) setHeld({ name: job.name, x: event.clientX, y: event.clientY });
    };
    const end = (event: PointerEvent): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      setHeld(null);
      if (!dragged || event.type !== "pointerup") return;
      swallowClick();
      close();
      if (isOverCanvas(event)) acts.addAt(flow.screenToFlowPosition({ x: event.clientX - 40, y: event.clientY }), job);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };

  return (
    <>
      <Menu label="Add a stage" name="palette" face={<>+ Stage</>}>
        {(close) => (
          <>
            <Heading>Drag onto the canvas, or pick</Heading>
            {JOBS.map((job) => (
              <Item
                key={job.job}
                name={job.job}
                act={() => {
                  close();
                  acts.addJob(job);
                }}
                onPointerDown={(event) => drag(job, event, close)}
              >
                {job.name}
                {job.after && <small> after the win</small>}
              </Item>
            ))}
          </>
        )}
      </Menu>
      {held &&
        createPortal(
          <div className="smw-held" style={{ transform: `translate(${held.x - 40}px, ${held.y - 20}px)` }}>
            {held.name}
          </div>,
          document.body,
        )}
    </>
  );
}

function isOverCanvas(event: PointerEvent): boolean {
  const under = document.elementsFromPoint(event.clientX, event.clientY);
  return under.some((element) => element.closest(".smw-canvas .react-flow"));
}
