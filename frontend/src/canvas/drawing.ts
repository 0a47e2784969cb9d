// One segment's journey as Python sends it (salesmodel/charts/journey_drawing.py): every figure
// and every text worked out there; where things stand on the canvas is worked out in geometry.ts.

export type Fill = "drop_off" | "hours" | "cost";

// Steps 0 to 4 of the ramp, by what the colour says.
export type Steps = Record<Fill, number>;

export interface TrackFace {
  id: string;
  name: string;
  job: string;
  days: string; // "46 d"
  days_text: string; // what an input shows: as it was typed, or "46"
  title: string;
}

export interface StageFace {
  id: string;
  name: string;
  job: string;
  buyer: string; // "", user, champion, economic_buyer, procurement
  channel: string; // short name of the role with most hours, "" without tasks
  after_win: boolean;
  x: number; // left edge
  y: number; // middle of the left edge
  visits: string; // per 100 buyers; after the win "9% lost" where some are lost
  days: string;
  days_text: string;
  entry: number; // share of buyers that enter here
  steps: Steps;
  badge: string; // what the checks say of it, "" for nothing
  title: string;
  tracks: TrackFace[];
}

export type EndKind = "won" | "lost_to_rival" | "no_decision" | "stayed" | "churned";

export interface EndFace {
  id: string;
  kind: EndKind;
  name: string;
  value: string; // won: "24"; the others "54 of 100"
  under: string; // won: "of 100, was 20"; the others ", was 57" or ""
  x: number; // left edge; only a win stands where it was put, lanes find their own place
  y: number; // middle of the left edge
}

export interface MoveFace {
  id: string;
  source: string; // a stage
  target: string; // a stage or an end
  buyers: number; // per 100 entering
  percent: string; // of the visits to the source, "64%"
  percent_text: string; // what an input shows: as it was typed, or "64"
  probability: number;
  reason: string;
  locked: boolean;
  title: string;
}

// From the win into what comes after it; not a move of the document, cannot be edited.
export interface EntryFace {
  target: string; // a stage after the win
  buyers: number;
}

export interface Ghost {
  name: string; // "Baseline", or the scenario's name
  stages: { id: string; name: string; x: number; y: number; after_win: boolean; tracks: { id: string; name: string }[] }[];
  ends: { id: string; kind: EndKind }[];
  moves: { id: string; source: string; target: string; buyers: number; percent: string }[];
}

export interface Drawing {
  segment: string;
  label: string; // the journey in one sentence, for a screen reader
  stages: StageFace[];
  ends: EndFace[];
  moves: MoveFace[];
  entries: EntryFace[];
  legend: Record<Fill, { low: string; high: string }>;
  ghost: Ghost | null;
}
