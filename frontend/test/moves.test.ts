import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attend, attending } from "../src/attention";
import type { Command } from "../src/commands";
import { mountMoves } from "../src/moves/moves";
import { markOf, standing, type MoveRow } from "../src/moves/movesdata";
import { theOutbox } from "../src/outbox";

const outbox = theOutbox();
let home: HTMLElement;
let clean: () => void;
let answered = 0;

const shares = (task: string, parts: Record<string, number>): Command[] => [{ do: "set_shares", task, shares: parts }];
const who = (role: string) => ({ role, short: role.toUpperCase(), name: role, kind: role });

function move(task: string, more: Partial<MoveRow> = {}): MoveRow {
  return {
    key: `${task}|ae|sdr`, task, stage: "ask", name: `Give ${task} to SDRs`, rank: 1, from: who("ae"), to: who("sdr"),
    change: "AE 70% to 0%", worth: { text: "$109k", tone: "some" }, win: { text: "+0.2 pts", tone: "better" },
    tip: "", blocked: "", commands: shares(task, { sdr: 1 }), back: shares(task, { ae: 0.7, sdr: 0.3 }), ...more,
  };
}

function draw(rows: MoveRow[], taken: MoveRow[] = [], last = "", handled = answered, rest: MoveRow[] = []): void {
  answered = Math.max(answered, handled);
  const channel = { draft: "d", handled: { [outbox.client]: handled } };
  const data = { title: "Two moves save $200k a year", heading: "Saves a year", rows, taken, rest, empty: rows.length ? "" : "No move saves anything.", taken_title: taken.length ? `${taken.length} taken, $9k a year` : "", rest_title: rest.length ? `${rest.length} smaller moves save $6k` : "", chosen: "", last, channel };
  clean = mountMoves({ data, parentElement: home, setStateValue: () => {}, setTriggerValue: () => {} }) as () => void;
}

const all = () => [...home.querySelectorAll<HTMLElement>("li.smw-move")];
const button = (words: string) => [...home.querySelectorAll<HTMLButtonElement>("button")].find((each) => !each.hidden && (each.getAttribute("aria-label") === words || each.textContent === words));
const acts = () => outbox.waiting().map(({ act }) => act);
const lastSeq = () => outbox.waiting().at(-1)?.seq ?? answered;
const shown = (row: HTMLElement | undefined) => row?.dataset.standing;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  home = document.createElement("div");
  document.body.append(home);
  draw([move("qualify"), move("chase", { rank: 2 })]);
});
afterEach(() => {
  clean();
  home.remove();
  answered = Math.max(answered, lastSeq());
  outbox.answer({ draft: "d", handled: { [outbox.client]: answered } });
  vi.useRealTimers();
});

test("Take sends the whole row of shares as one finished edit, and shows Taken at once", () => {
  button("Take: Give qualify to SDRs")?.click();
  expect(acts()).toEqual([{ kind: "edit", commands: shares("qualify", { sdr: 1 }), mark: expect.stringMatching(/^take-.{1,76}$/), done: true }]);
  expect(all().map(shown)).toEqual(["taken", "open"]);
  expect(home.querySelector("[role=status]")?.textContent).toBe("Taken: Give qualify to SDRs.");
});

test("a second click does not take the move twice", () => {
  const take = button("Take: Give qualify to SDRs");
  take?.click();
  take?.click();
  expect(acts()).toHaveLength(1);
});

test("an older answer does not offer again what was taken", () => {
  button("Take: Give qualify to SDRs")?.click();
  draw([move("qualify"), move("chase", { rank: 2 })]);
  expect(all().map(shown)).toEqual(["taken", "open"]);
  draw([move("qualify"), move("chase", { rank: 2 })], [], "", lastSeq());
  expect(all().map(shown)).toEqual(["open", "open"]);
});

test("what was taken last is taken back by an undo", () => {
  button("Take: Give qualify to SDRs")?.click();
  button("Undo: Give qualify to SDRs")?.click();
  expect(acts().at(-1)).toEqual({ kind: "undo" });
  expect(all().map(shown)).toEqual(["open", "open"]);
});

test("what was taken before something else is taken back by its shares", () => {
  button("Take: Give qualify to SDRs")?.click();
  button("Take: Give chase to SDRs")?.click();
  button("Undo: Give qualify to SDRs")?.click();
  expect(acts().at(-1)).toMatchObject({ kind: "edit", commands: shares("qualify", { ae: 0.7, sdr: 0.3 }) });
  expect(all().map(shown)).toEqual(["open", "taken"]);
});

test("an undo is sent only while Python's newest step is the taking itself", () => {
  const taken = move("qualify", { rank: 0, commands: [], undo: "Take it back: AE 70%" });
  draw([move("chase")], [taken], `${markOf(taken)}abc`);
  button("Undo: Give qualify to SDRs")?.click();
  expect(acts()).toEqual([{ kind: "undo" }]);
  expect(all().map(shown)).toEqual(["open", "back"]);
  draw([move("chase")], [taken], "some-other-step", lastSeq());
  button("Undo: Give qualify to SDRs")?.click();
  expect(acts()).toMatchObject([{ kind: "edit", commands: taken.back }]);
  expect(all().map(shown)).toEqual(["open", "back"]);
});

test("a lock keeps the move from being taken, and says so", () => {
  const blocked = "AE is locked at 70%. Unlock it in the map, then take the move.";
  draw([move("qualify", { blocked, commands: [] })]);
  button("Take: Give qualify to SDRs")?.click();
  expect(acts()).toEqual([]);
  expect(home.querySelector("[role=status]")?.textContent).toBe(blocked);
  expect(home.querySelector(".smw-move-change")?.textContent).toContain(blocked);
});

test("the focus follows the move to where it stands once it is taken", () => {
  const take = button("Take: Give qualify to SDRs");
  take?.focus();
  take?.click();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Undo: Give qualify to SDRs");
  const rest = move("qualify", { commands: shares("qualify", { sdr: 0.9, se: 0.1 }) }); // offered again for what is left
  draw([rest, move("chase")], [move("qualify", { rank: 0, commands: [] })], "", lastSeq());
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Undo: Give qualify to SDRs");
  button("Undo: Give qualify to SDRs")?.click();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Take: Give qualify to SDRs");
  draw([move("qualify"), move("chase", { rank: 2 })], [], "", lastSeq());
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Take: Give qualify to SDRs");
  expect(document.activeElement?.isConnected).toBe(true);
});

test("sixty moves show the first ones, and all on demand", () => {
  draw(Array.from({ length: 60 }, (_, i) => move(`t${i}`, { rank: i + 1 })), [move("done", { rank: 0, commands: [] })]);
  const seen = () => all().filter((each) => !each.hidden).length;
  expect(seen()).toBe(5);
  expect(all().at(-1)?.hidden).toBe(false);
  button("Show all 60 moves")?.click();
  expect(seen()).toBe(61);
  button("Show fewer")?.click();
  expect(seen()).toBe(5);
});

test("a line sums what was taken; the newest is shown, and all unfold from it", () => {
  const done = (task: string) => move(task, { rank: 0, commands: [] });
  draw(Array.from({ length: 9 }, (_, i) => move(`t${i}`, { rank: i + 1 })), ["c", "b", "a"].map(done));
  const seen = () => all().filter((each) => shown(each) === "taken" && !each.hidden).map((each) => each.dataset.move);
  expect(seen()).toEqual(["c|ae|sdr"]);
  button("3 taken, $9k a year")?.click();
  expect(seen()).toEqual(["c|ae|sdr", "b|ae|sdr", "a|ae|sdr"]);
  expect(button("3 taken, $9k a year")?.getAttribute("aria-expanded")).toBe("true");
  button("3 taken, $9k a year")?.click();
  expect(seen()).toEqual(["c|ae|sdr"]);
});

test("smaller moves unfold from their sum, and are taken like the others", () => {
  draw([move("qualify")], [], "", answered, [move("tiny", { rank: 2 }), move("less", { rank: 3 })]);
  expect(all().map((each) => each.hidden)).toEqual([false, true, true]);
  button("2 smaller moves save $6k")?.click();
  expect(all().map((each) => each.hidden)).toEqual([false, false, false]);
  button("Take: Give tiny to SDRs")?.click();
  expect(all().map(shown)).toEqual(["open", "taken", "open"]);
});

test("pointing at a move attends to its task and both roles; others fade when something else is meant", () => {
  all()[0]?.dispatchEvent(new Event("pointerenter"));
  expect(attending()).toEqual({ stages: ["ask"], tasks: ["qualify"], roles: ["ae", "sdr"], segments: [] });
  all()[0]?.dispatchEvent(new Event("pointerleave"));
  expect(attending()).toBeNull();
  attend({ stages: [], tasks: ["chase"], roles: [], segments: [] }, "matrix");
  expect(all().map((each) => each.hasAttribute("data-faded"))).toEqual([true, false]);
  attend(null, "matrix");
  expect(all().map((each) => each.hasAttribute("data-faded"))).toEqual([false, false]);
});

test("names are shown as text, never as HTML", () => {
  draw([move("x", { name: "Give <img src=x onerror=alert(1)> to SDRs", change: "<b>x</b>" })]);
  expect(home.querySelector("img")).toBeNull();
  expect(home.querySelector(".smw-move-name")?.textContent).toBe("Give <img src=x onerror=alert(1)> to SDRs");
});

test("with no moves the list says why", () => {
  draw([]);
  expect(home.querySelector(".smw-moves-empty")?.textContent).toBe("No move saves anything.");
  expect(home.querySelector<HTMLElement>(".smw-moves-list")?.hidden).toBe(true);
});

test("an undo of what somebody did elsewhere leaves a taken move as it is", () => {
  const entry = { client: "c", draft: "d", seq: 1, at: 0, act: { kind: "undo" } as const };
  const taken = move("qualify", { rank: 0 });
  expect(standing(taken, [entry], "another-mark")).toBe("taken");
  expect(standing(taken, [entry], `${markOf(taken)}x`)).toBe("back");
});
