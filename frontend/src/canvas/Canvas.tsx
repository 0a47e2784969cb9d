// The journey canvas: the segment's stages and moves, drawn and edited by hand.
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  type EdgeChange,
  type NodeChange,
} from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { registerKey } from "../keys";
import { theOutbox } from "../outbox";
import type { Drawing } from "./drawing";
import { EndNode } from "./EndNode";
import { Elements, documentPoint, type PlaceNode } from "./elements";
import { isPlaced, lay, type Box, type Point, type Positions } from "./geometry";
import { EditingContext, HandsContext, type Editing } from "./hands";
import { inLanes, type SwimLane } from "./lanes";
import { GhostLayer, SwimLanes } from "./Layers";
import { LinkLayer } from "./LinkLayer";
import { MoveEdge, type MoveEdgeType } from "./MoveEdge";
import { Popover } from "./Popover";
import { StageEditor } from "./StageEditor";
import { StageNode } from "./StageNode";
import { picked, withChanges, type CanvasData, type Look } from "./state";
import { tidy } from "./tidy";
import { useActs } from "./useActs";
import { useChosen } from "./useChosen";
import { useClipboard } from "./clipboard";
import { useLink } from "./useLink";
import { useView } from "./useView";
import { CANVAS_KEYS, pressed } from "./keyboard";
import { Toolbar } from "./Toolbar";

const NODE_TYPES = { stage: StageNode, end: EndNode };
const EDGE_TYPES = { move: MoveEdge };
const SMALL_MAP = { width: 96, height: 72 };
const MANY = 14; // stages from which a small map helps
const WORDS = {
  "node.a11yDescription.default": "Enter opens the stage, arrows move it, Delete removes it.",
  "node.a11yDescription.keyboardDisabled": "Enter opens the stage, arrows move it, Delete removes it.",
  "edge.a11yDescription.default": "Enter types its per cent, Delete removes it.",
  "minimap.ariaLabel": "The whole journey, small",
};

interface Props {
  data: CanvasData;
  drawing: Drawing;
  look: Look;
  change(part: Partial<Look>): void;
  dark: boolean;
  shown: boolean;
}

export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Surface {...props} />
    </ReactFlowProvider>
  );
}

function Surface({ data, drawing, look, change, dark, shown }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<PlaceNode, MoveEdgeType>();
  const [hand, setHand] = useState<Positions | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [opened, setOpened] = useState("");
  const elements = useRef(new Elements()).current;
  const [chosen, setChosen] = useChosen(data, drawing);

  const placed = useMemo<Positions>(() => (isPlaced(drawing) ? {} : tidy(drawing)), [drawing]);
  const swim = useMemo(() => inLanes(drawing, look.lanes, placed), [drawing, look.lanes, placed]);
  const positions = useMemo(() => (hand ? { ...swim.positions, ...hand } : swim.positions), [swim, hand]);
  const layout = useMemo(() => lay(drawing, positions), [drawing, positions]);
  const nodes = elements.nodesOf(drawing, layout, look.fill, chosen);
  const edges = elements.edgesOf(drawing, layout, chosen);

  const bounds = useMemo(() => around(layout.bounds, swim.lanes), [layout, swim]);
  const view = useView(root, bounds, `${drawing.segment} ${look.lanes}`, shown);
  const acts = useActs({ drawing, positions, layout, swim, look, chosen, setChosen, setEditing, setOpened, root });
  const { link, start } = useLink({
    toCanvas: (event) => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }),
    drop: acts.drop,
  });
  useClipboard({ stages: acts.chosenStages, segment: drawing.segment, place: acts.freePlace, pasted: acts.focus });

  const layoutNow = useRef(layout);
  layoutNow.current = layout;
  const drawingNow = useRef(drawing);
  drawingNow.current = drawing;
  const hands = useMemo(
    () => ({
      edit: acts.edit,
      startEditing: (next: Editing | null) => {
        setEditing(next);
        if (next === null) root.current?.focus({ preventScroll: true });
      },
      startLink: (stage: string, event: React.PointerEvent) => start("new", stage, edgeOf(layoutNow.current.boxes[stage]), event),
      startReconnect: (move: string, end: "source" | "target", event: React.PointerEvent) => {
        const line = layoutNow.current.lines[move];
        if (line) start(end, move, end === "source" ? line.end : line.start, event);
      },
      openEditor: setOpened,
      chooseTrack: (stage: string, track: string) => acts.choose(stage, track),
      attend: acts.attend,
    }),
    [acts, start],
  );

  const framing = useRef(false); // a frame chooses stages, not the moves between them
  const gaveUp = useRef(false); // Esc was pressed: the rest of the drag counts for nothing
  const handNow = useRef(hand);
  handNow.current = hand;
  const onNodesChange = useCallback(
    (changes: NodeChange<PlaceNode>[]) => {
      const moved: Positions = {};
      for (const each of changes) {
        if (each.type !== "position" || !each.position || gaveUp.current) continue;
        moved[each.id] = documentPoint(each.position, layoutNow.current.boxes[each.id]?.h ?? 0);
      }
      if (Object.keys(moved).length > 0) setHand((handNow.current = { ...handNow.current, ...moved }));
      const picks = changes.filter((each) => each.type === "select");
      if (picks.length > 0) setChosen((now) => picked(now, { places: withChanges(now.places, picks) }, drawingNow.current), true);
    },
    [setChosen],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<MoveEdgeType>[]) => {
      const picks = framing.current ? [] : changes.filter((each) => each.type === "select");
      if (picks.length > 0) setChosen((now) => picked(now, { moves: withChanges(now.moves, picks) }, drawingNow.current), true);
    },
    [setChosen],
  );
  const dropped = useCallback(() => {
    if (handNow.current) acts.moved(handNow.current);
    gaveUp.current = false;
    handNow.current = null;
    setHand(null);
  }, [acts]);

  // The window of a stage follows what is chosen.
  useEffect(() => {
    const only = chosen.places.size === 1 ? [...chosen.places][0] : undefined;
    if (only && drawingNow.current.stages.some(({ id }) => id === only)) setOpened((before) => (before ? only : before));
  }, [chosen]);

  // The keys act where the canvas is; the list of keys only names them.
  useEffect(() => {
    const listed = CANVAS_KEYS.map(([keys, says]) => registerKey({ keys, says, group: "Canvas" }));
    return () => listed.forEach((unlist) => unlist());
  }, []);

  // Esc while a hand drags puts the stages back.
  useEffect(() => {
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || handNow.current === null) return;
      gaveUp.current = true;
      handNow.current = null;
      setHand(null);
    };
    window.addEventListener("keydown", giveUp, true);
    return () => window.removeEventListener("keydown", giveUp, true);
  }, []);

  return (
    <HandsContext.Provider value={hands}>
      <EditingContext.Provider value={editing}>
        <div
          ref={root}
          className="smw-surface"
          tabIndex={-1}
          aria-label={drawing.label}
          role="group"
          hidden={!shown}
          onPointerLeave={() => acts.attend(null)}
          onFocusCapture={(event) => {
            const place = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node, .react-flow__edge");
            if (place === event.target && place?.matches(":focus-visible")) acts.focused(place.dataset.id as string);
          }}
          onKeyDown={(event) => {
            if ((event.target as HTMLElement).closest(".nokey, input, select, textarea, [role=menu], [role=dialog]")) return;
            if (pressed(event, { drawing, chosen }, { ...acts.keys, ...view })) {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
          onDoubleClick={(event) => {
            if ((event.target as HTMLElement).classList.contains("react-flow__pane")) {
              acts.addAt(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
            }
          }}
        >
          <ReactFlow<PlaceNode, MoveEdgeType>
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onSelectionStart={() => (framing.current = true)}
            onSelectionEnd={() => (framing.current = false)}
            onNodeDragStop={dropped}
            onSelectionDragStop={dropped}
            onNodeClick={(event, node) => {
              const more = event.shiftKey || event.ctrlKey || event.metaKey;
              if (!more && chosen.places.size + chosen.moves.size > 1) acts.choose(node.id);
            }}
            onPaneClick={() => {
              setOpened("");
              root.current?.focus({ preventScroll: true });
            }}
            onMove={(event) => event && view.touched()}
            onNodeDoubleClick={(event, node) => {
              if (node.type === "stage" && !(event.target as HTMLElement).closest("[data-field]")) setOpened(node.id);
            }}
            colorMode={dark ? "dark" : "light"}
            minZoom={0.15}
            maxZoom={2.5}
            nodeDragThreshold={1}
            zoomOnDoubleClick={false}
            zoomOnScroll={false}
            panOnScroll
            zoomActivationKeyCode={["Control", "Meta"]}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={["Shift", "Control", "Meta"]}
            selectionMode={SelectionMode.Partial}
            deleteKeyCode={null}
            disableKeyboardA11y
            nodesConnectable={false}
            elevateNodesOnSelect={false}
            elevateEdgesOnSelect={false}
            onlyRenderVisibleElements={drawing.stages.length > 60}
            ariaLabelConfig={WORDS}
            proOptions={{ hideAttribution: true }}
          >
            <Background variant={BackgroundVariant.Dots} gap={14} size={1} />
            {swim.lanes.length > 0 && <SwimLanes lanes={swim.lanes} />}
            {drawing.ghost && <GhostLayer ghost={drawing.ghost} boxes={layout.boxes} />}
            {link && <LinkLayer link={link} layout={layout} />}
            {drawing.stages.length > MANY && <MiniMap pannable zoomable ariaLabel="The whole journey, small" className="smw-minimap" style={SMALL_MAP} />}
          </ReactFlow>
          {opened && drawing.stages.some((stage) => stage.id === opened) && (
            <Popover close={() => setOpened("")} label="Stage">
              <StageEditor key={opened} drawing={drawing} id={opened} acts={acts} close={() => setOpened("")} />
            </Popover>
          )}
          <Toolbar data={data} drawing={drawing} look={look} change={change} acts={acts} view={view} chosen={chosen} dark={dark} positions={positions} />
        </div>
      </EditingContext.Provider>
    </HandsContext.Provider>
  );
}

// What there is to see: the journey, and the lanes that it lies in.
function around(bounds: Box, lanes: SwimLane[]): Box {
  const boxes = [bounds, ...lanes.map((lane) => lane.box)];
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.w));
  return { x, y, w: right - x, h: Math.max(...boxes.map((box) => box.y + box.h)) - y };
}

function edgeOf(box: { x: number; y: number; w: number; h: number } | undefined): Point {
  return box ? { x: box.x + box.w, y: box.y + box.h / 2 } : { x: 0, y: 0 };
}

export function sendView(view: "Drawing" | "Table"): void {
  theOutbox().put({ kind: "view", view });
}
