// A chart as Python sends it (salesmodel/charts/panel.py), and the figure that Plotly draws of it.
import type { Attention } from "./attention";
import { coloured, type Tokens } from "./theme";

export interface Trace {
  x: (number | null)[];
  y: number[];
  base?: number[];
  xaxis?: string;
  customdata?: number[];
  marker: Record<string, unknown>;
  width?: number;
  meta?: { tick?: number; line?: number };
}

interface Layout {
  margin: { l: number; r: number; t: number; b: number };
  xaxis: { range: [number, number] };
  xaxis2?: { range: [number, number] };
  yaxis: { range: [number, number] };
  [name: string]: unknown;
}

export interface Words {
  text: string;
  row: number;
  y: number | null;
  x: number | null;
  shift: number;
  strong: boolean;
  colour: string;
  full: string;
}

export interface Chart {
  key: string;
  title: string;
  subtitle: string;
  alt: string;
  figure: { data: Trace[]; layout: Layout };
  words: Words[];
  limits: { at: number; text: string }[];
  rails: { row: number; start: number; end: number }[];
  about: Attention[];
  legend: { label: string; colour: string }[];
  table: { columns: string[]; rows: string[][]; about: Attention[] };
}

export interface Look {
  template: unknown;
  dark: boolean;
}

export interface Size {
  width: number;
  height: number;
}

const SIZE = 11; // px, the text that salesmodel/charts/rows.py lays margins out for

// The size of the text in a plot: larger on a large screen and on a projector.
export function fontSize(): number {
  if (document.documentElement.dataset.smwPresent !== undefined) return 14;
  return window.matchMedia("(min-width:1600px)").matches ? 12 : SIZE;
}

export function margins({ figure }: Chart, font: number): Layout["margin"] {
  const { l, r, t, b } = figure.layout.margin;
  const scaled = (px: number) => Math.round((px * font) / SIZE);
  return { l: scaled(l), r: scaled(r), t: scaled(t), b: scaled(b) };
}

// The figure at a size.
export function figureOf(
  chart: Chart,
  palette: Tokens,
  { width, height }: Size,
  font: number,
): { data: Trace[]; layout: Record<string, unknown> } {
  const { data, layout } = coloured(chart.figure, palette) as Chart["figure"];
  const margin = margins(chart, font);
  const row = (height - margin.t - margin.b) / Math.max(1, layout.yaxis.range[0] + 0.5);
  return {
    data: data.map((trace) => sized(trace, row)),
    layout: { ...layout, margin, width, height, autosize: false, font: { size: font } },
  };
}

// A tick's height is a part of its row, Plotly's line marker is 1.4 times as high as its size says;
// a line's thickness is in pixels, Plotly's bars are as wide as a part of the row.
function sized(trace: Trace, row: number): Trace {
  const { tick, line } = trace.meta ?? {};
  if (line) return { ...trace, width: line / row };
  return tick ? { ...trace, marker: { ...trace.marker, size: (tick * row) / 1.4 } } : trace;
}

// What each row of a chart is about, by row.
export function aboutRows({ figure, about }: Chart): Map<number, Attention[]> {
  const rows = new Map<number, Attention[]>();
  for (const trace of figure.data) {
    trace.customdata?.forEach((place, index) => {
      const part = about[place];
      const row = trace.y[index];
      if (part && row !== undefined) rows.set(row, [...(rows.get(row) ?? []), part]);
    });
  }
  return rows;
}
