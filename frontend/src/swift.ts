// Moves the bars and dots of a drawn plot to new values at once. Plotly takes ten milliseconds a
// chart to draw the same; it follows when the hand rests, so that it knows what it shows.
import type { Trace } from "./chart";
import { bound } from "./fading";

interface Axis {
  range: [number, number];
  domain?: [number, number];
}

export interface Figure {
  data: Trace[];
  layout: Record<string, unknown>;
}

interface Step {
  element: SVGElement;
  name: "d" | "transform";
  value: string;
}

const BAR = /^M-?[\d.]+,(-?[\d.]+)V(-?[\d.]+)H-?[\d.]+V-?[\d.]+Z$/;
const ROUND = /H-?[\d.]+A 2,2 0 0 0 -?[\d.]+,(-?[\d.]+)V(-?[\d.]+)A 2,2 0 0 0 -?[\d.]+,(-?[\d.]+)Z$/;
const LONG = 8; // px
const AT = /^translate\(-?[\d.]+,\s*(-?[\d.]+)\)$/;

// Everything of a figure but the values and where the axes end: with the same, marks only move.
export function skeleton({ data, layout }: Figure): string {
  return JSON.stringify([data, layout], (name, value: unknown) => {
    if (name === "hovertext") return 0;
    if ((name === "x" || name === "base") && Array.isArray(value)) return value.map((each) => each === null);
    if (name === "range" && Array.isArray(value) && value[0] === 0) return 0; // an axis of values
    return value;
  });
}

// Moves the marks of `plot` to the values of `figure`. False, and nothing is moved, where that needs
// Plotly: a mark that is not there or has another form.
export function move(plot: HTMLElement, figure: Figure): boolean {
  const steps: Step[] = [];
  for (const group of plot.querySelectorAll<SVGGElement>(".trace")) {
    const full = bound<[{ trace: { index: number } }]>(group)?.[0]?.trace;
    const trace = full && figure.data[full.index];
    if (!trace) return false;
    const place = scale(trace, figure.layout);
    const points = group.querySelectorAll<SVGElement>(".point");
    if (points.length !== trace.x.filter((value) => value !== null).length) return false;
    for (const point of points) {
      const index = bound<{ i: number }>(point)?.i ?? -1;
      const step = point.tagName === "g" ? bar(point, trace, index, place) : dot(point, trace, index, place);
      if (!step) return false;
      steps.push(step);
    }
  }
  const drawn = figure.data.filter((trace) => trace.x.length > 0).length;
  if (steps.length === 0 || plot.querySelectorAll(".trace").length < drawn) return false;
  for (const { element, name, value } of steps) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  return true;
}

// From a value to pixels; null for what lies beyond the axis.
function scale(trace: Trace, layout: Record<string, unknown>): (value: number) => number | null {
  const axis = layout[trace.xaxis === "x2" ? "xaxis2" : "xaxis"] as Axis;
  const { l, r } = layout.margin as { l: number; r: number };
  const [from, to] = axis.range;
  const [start, end] = axis.domain ?? [0, 1];
  const length = ((layout.width as number) - l - r) * (end - start);
  return (value) => (value < from || value > to ? null : ((value - from) / (to - from)) * length);
}

function dot(point: SVGElement, trace: Trace, index: number, place: (value: number) => number | null): Step | null {
  const value = trace.x[index];
  const x = typeof value === "number" ? place(value) : null;
  const y = AT.exec(point.getAttribute("transform") ?? "")?.[1];
  if (x === null || y === undefined) return null;
  return { element: point, name: "transform", value: `translate(${short(x)},${y})` };
}

function bar(point: SVGElement, trace: Trace, index: number, place: (value: number) => number | null): Step | null {
  const path = point.querySelector("path");
  const drawn = path?.getAttribute("d") ?? "";
  const value = trace.x[index];
  const base = trace.base?.[index] ?? 0;
  if (!path || typeof value !== "number" || value === 0) return null;
  const [from, to] = [place(base), place(base + value)];
  if (from === null || to === null) return null;
  const [, top, bottom] = BAR.exec(drawn) ?? [];
  if (top !== undefined) {
    const lined = "line" in trace.marker;
    const [x0, x1] = lined ? [from, to] : [visible(from, to), visible(to, from)];
    return { element: path, name: "d", value: `M${short(x0)},${top}V${bottom}H${short(x1)}V${top}Z` };
  }
  // With round corners, which a long bar from zero keeps.
  if (base !== 0 || to < LONG || !ROUND.test(drawn)) return null;
  const right = `H${short(to - 2)}A 2,2 0 0 0 ${short(to)},$1V$2A 2,2 0 0 0 ${short(to - 2)},$3Z`;
  return { element: path, name: "d", value: drawn.replace(ROUND, right) };
}

// As Plotly does: never less than a pixel.
function visible(at: number, other: number): number {
  if (Math.abs(at - other) >= 2) return at;
  return at > other ? Math.ceil(at) : Math.floor(at);
}

function short(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
