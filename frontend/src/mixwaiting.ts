// What was done to a task here and Python has not acknowledged: read from the shared outbox.
import type { Command } from "./commands";
import type { Entry } from "./outbox";

export interface Waiting {
  shares: Record<string, number> | null; // all shares of the task
  locks: Record<string, boolean>; // by role
}

export function waitingFor(task: string, entries: readonly Entry[]): Waiting {
  const waiting: Waiting = { shares: null, locks: {} };
  for (const command of commandsOf(entries)) {
    if (command.do === "set_shares" && command.task === task) waiting.shares = command.shares;
    if (command.do === "lock_share" && command.task === task) waiting.locks[command.role] = command.locked ?? true;
  }
  return waiting;
}

// The commands of all entries, oldest first.
export function commandsOf(entries: readonly Entry[]): Command[] {
  return entries.flatMap(({ act }) => (act.kind === "edit" ? act.commands : []));
}
