import { describe, expect, it } from "vitest";
import { shared } from "../../src/canvas/sharing";
import { small } from "./faces";

describe("what did not change", () => {
  it("stays the same object through an answer of Python", () => {
    const before = small();
    expect(shared(before, small())).toBe(before);
  });

  it("stays the same object beside what did", () => {
    const before = small();
    const now = small();
    now.stages[1] = { ...now.stages[1]!, name: "Proposal" };
    const after = shared(before, now);
    expect(after).toEqual(now);
    expect(after.stages[0]).toBe(before.stages[0]);
    expect(after.moves).toBe(before.moves);
    expect(after.stages[1]).not.toBe(before.stages[1]);
  });

  it("is found by its id where the order changed", () => {
    const before = small();
    const now = small();
    now.stages.reverse();
    const after = shared(before, now);
    expect(after.stages[0]).toBe(before.stages[1]);
    expect(after.stages.map(({ id }) => id)).toEqual(["offer", "ask"]);
  });
});
