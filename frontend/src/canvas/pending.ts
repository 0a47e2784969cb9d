// What the drawing looks like once Python has heard of everything that was done here: the waiting
// edits folded over the last drawing. Only what can be seen without computing: places, names,
// what is there and what is not. Figures come with Python's answer.
import type { Command } from "../commands";
import type { Entry } from "../outbox";
import type { Drawing, MoveFace, StageFace } from "./drawing";

export function fold(drawing: Drawing, waiting: readonly Entry[]): Drawing {
  return standing(waiting).reduce((folded, edit) => edit.commands.reduce(after, folded), drawing);
}

type Edit = Extract<Entry["act"], { kind: "edit" }>;

// The edits that stand once the undos and redos among what waits are done. An undo that reaches
// further back is Python's to answer.
function standing(waiting: readonly Entry[]): Edit[] {
  const done: Edit[] = [];
  const undone: Edit[] = [];
  for (const { act } of waiting) {
    if (act.kind === "edit") {
      done.push(act);
      undone.length = 0;
    } else if (act.kind === "undo") undone.push(...done.splice(-1));
    else if (act.kind === "redo") done.push(...undone.splice(-1));
  }
  return done;
}

function after(drawing: Drawing, command: Command): Drawing {
  switch (command.do) {
    case "move_stage":
      return movedTo(drawing, command.stage, command.x, command.y);
    case "rename":
      return renamed(drawing, command.id, command.name);
    case "add_stage":
      return withStage(drawing, command);
    case "duplicate_stage":
      return withCopy(drawing, command);
    case "remove_stage":
      return withoutPlace(drawing, command.stage);
    case "remove_outcome":
      return withoutPlace(drawing, command.outcome);
    case "connect":
      return withMove(drawing, command.source, command.target, command.probability);
    case "disconnect":
      return { ...drawing, moves: drawing.moves.filter((move) => move.id !== command.move) };
    case "reconnect":
      return withMoveChanged(drawing, command.move, {
        ...(command.source ? { source: command.source } : {}),
        ...(command.target ? { target: command.target } : {}),
      });
    case "lock_move":
      return withMoveChanged(drawing, command.move, { locked: command.locked ?? true });
    case "set_buyer":
      return withStageChanged(drawing, command.stage, { buyer: command.buyer ?? "" });
    case "set_cells":
      return Object.entries(command.cells).reduce((now, [path, text]) => typed(now, path, text), drawing);
    default:
      return drawing;
  }
}

function movedTo(drawing: Drawing, id: string, x: number, y: number): Drawing {
  return {
    ...drawing,
    stages: changed(drawing.stages, id, { x, y }),
    ends: changed(drawing.ends, id, { x, y }),
  };
}

function renamed(drawing: Drawing, id: string, name: string): Drawing {
  const stages = changed(drawing.stages, id, { name }).map((stage) => {
    const tracks = changed(stage.tracks, id, { name });
    return tracks === stage.tracks ? stage : { ...stage, tracks };
  });
  return { ...drawing, stages, ends: changed(drawing.ends, id, { name }) };
}

function withStage(drawing: Drawing, command: Extract<Command, { do: "add_stage" }>): Drawing {
  const { stage, source, target, probability } = command;
  if (drawing.stages.some((each) => each.id === stage.id)) return drawing;
  const face: StageFace = {
    id: stage.id,
    name: stage.name,
    job: stage.job ?? "other",
    buyer: stage.buyer ?? "",
    channel: "",
    after_win: stage.after_win ?? false,
    x: stage.x ?? 0,
    y: stage.y ?? 0,
    visits: "",
    days: `${Math.round(stage.dwell.value)} d`,
    days_text: String(stage.dwell.value),
    entry: 0,
    steps: { drop_off: 0, hours: 0, cost: 0 },
    badge: "",
    title: stage.name,
    tracks: [],
  };
  const end = target ?? drawing.ends.find((each) => each.kind === (face.after_win ? "stayed" : "won"))?.id;
  let grown: Drawing = { ...drawing, stages: [...drawing.stages, face] };
  if (end) grown = withMove(grown, stage.id, end, 1);
  return source ? withMove(grown, source, stage.id, probability ?? 0.1) : grown;
}

function withCopy(drawing: Drawing, command: Extract<Command, { do: "duplicate_stage" }>): Drawing {
  const original = drawing.stages.find((stage) => stage.id === command.stage);
  if (!original) return drawing;
  const { new_id: id, name, x, y } = command;
  const tracks = original.tracks.map((track) => ({ ...track, id: `${id}.${track.id}` }));
  const stages = [...drawing.stages, { ...original, id, name, x, y, tracks, visits: "0" }];
  const out = drawing.moves.filter((move) => move.source === original.id);
  return out.reduce(
    (grown, { target, probability }) => withMove(grown, id, target === original.id ? id : target, probability),
    { ...drawing, stages } as Drawing,
  );
}

function withoutPlace(drawing: Drawing, id: string): Drawing {
  return {
    ...drawing,
    stages: drawing.stages.filter((stage) => stage.id !== id),
    ends: drawing.ends.filter((end) => end.id !== id),
    moves: drawing.moves.filter((move) => move.source !== id && move.target !== id),
    entries: drawing.entries.filter((entry) => entry.target !== id),
  };
}

function withMove(drawing: Drawing, source: string, target: string, probability: number): Drawing {
  const percent = String(Math.round(100 * probability));
  const move: MoveFace = {
    id: `${source}.${target}`, // as Python names it where the name is free
    source,
    target,
    buyers: 0,
    percent: `${percent}%`,
    percent_text: percent,
    probability,
    reason: "",
    locked: false,
    title: "",
  };
  return drawing.moves.some((each) => each.id === move.id) ? drawing : { ...drawing, moves: [...drawing.moves, move] };
}

function withMoveChanged(drawing: Drawing, id: string, fields: Partial<MoveFace>): Drawing {
  return { ...drawing, moves: changed(drawing.moves, id, fields) };
}

function withStageChanged(drawing: Drawing, id: string, fields: Partial<StageFace>): Drawing {
  return { ...drawing, stages: changed(drawing.stages, id, fields) };
}

// What was typed stands there at once; the others of its row give way with Python's answer.
function typed(drawing: Drawing, path: string, text: string): Drawing {
  const [, collection, id] = /^(\w+)\[(.+)\]\./.exec(path) ?? [];
  if (!id) return drawing;
  const shown = { days: text, days_text: text };
  if (collection === "moves") {
    return withMoveChanged(drawing, id, { percent: /%/.test(text) ? text : `${text}%`, percent_text: text });
  }
  if (collection === "stages") return withStageChanged(drawing, id, shown);
  if (collection !== "tracks") return drawing;
  return {
    ...drawing,
    stages: drawing.stages.map((stage) => ({ ...stage, tracks: changed(stage.tracks, id, shown) })),
  };
}

function changed<T extends { id: string }>(items: T[], id: string, fields: Partial<T>): T[] {
  return items.some((item) => item.id === id)
    ? items.map((item) => (item.id === id ? { ...item, ...fields } : item))
    : items;
}
