// What salesmodel/charts/journey_drawing.py lays out, as it arrives.

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Label {
  x: number;
  y: number;
  anchor: string;
  text: string;
  strong?: boolean;
  over?: boolean;
  tone?: string;
}

export interface Line {
  d: string;
  w: number;
  tone: "flow" | "won" | "loop";
  head: string;
  title: string;
  labels: Label[];
}

export interface Drop {
  x: number;
  y: number;
  to: number;
  w: number;
  tone: string;
  label: string;
  title: string;
}

export interface Card extends Box {
  id: string;
  stage: string;
  lines: string[];
  size: number;
  inset: number;
  left: string;
  right: string;
  step: number;
  badge: boolean;
  title: string;
}

export interface Group extends Box {
  id: string;
  name: string;
  fork: string;
  badge: boolean;
  title: string;
}

export interface Lane extends Box {
  name: string;
  value: string;
  was: string;
  tone: string;
}

export interface JourneyData {
  width: number;
  height: number;
  label: string;
  selected: string | null;
  max_height: number | null;
  fill: "drop" | "cost";
  legend: { low: string; high: string };
  groups: Group[];
  cards: Card[];
  lines: Line[];
  drops: Drop[];
  lanes: Lane[];
  won: (Box & { value: string; under: string }) | null;
}
