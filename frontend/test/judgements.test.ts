import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { wordsOf } from "../src/judgements/hint";
import type { Cell, Column, JudgementData, Variant } from "../src/judgements/judgementdata";
import { mountJudgements } from "../src/judgements/judgements";
import { sizesFor } from "../src/judgements/sizes";

let home: HTMLElement;
let clean: () => void;
const told = vi.fn();

const variant = (id: string, has = false): Variant => ({ id, name: id.toUpperCase(), tip: "", own: false, has });
const column = (id: string, balance: string, has = false, best = false): Column => ({ ...variant(id, has), balance, best });
const ROWS = [
  { kind: "way_of_buying", name: "How they buy", short: "Buying", variants: [variant("alone", true)] },
  { kind: "selling_tasks", name: "Selling tasks", short: "Tasks", variants: [variant("team", true), variant("solo")] },
  { kind: "value_delivery", name: "Value delivery", short: "Delivery", variants: [variant("help"), variant("pool", true)] },
];
const COLUMNS = [
  { ...ROWS[1]!, variants: [column("team", "−1", true), column("solo", "+2", false, true)] },
  { ...ROWS[2]!, variants: [column("help", "+3", false, true), column("pool", "0", true)] },
];
const HINDERS: Cell = { value: -3, text: "−3", why: "A team costs more than help pages bring." };
const DISPUTED: Cell = {
  value: 1, text: "+1", why: "", judged: true, disputed: true, asked: true, range: "−1 to +3, 4 people", library: "0.",
  said: [{ by: "Maya Rao", text: "+3", on: "3 Nov 2026", why: "Seen twice.", asked: "the deal size moved by 30%." }],
};

function data(more: Partial<JudgementData> = {}): JudgementData {
  return {
    title: "HELP would fit better than POOL", subtitle: "How far a row supports a column.", rows: ROWS, columns: COLUMNS,
    cells: { "team help": HINDERS, "alone pool": DISPUTED }, foot: { name: "Impact balance", tip: "The sum." },
    scale: { "-3": "strongly hinders", "0": "neither supports nor hinders", "1": "slightly supports" },
    filters: [
      { key: "all", label: "All", count: "12" }, { key: "judged", label: "Judged by us", count: "1" },
      { key: "disputed", label: "Disputed", count: "1" }, { key: "asked", label: "Asked again", count: "0" },
    ],
    chosen: null, channel: { draft: "one", handled: {} }, ...more,
  };
}

function draw(more: Partial<JudgementData> = {}): void {
  clean = mountJudgements({ data: data(more), parentElement: home, setStateValue: told, setTriggerValue: () => {} }) as () => void;
}

const cell = (key: string) => home.querySelector<HTMLElement>(`[data-cell="${key}"]`)!;
const press = (key: string, more = {}) => document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
const sent = (name: string) => told.mock.calls.filter(([of]) => of === name).map(([, value]) => value);
const judged = () => sent("entries").at(-1)?.entries.map(({ act }: { act: unknown }) => act) ?? [];
const chips = () => [...home.querySelectorAll<HTMLButtonElement>(".smw-jg-chips button")];

beforeEach(() => {
  told.mockClear();
  vi.useFakeTimers();
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  home = document.createElement("div");
  document.body.append(home);
});
afterEach(() => {
  clean();
  home.remove();
  vi.useRealTimers();
});

test("a cell shows what counts with its sign, and nothing said is a dot", () => {
  draw();
  expect(cell("team help").textContent).toBe("−3");
  expect(cell("team help").dataset.value).toBe("-3");
  expect(cell("solo help").textContent).toBe("·");
  expect(cell("solo help").getAttribute("aria-label")).toBe("SOLO on HELP: 0");
});

test("a component has no cells on itself", () => {
  draw();
  expect(cell("team solo")).toBeNull();
  expect(home.querySelectorAll(".smw-jg-well")).toHaveLength(4);
  expect(home.querySelectorAll(".smw-jg-cell")).toHaveLength(12);
});

test("what the group judged is marked, disputed and asked again too, and read out", () => {
  draw();
  const marks = ["data-judged", "data-disputed", "data-asked"];
  expect(marks.map((mark) => cell("alone pool").hasAttribute(mark))).toEqual([true, true, true]);
  expect(marks.map((mark) => cell("team help").hasAttribute(mark))).toEqual([false, false, false]);
  expect(cell("alone pool").getAttribute("aria-label")).toBe("ALONE on POOL: +1, judged by us, disputed, −1 to +3, 4 people, asked again");
});

test("the card tells why, who and when, and what the library says", () => {
  const words = wordsOf("alone pool", data()).map(({ textContent }) => textContent).join("|");
  expect(words).toContain("ALONE slightly supports POOL");
  expect(words).toContain("Disputed: −1 to +3, 4 people");
  expect(words).toContain("+3 Maya Rao3 Nov 2026Seen twice.Asked again: the deal size moved by 30%.");
  expect(words).toContain("Library: 0.");
  expect(wordsOf("team help", data())[1]?.textContent).toBe(HINDERS.why);
});

test("the card opens under the hand after a moment and goes with it", () => {
  draw();
  const card = home.querySelector<HTMLElement>(".smw-jg-bubble")!;
  cell("team help").dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  expect(card.textContent).toBe("");
  vi.advanceTimersByTime(300);
  expect(card.textContent).toContain("TEAM strongly hinders HELP");
  expect(home.querySelectorAll("[data-lit]")).toHaveLength(2);
});

test("a cell that is drawn anew under a resting hand does not open its card while keys are used", () => {
  draw();
  const over = () => cell("team help").dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  cell("solo pool").focus();
  press("ArrowLeft");
  over();
  expect(home.querySelectorAll("[data-lit]")).toHaveLength(2);
  expect(home.querySelector("[role=rowheader][data-lit]")?.textContent).toBe("SOLO");
  cell("team help").dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
  over();
  expect(home.querySelector("[role=rowheader][data-lit]")?.textContent).toBe("TEAM");
});

test("the foot shows the balances, the best of each component and what the segment has", () => {
  draw();
  const foot = [...home.querySelectorAll(".smw-jg-balance")];
  expect(foot.map(({ textContent }) => textContent)).toEqual(["−1", "+2", "+3", "0"]);
  expect(foot.map((each) => each.hasAttribute("data-best"))).toEqual([false, true, true, false]);
  expect(foot.map((each) => each.hasAttribute("data-has"))).toEqual([true, false, false, true]);
});

test("the rows and columns of what the segment has are outlined; without a segment none is", () => {
  draw();
  expect(home.querySelectorAll(".smw-jg-frame-row")).toHaveLength(3);
  expect(home.querySelectorAll(".smw-jg-frame-column")).toHaveLength(2);
  clean();
  const none = (groups: typeof ROWS) => groups.map((group) => ({ ...group, variants: group.variants.map((each) => ({ ...each, has: false })) }));
  draw({ rows: none(ROWS), columns: none(COLUMNS) as typeof COLUMNS, foot: null });
  expect(home.querySelectorAll(".smw-jg-frame")).toHaveLength(0);
  expect(home.querySelector<HTMLElement>(".smw-jg-foot")!.hidden).toBe(true);
});

test("arrows walk the cells over the wells and stop at the edge", () => {
  draw();
  cell("alone solo").focus();
  press("ArrowDown");
  expect(document.activeElement).toBe(cell("help solo"));
  press("ArrowRight");
  expect(document.activeElement).toBe(cell("help solo"));
  press("ArrowUp");
  press("ArrowRight", { ctrlKey: true });
  expect(document.activeElement).toBe(cell("alone pool"));
  press("Home");
  expect(document.activeElement).toBe(cell("alone team"));
  expect(home.querySelectorAll(".smw-jg-cell[tabindex='0']")).toHaveLength(1);
});

test("a click or Enter tells which pair is chosen, Esc that none is", () => {
  draw();
  cell("team help").click();
  expect(sent("chosen").at(-1)?.pair).toEqual({ source: "team", target: "help" });
  expect(cell("team help").getAttribute("aria-selected")).toBe("true");
  cell("solo pool").focus();
  press("Enter");
  expect(sent("chosen").at(-1)?.pair).toEqual({ source: "solo", target: "pool" });
  expect(home.querySelectorAll("[aria-selected]")).toHaveLength(1);
  press("Escape");
  expect(sent("chosen").at(-1)?.pair).toBeNull();
  expect(home.querySelectorAll("[aria-selected]")).toHaveLength(0);
});

test("a digit judges the chosen pair, with a minus before it if one was typed", () => {
  draw();
  cell("team help").focus();
  press("2");
  expect(judged()).toEqual([]);
  press("Enter");
  press("2");
  expect(judged()).toEqual([{ source: "team", target: "help", value: 2 }]);
  expect(cell("team help").textContent).toBe("+2");
  press("-");
  expect(cell("team help").textContent).toBe("−");
  press("3");
  expect(judged().at(-1)).toEqual({ source: "team", target: "help", value: -3 });
  press("-");
  press("0");
  expect(judged().at(-1).value).toBe(0);
  press("7");
  expect(judged()).toHaveLength(3);
});

test("Esc gives up a minus before it gives up the choice", () => {
  draw();
  cell("team help").focus();
  press("Enter");
  press("-");
  press("Escape");
  expect(cell("team help").textContent).toBe("−3");
  expect(sent("chosen")).toHaveLength(1);
  press("1");
  expect(judged().at(-1).value).toBe(1);
});

test("what was typed stays until Python has it, is sent again meanwhile, and is not sent after", () => {
  draw();
  cell("solo pool").focus();
  press("Enter");
  press("3");
  draw();
  expect(cell("solo pool").textContent).toBe("+3");
  vi.advanceTimersByTime(2100);
  expect(sent("entries")).toHaveLength(2);
  const { client, seq, draft } = sent("entries").at(-1).entries[0];
  expect([seq, draft]).toEqual([1, "one"]);
  draw({ channel: { draft: "one", handled: { [client]: 1 } }, cells: { "solo pool": { value: 2, text: "+2", why: "", judged: true } } });
  expect(cell("solo pool").textContent).toBe("+2");
  expect(cell("solo pool").hasAttribute("data-waiting")).toBe(false);
  vi.advanceTimersByTime(5000);
  expect(sent("entries")).toHaveLength(2);
});

test("chips show one kind of judgement and count it; one that would show none cannot be pressed", () => {
  draw();
  expect(chips().map(({ textContent }) => textContent)).toEqual(["All12", "Judged by us1", "Disputed1", "Asked again0"]);
  chips()[2]!.click();
  expect(home.querySelector<HTMLElement>(".smw-jg")!.dataset.filter).toBe("disputed");
  expect(chips().map((chip) => chip.getAttribute("aria-checked"))).toEqual(["false", "false", "true", "false"]);
  expect(chips()[3]!.disabled).toBe(true);
  const [, , disputed, ...rest] = data().filters;
  draw({ filters: [...data().filters.slice(0, 2), { ...disputed!, count: "0" }, ...rest] });
  expect(home.querySelector<HTMLElement>(".smw-jg")!.dataset.filter).toBe("all");
});

test("an answer draws the cells that changed and leaves the others, and the focus, alone", () => {
  draw();
  const [kept, changed] = [cell("alone pool").firstChild, cell("team help").firstChild];
  cell("solo pool").focus();
  draw({ cells: { ...data().cells, "team help": { ...HINDERS, value: -2, text: "−2" } } });
  expect(cell("alone pool").firstChild).toBe(kept);
  expect(cell("team help").firstChild).not.toBe(changed);
  expect(document.activeElement).toBe(cell("solo pool"));
});

test("a variant that is added keeps the focus on its pair", () => {
  draw();
  cell("solo pool").focus();
  const rows = ROWS.map((group, i) => (i === 1 ? { ...group, variants: [...group.variants, variant("mine")] } : group));
  draw({ rows });
  expect(cell("mine pool")).not.toBeNull();
  expect(document.activeElement).toBe(cell("solo pool"));
});

test("rows and columns fill the room, or are large and scroll", () => {
  const fits = sizesFor(868, 756, [4, 6, 6, 6, 5], [6, 6, 6, 5]);
  expect(27 * fits.row + 10).toBeLessThanOrEqual(756 - 131);
  expect(20 + fits.names + 12 + 23 * fits.column).toBeLessThanOrEqual(868);
  const many = sizesFor(868, 496, [4, 15, 15, 15, 15], [15, 15, 15, 15]);
  expect([many.row, many.column]).toEqual([24, 30]);
});

test("rows are high enough to hit, also where they then scroll, and where a room sees them enlarged", () => {
  for (let height = 300; height < 1000; height += 20) {
    expect(sizesFor(868, height, [4, 6, 6, 6, 5], [6, 6, 6, 5]).row).toBeGreaterThanOrEqual(20);
    expect(1.5 * sizesFor(868, height, [4, 6, 6, 6, 5], [6, 6, 6, 5], 1.5).row).toBeGreaterThanOrEqual(20);
  }
});
