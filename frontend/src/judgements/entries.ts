// Judgements that were typed, on their way to Python: all that it has not confirmed are sent with
// each new one, so that quick typing loses none. Python does each once, by its number
// (salesmodel/ui/components/judgement_grid.py).
import type { Channel } from "../outbox";
import type { Pair } from "./judgementdata";

export interface Judged extends Pair {
  value: number;
}

interface Entry {
  client: string;
  draft: string;
  seq: number;
  at: number;
  act: Judged;
}

const AGAIN = 2000; // ms after which an entry without an answer is sent again

export class Entries {
  private readonly client = Math.random().toString(36).slice(2, 12);
  private entries: Entry[] = [];
  private seq = 0;
  private draft = "";
  private timer = 0;

  constructor(private readonly tell: (sent: { entries: Entry[]; time: number }) => void) {}

  put(act: Judged): void {
    this.seq += 1;
    this.entries = [...this.entries, { client: this.client, draft: this.draft, seq: this.seq, at: Date.now(), act }];
    this.send();
  }

  answer({ draft, handled }: Channel): void {
    this.draft = draft;
    const upTo = handled[this.client] ?? 0;
    this.entries = this.entries.filter((entry) => entry.seq > upTo);
    if (this.entries.length === 0) this.stop();
  }

  // What was typed for this pair and is not confirmed yet.
  waiting({ source, target }: Pair): number | null {
    const last = this.entries.filter(({ act }) => act.source === source && act.target === target).at(-1);
    return last?.act.value ?? null;
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  private send(): void {
    this.stop();
    if (this.entries.length === 0) return;
    this.tell({ entries: this.entries, time: Date.now() });
    this.timer = window.setTimeout(() => this.send(), AGAIN);
  }
}
