// Keeps what did not change: every answer of Python is a new tree, and what is equal in it stays
// the same object, so that React need not look at it.

export function shared<T>(before: unknown, now: T): T {
  if (Object.is(before, now)) return now;
  if (Array.isArray(before) && Array.isArray(now)) return sharedArray(before, now) as T;
  if (isRecord(before) && isRecord(now)) return sharedRecord(before, now) as T;
  return now;
}

function sharedArray(before: unknown[], now: unknown[]): unknown[] {
  const byId = new Map(before.filter(hasId).map((item) => [item.id, item]));
  const items = now.map((item, i) => shared(hasId(item) ? byId.get(item.id) : before[i], item));
  return items.length === before.length && items.every((item, i) => item === before[i]) ? before : items;
}

function sharedRecord(before: Record<string, unknown>, now: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(now);
  const items = Object.fromEntries(names.map((name) => [name, shared(before[name], now[name])]));
  const same = names.length === Object.keys(before).length && names.every((name) => items[name] === before[name]);
  return same ? before : items;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasId(value: unknown): value is { id: string } {
  return isRecord(value) && typeof value.id === "string";
}
