import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command } from "../src/commands";
import { Outbox, type Sent } from "../src/outbox";

const rename = (name: string): Command => ({ do: "rename_model", name });

function storage(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

function listening(outbox: Outbox): Sent[] {
  const sent: Sent[] = [];
  outbox.attach((each) => sent.push(each));
  return sent;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what was done on its way to Python", () => {
  it("is sent with everything that was not answered yet, in order", () => {
    const outbox = new Outbox();
    const sent = listening(outbox);
    outbox.edit([rename("a")]);
    outbox.edit([rename("b")]);
    expect(sent.at(-1)?.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("is forgotten once Python has handled it, and not before", () => {
    const outbox = new Outbox();
    outbox.edit([rename("a")]);
    outbox.edit([rename("b")]);
    outbox.answer({ draft: "d", handled: { [outbox.client]: 1 } });
    expect(outbox.waiting().map(({ seq }) => seq)).toEqual([2]);
    outbox.answer({ draft: "d", handled: { somebodyElse: 9 } });
    expect(outbox.waiting()).toHaveLength(1);
  });

  it("is sent again until it is answered", () => {
    const outbox = new Outbox();
    const sent = listening(outbox);
    outbox.edit([rename("a")]);
    vi.advanceTimersByTime(6_500);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    outbox.answer({ draft: "d", handled: { [outbox.client]: 1 } });
    const before = sent.length;
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(before);
  });

  it("holds only the newest of one gesture, so that a drag is one entry", () => {
    const outbox = new Outbox();
    const mark = outbox.mark();
    for (const name of ["a", "b", "c"]) outbox.edit([rename(name)], mark, name === "c");
    const [entry, ...others] = outbox.waiting();
    expect(others).toEqual([]);
    expect(entry?.seq).toBe(3);
    expect(entry?.act).toMatchObject({ commands: [{ name: "c" }], done: true });
  });

  it("keeps an edit apart from one of the same gesture when something was done between them", () => {
    const outbox = new Outbox();
    const mark = outbox.mark();
    outbox.edit([rename("a")], mark);
    outbox.put({ kind: "undo" });
    outbox.edit([rename("b")], mark);
    expect(outbox.waiting().map(({ act }) => act.kind)).toEqual(["edit", "undo", "edit"]);
    expect(outbox.isNewest(mark)).toBe(true);
    outbox.put({ kind: "choose", stage: "s" });
    expect(outbox.isNewest(mark)).toBe(false);
  });

  it("of a scenario that was left is not drawn over the one that was opened", () => {
    const outbox = new Outbox();
    outbox.answer({ draft: "one", handled: {} });
    outbox.edit([rename("a")]);
    outbox.answer({ draft: "one", handled: { [outbox.client]: 1 } });
    outbox.edit([rename("still on its way")]);
    const opened = { draft: "two", handled: {} };
    outbox.answer(opened);
    expect(outbox.after(opened)).toEqual([]);
    outbox.edit([rename("b")]);
    expect(outbox.after(opened).map(({ seq, draft }) => [seq, draft])).toEqual([[3, "two"]]);
  });

  it("is sent even where the browser has no room to keep it", () => {
    const full = { getItem: () => null, setItem: () => { throw new Error("full"); } };
    const outbox = new Outbox(full);
    const sent = listening(outbox);
    outbox.edit([rename("a")]);
    expect(sent).toHaveLength(1);
  });

  it("keeps an undo behind the edit that it takes back", () => {
    const outbox = new Outbox();
    outbox.edit([rename("a")]);
    outbox.put({ kind: "undo" });
    outbox.edit([rename("b")]);
    expect(outbox.waiting().map(({ act }) => act.kind)).toEqual(["edit", "undo", "edit"]);
  });

  it("outlives a reload, and numbers go on", () => {
    const kept = storage();
    const before = new Outbox(kept);
    before.edit([rename("a")]);
    const after = new Outbox(kept);
    expect(after.client).toBe(before.client);
    expect(after.waiting()).toEqual(before.waiting());
    after.edit([rename("b")]);
    expect(after.waiting().map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("starts anew under another name when nothing waited at a reload", () => {
    const kept = storage();
    const before = new Outbox(kept);
    before.edit([rename("a")]);
    before.answer({ draft: "d", handled: { [before.client]: 1 } });
    const after = new Outbox(kept);
    expect(after.client).not.toBe(before.client);
    after.edit([rename("b")]);
    expect(after.waiting().map(({ seq }) => seq)).toEqual([1]);
  });

  it("never takes a number that Python has handled already", () => {
    const outbox = new Outbox();
    outbox.answer({ draft: "d", handled: { [outbox.client]: 41 } });
    outbox.edit([rename("a")]);
    expect(outbox.waiting()[0]?.seq).toBe(42);
  });

  it("counts as lost when an answer does not come for seconds", () => {
    const outbox = new Outbox();
    listening(outbox);
    expect(outbox.isLost()).toBe(false);
    outbox.edit([rename("a")]);
    expect(outbox.isLost()).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(outbox.isLost()).toBe(true);
    outbox.answer({ draft: "d", handled: { [outbox.client]: 1 } });
    expect(outbox.isLost()).toBe(false);
  });

  it("goes by a component that is still there", () => {
    const outbox = new Outbox();
    const first: Sent[] = [];
    const detach = outbox.attach((sent) => first.push(sent));
    const second: Sent[] = [];
    outbox.attach((sent) => second.push(sent));
    detach();
    outbox.edit([rename("a")]);
    expect([first.length, second.length]).toEqual([0, 1]);
  });
});

describe("components that get their answers one after the other", () => {
  it("each count what their own answer does not hold yet", () => {
    const outbox = new Outbox();
    const before = { draft: "d", handled: {} };
    outbox.edit([rename("a")]);
    outbox.edit([rename("b")]);
    outbox.answer({ draft: "d", handled: { [outbox.client]: 1 } }); // the history bar's
    expect(outbox.waiting().map(({ seq }) => seq)).toEqual([2]);
    expect(outbox.after(before).map(({ seq }) => seq)).toEqual([1, 2]); // the canvas's, still to come
    expect(outbox.after({ draft: "d", handled: { [outbox.client]: 1 } }).map(({ seq }) => seq)).toEqual([2]);
  });
});
