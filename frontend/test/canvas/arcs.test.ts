import { describe, expect, test } from "vitest";
import { lay, type Layout } from "../../src/canvas/geometry";
import { labelBox } from "../../src/canvas/links";
import { drawing, randomDrawing, type MoveGiven } from "./drawings";

type Level = { id: string; y: number; left: number; right: number };

// The level part of a bent line that leaves and lands upright or from the side.
function level(layout: Layout, id: string): Level | null {
  const line = layout.lines[id];
  if (!line || !line.d.includes("Q")) return null;
  const runs = [...line.d.matchAll(/Q\S+ \S+ (\S+) (\S+)H(\S+)Q/g)].map(([, from, y, to]) => ({ from: Number(from), y: Number(y), to: Number(to) }));
  const run = runs.sort((a, b) => a.y - b.y)[0];
  return run ? { id, y: run.y, left: Math.min(run.from, run.to), right: Math.max(run.from, run.to) } : null;
}

function levels(layout: Layout): Level[] {
  return Object.keys(layout.lines).flatMap((id) => level(layout, id) ?? []);
}

const ROW = ["a", "b", "c", "d"].map((id, i) => ({ id, x: 160 * i, y: 160 }));
const laid = (moves: MoveGiven[]) => lay(drawing({ stages: ROW, moves }));
const arc = (source: string, target: string, more: Partial<MoveGiven> = {}): MoveGiven => ({ id: source + target, source, target, buyers: 3, ...more });

describe("lines over the top", () => {
  test("side by side they run at one height", () => {
    const layout = laid([arc("b", "a"), arc("d", "c")]);
    expect(level(layout, "ba")!.y).toBe(level(layout, "dc")!.y);
    expect(level(layout, "ba")!.y).toBe(160 - 32 - 21);
  });

  test("a long one runs above the short one that it spans", () => {
    const layout = laid([arc("d", "a"), arc("c", "b")]);
    expect(level(layout, "da")!.y).toBeLessThanOrEqual(level(layout, "cb")!.y - 16);
  });

  test("a label wider than its line claims its room", () => {
    const plain = laid([arc("b", "a"), arc("c", "b")]);
    expect(level(plain, "ba")!.y).toBe(level(plain, "cb")!.y);
    const narrow = ROW.map((stage, i) => ({ ...stage, x: 80 * i }));
    const reason = "a reason of many letters";
    const crowded = lay(drawing({ stages: narrow, moves: [arc("b", "a", { reason }), arc("c", "b", { reason })] }));
    expect(level(crowded, "ba")!.y).not.toBe(level(crowded, "cb")!.y);
  });

  test("two from one card to the left do not cross: the far one leaves on the right and runs above", () => {
    const layout = laid([arc("c", "a"), arc("c", "b")]);
    expect(level(layout, "ca")!.y).toBeLessThan(level(layout, "cb")!.y);
    expect(layout.lines.ca!.start.x).toBeGreaterThan(layout.lines.cb!.start.x);
  });

  test("the left of a card is left to its own loop", () => {
    const layout = laid([arc("b", "a"), arc("b", "d"), arc("b", "b", { reason: "wait for the budget" })]);
    const { b } = layout.boxes;
    const loop = layout.lines.bb!;
    for (const id of ["ba", "bd"]) expect(layout.lines[id]!.start.x).toBeGreaterThan(loop.start.x);
    expect(loop.end.x).toBeGreaterThanOrEqual(b!.x);
    const label = labelBox(loop.label!);
    expect(label.x + label.w).toBeLessThanOrEqual(layout.lines.ba!.start.x);
  });

  test("back is a dashed loop with its reason, onward is a flow, early wins are won", () => {
    const layout = laid([arc("c", "a", { reason: "start over" }), arc("a", "c"), arc("a", "won")]);
    expect(layout.lines.ca).toMatchObject({ tone: "loop", dashed: true, label: { text: "3%", quiet: "start over" } });
    expect(layout.lines.ac).toMatchObject({ tone: "flow", dashed: false });
    expect(layout.lines.aw ?? layout.lines.awon).toMatchObject({ tone: "won", dashed: false });
    expect(layout.lines.awon!.end.y).toBe(layout.boxes.won!.y);
  });

  test("a reason is cut, an arrow points down at the target", () => {
    const layout = laid([arc("d", "a", { reason: "x".repeat(5000) })]);
    expect(layout.lines.da!.label!.quiet!.length).toBeLessThanOrEqual(24);
    const { end, head } = layout.lines.da!;
    expect(head).toBe(`M${Math.round(100 * (end.x - 4)) / 100} ${end.y - 7}l4 6.5 4-6.5z`);
  });

  test("a stage in the way makes a move onward go over it; one that stands clear does not", () => {
    const stages = [{ id: "a", x: 0, y: 160 }, { id: "b", x: 160, y: 160 }, { id: "c", x: 320, y: 160 }];
    expect(level(lay(drawing({ stages, moves: [arc("a", "c")] })), "ac")).not.toBeNull();
    const aside = lay(drawing({ stages, moves: [arc("a", "c")] }), { b: { x: 160, y: 400 } });
    expect(aside.lines.ac!.d).toBe("M104 160L320 160");
  });

  test("under another stage a line comes in from the side, past it", () => {
    const stages = [{ id: "a", x: 0, y: 160 }, { id: "over", x: 160, y: 60 }, { id: "under", x: 160, y: 164 }, { id: "c", x: 320, y: 60 }];
    const { lines, boxes } = lay(drawing({ stages, moves: [arc("c", "under")] }));
    const { end, d } = lines.cunder!;
    expect(end).toEqual({ x: boxes.under!.x + 104, y: boxes.under!.y + 14 });
    const level = /H(\S+)Q(\S+) /.exec(d)!; // the corner over the way down
    expect(Number(level[2])).toBeGreaterThan(boxes.over!.x + 104);
  });

  test("a tall stage between two low ones is cleared", () => {
    const stages = [{ id: "a", x: 0, y: 160 }, { id: "b", x: 160, y: 160, tracks: ["1", "2", "3"] }, { id: "c", x: 340, y: 160 }];
    const layout = lay(drawing({ stages, moves: [arc("c", "a")] }));
    expect(level(layout, "ca")!.y).toBeLessThanOrEqual(layout.boxes.b!.y - 21);
  });

  test.each(Array.from({ length: 80 }, (_, seed) => seed))("random journey %i: level parts keep apart and clear of cards", (seed) => {
    const journey = randomDrawing(1000 + seed, 3 + (seed % 12), 4 + 2 * (seed % 12));
    const layout = lay(journey);
    const arcs = levels(layout).filter(({ id }) => {
      const { tone } = layout.lines[id]!;
      return tone === "loop" || tone === "flow" || tone === "won";
    });
    arcs.forEach((one, i) => {
      for (const other of arcs.slice(i + 1)) {
        if (one.left < other.right && other.left < one.right) expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(15.9);
      }
    });
    for (const stage of journey.stages) {
      const box = layout.boxes[stage.id]!;
      for (const { y, left, right } of arcs) {
        if (left < box.x + box.w && right > box.x) expect(y <= box.y - 8 || y >= box.y + box.h).toBe(true);
      }
    }
  });
});
