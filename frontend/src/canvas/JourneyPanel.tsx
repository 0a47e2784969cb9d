// The journey of one segment: tabs over it, and under them the canvas or the tables.
import { useEffect, useState } from "react";
import { onAttention } from "../attention";
import { theOutbox } from "../outbox";
import { JourneyTable } from "../table/JourneyTable";
import { Canvas, sendView } from "./Canvas";
import { useDrawing, useLook, useWaiting, type CanvasData } from "./state";

export function JourneyPanel({ data, dark }: { data: CanvasData; dark: boolean }) {
  const waiting = useWaiting(data.channel);
  const drawing = useDrawing(data.drawing, waiting);
  const [look, change] = useLook();
  const [view, setView] = useState<"Drawing" | "Table">(data.table ? "Table" : "Drawing");
  useLighting();
  const show = (next: "Drawing" | "Table"): void => {
    setView(next);
    sendView(next);
  };
  return (
    <>
      <Tabs data={data} segment={chosenSegment(data, waiting)} view={view} show={show} />
      {drawing ? (
        <Canvas data={data} drawing={drawing} look={look} change={change} dark={dark} shown={view === "Drawing"} />
      ) : (
        <p className="smw-empty">No segments here yet. Start from a template or a CRM export.</p>
      )}
      {view === "Table" && data.table && (
        <div className="smw-tables nokey">
          <JourneyTable data={data.table} waiting={waiting} edit={(commands) => theOutbox().edit(commands)} />
        </div>
      )}
    </>
  );
}

// The segment whose tab was pressed, before Python answers.
function chosenSegment(data: CanvasData, waiting: ReturnType<typeof useWaiting>): string {
  const asked = waiting.flatMap(({ act }) => (act.kind === "choose" && act.segment ? [act.segment] : []));
  return asked.at(-1) ?? data.drawing?.segment ?? "";
}

interface TabsProps {
  data: CanvasData;
  segment: string;
  view: "Drawing" | "Table";
  show(view: "Drawing" | "Table"): void;
}

function Tabs({ data, segment, view, show }: TabsProps) {
  const choose = (id: string): void => {
    if (id !== segment) theOutbox().put({ kind: "choose", segment: id });
  };
  const walk = (event: React.KeyboardEvent, at: number): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && data.segments[(at + step + data.segments.length) % data.segments.length];
    if (!next) return;
    choose(next.id);
    (event.currentTarget.parentElement?.querySelector(`[data-segment="${CSS.escape(next.id)}"]`) as HTMLElement | null)?.focus();
  };
  return (
    <div className="smw-tabs">
      <div role="tablist" aria-label="Segments" className="smw-tablist">
        {data.segments.map(({ id, name }, at) => (
          <button
            key={id}
            type="button"
            role="tab"
            dir="auto"
            data-segment={id}
            aria-selected={id === segment}
            tabIndex={id === segment ? 0 : -1}
            title={name}
            onClick={() => choose(id)}
            onKeyDown={(event) => walk(event, at)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="smw-segmented" role="radiogroup" aria-label="Journey as">
        {(["Drawing", "Table"] as const).map((each) => (
          <button key={each} type="button" role="radio" aria-checked={view === each} data-view={each} onClick={() => show(each)}>
            {each}
          </button>
        ))}
      </div>
    </div>
  );
}

// What is attended to elsewhere lights up here, and the other stages fade; no redraw.
function useLighting(): void {
  useEffect(
    () =>
      onAttention((to, from) => {
        if (from === "canvas") return;
        for (const place of document.querySelectorAll<HTMLElement>(".smw-canvas [data-stage]")) {
          const dim = to !== null && to.stages.length > 0 && !to.stages.includes(place.dataset.stage as string);
          place.toggleAttribute("data-dim", dim);
        }
      }),
    [],
  );
}
