import { expect, test } from "vitest";
import type { Command } from "../../src/commands";
import { given, withWaiting } from "../../src/matrix/given";
import { columnsInView, lineAt, rowsInView, scrollTo, topsOf, widthsFor } from "../../src/matrix/layout";
import { ALL, IN_JOURNEY_ORDER, inOrderOf, linesOf, passing, pressed, sorted } from "../../src/matrix/order";
import { pointsOf, walked } from "../../src/matrix/walking";
import { cellHint, cellName, facesOf, percents, premiumHint } from "../../src/matrix/words";
import { stepOf } from "../../src/matrix/Cell";
import type { Entry } from "../../src/outbox";
import { cell, GROUPS, map, task, three } from "./sample";

const ids = (tasks: { id: string }[]) => tasks.map(({ id }) => id);
const waits = (...commands: Command[]): Entry[] => [{ client: "c", draft: "d", seq: 1, at: 0, act: { kind: "edit", commands, mark: "m", done: true } }];

test("tasks are sorted by premium, hours, name and a role's share, and stay in the journey's order where equal", () => {
  const by = (name: string, down: boolean) => ids(sorted(three(), { by: name, down }));
  expect(by("premium", true)).toEqual(["demo", "qualify", "find"]);
  expect(by("hours", false)).toEqual(["find", "demo", "qualify"]);
  expect(by("name", false)).toEqual(["demo", "find", "qualify"]);
  expect(by("role:ae", true)).toEqual(["demo", "qualify", "find"]);
  expect(by("role:csm", true)).toEqual(["find", "qualify", "demo"]);
  expect(by("journey", false)).toEqual(["find", "qualify", "demo"]);
});

test("a head pressed again turns the order round, and then gives the journey's order back", () => {
  const first = pressed(IN_JOURNEY_ORDER, "premium");
  expect(first).toEqual({ by: "premium", down: true });
  expect(pressed(first, "premium")).toEqual({ by: "premium", down: false });
  expect(pressed(pressed(first, "premium"), "premium")).toEqual(IN_JOURNEY_ORDER);
  expect(pressed(first, "name")).toEqual({ by: "name", down: false });
});

test("tasks are filtered by stage, segment, kind and words without their accents", () => {
  const pass = (filter: Partial<typeof ALL>) => ids(passing(three(), GROUPS, { ...ALL, ...filter }));
  expect(pass({ place: "ent/" })).toEqual(["find"]);
  expect(pass({ place: "segment:ent" })).toEqual(["find", "qualify"]);
  expect(pass({ kind: "selling" })).toEqual(["qualify", "demo"]);
  expect(pass({ text: "DEMO  10" })).toEqual(["demo"]);
  expect(pass({ text: "interest ask" })).toEqual(["qualify"]);
  expect(pass({ text: "small", kind: "prospecting" })).toEqual([]);
});

test("stages stand over their tasks in the journey's order only", () => {
  const journey = linesOf(three(), IN_JOURNEY_ORDER).map(({ key }) => key);
  expect(journey).toEqual(["group 0", "find", "group 1", "qualify", "group 2", "demo"]);
  expect(linesOf(three(), { by: "name", down: false }).map(({ kind }) => kind)).toEqual(["task", "task", "task"]);
});

test("an order that is held follows neither new values nor tasks that have gone", () => {
  expect(ids(inOrderOf(["demo", "gone", "find", "qualify"], three()))).toEqual(["demo", "find", "qualify"]);
});

test("only rows and columns in view and a few around them are drawn", () => {
  const many = Array.from({ length: 2_000 }, (_, i) => task(`t${i}`, {}));
  const tops = topsOf(linesOf(many, { by: "name", down: false }));
  expect(tops.at(-1)).toBe(60_000);
  expect(lineAt(tops, 30_015)).toBe(1_000);
  const { from, to } = rowsInView(tops, 30_000, 480);
  expect([from <= 1_000 - 4, to >= 1_017, to - from <= 32]).toEqual([true, true, true]);
  expect(columnsInView(46, 100, 0, 400)).toEqual({ from: 0, to: 16 });
  expect(columnsInView(46, 100, 4_600 - 400, 400).to).toBe(100);
  expect(rowsInView([0], 0, 480)).toEqual({ from: 0, to: 0 });
});

test("columns fill the width, and keep a least width where the roles are many", () => {
  const few = widthsFor(673, 7);
  expect(few.name + 7 * few.role + 66).toBe(673);
  const many = widthsFor(673, 30);
  expect([many.role, many.name, many.total]).toEqual([54, 160, 160 + 30 * 54 + 66]);
  expect(widthsFor(673, 0).name).toBe(607);
});

test("what lies out of view is scrolled to, and no further", () => {
  expect(scrollTo(100, 130, 0, 480)).toBe(0);
  expect(scrollTo(600, 630, 0, 480)).toBe(150);
  expect(scrollTo(100, 130, 300, 480)).toBe(100);
});

test("a share that is given is shown at once, and the others give way in proportion", () => {
  const data = map([task("a", { sdr: cell(0.5), ae: cell(0.5) }), task("b", { ae: cell(1) })]);
  const [a, b] = withWaiting(data, waits({ do: "set_share", task: "a", role: "sdr", share: 0.8 }));
  expect([a?.cells.sdr?.share, a?.cells.ae?.share]).toEqual([0.8, 0.2]);
  expect(a?.cells.sdr).toMatchObject({ waiting: true, was: 0.5 });
  expect(b).toBe(data.tasks[1]);
});

test("the first able role takes what the only owner gives up", () => {
  const data = map([task("a", { ae: cell(1) })]);
  const [a] = withWaiting(data, waits({ do: "set_share", task: "a", role: "ae", share: 0.6 }));
  expect(a?.cells.sdr?.share).toBe(0.4);
});

test("a share that comes back to what it was at the baseline has no mark", () => {
  const data = map([task("a", { sdr: cell(0.5, { was: 0.3 }), ae: cell(0.5, { was: 0.7 }) })]);
  const [a] = withWaiting(data, waits({ do: "set_share", task: "a", role: "sdr", share: 0.3 }));
  expect([a?.cells.sdr?.was, a?.cells.ae?.was]).toEqual([null, null]);
});

test("locks wait for their answer too, and a locked share does not give way", () => {
  const data = map([task("a", { sdr: cell(0.5), ae: cell(0.5) })]);
  const [a] = withWaiting(data, waits({ do: "lock_share", task: "a", role: "ae", locked: true }));
  expect(a?.cells.ae?.locked).toBe(true);
  expect(given(data, a as never, "sdr", 0.9)).toEqual({ refused: "SDR can have 50% at most: AE 50% is locked." });
});

test("whole per cents add to a hundred, and a little is not nothing", () => {
  expect(percents({ a: cell(1 / 3), b: cell(1 / 3), c: cell(1 / 3) })).toEqual({ a: "34", b: "33", c: "33" });
  expect(percents({ a: cell(0.998), b: cell(0.002), c: cell(0) })).toEqual({ a: "100", b: "<1" });
});

test("cells show hours where a role has some, and the cost of an hour for all that are able", () => {
  const crafts = map([]).skills.selling as never;
  const shown = task("a", { ae: cell(1, { hours: "812" }), sdr: cell(0) });
  expect(facesOf(shown, crafts, "hours")).toEqual({ ae: "812" });
  expect(facesOf(shown, crafts, "cost")).toEqual({ sdr: "$206", ae: "$206" });
});

test("the ramp has a step of its own for nothing, then four equal parts", () => {
  expect([0, 0.01, 0.25, 0.26, 0.5, 0.75, 0.76, 1].map(stepOf)).toEqual([0, 1, 1, 2, 2, 3, 4, 4]);
});

test("a cell's name says all that is seen in it", () => {
  const data = map(three());
  const [role] = data.roles;
  const craft = data.skills.selling?.sdr;
  const shown = task("q", {}, { name: "Qualify interest" });
  expect(cellName(shown, role as never, craft as never, cell(0.45, { hours: "812", was: 0.6, locked: true }))).toBe(
    "SDR share of Qualify interest, 45%, 812 hours a year, $206 an hour of fulfilled work, most cost-effective, locked, baseline 60%",
  );
  expect(cellName(shown, data.roles[2] as never, data.skills.selling?.csm as never, cell(0))).toContain("CSM lacks the skill selling");
});

test("the card says how the cost of fulfilled work comes about, and the range of equals", () => {
  const data = map(three());
  const hint = cellHint(three()[0] as never, data.roles[0] as never, data.skills.selling?.sdr as never, cell(0.4, { range: [0.2, 0.75] }));
  expect(hint.facts).toContainEqual(["Fulfilled hour", "$206 = $148 an hour / (productivity 0.9 × quality 0.8)"]);
  expect(hint.facts).toContainEqual(["As good", "20% to 75%, within 1% of the best"]);
  expect(premiumHint(three()[2] as never)).toEqual({ head: "Premium $50k a year", facts: [["Rank", "1"]], notes: ["Nothing."] });
});

test("arrows walk the cells to the ends and no further", () => {
  const rows = ["head", "a", "b"];
  const columns = ["name", "sdr", "premium"];
  const go = (row: string, column: string, key: string, ctrlKey = false) => walked({ row, column }, { key, ctrlKey, metaKey: false }, rows, columns);
  expect(go("a", "sdr", "ArrowUp")).toEqual({ row: "head", column: "sdr" });
  expect(go("a", "name", "ArrowLeft")).toEqual({ row: "a", column: "name" });
  expect(go("a", "name", "ArrowRight", true)).toEqual({ row: "a", column: "premium" });
  expect(go("b", "sdr", "Home", true)).toEqual({ row: "a", column: "name" });
  expect(go("a", "sdr", "PageDown")).toEqual({ row: "b", column: "sdr" });
  expect(go("a", "sdr", "x")).toBeNull();
});

test("plus, minus and Shift with arrows change a share by a point", () => {
  const points = (key: string, shiftKey = false) => pointsOf({ key, shiftKey });
  expect([points("+"), points("ArrowUp", true), points("ArrowRight", true)]).toEqual([1, 1, 1]);
  expect([points("-"), points("ArrowDown", true), points("ArrowLeft", true)]).toEqual([-1, -1, -1]);
  expect([points("ArrowUp"), points("4")]).toEqual([0, 0]);
});
