import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attend, attending } from "../../src/attention";
import { Matrix } from "../../src/matrix/Matrix";
import type { MatrixData } from "../../src/matrix/mapdata";
import { forget } from "../../src/matrix/useShown";
import { theOutbox } from "../../src/outbox";
import { cell, matrix, task, three } from "./sample";

(globalThis as Record<string, unknown>).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
let home: HTMLElement;
let handled = 0;

const draw = (data: Partial<MatrixData> = {}) =>
  act(async () => root.render(<Matrix data={{ ...matrix(), channel: { draft: "d", handled: { [theOutbox().client]: handled } }, ...data }} />));
const at = (name: string) => home.querySelector(`[data-cell="${name}"]`) as HTMLElement;
const face = (name: string) => at(name).textContent;
const input = () => home.querySelector<HTMLInputElement>(".smw-map-input");
const refusal = () => home.querySelector("[role=alert]")?.textContent;
const focused = () => (document.activeElement as HTMLElement).dataset.cell;
const focus = (name: string) => act(async () => at(name).focus());
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });
const click = (element: Element | null) => act(async () => element?.dispatchEvent(new MouseEvent("click", { bubbles: true })));
const change = (element: HTMLInputElement | HTMLSelectElement | null, text: string, event: "input" | "change") =>
  act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, text);
    element?.dispatchEvent(new Event(event, { bubbles: true }));
  });
const type = (text: string) => change(input(), text, "input");
const edits = () => theOutbox().waiting().flatMap(({ act: done }) => (done.kind === "edit" ? done.commands : []));
const rows = () => [...home.querySelectorAll<HTMLElement>("[data-row]")].map((row) => row.dataset.row);
const answer = () => {
  handled = theOutbox().waiting().at(-1)?.seq ?? handled;
  theOutbox().answer({ draft: "d", handled: { [theOutbox().client]: handled } });
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  forget();
  home = document.createElement("div");
  document.body.append(home);
  root = createRoot(home);
  await draw();
});
afterEach(async () => {
  await act(async () => root.unmount());
  home.remove();
  answer();
  attend(null, "test");
  vi.useRealTimers();
});

test("a share is typed in its cell, is one set_share, and stands there before Python answers", async () => {
  await focus("qualify ae");
  await press("Enter");
  expect(input()?.value).toBe("45");
  await type("40%");
  await press("Enter");
  expect(edits()).toEqual([{ do: "set_share", task: "qualify", role: "ae", share: 0.4 }]);
  expect([face("qualify ae"), face("qualify sdr")]).toEqual(["40", "60"]);
  expect(focused()).toBe("qualify ae");
  await act(async () => answer());
  await draw({ tasks: three().map((each) => (each.id === "qualify" ? task("qualify", { sdr: cell(0.7), ae: cell(0.3) }) : each)) });
  expect(face("qualify ae")).toBe("30"); // what Python says
});

test("a number that nobody touched is not sent, nor one that is given up", async () => {
  await focus("qualify ae");
  await press("Enter");
  await press("Enter");
  await press("7");
  expect(input()?.value).toBe("7");
  await press("Escape");
  expect(edits()).toEqual([]);
  expect(focused()).toBe("qualify ae");
});

test("what is no per cent is told in a sentence at the cell, and the typing goes on", async () => {
  await focus("qualify ae");
  await press("Enter");
  await type("many");
  await press("Enter");
  expect(refusal()).toBe("“many” is not a per cent. Write it as 45 or 45%.");
  expect(input()?.getAttribute("aria-invalid")).toBe("true");
  await type("30");
  expect(refusal()).toBe("");
  await press("Tab", { shiftKey: true });
  expect(edits()).toMatchObject([{ share: 0.3 }]);
  expect(input()?.getAttribute("aria-label")).toBe("SDR share of Qualify interest, per cent");
});

test("a cell without the skill says why and is not typed into", async () => {
  await click(at("qualify csm"));
  expect(input()).toBeNull();
  expect(refusal()).toBe("CSM lacks the skill selling, which this task needs.");
  await focus("qualify csm");
  await press("5");
  await press("+");
  expect([input(), edits()]).toEqual([null, []]);
});

test("points within a moment are one undo; later ones are another", async () => {
  await focus("qualify ae");
  for (let i = 0; i < 3; i += 1) await press("+");
  expect(edits()).toEqual([{ do: "set_share", task: "qualify", role: "ae", share: 0.48 }]);
  await act(async () => void vi.advanceTimersByTime(900));
  await press("ArrowDown", { shiftKey: true });
  expect(edits().map((each) => "share" in each && each.share)).toEqual([0.48, 0.47]);
});

test("L and Space lock a share and let it go; a locked one is not typed over", async () => {
  await focus("qualify ae");
  await press("l");
  expect(edits()).toEqual([{ do: "lock_share", task: "qualify", role: "ae", locked: true }]);
  await press("Enter");
  expect([input(), refusal()]).toEqual([null, "AE is locked at 45%. Press L on it to unlock it first."]);
  await press(" ");
  expect(edits().at(-1)).toMatchObject({ locked: false });
});

test("a redraw from Python while somebody types keeps the typing", async () => {
  await focus("qualify ae");
  await press("Enter");
  await type("3");
  const own = input();
  await draw({ tasks: three().map((each) => ({ ...each, premium: each.premium + 1 })) });
  expect(input()).toBe(own);
  expect(own?.value).toBe("3");
  expect(document.activeElement).toBe(own);
});

test("the order holds still while the focus is in the map, and follows when it leaves", async () => {
  await click(at("#head #premium"));
  expect(rows()).toEqual(["demo", "qualify", "find"]);
  await focus("qualify ae");
  const changed = three().map((each) => (each.id === "qualify" ? { ...each, premium: 90_000 } : each));
  await draw({ tasks: changed });
  expect(rows()).toEqual(["demo", "qualify", "find"]);
  await act(async () => (document.activeElement as HTMLElement).blur());
  expect(rows()).toEqual(["qualify", "demo", "find"]);
});

test("menus and search choose the rows, and an empty map offers all of them", async () => {
  await change(home.querySelector<HTMLSelectElement>("[aria-label='Kind of task']"), "prospecting", "change");
  expect(rows()).toEqual(["find"]);
  expect(home.querySelector(".smw-map-sum")?.textContent).toBe("1 of 3 tasksnone");
  await change(home.querySelector<HTMLInputElement>(".smw-map-search"), "zzz", "input");
  expect(home.querySelector(".smw-map-empty")?.textContent).toContain("No task matches");
  await click(home.querySelector(".smw-map-empty button"));
  expect(rows()).toHaveLength(3);
});

test("the cells can show what an hour of fulfilled work costs, and a share is typed all the same", async () => {
  await change(home.querySelector<HTMLSelectElement>("[aria-label='What the cells show']"), "cost", "change");
  expect([face("find ae"), face("find csm")]).toEqual(["$206", ""]);
  expect(home.textContent).toContain("Cost per standard hour of fulfilled work.");
  await click(at("qualify ae"));
  expect(input()?.value).toBe("45");
  await press("Escape");
});

test("slash goes to the search, Esc clears it and goes back to the cells", async () => {
  await focus("qualify ae");
  await press("/");
  expect(document.activeElement?.className).toBe("smw-map-search");
  await change(home.querySelector<HTMLInputElement>(".smw-map-search"), "qual", "input");
  await press("Escape");
  expect([focused(), rows().length]).toEqual(["qualify ae", 3]);
});

test("one cell is in the tab order, and it is the one that was walked to", async () => {
  await focus("find #name");
  await press("ArrowRight");
  await press("ArrowDown");
  expect(focused()).toBe("qualify sdr");
  expect(home.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1);
});

test("a row says what the hand is on, a click chooses its task, and others' attention fades it", async () => {
  await act(async () => at("demo #name").dispatchEvent(new MouseEvent("pointerover", { bubbles: true })));
  expect(attending()?.tasks).toEqual(["demo"]);
  await click(at("demo #name"));
  expect(theOutbox().waiting().at(-1)?.act).toEqual({ kind: "choose", task: "demo", stage: "offer", segment: "smb" });
  expect(home.querySelector("[data-chosen]")?.getAttribute("data-row")).toBe("demo");
  await act(async () => attend({ stages: [], tasks: ["find"], roles: [], segments: [] }, "charts"));
  expect([...home.querySelectorAll<HTMLElement>("[data-faded]")].map((row) => row.dataset.row)).toEqual(["qualify", "demo"]);
});

test("names of any letters are text, never markup", async () => {
  await draw({ tasks: [task("x", { ae: cell(1) }, { name: "<img src=x onerror=alert(1)>" })] });
  expect(home.querySelector("img")).toBeNull();
  expect(at("x #name").textContent).toBe("<img src=x onerror=alert(1)>");
});

test("of two thousand tasks and a hundred roles some hundreds of cells are drawn", async () => {
  const roles = Array.from({ length: 100 }, (_, i) => ({ id: `r${i}`, short: `R${i}`, name: `Role ${i}`, colour: "@role-ae", rate: "$1" }));
  await draw({ roles, tasks: Array.from({ length: 2_000 }, (_, i) => task(`t${i}`, { r1: cell(1) })) });
  expect(home.querySelectorAll(".smw-map-cell").length).toBeLessThan(700);
  await focus("t0 r1");
  await press("ArrowDown", { ctrlKey: true });
  expect(focused()).toBe("t1999 r1");
});

test("an empty model says what is missing", async () => {
  await draw({ tasks: [], empty: "No tasks here yet. Buyers pass this journey without you: is that intended?" });
  expect(home.querySelector("[role=grid]")).toBeNull();
  expect(home.textContent).toContain("is that intended?");
});
