import { describe, expect, it } from "vitest";
import type { Command } from "../../src/commands";
import { fold } from "../../src/canvas/pending";
import type { Entry } from "../../src/outbox";
import { small } from "./faces";

function waiting(...commands: Command[]): Entry[] {
  return [{ client: "c", draft: "d", seq: 1, at: 0, act: { kind: "edit", commands, mark: "m", done: true } }];
}

describe("the drawing before Python answers", () => {
  it("is the drawing itself when nothing waits, or only what the canvas does not show", () => {
    const drawing = small();
    expect(fold(drawing, [])).toBe(drawing);
    expect(fold(drawing, [{ client: "c", draft: "d", seq: 1, at: 0, act: { kind: "choose", stage: "ask" } }])).toBe(drawing);
    expect(fold(drawing, waiting({ do: "set_shares", task: "t", shares: {} }))).toBe(drawing);
  });

  it("has a stage where it was put, and leaves the others the same objects", () => {
    const drawing = small();
    const folded = fold(drawing, waiting({ do: "move_stage", stage: "ask", x: 50, y: 60 }));
    expect(folded.stages[0]).toMatchObject({ x: 50, y: 60 });
    expect(folded.stages[1]).toBe(drawing.stages[1]);
  });

  it("has a new stage with the move that leads to it and its way to the win", () => {
    const stage = { id: "new", segment: "seg", name: "New", dwell: { value: 30, unit: "days" as const } };
    const folded = fold(small(), waiting({ do: "add_stage", stage, source: "ask", probability: 0.1 }));
    expect(folded.stages.map(({ id }) => id)).toEqual(["ask", "offer", "new"]);
    expect(folded.moves.map(({ id }) => id)).toEqual(expect.arrayContaining(["ask.new", "new.won"]));
  });

  it("has no move left that led to a stage that was removed", () => {
    const folded = fold(small(), waiting({ do: "remove_stage", stage: "offer" }));
    expect(folded.stages.map(({ id }) => id)).toEqual(["ask"]);
    expect(folded.moves.map(({ id }) => id)).toEqual(["ask.ask", "ask.none"]);
  });

  it("has a duplicate with the same ways out, its loop its own", () => {
    const folded = fold(
      small(),
      waiting({ do: "duplicate_stage", stage: "ask", new_id: "two", name: "Ask, copy", x: 1, y: 2 }),
    );
    const out = folded.moves.filter(({ source }) => source === "two").map(({ target }) => target);
    expect(out).toEqual(["two", "offer", "none"]);
  });

  it("leads, locks, connects and disconnects moves", () => {
    const folded = fold(
      small(),
      waiting(
        { do: "reconnect", move: "ask.offer", target: "won" },
        { do: "lock_move", move: "ask.none", locked: true },
        { do: "disconnect", move: "ask.ask" },
        { do: "connect", source: "offer", target: "none", probability: 0.1 },
      ),
    );
    expect(folded.moves.map(({ id, target, locked }) => [id, target, locked])).toEqual([
      ["ask.offer", "won", false],
      ["ask.none", "none", true],
      ["offer.won", "won", false],
      ["offer.none", "none", false],
    ]);
  });

  it("shows what was typed as it was typed", () => {
    const cells = { "moves[ask.offer].probability": "20-30%", "stages[ask].dwell": "3 wk" };
    const folded = fold(small(), waiting({ do: "set_cells", cells }));
    expect(folded.moves.find(({ id }) => id === "ask.offer")).toMatchObject({ percent: "20-30%", percent_text: "20-30%" });
    expect(folded.stages[0]).toMatchObject({ days: "3 wk", days_text: "3 wk" });
  });

  it("is without an edit whose undo waits behind it, and with it again after a redo", () => {
    const drawing = small();
    const moved = waiting({ do: "move_stage", stage: "ask", x: 50, y: 60 });
    const act = (kind: "undo" | "redo"): Entry => ({ client: "c", draft: "d", seq: 2, at: 0, act: { kind } });
    expect(fold(drawing, [...moved, act("undo")])).toBe(drawing);
    expect(fold(drawing, [...moved, act("undo"), act("redo")]).stages[0]).toMatchObject({ x: 50, y: 60 });
    expect(fold(drawing, [act("undo")])).toBe(drawing); // further back than what waits
  });

  it("is the same when an edit that Python has drawn already is still waiting", () => {
    const stage = { id: "new", segment: "seg", name: "New", dwell: { value: 30, unit: "days" as const } };
    const act = waiting({ do: "add_stage", stage, source: "ask", probability: 0.1 });
    const once = fold(small(), act);
    expect(fold(once, act)).toEqual(once);
  });
});
