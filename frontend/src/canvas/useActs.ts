// Everything that can be done on the canvas, as one object that does not change while one draws.
import { useReactFlow } from "@xyflow/react";
import { useMemo, useRef, type RefObject } from "react";
import { attend } from "../attention";
import type { Command } from "../commands";
import { theOutbox } from "../outbox";
import type { Drawing } from "./drawing";
import type { Chosen } from "./elements";
import type { Layout, Point, Positions } from "./geometry";
import * as gestures from "./gestures";
import type { Editing } from "./hands";
import type { KeyActs } from "./keyboard";
import { laneAt, type InLanes } from "./lanes";
import { chosenStage, NOTHING_CHOSEN, stillThere, type Look } from "./state";
import { aligned, tidy, type Alignment } from "./tidy";
import type { SetChosen } from "./useChosen";
import type { Link } from "./useLink";

const FAR = 16; // px from which a line that is drawn by hand is meant
const REST = 800; // ms after which the next arrow key is an undo of its own

export interface State {
  drawing: Drawing;
  positions: Positions;
  layout: Layout;
  swim: InLanes;
  look: Look;
  chosen: Chosen;
  setChosen: SetChosen;
  setEditing(editing: Editing | null): void;
  setOpened(stage: string): void;
  root: RefObject<HTMLDivElement | null>;
}

export interface Acts {
  edit(commands: Command[]): void;
  choose(stage: string, track?: string): void;
  chosenStages(): string[];
  focus(): void;
  freePlace(): Point;
  addAt(at: Point, job?: (typeof gestures.JOBS)[number]): void;
  addJob(job: (typeof gestures.JOBS)[number]): void;
  focused(id: string): void; // a stage, end or move that the keyboard came to
  drop(link: Link): void;
  moved(positions: Positions): void;
  align(how: Alignment): void;
  attend(stage: string | null): void;
  keys: Omit<KeyActs, "fit" | "zoom">;
}

export function useActs(state: State): Acts {
  const flow = useReactFlow();
  const now = useRef(state);
  now.current = state;
  return useMemo(() => makeActs(now, () => middleOf(now.current.root.current, flow)), [flow]);
}

function makeActs(now: RefObject<State>, middle: () => Point): Acts {
  const outbox = theOutbox();
  const edit = (commands: Command[]): void => outbox.edit(commands);
  const focus = (): void => now.current.root.current?.focus({ preventScroll: true });
  const there = () => stillThere(now.current.chosen, now.current.drawing);
  const choose = (stage: string, track = ""): void => now.current.setChosen(() => chosenStage(stage, track), true);
  const nudged = { mark: "", at: 0, ids: "", start: [] as Command[] };

  // A new stage is chosen, and its name is what is typed next.
  const add = (wanted: Omit<gestures.NewStage, "id">): void => {
    const id = gestures.freshId("stage");
    edit(gestures.addStage(now.current.drawing, { ...wanted, id }));
    choose(id);
    now.current.setEditing({ id, field: "name" });
  };
  const addAt = (at: Point, job?: (typeof gestures.JOBS)[number]): void =>
    add({ at, ...(job ? { name: gestures.freeName(now.current.drawing, job.name), job: job.job, after: job.after, days: job.days } : {}) });

  const newStage = (job?: (typeof gestures.JOBS)[number]): void => {
    const { drawing, positions } = now.current;
    const from = drawing.stages.find((stage) => stage.id === there().stages[0]);
    const sameSide = from && (!job || job.after === from.after_win);
    if (from && sameSide) {
      const words = job ? { name: gestures.freeName(drawing, job.name), job: job.job, days: job.days } : {};
      add({ at: gestures.beside(drawing, from, positions), source: from.id, ...words });
    } else addAt(middle(), job);
  };

  const drop = ({ kind, id, from, to, over }: Link): void => {
    const { drawing } = now.current;
    focus(); // the press that began the line took the focus from wherever it was
    if (Math.hypot(to.x - from.x, to.y - from.y) < FAR) return; // a click, not a line
    if (kind !== "new") {
      const move = drawing.moves.find((each) => each.id === id);
      if (over && over !== "outside" && move && move[kind] !== over) edit(gestures.reconnect(id, kind, over));
    } else if (over === "") add({ at: to, source: id });
    else if (over !== "outside") {
      edit(gestures.connect(drawing, id, over));
      now.current.setChosen(() => ({ ...NOTHING_CHOSEN, moves: new Set([`${id}.${over}`]) }), false);
    }
  };

  const moved = (held: Positions): void => {
    const { drawing, look, swim } = now.current;
    const start = gestures.settled(drawing);
    if (look.lanes === "") return edit([...start, ...gestures.placed(drawing, held)]);
    // In lanes a stage is moved along its lane, or to another buyer's; its height is the lane's.
    const along = Object.fromEntries(
      Object.entries(held).map(([id, { x }]) => [id, { x, y: drawing.stages.find((s) => s.id === id)?.y ?? held[id]?.y ?? 0 }]),
    );
    edit([...start, ...gestures.placed(drawing, along), ...(look.lanes === "buyer" ? buyers(drawing, held, swim) : [])]);
  };

  const nudge = (ids: string[], dx: number, dy: number): void => {
    const { drawing, positions, layout } = now.current;
    const same = outbox.isNewest(nudged.mark) && nudged.ids === ids.join(" ");
    if (!same || performance.now() - nudged.at > REST) {
      nudged.mark = outbox.mark();
      nudged.start = gestures.settled(drawing);
      nudged.ids = ids.join(" ");
    }
    nudged.at = performance.now();
    const places: Positions = {};
    for (const id of ids) {
      const box = layout.boxes[id];
      const at = positions[id] ?? (box && { x: box.x, y: box.y + box.h / 2 });
      if (at) places[id] = { x: at.x + dx, y: at.y + dy };
    }
    outbox.edit([...nudged.start, ...gestures.placed(drawing, places)], nudged.mark);
  };

  const remove = (): void => {
    const { drawing, chosen } = now.current;
    const { stages, ends, moves } = there();
    if (chosen.track) edit([{ do: "remove_track", track: chosen.track }]);
    else edit(gestures.remove(drawing, stages, moves, ends));
    now.current.setChosen(() => NOTHING_CHOSEN, false);
    focus();
  };

  const focused = (id: string): void => {
    const isMove = now.current.drawing.moves.some((move) => move.id === id);
    if (isMove) now.current.setChosen(() => ({ ...NOTHING_CHOSEN, moves: new Set([id]) }), false);
    else choose(id);
  };

  // The moves out of the chosen stage, or of the stage of the chosen move, one after the other.
  const nextMove = (): void => {
    const { drawing } = now.current;
    const { stages, moves } = there();
    const at = drawing.moves.find((move) => move.id === moves[0]);
    const own = drawing.moves.filter((move) => move.source === (at?.source ?? stages[0]));
    const next = own[(own.findIndex((move) => move.id === at?.id) + 1) % Math.max(1, own.length)];
    if (!next) return;
    focused(next.id);
    now.current.root.current?.querySelector<HTMLElement>(`.react-flow__edge[data-id="${CSS.escape(next.id)}"]`)?.focus();
  };

  const duplicate = (): void => {
    const { drawing, positions } = now.current;
    const { commands, ids } = gestures.duplicate(drawing, there().stages, positions);
    if (ids.length === 0) return;
    edit(commands);
    now.current.setChosen(() => ({ ...NOTHING_CHOSEN, places: new Set(ids) }), true);
  };

  return {
    edit,
    choose,
    focus,
    addAt,
    focused,
    drop,
    moved,
    chosenStages: () => there().stages,
    freePlace: middle,
    addJob: (job) => newStage(job),
    align: (how) => {
      const { drawing, positions } = now.current;
      const shown = { ...drawing, stages: drawing.stages.map((stage) => ({ ...stage, ...positions[stage.id] })) };
      edit([...gestures.settled(drawing), ...gestures.placed(drawing, aligned(there().stages, shown, how))]);
    },
    attend: (stage) =>
      attend(stage ? { stages: [stage], tasks: [], roles: [], segments: [now.current.drawing.segment] } : null, "canvas"),
    keys: {
      nudge,
      remove,
      duplicate,
      nextMove,
      newStage: () => newStage(),
      rename: (id) => now.current.setEditing({ id: now.current.chosen.track || id, field: "name" }),
      type: (id) => now.current.setEditing({ id, field: "percent" }),
      open: (stage) => now.current.setOpened(stage),
      chooseAll: () =>
        now.current.setChosen(
          () => ({ ...NOTHING_CHOSEN, places: new Set(now.current.drawing.stages.map((stage) => stage.id)) }),
          true,
        ),
      chooseNone: () => {
        now.current.setOpened("");
        now.current.setChosen(() => NOTHING_CHOSEN, false);
      },
      tidy: () => edit(gestures.placed(now.current.drawing, tidy(now.current.drawing))),
    },
  };
}

function buyers(drawing: Drawing, held: Positions, { lanes }: InLanes): Command[] {
  return Object.entries(held).flatMap(([id, { y }]): Command[] => {
    const stage = drawing.stages.find((each) => each.id === id);
    const lane = laneAt(lanes, y);
    if (!stage || !lane || lane.key === stage.buyer) return [];
    return [{ do: "set_buyer", stage: id, buyer: (lane.key || null) as gestures.Buyer }];
  });
}

// The middle of what is seen of the canvas.
function middleOf(root: HTMLElement | null, flow: ReturnType<typeof useReactFlow>): Point {
  const box = root?.querySelector(".react-flow")?.getBoundingClientRect();
  if (!box) return { x: 0, y: 0 };
  return flow.screenToFlowPosition({ x: box.left + box.width / 2 - 52, y: box.top + box.height / 2 });
}
