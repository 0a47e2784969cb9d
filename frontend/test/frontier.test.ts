import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountFrontier } from "../src/frontier/frontier";
import type { FrontierData, Mark, Pick, Point } from "../src/frontier/frontierdata";
import { along, isCramped, nearestOn, placer, scrubbed, snapped, stepped } from "../src/frontier/geometry";
import { labelled } from "../src/frontier/labels";

let home: HTMLElement;
let clean: () => void;
let sent: (Pick & { of: string })[];

function point(cost: number, contribution: number, winRate: number): Point {
  const change = { text: "+$1", tone: "better" };
  return {
    cost, contribution, win_rate: winRate,
    words: { cost: `$${cost}`, contribution: `$${contribution}`, win_rate: `${winRate * 100}%` },
    change: { cost: { text: "no change", tone: "same" }, contribution: change, win_rate: change },
    text: `cost $${cost}, contribution $${contribution}, win rate ${winRate * 100}%`,
  };
}
const mark = (name: string, ...at: [number, number, number]): Mark => ({ name, ...point(...at) });
const axis = (low: number, high: number) => ({ low, high, ticks: [{ at: low, text: String(low) }], unit: "$" });

function data(more: Partial<FrontierData> = {}): FrontierData {
  const panel = (measure: "contribution" | "win_rate", high: number) => ({ measure, title: `About ${measure}`, subtitle: "", axis: axis(0, high), alt: "" });
  return {
    of: "one", panels: [panel("contribution", 100), panel("win_rate", 1)], cost: axis(0, 100),
    lines: [
      { key: "contribution", name: "Most contribution", points: [10, 30, 50, 70].map((cost) => point(cost, cost + 20, cost / 200)) },
      { key: "win_rate", name: "Most win rate", points: [10, 40, 70, 100].map((cost) => point(cost, 60 - cost / 2, cost / 100)) },
    ],
    present: mark("Now", 80, 20, 0.2), reference: null, scenarios: [], path: [], notes: [],
    picked: { curve: "contribution", index: 1, count: 0 }, table: { columns: ["Model"], rows: [["Now"]] }, ...more,
  };
}

function draw(more: Partial<FrontierData> = {}): void {
  const setStateValue = (name: string, value: unknown) => {
    expect(name).toBe("picked");
    sent.push(value as Pick & { of: string });
  };
  clean = mountFrontier({ data: data(more), parentElement: home, setStateValue, setTriggerValue: () => {} }) as () => void;
}

const handle = (measure = "contribution") => home.querySelector<HTMLElement>(`[data-measure=${measure}] .smw-front-handle`) as HTMLElement;
const field = (measure = "contribution") => home.querySelector<HTMLElement>(`[data-measure=${measure}] .smw-front-field`) as HTMLElement;
const now = (measure?: string) => Number(handle(measure).getAttribute("aria-valuenow"));
const press = (key: string) => handle().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const place = (measure: string) => handle(measure).style.transform.match(/[\d.-]+/g)?.map(Number) as [number, number];
const pointer = (type: string, on: Element, x: number, y: number) => on.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, bubbles: true, cancelable: true }));
const figure = (key: string) => home.querySelector(`[data-figure=${key}] .smw-front-value`)?.textContent;

// Where the point of a line stands in a panel, read from the handle itself.
function spot(index: number, measure = "contribution"): [number, number] {
  const was = now();
  press("Home");
  for (let i = 0; i < index; i += 1) press("ArrowRight");
  const found = place(measure);
  press("Home");
  for (let i = 0; i < was; i += 1) press("ArrowRight");
  return found;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  home = document.createElement("div");
  document.body.append(home);
  sent = [];
  draw();
});
afterEach(() => {
  clean();
  home.remove();
  vi.useRealTimers();
});

test("cost goes to the right and the measure goes up", () => {
  const to = placer(axis(0, 10), axis(-1, 1), { left: 5, top: 10, width: 100, height: 50 });
  expect(to(0, -1)).toEqual({ x: 5, y: 60 });
  expect(to(10, 1)).toEqual({ x: 105, y: 10 });
  expect(placer(axis(3, 3), axis(0, 1), { left: 0, top: 0, width: 10, height: 10 })(3, 0).x).toBe(5);
});

test("a place along the line lies between its points, and the nearest one is found again", () => {
  const spots = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 20 }];
  expect(along(spots, 1.5)).toEqual({ x: 10, y: 10 });
  expect(along(spots, 9)).toEqual({ x: 10, y: 20 });
  expect(nearestOn(spots, { x: 4, y: -3 })).toEqual({ at: 0.4, distance: 3 });
  expect(nearestOn(spots, { x: 12, y: 15 }).at).toBeCloseTo(1.75);
  expect(nearestOn([{ x: 1, y: 1 }], { x: 1, y: 3 })).toEqual({ at: 0, distance: 2 });
});

test("every place of a line is nearest to itself", () => {
  const spots = [3, 1, 4, 1, 5, 9, 2, 6].map((y, i) => ({ x: 10 * i, y: -y }));
  for (let at = 0; at <= 7; at += 0.37) expect(nearestOn(spots, along(spots, at)).at).toBeCloseTo(at);
});

test("a cramped line counts the way of the hand", () => {
  expect(isCramped([{ x: 0, y: 0 }, { x: 3, y: 0 }])).toBe(true);
  expect(isCramped([{ x: 0, y: 0 }, { x: 30, y: 0 }])).toBe(false);
  expect(scrubbed(2, 24, 0, 9)).toBe(4);
  expect(scrubbed(2, 0, -12, 9)).toBe(3);
  expect(scrubbed(2, -400, 0, 9)).toBe(0);
});

test("keys go from point to point and stop at the ends", () => {
  expect([snapped(1.6, 3), snapped(-2, 3), snapped(8, 3)]).toEqual([2, 0, 3]);
  expect(["ArrowRight", "ArrowDown", "PageUp", "Home", "End"].map((key) => stepped(key, 1, 3))).toEqual([2, 0, 3, 0, 3]);
  expect(stepped("x", 1, 3)).toBeNull();
});

test("names stand free of dots and of one another; what has no room is left out", () => {
  const room = { left: 0, top: 0, width: 200, height: 40 };
  const want = (key: string, x: number, must = false) => ({ key, text: "A name", at: { x, y: 20 }, gap: 6, must });
  const { labels, left } = labelled([want("a", 20), want("b", 24), want("c", 22), want("d", 20), want("e", 20), want("f", 20)], [], room);
  expect(labels[0]).toMatchObject({ key: "a", anchor: "start", y: 20 });
  expect(labels.length + left.length).toBe(6);
  expect(left.length).toBeGreaterThan(0);
  const spans = labels.map(({ x, y, anchor }) => ({ x: anchor === "start" ? x : anchor === "end" ? x - 37.2 : x - 18.6, y }));
  for (const [i, one] of spans.entries()) {
    for (const other of spans.slice(i + 1)) expect(Math.abs(one.x - other.x) >= 37 || Math.abs(one.y - other.y) >= 14).toBe(true);
  }
  expect(labelled([want("a", 195, true)], [], room).labels[0]?.anchor).toBe("end");
});

test("both handles are sliders that say cost, contribution and win rate", () => {
  for (const measure of ["contribution", "win_rate"]) {
    const slider = handle(measure);
    expect([slider.getAttribute("role"), slider.tabIndex, slider.getAttribute("aria-valuemax")]).toEqual(["slider", 0, "3"]);
    expect(slider.getAttribute("aria-valuetext")).toBe("cost $30, contribution $50, win rate 15%");
    expect(slider.getAttribute("aria-label")).toContain("Most contribution");
  }
});

test("keys move both handles and the figures at once, and tell Python once the hand rests", () => {
  const before = place("win_rate");
  press("ArrowRight");
  press("End");
  expect([now(), now("win_rate"), figure("cost")]).toEqual([3, 3, "$70"]);
  expect(place("win_rate")).not.toEqual(before);
  expect(sent).toEqual([]);
  vi.runAllTimers();
  expect(sent).toEqual([{ of: "one", curve: "contribution", index: 3, count: 2 }]);
});

test("a drag glides between points, shows the nearest one, and picks it on release", () => {
  const [one, two] = [spot(1), spot(2)];
  vi.runAllTimers();
  sent = [];
  pointer("pointerdown", handle(), ...one);
  const [x, y] = [one[0] + 0.7 * (two[0] - one[0]), one[1] + 0.7 * (two[1] - one[1])];
  pointer("pointermove", field(), x, y);
  expect(place("contribution")[0]).toBeCloseTo(x, 0);
  expect(figure("cost")).toBe("$50");
  expect(sent).toEqual([]);
  pointer("pointerup", field(), x, y);
  expect(place("contribution")).toEqual(two);
  expect(sent).toMatchObject([{ curve: "contribution", index: 2 }]);
});

test("pressing the other line picks along that one, in both panels", () => {
  const hit = home.querySelector("[data-measure=win_rate] [data-hit=win_rate]") as Element;
  pointer("pointerdown", hit, 450, 18);
  pointer("pointerup", field("win_rate"), 450, 18);
  expect(sent).toMatchObject([{ curve: "win_rate", index: 3 }]);
  expect(handle().getAttribute("aria-label")).toContain("Most win rate");
  expect(home.querySelectorAll(".smw-front-line[data-chosen][data-line=win_rate]")).toHaveLength(2);
  for (const measure of ["contribution", "win_rate"]) {
    const lines = [...home.querySelectorAll<SVGElement>(`[data-measure=${measure}] .smw-front-line`)];
    expect(lines.map((each) => each.dataset.line)).toEqual(["contribution", "win_rate"]); // on top
  }
});

test("the choice of a line keeps the cost as near as it can", () => {
  [...home.querySelectorAll<HTMLElement>("[role=radio]")][1]?.click();
  expect(sent).toMatchObject([{ curve: "win_rate", index: 1 }]); // from a cost of 30 to 40
});

test("Escape gives up the drag, and nothing is told", () => {
  pointer("pointerdown", handle(), 100, 100);
  pointer("pointermove", field(), 400, 20);
  press("Escape");
  pointer("pointerup", field(), 400, 20);
  expect([now(), sent]).toEqual([1, []]);
});

test("an older answer does not move the handle; another frontier does", () => {
  press("End");
  vi.runAllTimers();
  draw({ picked: { curve: "contribution", index: 1, count: 0 } });
  expect(now()).toBe(3);
  draw({ picked: { curve: "contribution", index: 3, count: 1 } });
  expect(now()).toBe(3);
  draw({ of: "two", picked: { curve: "win_rate", index: 0, count: 0 } });
  expect(now()).toBe(0);
});

test("an answer that comes while the hand drags waits for its end", () => {
  pointer("pointerdown", handle(), ...place("contribution"));
  draw({ panels: [{ ...data().panels[0], title: "Newer" }, data().panels[1]] as FrontierData["panels"] });
  expect(home.querySelector("h3")?.textContent).toBe("About contribution");
  pointer("pointerup", field(), ...place("contribution"));
  expect(home.querySelector("h3")?.textContent).toBe("Newer");
});

test("a single point is a slider of one place", () => {
  const one = data().lines.map((line) => ({ ...line, points: line.points.slice(0, 1) }));
  draw({ of: "single", lines: one, picked: { curve: "contribution", index: 0, count: 0 } });
  press("ArrowRight");
  expect([now(), handle().getAttribute("aria-valuemax")]).toEqual([0, "0"]);
});

test("scenarios too near for their names get numbers, the same in both panels and in the list", () => {
  const scenarios = Array.from({ length: 12 }, (_, i) => mark(`A plan with a long name ${i}`, 50 + i / 9, 50, 0.5));
  draw({ scenarios });
  const listed = [...home.querySelectorAll("ol li")].map((each) => each.textContent);
  expect(listed.length).toBeGreaterThan(5);
  const numbers = (measure: string) => [...home.querySelectorAll(`[data-measure=${measure}] .smw-front-name`)].map((each) => each.textContent).filter((each) => /^\d+$/.test(each ?? ""));
  expect(numbers("contribution")).toEqual(listed.map((_, i) => String(i + 1)));
  expect(listed[0]).toMatch(/^1 A plan with a long name \d+$/);
  expect(numbers("win_rate")).toEqual(numbers("contribution"));
});

test("names are shown as text, never as HTML", () => {
  draw({ scenarios: [mark("<img src=x onerror=alert(1)>", 40, 50, 0.5)], notes: ["<b>x</b>"] });
  expect(home.querySelector("img, .smw-front-notes b")).toBeNull();
  expect(home.querySelector(".smw-front-notes")?.textContent).toBe("<b>x</b>");
});

test("the numbers stand behind a button", () => {
  const button = home.querySelector<HTMLElement>(".smw-front-numbers");
  button?.click();
  expect(home.querySelector<HTMLElement>(".smw-front-table")?.hidden).toBe(false);
  expect(home.querySelector<HTMLElement>("figure")?.hidden).toBe(true);
  button?.click();
  expect(home.querySelector<HTMLElement>("figure")?.hidden).toBe(false);
});
