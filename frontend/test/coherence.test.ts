import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountComponentmap } from "../src/coherence/componentmap";
import { ageSide, centre, labelSpot, places, thickness, threads } from "../src/coherence/geometry";
import { legendMark, markOf } from "../src/coherence/marks";
import { concerns, type Chosen, type ComponentCard, type HeatCell, type MapData, type PairRibbon, type Strength } from "../src/coherence/mapdata";

const KINDS = ["customer_selection", "value_proposition", "selling_tasks", "value_delivery"];
const PAIRS = KINDS.flatMap((one, i) => KINDS.slice(i + 1).map((other) => [one, other] as const));
const SIZE = { width: 632, height: 470 };
const WEAK = "selling_tasks:value_delivery";

let home: HTMLElement;
let clean = () => {};
let sent: Chosen[];

const hint = (head: string) => ({ head, facts: [["Starts at", "100"]] as [string, string][], notes: [`Behind ${head}.`] });

function card(key: string, more: Partial<ComponentCard> = {}): ComponentCard {
  return { key, mark: "diamond", name: key, open: false, score: "80", change: { text: "+2 points", tone: "better" }, text: "A choice", full: "A choice", read: false, hint: hint(key), ...more };
}

function pair(one: string, other: string, more: Partial<PairRibbon> = {}): PairRibbon {
  return { key: `${one}:${other}`, one, other, name: `${one} and ${other}`, support: 80, text: "80", strength: "strong", debt: "", hint: hint(`${one} and ${other}`), ...more };
}

const cell = (about: string, more: Partial<HeatCell> = {}): HeatCell => ({ about, text: "+2", words: "supports", step: 3, own: false, debt: false, name: about, hint: hint(`cell ${about}`), ...more });

function data(more: Partial<MapData> = {}): MapData {
  const head = (key: string) => ({ key, mark: "square", name: key, text: "A choice" });
  const about = (one: string, other: string) => PAIRS.find((each) => each.includes(one) && each.includes(other))?.join(":") ?? one;
  return {
    of: "ent", title: "A finding", subtitle: "Of the ring", score: { part: 0.71, text: "71", hint: hint("Coherence 71 of 100") },
    components: KINDS.map((key) => card(key)), pairs: PAIRS.map(([one, other]) => pair(one, other)),
    legend: [{ kind: "strong", label: "Strong" }, { kind: "frayed", label: "Frayed" }],
    heat: {
      title: "Every choice is supported", subtitle: "Of the heat map", columns: KINDS.map(head),
      rows: [{ ...head("buying"), mark: "", cells: KINDS.map((key) => cell(key)) }, ...KINDS.map((row) => ({ ...head(row), cells: KINDS.map((column) => cell(about(row, column), { own: row === column })) }))],
    },
    table: { columns: ["Pair", "Of 100"], rows: [["One and other", "80"]] }, empty: "", chosen: { key: "", count: 0 }, ...more,
  };
}

function draw(more: Partial<MapData> = {}): void {
  const setStateValue = (name: string, value: unknown) => {
    expect(name).toBe("chosen");
    sent.push(value as Chosen);
  };
  clean = mountComponentmap({ data: data(more), parentElement: home, setStateValue, setTriggerValue: () => {} }) as () => void;
}

const item = (id: string) => home.querySelector<HTMLElement>(`[data-item="${id}"]`) as HTMLElement;
const line = (id: string) => home.querySelector<SVGElement>(`[data-pair="${id}"]`) as SVGElement;
const bubble = () => home.querySelector(".smw-comp-bubble b")?.textContent;
const pressed = (within = "ring") => [...home.querySelectorAll<HTMLElement>(`.smw-comp-${within} [aria-pressed=true]`)].map((each) => each.dataset.item);
const faded = () => [...home.querySelectorAll<HTMLElement>("[data-item][data-faded]")].map((each) => each.dataset.item);
const view = (name: string) => home.querySelector<HTMLElement>(`[data-view=${name}]`) as HTMLElement;
const hidden = (name: string) => (home.querySelector(`.smw-comp-${name}`) as HTMLElement).hidden;
const point = (on: Element, type: string) => on.dispatchEvent(new PointerEvent(type, { bubbles: type === "pointerdown" }));
const press = (on: Element, key: string) => on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(() => {
  sent = [];
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(SIZE.width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(SIZE.height);
  home = document.createElement("div");
  document.body.append(home);
});
afterEach(() => {
  view("ring")?.click(); // the view outlives a map; each test begins with the ring
  clean();
  clean = () => {};
  home.remove();
  vi.restoreAllMocks();
});

test("the cards stand at the corners as in the picture, and no number stands on the score or on a card", () => {
  for (const [width, height] of [[632, 470], [960, 800], [420, 360]] as const) {
    const found = places(width, height);
    expect(found.cards.customer_selection).toMatchObject({ x: 0 });
    for (const { x, y, width: wide, height: high } of Object.values(found.cards)) {
      expect(x + wide <= width && y + high <= height && x >= 0 && y >= 0).toBe(true);
    }
    for (const [one, other] of PAIRS) {
      const spot = labelSpot(one, other, found);
      expect(Math.hypot(spot.x - found.middle.x, spot.y - found.middle.y)).toBeGreaterThan(found.radius + 13);
      const on = Object.values(found.cards).filter(({ x, y, width: w, height: h }) => spot.x > x && spot.x < x + w && spot.y > y && spot.y < y + h);
      expect(on).toEqual([]);
    }
  }
  expect(places(632, 470).cards.selling_tasks).toMatchObject({ width: 184, height: 100 });
});

test("the age of what is unreviewed stands where there is room for it", () => {
  const wide = places(632, 470);
  const narrow = places(400, 400);
  expect(ageSide("selling_tasks", "value_delivery", "12 days", wide)).toBe("right");
  expect(ageSide("value_proposition", "selling_tasks", "12 days", wide)).toBe("right");
  expect(ageSide("value_proposition", "selling_tasks", "unreviewed", wide)).toBe("below");
  expect(ageSide("customer_selection", "selling_tasks", "12 days", wide)).toBe("left");
  expect(ageSide("selling_tasks", "value_delivery", "12 days", narrow)).toBe("below");
});

test("a strong ribbon is thicker with each point, and the threads of a frayed one part with each", () => {
  expect([thickness(75), thickness(100), thickness(62)]).toEqual([10.5, 28, 5]);
  const { cards } = places(632, 470);
  const [from, to] = [centre(cards.value_delivery!), centre(cards.selling_tasks!)];
  const off = (support: number) => Number(threads(from, to, support)[0]?.path.match(/C[\d.-]+ ([\d.-]+)/)?.[1]) - from.y;
  expect(Math.abs(off(20))).toBeGreaterThan(Math.abs(off(55)));
  expect(threads(from, to, 41)).toHaveLength(5);
});

test("a pair concerns its two components and itself", () => {
  expect(concerns("selling_tasks", WEAK)).toBe(true);
  expect(concerns("customer_selection", WEAK)).toBe(false);
  expect(concerns(WEAK, "value_proposition:value_delivery")).toBe(false);
  expect(concerns(WEAK, WEAK)).toBe(true);
});

test("components come before pairs in the order of Tab", () => {
  draw();
  expect([...home.querySelectorAll<HTMLElement>(".smw-comp-ring [data-item]")].map((each) => each.dataset.item)).toEqual([...KINDS, ...PAIRS.map((each) => each.join(":"))]);
});

test("each strength is drawn in its way, and what is not known has no number", () => {
  const drawn = (strength: Strength, support: number | null) => pair("selling_tasks", "value_delivery", { strength, support, text: support === null ? "not known yet" : String(support) });
  const kinds = (strength: Strength, support: number | null) => {
    draw({ pairs: [drawn(strength, support)] });
    return [...line(WEAK).querySelectorAll("path:not(.smw-comp-hit)")].map((path) => path.getAttribute("class"));
  };
  expect(kinds("strong", 80)).toEqual(["smw-comp-line"]);
  expect(kinds("plain", 62)).toEqual(["smw-comp-line"]);
  expect(kinds("frayed", 41)).toEqual(Array(5).fill("smw-comp-thread"));
  expect(kinds("open", null)).toEqual(["smw-comp-unknown"]);
  expect(item(WEAK).textContent).toBe("not known yet");
  expect(item(WEAK).getAttribute("aria-label")).toBe("selling_tasks and value_delivery: not known yet");
});

test("an unreviewed pair carries its age, in words too", () => {
  draw({ pairs: [pair("selling_tasks", "value_delivery", { debt: "12 days" })] });
  expect(item(WEAK).querySelector(".smw-comp-age")?.textContent).toBe("12 days");
  expect(item(WEAK).getAttribute("aria-label")).toContain("unreviewed: 12 days");
});

test("an open component is dashed and says so, one that was read says that", () => {
  draw({ components: [card("selling_tasks", { open: true, score: "not chosen yet", change: null }), card("value_delivery", { read: true })] });
  expect(item("selling_tasks").hasAttribute("data-open")).toBe(true);
  expect(item("selling_tasks").getAttribute("aria-label")).toContain("selling_tasks: not chosen yet");
  expect(item("value_delivery").textContent).toContain("read from the model");
});

test("what is pointed at tells its sentences and what does not concern it fades", () => {
  draw();
  point(item("selling_tasks"), "pointerenter");
  expect(bubble()).toBe("selling_tasks");
  expect(faded()).toEqual(["customer_selection", "value_proposition", "value_delivery", ...PAIRS.filter((each) => !each.includes("selling_tasks")).map((each) => each.join(":"))]);
  expect(line("customer_selection:value_delivery").hasAttribute("data-faded")).toBe(true);
  point(item("selling_tasks"), "pointerleave");
  expect(faded()).toEqual([]);
  point(line(WEAK).querySelector(".smw-comp-hit") as Element, "pointerenter");
  expect(bubble()).toBe("selling_tasks and value_delivery");
  expect(faded()).not.toContain("value_delivery");
});

test("the focus tells as much as the hand; a click does not leave the rest faded", () => {
  draw();
  item(WEAK).focus();
  expect(bubble()).toBe("selling_tasks and value_delivery");
  expect(item(WEAK).getAttribute("aria-describedby")).toBe(home.querySelector(".smw-comp-bubble")?.id);
  item(WEAK).blur();
  expect(item(WEAK).hasAttribute("aria-describedby")).toBe(false);
  point(item("selling_tasks"), "pointerdown");
  item("selling_tasks").focus();
  expect(faded()).toEqual([]);
});

test("a click chooses and tells Python, a second one and Esc take it back", () => {
  draw();
  item(WEAK).click();
  expect(pressed()).toEqual([WEAK]);
  item(WEAK).click();
  expect(pressed()).toEqual([]);
  item("selling_tasks").click();
  press(item("selling_tasks"), "Escape");
  expect(sent).toEqual([{ key: WEAK, count: 1 }, { key: "", count: 2 }, { key: "selling_tasks", count: 3 }, { key: "", count: 4 }]);
});

test("a ribbon can be clicked, and its number takes the focus", () => {
  draw();
  line(WEAK).querySelector(".smw-comp-hit")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(pressed()).toEqual([WEAK]);
  expect(document.activeElement).toBe(item(WEAK));
});

test("a ribbon is for the hand: Tab has its number, and does not stop at a drawing that hears the focus", () => {
  draw();
  line(WEAK).querySelector(".smw-comp-hit")?.dispatchEvent(new FocusEvent("focus"));
  expect(faded()).toEqual([]);
});

test("every component keeps its one shape, and each has its own", () => {
  const shapes = ["circle-open-dot", "diamond", "square", "triangle-right"].map((mark, i) => markOf(KINDS[i] ?? "", mark).innerHTML);
  expect(new Set(shapes).size).toBe(4);
  expect(shapes).not.toContain("");
});

test("a legend draws a plain ribbon thinner than a strong one", () => {
  const wide = (kind: string) => Number((legendMark(kind) as SVGElement).querySelector("path")?.getAttribute("stroke-width"));
  expect(wide("plain")).toBeGreaterThan(0);
  expect(wide("plain")).toBeLessThan(wide("strong"));
});

test("an answer to an older choice does not take back a newer one; Python can clear it", () => {
  draw();
  item(WEAK).click();
  item("selling_tasks").click();
  draw({ chosen: { key: WEAK, count: 1 } });
  expect(pressed()).toEqual(["selling_tasks"]);
  draw({ chosen: { key: "", count: 2 } });
  expect(pressed()).toEqual([]);
});

test("new data change what is drawn in place: the focus stays", () => {
  draw();
  const before = item("selling_tasks");
  before.focus();
  draw({ components: KINDS.map((key) => card(key, { score: "55" })) });
  expect(item("selling_tasks")).toBe(before);
  expect(document.activeElement).toBe(before);
  expect(before.textContent).toContain("55");
});

test("the heat map stands in place of the ring: a row for how they buy, then one a component", () => {
  draw();
  view("heat").click();
  expect([hidden("ring"), hidden("heat")]).toEqual([true, false]);
  expect(home.querySelector(".smw-comp-sub")?.textContent).toBe("Of the heat map");
  expect(home.querySelector("h3")?.textContent).toBe("Every choice is supported");
  const rows = [...home.querySelectorAll(".smw-comp-heat tbody tr")];
  expect(rows.map((row) => row.querySelectorAll("button").length)).toEqual([4, 4, 4, 4, 4]);
  draw({ title: "Another" });
  expect(hidden("heat")).toBe(false);
});

test("a cell of the heat map tells its sentences and chooses its pair, in both directions", () => {
  draw();
  view("heat").click();
  const there = item("selling_tasks>value_delivery");
  point(there, "pointerenter");
  expect(bubble()).toBe(`cell ${WEAK}`);
  expect(faded()).toHaveLength(19);
  there.click();
  expect(sent.at(-1)?.key).toBe(WEAK);
  expect(pressed("heat")).toEqual(["selling_tasks>value_delivery", "value_delivery>selling_tasks"]);
});

test("arrows walk the heat map", () => {
  draw();
  view("heat").click();
  item("buying>customer_selection").focus();
  press(document.activeElement as Element, "ArrowDown");
  press(document.activeElement as Element, "ArrowRight");
  expect((document.activeElement as HTMLElement).dataset.item).toBe("customer_selection>value_proposition");
  press(document.activeElement as Element, "ArrowUp");
  press(document.activeElement as Element, "ArrowUp");
  expect((document.activeElement as HTMLElement).dataset.item).toBe("buying>value_proposition");
});

test("the numbers stand behind a button", () => {
  draw();
  const button = home.querySelector<HTMLElement>(".smw-comp-numbers") as HTMLElement;
  expect(button.getAttribute("aria-label")).toBe("Show the numbers");
  button.click();
  expect([hidden("ring"), hidden("table")]).toEqual([true, false]);
  expect(home.querySelector(".smw-comp-table td")?.textContent).toBe("One and other");
  button.click();
  expect([hidden("ring"), hidden("table")]).toEqual([false, true]);
});

test("without a segment there is a sentence and nothing else", () => {
  draw({ components: [], pairs: [], legend: [], heat: { title: "", subtitle: "", columns: [], rows: [] }, empty: "No segment yet." });
  expect([hidden("ring"), hidden("heat"), hidden("empty")]).toEqual([true, true, false]);
  expect(home.querySelector(".smw-comp-empty")?.textContent).toBe("No segment yet.");
});
