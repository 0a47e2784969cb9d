import { describe, expect, it } from "vitest";
import * as gestures from "../../src/canvas/gestures";
import { tidy } from "../../src/canvas/tidy";
import { small, stage } from "./faces";

describe("gestures as commands", () => {
  it("a line to a place that is reached already is no command", () => {
    expect(gestures.connect(small(), "ask", "offer")).toEqual([]);
    expect(gestures.connect(small(), "offer", "ask")).toMatchObject([{ do: "connect", source: "offer", target: "ask" }]);
  });

  it("moves of a stage that goes need no command of their own", () => {
    const commands = gestures.remove(small(), ["offer"], ["ask.offer", "ask.ask", "offer.won"]);
    expect(commands).toEqual([
      { do: "disconnect", move: "ask.ask" },
      { do: "remove_stage", stage: "offer" },
    ]);
  });

  it("only stages that moved are put elsewhere", () => {
    expect(gestures.placed(small(), { ask: { x: 14, y: 160 }, offer: { x: 200, y: 161.26 } })).toEqual([
      { do: "move_stage", stage: "offer", x: 200, y: 161.3 },
    ]);
  });

  it("the first edit of a journey that nobody placed puts all its stages where they are seen", () => {
    const unplaced = { ...small(), stages: [stage("ask", { y: 0 }), stage("offer", { y: 0 })] };
    const places = tidy(unplaced);
    const commands = gestures.addStage(unplaced, { id: "new", at: { x: 300, y: 160 } });
    expect(commands).toContainEqual({ do: "move_stage", stage: "offer", ...places.offer });
    expect(commands.at(-1)).toMatchObject({ do: "add_stage", stage: { id: "new", x: 300, y: 160 } });
  });

  it("a stage drawn from one after the win stands after the win, which then can end", () => {
    const drawing = { ...small(), stages: [...small().stages, stage("onboard", { after_win: true, x: 400 })] };
    const commands = gestures.addStage(drawing, { id: "new", at: { x: 500, y: 200 }, source: "onboard" });
    expect(commands).toMatchObject([
      { do: "add_outcome", kind: "stayed" },
      { do: "add_stage", source: "onboard", stage: { after_win: true } },
    ]);
  });

  it("a stage made by a key stands beside the chosen one and never on another", () => {
    const drawing = small();
    const at = gestures.beside(drawing, drawing.stages[0]!, {});
    expect(at.x).toBe(14 + 104 + 40);
    expect(at.y).toBeGreaterThanOrEqual(240); // Offer stands at the right of Ask
  });

  it("names are free ones", () => {
    const drawing = { ...small(), stages: [stage("a", { name: "New stage" }), stage("b", { name: "New stage 2" })] };
    expect(gestures.freeName(drawing, "New stage")).toBe("New stage 3");
    expect(gestures.freeName(drawing, "Pilot")).toBe("Pilot");
  });

  it("a duplicate asks for a copy of each stage under a new id", () => {
    const { commands, ids } = gestures.duplicate(small(), ["ask", "offer"], {});
    expect(new Set(ids).size).toBe(2);
    expect(commands.map((command) => command.do)).toEqual(["duplicate_stage", "duplicate_stage"]);
  });
});
