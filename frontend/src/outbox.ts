// Edits on their way to Python: each is sent until it is acknowledged, the newest of a drag only.

export interface Edit {
  kind: "shares" | "lock" | "choose";
  task: string;
  shares: Record<string, number>;
  mark: string;
  done: boolean;
  role?: string;
  locked?: boolean;
}

export interface Acknowledged {
  client: string;
  seq: number;
}

interface Entry extends Edit {
  client: string;
  seq: number;
}

export class Outbox {
  readonly client = Math.random().toString(36).slice(2, 12);
  private seq = 0;
  private marks = 0;
  private waiting = new Map<string, Entry>();

  // A name for one gesture: all edits of a drag carry the same one, and become one undo.
  mark(): string {
    this.marks += 1;
    return `${this.client}-${this.marks}`;
  }

  // Takes an edit in and gives everything to send now.
  put(edit: Edit): Entry[] {
    this.seq += 1;
    this.waiting.delete(edit.mark);
    this.waiting.set(edit.mark, { ...edit, client: this.client, seq: this.seq });
    return [...this.waiting.values()];
  }

  acknowledge(by: Acknowledged): void {
    if (by.client !== this.client) return;
    for (const [mark, entry] of this.waiting) if (entry.seq <= by.seq) this.waiting.delete(mark);
  }

  // The shares that a task has once Python has heard of everything that was done here.
  shares(task: string): Record<string, number> | undefined {
    const entries = [...this.waiting.values()].filter((each) => each.task === task && each.kind === "shares");
    return entries.at(-1)?.shares;
  }

  locked(task: string, role: string): boolean | undefined {
    const entries = [...this.waiting.values()].filter(
      (each) => each.task === task && each.kind === "lock" && each.role === role,
    );
    return entries.at(-1)?.locked;
  }
}
