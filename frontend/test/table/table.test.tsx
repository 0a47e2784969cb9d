import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "../../src/commands";
import { useWaiting } from "../../src/canvas/state";
import { registered } from "../../src/keys";
import { theOutbox, type Channel } from "../../src/outbox";
import { JourneyTable } from "../../src/table/JourneyTable";
import type { TableData } from "../../src/table/tabledata";
import { data } from "./sample";

(globalThis as Record<string, unknown>).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
let home: HTMLElement;
let done: Command[];

const edit = (commands: Command[]) => {
  done.push(...commands);
  theOutbox().edit(commands);
};
let channel: Channel = { draft: "d", handled: {} };
// As the canvas shows it: with what was done here and Python has not answered.
function Shown({ given }: { given: TableData }) {
  const waiting = useWaiting(channel);
  return <JourneyTable data={given} waiting={waiting} edit={edit} />;
}
const draw = (given: TableData) => act(async () => root.render(<Shown given={given} />));
const answered = () => {
  const seq = theOutbox().waiting().at(-1)?.seq;
  if (seq !== undefined) channel = { draft: "d", handled: { [theOutbox().client]: seq } };
  theOutbox().answer(channel);
};
const cell = (table: string, at: string) => home.querySelector(`[data-table=${table}] [data-at="${at}"]`) as HTMLInputElement;
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });
const focus = (element: HTMLElement) => act(async () => element.focus());
const type = (text: string) =>
  act(async () => {
    const input = document.activeElement as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
const clipboard = async (kind: "copy" | "paste", text = "") => {
  const event = new Event(kind, { bubbles: true, cancelable: true }) as Event & { clipboardData: unknown };
  const held = { text };
  event.clipboardData = { getData: () => held.text, setData: (_: string, given: string) => (held.text = given) };
  await act(async () => {
    document.activeElement?.dispatchEvent(event);
  });
  return held.text;
};
const where = () => (document.activeElement as HTMLElement).dataset.at;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  done = [];
  home = document.createElement("div");
  document.body.append(home);
  root = createRoot(home);
  await draw(data());
});
afterEach(async () => {
  await act(async () => root.unmount());
  home.remove();
  answered();
  vi.useRealTimers();
});

test("every table has a caption, every head a scope, every figure a name", () => {
  expect(home.querySelectorAll("caption")).toHaveLength(2);
  for (const head of home.querySelectorAll("th")) expect(head.getAttribute("scope")).toBeTruthy();
  expect(cell("moves", "0.1").getAttribute("aria-label")).toBe("Ask to Offer, per cent: 60%");
  expect(cell("moves", "0.3").getAttribute("aria-label")).toBe("Keep Ask to Offer at 60%");
});

test("arrows, Home and End move between cells, and stop at the edges", async () => {
  await focus(cell("moves", "0.1"));
  await press("ArrowDown");
  expect(where()).toBe("1.1");
  await press("ArrowRight");
  await press("ArrowRight");
  expect(where()).toBe("1.3");
  await press("ArrowRight");
  expect(where()).toBe("1.3");
  await press("ArrowDown");
  await press("ArrowDown"); // a total has no lock
  expect(where()).toBe("3.2");
  await press("Home", { ctrlKey: true });
  expect(where()).toBe("0.0");
  await press("ArrowUp");
  expect(where()).toBe("0.0");
});

test("typing starts an edit, Enter takes it and goes down", async () => {
  await focus(cell("days", "0.1"));
  await press("3");
  expect((document.activeElement as HTMLInputElement).value).toBe("3");
  await type("3 wk");
  await press("Enter");
  expect(done).toEqual([{ do: "set_cells", cells: { "stages[ask].dwell": "3 wk" } }]);
  expect(where()).toBe("1.1");
  expect(cell("days", "0.1").textContent).toBe("3 wk"); // as typed, until Python answers
});

test("F2 edits what is there, Esc gives up and the focus stays", async () => {
  await focus(cell("days", "1.1"));
  await press("F2");
  expect((document.activeElement as HTMLInputElement).value).toBe("10 d");
  await type("99");
  await press("Escape");
  expect(done).toEqual([]);
  expect(where()).toBe("1.1");
  expect(cell("days", "1.1").textContent).toBe("10 d");
});

test("Tab takes and goes to the next figure, Shift+Tab to the one before", async () => {
  await focus(cell("days", "0.1"));
  await press("Enter");
  await type("20");
  await press("Tab");
  expect(where()).toBe("1.1");
  await press("Enter");
  await press("Tab", { shiftKey: true });
  expect(where()).toBe("0.1");
  expect(done).toHaveLength(1); // what was not changed is not sent
});

test("Delete and an emptied cell change nothing", async () => {
  await focus(cell("days", "0.1"));
  await press("Delete");
  await press("Enter");
  await type("  ");
  await press("Enter");
  expect(done).toEqual([]);
  expect(cell("days", "0.1").textContent).toBe("34 d");
});

test("a redraw while somebody types keeps the cell, its text and the caret", async () => {
  await focus(cell("days", "1.1"));
  await press("F2");
  await type("1234");
  const input = document.activeElement as HTMLInputElement;
  input.setSelectionRange(2, 3);
  const more = data(["50 d", "11 d"]);
  more.tables[1]?.groups[0]?.rows.unshift({ ...more.tables[1].groups[0].rows[0]!, path: "stages[new].dwell", name: "New" });
  await draw(more);
  expect(document.activeElement).toBe(input);
  expect([input.value, input.selectionStart, input.selectionEnd]).toEqual(["1234", 2, 3]);
  await press("Enter");
  expect(done).toEqual([{ do: "set_cells", cells: { "stages[offer].dwell": "1234" } }]);
});

test("a refused cell shows the model's figure again", async () => {
  await focus(cell("days", "0.1"));
  await press("s");
  await type("soon");
  await press("Enter");
  expect(cell("days", "0.1").textContent).toBe("soon");
  answered();
  await draw(data());
  expect(cell("days", "0.1").textContent).toBe("34 d");
});

test("a total is typed, and its parts are Python's to follow", async () => {
  await focus(cell("moves", "3.1"));
  await press("Enter");
  await type("30%");
  await press("Enter");
  expect(done).toEqual([{ do: "set_total", moves: ["ask.rival", "ask.nobody"], total: "30%" }]);
  expect(cell("moves", "3.1").textContent).toBe("30%");
});

test("L and the box lock a move and let it go", async () => {
  await focus(cell("moves", "2.1"));
  await press("l");
  expect(done).toEqual([{ do: "lock_move", move: "ask.nobody", locked: false }]);
  expect(cell("moves", "2.3").checked).toBe(false);
  await act(async () => cell("moves", "0.3").click());
  expect(done.at(-1)).toEqual({ do: "lock_move", move: "ask.offer", locked: true });
});

test("a pasted block is one edit, and what found no place is told", async () => {
  await focus(cell("days", "0.1"));
  await clipboard("paste", "20\r\n3 wk\r\n9\r\n");
  expect(done).toEqual([{ do: "set_cells", cells: { "stages[ask].dwell": "20", "stages[offer].dwell": "3 wk" } }]);
  expect(home.querySelector("[data-table=days] [role=status]")?.textContent).toContain("last row was left out");
});

test("a block pasted while a cell is edited spreads too; a single figure goes into the input", async () => {
  await focus(cell("days", "0.1"));
  await press("Enter");
  await clipboard("paste", "21");
  expect(done).toEqual([]);
  await clipboard("paste", "21\n22");
  expect(done).toEqual([{ do: "set_cells", cells: { "stages[ask].dwell": "21", "stages[offer].dwell": "22" } }]);
});

test("Shift and arrows choose a range, and copying takes it as a block", async () => {
  await focus(cell("moves", "0.0"));
  await press("ArrowRight", { shiftKey: true });
  await press("ArrowDown", { shiftKey: true });
  expect(home.querySelectorAll("[data-marked]")).toHaveLength(4);
  expect(await clipboard("copy")).toBe("Ask\tOffer\t60%\nAsk\tRival\t30%");
  await press("ArrowDown");
  expect(home.querySelectorAll("[data-marked]")).toHaveLength(0);
  expect(await clipboard("copy")).toBe("10%");
});

test("the list of keys names those of the table while it is there", async () => {
  const named = () => registered().filter(({ group }) => group === "Table").map(({ keys }) => keys);
  expect(named()).toContain("F2");
  await act(async () => root.render(null));
  expect(named()).toEqual([]);
});
