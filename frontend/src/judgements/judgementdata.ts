// What salesmodel/charts/judgement_grid.py hands over, and what the grid tells Python.
import type { Channel } from "../outbox";

export interface Said {
  by: string;
  text: string;
  on: string;
  why: string;
  asked: string; // why it is asked again; "" where it is not
}

export interface Cell {
  value: number; // -3 to 3
  text: string;
  why: string;
  judged?: true;
  disputed?: true;
  asked?: true;
  range?: string;
  said?: Said[];
  library?: string;
}

export interface Variant {
  id: string;
  name: string;
  tip: string;
  own: boolean;
  has: boolean; // of the segment in scope
}

export interface Column extends Variant {
  balance: string;
  best: boolean;
}

export interface Group<V extends Variant = Variant> {
  kind: string;
  name: string;
  short: string;
  variants: V[];
}

export type FilterKey = "all" | "judged" | "disputed" | "asked";

export interface Filter {
  key: FilterKey;
  label: string;
  count: string;
}

export interface Pair {
  source: string;
  target: string;
}

export interface JudgementData {
  title: string;
  subtitle: string;
  rows: Group[];
  columns: Group<Column>[];
  cells: Record<string, Cell>; // by "source target"; a pair that is left out is 0
  foot: { name: string; tip: string } | null;
  scale: Record<string, string>;
  filters: Filter[];
  chosen: Pair | null;
  channel: Channel;
}

export const NOTHING: Cell = { value: 0, text: "0", why: "" };

export function keyOf({ source, target }: Pair): string {
  return `${source} ${target}`;
}

export function pairOf(key: string): Pair {
  const [source = "", target = ""] = key.split(" ");
  return { source, target };
}
