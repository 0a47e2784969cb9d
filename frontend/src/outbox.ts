// What was done in the browser, on its way to Python: one queue for the canvas, the role-mix bars,
// the tables and the history bar. An entry is sent again until Python says that it is kept, so
// that a cut run, a lost connection or a reload loses nothing; its number makes sure that it is
// done once. Python's other end is salesmodel/ui/components/outbox.py.
import type { Command } from "./commands";

export type Act =
  | { kind: "edit"; commands: Command[]; mark: string; done: boolean }
  | { kind: "undo" }
  | { kind: "redo" }
  | { kind: "steps"; past: number } // undo or redo until so many steps are in the past
  | { kind: "choose"; segment?: string; stage?: string; task?: string }
  | { kind: "against"; reference: string }
  | { kind: "view"; view: "Drawing" | "Table" }
  | { kind: "ghost"; of: string } // "", "baseline" or a scenario's id
  | { kind: "copy"; clip: string; what: "stages" | "segment"; ids: string[] }
  | { kind: "paste"; clip: string; segment: string; ids: string; x: number; y: number };

export interface Entry {
  client: string;
  draft: string;
  seq: number;
  at: number; // ms since 1970
  act: Act;
}

// What Python says with every answer: the open draft, and the last number done of each client.
export interface Channel {
  draft: string;
  handled: Record<string, number>;
}

export interface Sent {
  entries: Entry[];
  time: number; // so that the same entries sent again are a new value
}

type Send = (sent: Sent) => void;

const AGAIN = 2000; // ms after which an entry without an answer is sent again
const LATELY = 100; // entries that were answered and are kept for views whose own answer is to come
const LOST = 4000; // ms without an answer after which the user is told
const STORED = "smw-outbox";

export class Outbox {
  readonly client: string;
  private seq = 0;
  private marks = 0;
  private draft = "";
  private entries: Entry[] = [];
  private answered: Entry[] = [];
  private newest: Act | null = null;
  private senders: Send[] = [];
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem"> | null = null) {
    // With nothing waiting, numbers start anew under a new name.
    const stored = read(storage);
    const goesOn = stored !== null && stored.entries.length > 0;
    this.client = goesOn ? stored.client : Math.random().toString(36).slice(2, 12);
    this.seq = goesOn ? stored.seq : 0;
    this.entries = goesOn ? stored.entries : [];
    this.save();
  }

  // A name for one gesture: all edits of a drag carry the same one, and become one undo.
  mark(): string {
    this.marks += 1;
    return `${this.client}-${this.seq}-${this.marks}`;
  }

  edit(commands: Command[], mark = this.mark(), done = true): void {
    if (commands.length > 0) this.put({ kind: "edit", commands, mark, done });
  }

  put(act: Act): void {
    this.seq += 1;
    // Of one gesture only the newest counts, as long as nothing else was done meanwhile: its
    // commands set things to where they are now, and hold what the ones before it held.
    const kept = isOneGesture(this.entries.at(-1)?.act, act) ? this.entries.slice(0, -1) : this.entries;
    this.entries = [...kept, { client: this.client, draft: this.draft, seq: this.seq, at: Date.now(), act }];
    this.newest = act;
    this.save();
    this.send(); // before anything is drawn: Python works meanwhile
    for (const listener of this.listeners) listener();
  }

  // Whether the gesture of this mark was the last thing that was done.
  isNewest(mark: string): boolean {
    return this.newest?.kind === "edit" && this.newest.mark === mark;
  }

  // Takes Python's answer; whatever it has handled is no longer waiting.
  answer({ draft, handled }: Channel): void {
    if (draft !== this.draft) this.answered = []; // another scenario was opened
    this.draft = draft;
    const upTo = handled[this.client] ?? 0;
    this.seq = Math.max(this.seq, upTo);
    const left = this.entries.filter((entry) => entry.seq > upTo);
    if (left.length === this.entries.length) return;
    this.answered = [...this.answered, ...this.entries.filter((entry) => entry.seq <= upTo)].slice(-LATELY);
    this.entries = left;
    this.changed();
  }

  waiting(): readonly Entry[] {
    return this.entries;
  }

  // What was done here and is not in an answer yet that came by `channel`: the components of a page
  // get their answers one after the other, and none may show less than it has shown already.
  after({ draft, handled }: Channel): readonly Entry[] {
    const upTo = handled[this.client] ?? 0;
    const known = [...this.answered, ...this.entries];
    return known.filter((entry) => entry.seq > upTo && (entry.draft === "" || entry.draft === draft));
  }

  // Whether an entry has waited for so long that the connection must be lost.
  isLost(now = Date.now()): boolean {
    const oldest = this.entries[0];
    return oldest !== undefined && now - oldest.at > LOST;
  }

  // A mounted component lends its way to Python until it is gone.
  attach(send: Send): () => void {
    this.senders = [...this.senders, send];
    if (this.entries.length > 0) this.send();
    return () => {
      this.senders = this.senders.filter((each) => each !== send);
    };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private send(): void {
    clearTimeout(this.timer);
    if (this.entries.length === 0) return;
    this.senders.at(-1)?.({ entries: this.entries, time: Date.now() });
    this.timer = setTimeout(() => {
      for (const listener of this.listeners) listener(); // it may count as lost by now
      this.send();
    }, AGAIN);
  }

  private save(): void {
    try {
      this.storage?.setItem(STORED, JSON.stringify({ client: this.client, seq: this.seq, entries: this.entries }));
    } catch {
      // no room left: what waits is sent all the same, and only a reload would lose it
    }
  }

  private changed(): void {
    this.save();
    for (const listener of this.listeners) listener();
  }
}

function isOneGesture(before: Act | undefined, now: Act): boolean {
  return before?.kind === "edit" && now.kind === "edit" && before.mark === now.mark;
}

let shared: Outbox | null = null;

// The outbox of this tab.
export function theOutbox(): Outbox {
  shared ??= new Outbox(storageOfTab());
  return shared;
}

function storageOfTab(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null; // a browser may forbid it; then nothing outlives a reload
  }
}

function read(storage: Pick<Storage, "getItem"> | null): { client: string; seq: number; entries: Entry[] } | null {
  try {
    return JSON.parse(storage?.getItem(STORED) ?? "null");
  } catch {
    return null;
  }
}
