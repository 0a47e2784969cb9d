// What Python says of the frontier (salesmodel/charts/frontier_drawing.py).

export type Measure = "contribution" | "win_rate";
export type Figure = "cost" | Measure;

export interface Point {
  cost: number; // money a year
  contribution: number; // money a year
  win_rate: number; // 0 to 1
  words: Record<Figure, string>;
  change: Record<Figure, { text: string; tone: string }>; // against the present model
  text: string; // all three in words, for the slider
}

export interface Mark extends Point {
  name: string;
}

export interface Axis {
  low: number;
  high: number;
  ticks: { at: number; text: string }[];
  unit: string;
}

export interface PanelData {
  measure: Measure;
  title: string;
  subtitle: string;
  axis: Axis;
  alt: string;
}

export interface Line {
  key: Measure; // what its models have most of at their cost
  name: string;
  points: Point[]; // the cheapest first
}

export interface Pick {
  curve: Measure;
  index: number;
  count: number; // numbers what was picked in the browser
}

export interface FrontierData {
  of: string; // names the frontier: a pick counts for this one only
  panels: PanelData[];
  cost: Axis;
  lines: Line[];
  present: Mark;
  reference: Mark | null; // null where it stands where the present does
  scenarios: Mark[];
  path: Mark[]; // from before the first accepted move to now
  notes: string[];
  picked: Pick | null;
  table: { columns: string[]; rows: string[][] };
}
