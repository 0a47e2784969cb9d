import { describe, expect, it } from "vitest";
import { inLanes, laneAt } from "../../src/canvas/lanes";
import { small, stage } from "./faces";

describe("swim-lanes", () => {
  const drawing = {
    ...small(),
    stages: [
      stage("a", { x: 14, channel: "AE", buyer: "champion" }),
      stage("b", { x: 150, channel: "SE" }),
      stage("c", { x: 290, channel: "AE" }),
      stage("after", { x: 400, after_win: true, channel: "CSM" }),
    ],
  };

  it("are off unless asked for", () => {
    expect(inLanes(drawing, "", {})).toEqual({ lanes: [], positions: {} });
  });

  it("by channel are those that serve a stage before the win", () => {
    const { lanes, positions } = inLanes(drawing, "channel", {});
    expect(lanes.map(({ key }) => key)).toEqual(["AE", "SE"]);
    expect(positions.a?.y).toBe(positions.c?.y);
    expect(positions.b?.y).toBeGreaterThan(positions.a?.y ?? 0);
    expect(positions.b?.x).toBe(150);
    expect(positions.after).toBeUndefined();
  });

  it("by buyer are all four and nobody, so that a stage can be dropped on each", () => {
    const { lanes, positions } = inLanes(drawing, "buyer", {});
    expect(lanes.map(({ key }) => key)).toEqual(["user", "champion", "economic_buyer", "procurement", ""]);
    expect(laneAt(lanes, positions.a?.y ?? -1)?.key).toBe("champion");
    expect(laneAt(lanes, positions.b?.y ?? -1)?.key).toBe("");
    expect(laneAt(lanes, -500)).toBeUndefined();
  });

  it("do not overlap, and hold their stages", () => {
    const { lanes } = inLanes(drawing, "buyer", {});
    lanes.slice(1).forEach((lane, i) => {
      const above = lanes[i]!;
      expect(lane.box.y).toBe(above.box.y + above.box.h);
    });
  });
});
