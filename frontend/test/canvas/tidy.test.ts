import { describe, expect, test } from "vitest";
import type { Drawing } from "../../src/canvas/drawing";
import { lay, type Box } from "../../src/canvas/geometry";
import { forwardOf } from "../../src/canvas/order";
import { aligned, tidy } from "../../src/canvas/tidy";
import { consensus, drawing, randomDrawing } from "./drawings";

function heap(of: Drawing): Drawing {
  return { ...of, stages: of.stages.map((stage) => ({ ...stage, x: 0, y: 0 })) };
}

function boxesOf(of: Drawing): Record<string, Box> {
  return lay(of, tidy(of)).boxes;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe("a journey in order", () => {
  test("a chain stands on one axis, 32 apart, however its stages lay before", () => {
    const ids = ["d", "b", "a", "c"];
    const journey = drawing({ stages: ids.map((id) => ({ id, x: 0, y: 0, entry: id === "a" ? 1 : 0 })), moves: [["a", "b", 50], ["b", "c", 40], ["c", "d", 30]] });
    const at = tidy(journey);
    expect(["a", "b", "c", "d"].map((id) => at[id])).toEqual([0, 1, 2, 3].map((i) => ({ x: 14 + 136 * i, y: 160 })));
    expect(at.won).toEqual({ x: 14 + 4 * 136, y: 98 });
  });

  test("the design's journey comes out as it was drawn", () => {
    const journey = consensus();
    const drawn = Object.fromEntries(journey.stages.map(({ id, x, y }) => [id, { x, y }]));
    expect(tidy(heap(journey))).toEqual({ ...drawn, won: { x: 590, y: 98 } });
  });

  test("loops do not lead the order astray", () => {
    const moves: [string, string, number][] = [["a", "b", 60], ["b", "c", 50], ["c", "a", 30], ["c", "b", 20], ["a", "c", 5], ["b", "b", 9]];
    const at = tidy(drawing({ stages: [{ id: "a" }, { id: "b" }, { id: "c" }], moves }));
    expect([at.a!.x, at.b!.x, at.c!.x]).toEqual([14, 150, 286]);
    expect(new Set([at.a!.y, at.b!.y, at.c!.y])).toEqual(new Set([160]));
  });

  test("the way that most buyers take stays on the axis, others stand over and under it", () => {
    const moves: [string, string, number][] = [["a", "few", 5], ["a", "most", 80], ["a", "some", 15], ["few", "z", 5], ["most", "z", 80], ["some", "z", 15]];
    const journey = drawing({ stages: ["a", "few", "most", "some", "z"].map((id) => ({ id, entry: id === "a" ? 1 : 0 })), moves });
    const at = tidy(journey);
    expect([at.a!.y, at.most!.y, at.z!.y]).toEqual([160, 160, 160]);
    const ys = [at.few!.y, at.most!.y, at.some!.y].sort((a, b) => a - b);
    expect([ys[1]! - ys[0]!, ys[2]! - ys[1]!]).toEqual([104, 104]);
  });

  test("what comes after the win stands under it in the order of its moves", () => {
    const stages = [{ id: "a" }, { id: "z", after_win: true }, { id: "y", after_win: true }, { id: "x", after_win: true, tracks: ["1", "2"] }];
    const journey = drawing({ stages, moves: [["y", "x", 20], ["x", "z", 10], ["z", "y", 3]], entries: [{ target: "y", buyers: 20 }] });
    const at = tidy(journey);
    expect(at.y).toEqual({ x: 150, y: 165 });
    expect(at.y!.y).toBeLessThan(at.x!.y);
    expect(at.x!.y).toBeLessThan(at.z!.y);
    const boxes = Object.entries(boxesOf(journey));
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => expect(overlap(a, b), `${one} ${other}`).toBe(false)));
  });

  test("nothing, one stage, only what comes after", () => {
    expect(tidy(drawing({}))).toEqual({ won: { x: 14, y: 98 } });
    expect(tidy(drawing({ stages: [{ id: "a" }] }))).toEqual({ a: { x: 14, y: 160 }, won: { x: 150, y: 98 } });
    expect(tidy(drawing({ stages: [{ id: "a", after_win: true }], ends: [] }))).toEqual({ a: { x: 14, y: 165 } });
  });

  test.each(Array.from({ length: 60 }, (_, seed) => seed))("random journey %i: no box over another, forward moves lead right", (seed) => {
    const journey = randomDrawing(seed, 2 + (seed % 25), 4 * (seed % 25));
    const boxes = boxesOf(journey);
    const all = Object.entries(boxes);
    all.forEach(([one, a], i) => all.slice(i + 1).forEach(([other, b]) => expect(overlap(a, b), `${one} on ${other}`).toBe(false)));
    const before = journey.stages.filter((stage) => !stage.after_win);
    for (const { source, target } of forwardOf(before, journey).moves) {
      expect(boxes[target]!.x).toBeGreaterThanOrEqual(boxes[source]!.x + boxes[source]!.w);
    }
    expect(tidy(journey)).toEqual(tidy(heap(journey)));
  });

  test("150 stages do not take long", () => {
    const journey = randomDrawing(3, 150, 300);
    const start = performance.now();
    const at = tidy(journey);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(Object.keys(at)).toHaveLength(151);
  });

  test("a long chain stays on one line", () => {
    const stages = Array.from({ length: 400 }, (_, i) => ({ id: `s${i}` }));
    const at = tidy(drawing({ stages, moves: stages.slice(1).map(({ id }, i): [string, string, number] => [`s${i}`, id, 50]) }));
    expect(new Set(stages.map(({ id }) => at[id]!.y))).toEqual(new Set([160]));
    expect(at.s399!.x).toBe(14 + 399 * 136);
  });
});

describe("lining up", () => {
  const journey = drawing({
    stages: [{ id: "a", x: 0, y: 100 }, { id: "b", x: 200, y: 160, tracks: ["1", "2"] }, { id: "c", x: 500, y: 220 }, { id: "d", x: 700, y: 0 }],
  });

  test.each([
    ["left", { a: { x: 0, y: 100 }, b: { x: 0, y: 160 } }],
    ["right", { a: { x: 232, y: 100 }, b: { x: 200, y: 160 } }],
    ["center", { a: { x: 116, y: 100 }, b: { x: 100, y: 160 } }],
    ["top", { a: { x: 0, y: 100 }, b: { x: 200, y: 150 } }],
    ["bottom", { a: { x: 0, y: 210 }, b: { x: 200, y: 160 } }],
    ["middle", { a: { x: 0, y: 155 }, b: { x: 200, y: 155 } }],
  ] as const)("%s", (how, wanted) => {
    expect(aligned(["a", "b"], journey, how)).toEqual(wanted);
  });

  test("distribute leaves equal gaps and the outer two where they are", () => {
    const at = aligned(["c", "a", "b"], journey, "distribute");
    expect(at.a!.x).toBe(0);
    expect(at.c!.x).toBe(500);
    expect(at.b!.x - 104).toBe(500 - at.b!.x - 136);
    expect(at.b!.y).toBe(160);
  });

  test("lanes and strangers are left out; one alone has nothing to line up with", () => {
    expect(aligned(["a", "no_decision", "nobody"], journey, "left")).toEqual({});
    expect(Object.keys(aligned(["a", "won", "no_decision"], journey, "top"))).toEqual(["a", "won"]);
    expect(aligned([], journey, "distribute")).toEqual({});
  });
});
