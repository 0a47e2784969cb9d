import { describe, expect, test } from "vitest";
import type { Drawing } from "../../src/canvas/drawing";
import { isPlaced, lay, sizeOf, type Box, type Layout, type Line, type Point } from "../../src/canvas/geometry";
import { labelBox } from "../../src/canvas/links";
import { consensus, drawing, randomDrawing } from "./drawings";

function touches({ x, y }: Point, box: Box): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.02;
  const within = (a: number, low: number, size: number): boolean => a >= low - 0.02 && a <= low + size + 0.02;
  const upright = (near(x, box.x) || near(x, box.x + box.w)) && within(y, box.y, box.h);
  const level = (near(y, box.y) || near(y, box.y + box.h)) && within(x, box.x, box.w);
  return upright || level;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function ends(of: Drawing, layout: Layout): [Line, Box, Box][] {
  const boxes = layout.boxes;
  const found: [Line, Box, Box][] = [];
  for (const { id, source, target } of of.moves) {
    const [line, from, to] = [layout.lines[id], boxes[source], boxes[target]];
    if (line && from && to) found.push([line, from, to]);
  }
  return found;
}

function falls(of: Drawing, layout: Layout): Line[] {
  const lanes = new Set(of.ends.filter(({ kind }) => kind !== "won").map(({ id }) => id));
  return of.moves.filter(({ target }) => lanes.has(target)).flatMap(({ id }) => layout.lines[id] ?? []);
}

// The first and the last point of a path as it is written.
function pathEnds(d: string): { start: Point; end: Point } {
  let [x, y] = [0, 0];
  let start: Point | null = null;
  for (const [, letter = "", rest = ""] of d.matchAll(/([MLHVQC])([^MLHVQC]*)/g)) {
    const figures = (rest.match(/-?[\d.]+/g) ?? []).map(Number);
    if (letter === "H") x = figures[0] ?? x;
    else if (letter === "V") y = figures[0] ?? y;
    else [x, y] = figures.slice(-2) as [number, number];
    start ??= { x, y };
  }
  return { start: start ?? { x, y }, end: { x, y } };
}

// Whether the path starts and ends where the line says.
function isWritten({ d, start, end }: Line): boolean {
  const path = pathEnds(d);
  return Math.hypot(path.start.x - start.x, path.start.y - start.y) + Math.hypot(path.end.x - end.x, path.end.y - end.y) < 0.04;
}

describe("sizes", () => {
  const stage = (tracks: string[], after_win = false) => sizeOf(drawing({ stages: [{ id: "a", tracks, after_win }] }).stages[0]!);

  test("a card, a stage after the win, and groups of parallel jobs", () => {
    expect(stage([])).toEqual({ w: 104, h: 64 });
    expect(stage([], true)).toEqual({ w: 112, h: 48 });
    expect(stage(["1", "2"])).toEqual({ w: 136, h: 16 + 128 + 10 + 10 });
    expect(stage(["1", "2", "3"])).toEqual({ w: 136, h: 16 + 3 * 46 + 20 + 10 });
    expect(stage(["1", "2", "3", "4", "5", "6"])).toEqual({ w: 136, h: 16 + 6 * 36 + 50 + 10 });
  });

  test("tracks stand inside their group, in order, and its fork reaches each of them", () => {
    const layout = lay(drawing({ stages: [{ id: "a", x: 100, y: 300, tracks: ["1", "2", "3", "4", "5", "6"] }] }));
    const [group, tracks] = [layout.boxes.a!, layout.tracks.a!];
    expect(group.y + group.h / 2).toBe(300);
    tracks.forEach((track, i) => {
      expect(track.x).toBe(group.x + 16);
      expect(track.y).toBe(group.y + 16 + 46 * i);
      expect(layout.forks.a).toContain(`M${group.x + 8} ${track.y + 18}h8`);
    });
    expect(tracks[5]!.y + tracks[5]!.h).toBe(group.y + group.h - 10);
  });
});

describe("where the ends stand", () => {
  test("the win stands right of the last stage, 62 over the axis, unless it was placed", () => {
    const journey = drawing({ stages: [{ id: "a" }, { id: "b" }] });
    expect(lay(journey).boxes.won).toEqual({ x: 254 + 32, y: 160 - 62 - 27, w: 112, h: 54 });
    expect(lay(journey, { won: { x: 500, y: 10 } }).boxes.won).toEqual({ x: 500, y: -17, w: 112, h: 54 });
    const placed = drawing({ stages: [{ id: "a" }], ends: [{ id: "won", kind: "won", x: 400, y: 100 }] });
    expect(lay(placed).boxes.won).toMatchObject({ x: 400, y: 73 });
  });

  test("lanes lie 40 under the lowest stage before the win and span all of them", () => {
    const { boxes } = lay(drawing({ stages: [{ id: "a" }, { id: "b", y: 300 }, { id: "c" }] }));
    expect(boxes.no_decision).toEqual({ x: 14, y: 332 + 40, w: 376, h: 22 });
    expect(boxes.lost_to_rival).toEqual({ x: 14, y: 332 + 40 + 27, w: 376, h: 22 });
  });

  test("what follows the win has its lanes under it; without it they are not drawn", () => {
    const { boxes } = lay(consensus());
    expect(boxes.stayed).toMatchObject({ x: 590, w: 112, h: 22 });
    expect(boxes.stayed!.y).toBeGreaterThan(boxes.renew!.y + boxes.renew!.h);
    expect(boxes.churned!.y).toBe(boxes.stayed!.y + 27);
    const without = lay(drawing({ stages: [{ id: "a" }] })).boxes;
    expect(without.stayed).toBeUndefined();
    const led = lay(drawing({ stages: [{ id: "a" }], moves: [["a", "churned"]] }));
    expect(led.boxes.churned).toBeDefined();
    expect(led.boxes.stayed).toBeUndefined();
    expect(touches(led.lines.m0!.end, led.boxes.churned!)).toBe(true);
  });

  test("stages after the win that nobody placed stand in a column under it", () => {
    const { boxes } = lay(
      drawing({ stages: [{ id: "a" }, { id: "x", after_win: true, x: 0, y: 0 }, { id: "y", after_win: true, x: 0, y: 0 }] }),
    );
    expect(boxes.x!.x).toBe(boxes.won!.x);
    expect(boxes.y!.y - boxes.x!.y).toBe(62);
    expect(overlap(boxes.x!, boxes.won!)).toBe(false);
  });
});

describe("the design's journey", () => {
  const journey = consensus();
  const layout = lay(journey);

  test("every line starts on its source and ends on its target, as its path does", () => {
    expect(Object.keys(layout.lines)).toHaveLength(journey.moves.length + 1);
    for (const [line, from, to] of ends(journey, layout)) {
      expect(touches(line.start, from), line.d).toBe(true);
      expect(touches(line.end, to), line.d).toBe(true);
      expect(isWritten(line), line.d).toBe(true);
    }
    const entry = layout.lines["entry:onboard"]!;
    expect(touches(entry.start, layout.boxes.won!) && touches(entry.end, layout.boxes.onboard!)).toBe(true);
    expect(entry.label).toBeNull();
  });

  test("widths are linear in buyers, but never too thin", () => {
    expect(layout.lines.m0!.w).toBeCloseTo(14.22);
    expect(layout.lines.m4!.w).toBeCloseTo(10.76);
    expect(layout.lines.m14!.w).toBe(1.5);
    const odd = drawing({ stages: [{ id: "a" }, { id: "b" }], moves: [["a", "b", 0], ["a", "no_decision", NaN]] });
    expect(Object.values(lay(odd).lines).map(({ w }) => w)).toEqual([1.5, 1.5]);
  });

  test("neighbours on one axis are joined by a straight line with its per cent above", () => {
    const line = layout.lines.m0!;
    expect(line).toMatchObject({ d: "M118 160L150 160", tone: "flow", dashed: false });
    expect(line.label).toMatchObject({ x: 134, anchor: "middle", text: "64%" });
    expect(line.label!.y).toBeLessThan(160 - line.w / 2);
  });

  test("a per cent that is wider than the gap stands over the corner, clear of both boxes", () => {
    const over = (a: object, b: object, tracks = 0) => {
      const stages = [{ id: "a", x: 0, y: 100, ...a }, { id: "b", x: 136, y: 100, ...b }];
      const journey = drawing({ stages, moves: [["a", "b", 100]] });
      journey.moves[0]!.percent = "100%";
      if (tracks) for (const stage of journey.stages.slice(0, 1)) stage.tracks = consensus().stages.flatMap((each) => each.tracks).slice(0, tracks);
      const { lines, boxes } = lay(journey);
      const { label, end } = lines.m0!;
      expect(overlap(labelBox(label!), boxes.a!)).toBe(false);
      expect(overlap(labelBox(label!), boxes.b!)).toBe(false);
      expect(label!.y).toBeLessThan(end.y - 25);
      return { label: label!, boxes };
    };
    const { label } = over({}, {});
    expect(label).toMatchObject({ x: 120, anchor: "middle" });
    expect(over({}, { x: 168 }, 2).label).toMatchObject({ anchor: "start" });
  });

  test("tones: on, loop, win, losses, after", () => {
    const tone = (id: string) => layout.lines[id]!.tone;
    expect(["m0", "m1", "m8", "m11", "m2", "m3", "m15", "m16", "m17", "entry:onboard"].map(tone)).toEqual([
      "flow", "loop", "loop", "won", "no_decision", "lost_to_rival", "after", "lost_to_rival", "loop", "after",
    ]); // prettier-ignore
    for (const line of Object.values(layout.lines)) expect(line.dashed).toBe(line.tone === "loop");
  });

  test("loops say their reason, everything but a loss has an arrow head", () => {
    expect(layout.lines.m8!.label).toMatchObject({ text: "14%", quiet: "look again" });
    expect(layout.lines.m1!.label).toMatchObject({ text: "10%", quiet: "wait a quarter" });
    const losses = new Set(["m2", "m3", "m5", "m6", "m9", "m10", "m13", "m14", "m18"]);
    for (const { id, head } of Object.values(layout.lines)) expect(head === "").toBe(losses.has(id));
  });

  test("losses fall upright at 28% and 74% of the card, and no two lie on each other", () => {
    const lines = falls(journey, layout).filter(({ end }) => end.y === layout.boxes.no_decision!.y || end.y === layout.boxes.lost_to_rival!.y);
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(line.start.x).toBe(line.end.x);
    expect(layout.lines.m2!.start.x).toBeCloseTo(14 + 0.28 * 104);
    expect(layout.lines.m3!.start.x).toBeCloseTo(14 + 0.74 * 104);
    expect(new Set(lines.map(({ start }) => start.x)).size).toBe(8);
  });

  test("no label stands on a card, and no two on each other", () => {
    const labels = Object.values(layout.lines).flatMap(({ label }) => (label ? [{ ...label, box: labelBox(label) }] : []));
    for (const { text, box } of labels) {
      for (const [id, card] of Object.entries(layout.boxes)) expect(overlap(box, card), `${text} on ${id}`).toBe(false);
    }
    labels.forEach((a, i) => labels.slice(i + 1).forEach((b) => expect(overlap(a.box, b.box), `${a.text} on ${b.text}`).toBe(false)));
  });

  test("the bounds hold everything", () => {
    const { x, y, w, h } = layout.bounds;
    const inside = (box: Box): boolean => box.x >= x && box.y >= y && box.x + box.w <= x + w && box.y + box.h <= y + h;
    for (const box of Object.values(layout.boxes)) expect(inside(box)).toBe(true);
    for (const { label } of Object.values(layout.lines)) if (label) expect(inside(labelBox(label))).toBe(true);
  });
});

describe("losses", () => {
  test("a stage over another leads its loss past the lower one where its card reaches beyond it", () => {
    const journey = drawing({
      stages: [{ id: "up", x: 100, y: 100 }, { id: "low", x: 130, y: 240 }],
      moves: [["up", "lost_to_rival"], ["low", "lost_to_rival"], ["up", "no_decision"]],
    });
    const { lines, boxes } = lay(journey);
    expect(lines.m0!.start.x).toBeLessThan(boxes.low!.x);
    expect(lines.m2!.start.x).toBeLessThan(boxes.low!.x);
    expect(lines.m2!.start.x).not.toBe(lines.m0!.start.x);
    expect(lines.m1!.start.x).toBeCloseTo(130 + 0.74 * 104);
  });

  test("several moves of a stage into one lane fall beside each other", () => {
    const { lines } = lay(drawing({ stages: [{ id: "a" }], moves: [["a", "no_decision", 20], ["a", "no_decision", 20], ["a", "no_decision", 20]] }));
    const xs = Object.values(lines).map(({ start }) => start.x).sort((a, b) => a - b);
    expect(xs[1]! - xs[0]!).toBeGreaterThanOrEqual(4);
    expect(xs[2]! - xs[1]!).toBeGreaterThanOrEqual(4);
  });
});

describe("loops of what comes after the win", () => {
  test("the reason stands under the loop, or over it where a lane leaves no room", () => {
    const journey = consensus();
    const [line, box] = [lay(journey).lines.m17!, lay(journey).boxes.renew!];
    expect(line.label).toMatchObject({ text: "91%", quiet: "a year", anchor: "end" });
    expect(line.label!.y).toBeGreaterThan(line.start.y);
    expect([line.start.x, line.end.x]).toEqual([box.x, box.x]);
    const lower = lay(journey, { renew: { x: 590, y: 255 } });
    expect(lower.lines.m17!.label).toMatchObject({ quiet: "a year" });
    expect(lower.lines.m17!.label!.y).toBeLessThan(lower.lines.m17!.end.y);
  });
});

describe("whatever is drawn", () => {
  const cases = Array.from({ length: 120 }, (_, seed) => [seed, randomDrawing(seed, 1 + (seed % 17), 3 * (seed % 17))] as const);

  test.each(cases)("random journey %i: every line from its source to its target, all figures are numbers", (_, journey) => {
    const layout = lay(journey);
    expect(JSON.stringify(layout)).not.toMatch(/NaN|Infinity|null,"y"|undefined/);
    for (const value of [...Object.values(layout.boxes), layout.bounds]) {
      for (const figure of [value.x, value.y, value.w, value.h]) expect(Number.isFinite(figure)).toBe(true);
    }
    for (const [line, from, to] of ends(journey, layout)) {
      expect(touches(line.start, from), `${line.id} ${line.d}`).toBe(true);
      expect(touches(line.end, to), `${line.id} ${line.d}`).toBe(true);
      expect(isWritten(line), `${line.id} ${line.d}`).toBe(true);
      expect(line.label?.text).toBeTruthy();
    }
    expect(ends(journey, layout)).toHaveLength(journey.moves.length);
  });

  test.each(cases)("random journey %i: upright losses never lie on each other where their cards leave room", (_, journey) => {
    const layout = lay(journey);
    const upright = falls(journey, layout).filter(({ head }) => head === "");
    for (const line of upright) expect(line.start.x).toBe(line.end.x);
    upright.forEach((one, i) => {
      for (const other of upright.slice(i + 1)) {
        const [top, low] = [Math.max(one.start.y, other.start.y), Math.min(one.end.y, other.end.y)];
        if (top < low) expect(Math.abs(one.start.x - other.start.x)).toBeGreaterThanOrEqual((one.w + other.w) / 2);
      }
    });
  });

  test("the same input gives the same layout, and does not change", () => {
    const journey = randomDrawing(5, 12, 30);
    const before = JSON.stringify(journey);
    expect(lay(journey)).toEqual(lay(JSON.parse(before)));
    expect(JSON.stringify(journey)).toBe(before);
  });

  test("moving one stage leaves alone what does not touch it", () => {
    const journey = consensus();
    const [before, after] = [lay(journey), lay(journey, { problem: { x: 14, y: 150 }, won: { x: 590, y: 98 } })];
    for (const { id, source, target } of journey.moves) {
      if (source !== "problem" && target !== "problem") expect(after.lines[id]).toEqual(before.lines[id]);
    }
    expect(after.lines.m0).not.toEqual(before.lines.m0);
  });

  test("nothing at all, places that are none, moves from nowhere", () => {
    const empty = lay(drawing({ ends: [] }));
    expect(empty).toEqual({ boxes: {}, tracks: {}, forks: {}, lines: {}, bounds: { x: 0, y: 0, w: 0, h: 0 } });
    const odd = lay(drawing({ stages: [{ id: "a", x: NaN, y: Infinity }], moves: [["a", "nowhere"], ["nowhere", "a"], ["won", "a"]] }));
    expect(odd.boxes.a).toEqual({ x: 0, y: -32, w: 104, h: 64 });
    expect(odd.lines).toEqual({});
    expect(Object.keys(lay(drawing({ stages: [{ id: "a" }], ends: [], moves: [["a", "a"]] })).lines)).toEqual(["m0"]);
  });

  test("two moves between the same two stages run beside each other", () => {
    const { lines } = lay(drawing({ stages: [{ id: "a" }, { id: "b" }], moves: [["a", "b"], ["a", "b"], ["a", "a"], ["a", "a"]] }));
    expect(lines.m0!.d).not.toBe(lines.m1!.d);
    expect(lines.m2!.d).not.toBe(lines.m3!.d);
  });

  test("150 stages and 300 moves are laid while a hand drags", () => {
    const stages = Array.from({ length: 150 }, (_, i) => ({ id: `s${i}` }));
    const moves = Array.from({ length: 300 }, (_, i): [string, string, number, string] => {
      const from = i % 150;
      return i < 149 ? [`s${i}`, `s${i + 1}`, 50, ""] : [`s${from}`, i % 3 ? "no_decision" : `s${(from * 7) % 150}`, 3, "look again"];
    });
    const journey = drawing({ stages, moves });
    for (let i = 0; i < 30; i += 1) lay(journey);
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      lay(journey);
      return performance.now() - start;
    });
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(25);
  });
});

describe("whether anybody placed the stages", () => {
  const at = (...places: [number, number][]): boolean => isPlaced(drawing({ stages: places.map(([x, y], i) => ({ id: `s${i}`, x, y })) }));

  test("stages in a heap were not placed, a row or a column was", () => {
    expect(at([0, 0])).toBe(false);
    expect(at([0, 0], [0, 0], [0, 0])).toBe(false);
    expect(at([0, 0], [1, 0], [2, 0])).toBe(false);
    expect(at([14, 160], [150, 160])).toBe(true);
    expect(at([14, 100], [14, 200])).toBe(true);
    expect(at([14, 160])).toBe(true);
    expect(isPlaced(drawing({}))).toBe(true);
  });
});
