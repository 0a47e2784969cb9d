// What the hand or the focus is on, shared by all components of the page: a stage pointed at in the
// journey lights up its bars in the charts, and a bar pointed at its stage.

export interface Attention {
  stages: string[];
  tasks: string[];
  roles: string[];
  segments: string[];
}

type Listener = (to: Attention | null, from: string) => void;

const KINDS = ["stages", "tasks", "roles", "segments"] as const;
const listeners = new Set<Listener>();
let current: Attention | null = null;
let source = "";

// `from` says which component it comes from: "charts", "canvas" or "mix"; null ends it.
export function attend(to: Attention | null, from: string): void {
  if (from === source && JSON.stringify(to) === JSON.stringify(current)) return;
  if (to === null && current === null) return;
  current = to;
  source = to === null ? "" : from;
  for (const listener of [...listeners]) listener(to, from);
}

// Gives back how to stop listening.
export function onAttention(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function attending(): Attention | null {
  return current;
}

// Where the present attention comes from; "" when there is none.
export function attentionFrom(): string {
  return source;
}

// Whether two are about something in common.
export function concerns(one: Attention, other: Attention): boolean {
  return KINDS.some((kind) => one[kind].some((id) => other[kind].includes(id)));
}

// Everything that any of them is about.
export function together(parts: Attention[]): Attention {
  const all = (kind: (typeof KINDS)[number]) => [...new Set(parts.flatMap((part) => part[kind]))];
  return { stages: all("stages"), tasks: all("tasks"), roles: all("roles"), segments: all("segments") };
}
