import { describe, expect, it } from "vitest";
import { NOTHING_CHOSEN, chosenStage, picked, stillThere, withChanges } from "../../src/canvas/state";
import { small, stage } from "./faces";

const track = { id: "fit", name: "Fit", job: "", days: "", days_text: "", title: "" };
const drawing = { ...small(), stages: [stage("ask", { tracks: [track] }), stage("offer")] };

describe("what is chosen", () => {
  it("is a parallel job only as long as its own stage is chosen alone", () => {
    const job = chosenStage("ask", "fit");
    expect(picked(job, { places: new Set(["ask"]) }, drawing).track).toBe("fit");
    expect(picked(job, { places: new Set(["offer"]) }, drawing).track).toBe("");
    expect(picked(job, { places: new Set(["ask", "offer"]) }, drawing).track).toBe("");
    expect(picked(job, { moves: new Set(["ask.offer"]) }, drawing).track).toBe("");
  });

  it("leaves out what is no longer there", () => {
    const chosen = { ...NOTHING_CHOSEN, places: new Set(["ask", "gone", "won"]), moves: new Set(["ask.offer", "lost"]) };
    expect(stillThere(chosen, drawing)).toEqual({ stages: ["ask"], ends: ["won"], moves: ["ask.offer"] });
  });

  it("stays the same set when nothing was picked", () => {
    const set = new Set(["ask"]);
    expect(withChanges(set, [])).toBe(set);
    expect([...withChanges(set, [{ id: "ask", selected: false }, { id: "offer", selected: true }])]).toEqual(["offer"]);
  });
});
