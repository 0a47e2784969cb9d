// The journey of one segment: tabs over it, and under them the canvas or the tables.
import { useEffect, useState } from "react";
import { onAttention } from "../attention";
import { theOutbox } from "../outbox";
import { JourneyTable } from "../table/JourneyTable";
import { Canvas, sendView } from "./Canvas";
import { Radios } from "./Radios";
import { useDrawing, useLook, useWaiting, type CanvasData } from "./state";

const VIEWS = [
  ["Drawing", "Drawing"],
  ["Table", "Table"],
] as const;
const PANEL = "smw-journey"; // the id of what the tabs show

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
  const segment = chosenSegment(data, waiting);
  const tab = data.segments.findIndex(({ id }) => id === segment);
  return (
    <>
      <Tabs data={data} segment={segment} view={view} show={show} />
      <div className="smw-panel" id={PANEL} role="tabpanel" aria-labelledby={tab < 0 ? undefined : tabId(tab)}>
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
      </div>
    </>
  );
}

// The segment whose tab was pressed, before Python answers.
function chosenSegment(data: CanvasData, waiting: ReturnType<typeof useWaiting>): string {
  const asked = waiting.flatMap(({ act }) => (act.kind === "choose" && act.segment ? [act.segment] : []));
  return asked.at(-1) ?? data.drawing?.segment ?? "";
}

// Ids of segments are the document's, and may be no ids of a page.
function tabId(at: number): string {
  return `smw-tab-${at}`;
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
    const last = data.segments.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    const next = to === undefined ? undefined : data.segments[to];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    (event.currentTarget.parentElement?.querySelector(`[data-segment="${CSS.escape(next.id)}"]`) as HTMLElement | null)?.focus();
  };
  return (
    <div className="smw-tabs">
      <div role="tablist" aria-label="Segments" className="smw-tablist">
        {data.segments.map(({ id, name }, at) => (
          <button
            key={id}
            id={tabId(at)}
            type="button"
            role="tab"
            aria-controls={PANEL}
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
      <Radios label="Journey as" name="view" choices={VIEWS} value={view} choose={show} />
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
