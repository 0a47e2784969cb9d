import { expect, test } from "vitest";
import { axisEnds, type Chart } from "../src/chart";

function ending(end: number): Chart {
  return { figure: { layout: { xaxis: { range: [0, end] } } } } as unknown as Chart;
}

test("an axis grows but never shrinks while a hand drags, and is as Python says when it rests", () => {
  const start = axisEnds(ending(1.1), new Map(), false);
  const grown = axisEnds(ending(1.25), start, false);
  const held = axisEnds(ending(1.1), grown, false);
  expect([start, grown, held].map((ends) => ends.get("xaxis"))).toEqual([1.1, 1.25, 1.25]);
  expect(axisEnds(ending(1.1), held, true).get("xaxis")).toBe(1.1);
  expect(held.has("xaxis2")).toBe(false);
});
