// What salesmodel/charts/week_bars.py hands over.

export interface Toned {
  text: string;
  tone: "none" | "some" | "better" | "worse";
}

export interface Part {
  kind: string;
  label: string;
  hours: number;
  text: string;
  tip: string;
  movable: number; // hours of it that another role could do
}

export interface Verdict {
  share: string;
  reading: string;
  side: "over" | "within";
  over: boolean;
  tip: string;
}

export interface Cause {
  task: string;
  name: string;
  share: string;
  to: { role: string; kind: string; people: string } | null;
  saving: Toned | null;
  win: Toned | null;
  why: string;
}

export interface SellerRow {
  role: string;
  name: string;
  people: string;
  rate: string;
  tip: string;
  hours: number;
  line: number; // hours at which the limit stands
  parts: Part[];
  stated: Verdict;
  actionable: Verdict;
  causes: Cause[];
}

export interface WeekData {
  title: string;
  subtitle: string;
  rule: string;
  pill: { text: string; tone: string };
  line: string;
  rows: SellerRow[];
  legend: { kind: string; label: string }[];
  sentence: string;
  empty: string;
  top_pay: number | null; // null: the rule is shown and cannot be changed here
  choices: number[];
}
