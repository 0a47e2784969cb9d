import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChoiceData, Option } from "../src/choices/choicedata";
import { mountChoices } from "../src/choices/choices";

let home: HTMLElement;
let clean: () => void;
const told = vi.fn();

const option = (id: string, more: Partial<Option> = {}): Option => ({
  id, name: id, tip: `${id} tip`, own: false, has: false, tag: "", balance: "+1", best: "", trying: false, step: "", left: false, ...more,
});
const row = (kind: string, ...variants: Option[]) => ({ kind, name: kind === "selling_tasks" ? "Selling tasks" : "Value delivery", origin: "chosen", sentence: "Agreed in spring.", variants });

function draw(more: Partial<ChoiceData> = {}): void {
  const data: ChoiceData = {
    title: "The choices fit each other", subtitle: "Number: impact balance.", trying: [],
    rows: [
      row("selling_tasks", option("team", { has: true, tag: "chosen" }), option("solo", { balance: "−2" }), option("mine", { own: true })),
      row("value_delivery", option("help", { best: "best fit", balance: "+4" }), option("pool", { has: true, tag: "from the model" })),
    ],
    ...more,
  };
  clean = mountChoices({ data, parentElement: home, setStateValue: told, setTriggerValue: () => {} }) as () => void;
}

const card = (id: string) => home.querySelector<HTMLButtonElement>(`[data-variant="${id}"]`)!;
const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const tried = () => told.mock.calls.filter(([name]) => name === "trying").map(([, value]) => value.trial);

beforeEach(() => {
  told.mockClear();
  home = document.createElement("div");
  document.body.append(home);
});
afterEach(() => {
  clean();
  home.remove();
});

test("what the segment has says how that is known, and the best fit and the group's own are marked", () => {
  draw();
  expect(card("team").querySelector(".smw-choice-badge")?.textContent).toBe("chosen");
  expect(card("pool").querySelector(".smw-choice-badge")?.textContent).toBe("from the model");
  expect(card("help").querySelector(".smw-choice-marks")?.textContent).toBe("+4best fit");
  expect(card("mine").querySelector(".smw-choice-marks")?.textContent).toBe("+1your own");
  expect(card("solo").querySelector(".smw-choice-badge")).toBeNull();
});

test("each component is a group of radio buttons, checked where the segment is", () => {
  draw();
  const checked = [...home.querySelectorAll("[role=radiogroup]")].map((group) => group.querySelectorAll("[aria-checked=true]"));
  expect(checked.map((each) => [...each].map((one) => (one as HTMLElement).dataset.variant))).toEqual([["team"], ["pool"]]);
  expect(home.querySelectorAll("[role=radio][tabindex='0']")).toHaveLength(2);
});

test("a click tries a variant at once and tells so; again, what the segment has, or Esc ends it", () => {
  draw();
  card("solo").click();
  expect(tried()).toEqual([{ kind: "selling_tasks", variant: "solo" }]);
  expect(card("solo").querySelector(".smw-choice-badge")?.textContent).toBe("trying");
  expect(card("solo").getAttribute("aria-checked")).toBe("true");
  card("solo").click();
  expect(tried().at(-1)).toBeNull();
  card("help").click();
  card("pool").click();
  expect(tried().slice(2)).toEqual([{ kind: "value_delivery", variant: "help" }, null]);
  card("help").click();
  card("help").focus();
  press("Escape");
  expect(tried().at(-1)).toBeNull();
  press("Escape");
  card("team").click();
  expect(tried()).toHaveLength(6);
});

test("arrows walk the variants of a row and go to the next, and Enter tries", () => {
  draw();
  card("team").focus();
  press("ArrowLeft");
  expect(document.activeElement).toBe(card("mine"));
  press("ArrowRight");
  press("ArrowRight");
  expect(document.activeElement).toBe(card("solo"));
  expect(tried()).toEqual([]);
  press("ArrowDown");
  expect(document.activeElement).toBe(card("pool"));
  press("Home");
  press("Enter");
  expect(tried()).toEqual([{ kind: "value_delivery", variant: "help" }]);
  expect(document.activeElement).toBe(card("help"));
});

test("what gives way after a trial is numbered, and what is given up is struck", () => {
  draw({
    trying: [{ kind: "selling_tasks", variant: "solo" }],
    rows: [
      row("selling_tasks", option("team", { has: true, tag: "chosen", left: true }), option("solo", { trying: true })),
      row("value_delivery", option("help", { step: "1 gives way next" }), option("pool", { has: true, tag: "chosen", left: true })),
    ],
  });
  expect(card("help").querySelector(".smw-choice-badge")?.textContent).toBe("1 gives way next");
  expect(card("solo").hasAttribute("data-trying")).toBe(true);
  expect([card("team"), card("pool"), card("help")].map((each) => each.hasAttribute("data-left"))).toEqual([true, true, false]);
});

test("a trial stays while Python says nothing new, and ends when Python ends it", () => {
  draw();
  card("solo").click();
  draw();
  expect(card("solo").hasAttribute("data-trying")).toBe(true);
  draw({ trying: [{ kind: "selling_tasks", variant: "solo" }] });
  draw({ trying: [] });
  expect(card("solo").hasAttribute("data-trying")).toBe(false);
});

test("the end of a row asks for a variant of one's own", () => {
  draw();
  home.querySelectorAll<HTMLButtonElement>(".smw-choice-add")[1]!.click();
  expect(told.mock.calls[0]).toEqual(["adding", { kind: "value_delivery", time: expect.any(Number) }]);
  expect(home.querySelector(".smw-choice-add")?.getAttribute("aria-label")).toBe("Add your own selling tasks");
});

test("a set of choices is tried as one: each card is marked, and a click on one of them ends it", () => {
  draw({ trying: [{ kind: "selling_tasks", variant: "solo" }, { kind: "value_delivery", variant: "help" }] });
  expect([...home.querySelectorAll<HTMLElement>("[data-trying]")].map((each) => each.dataset.variant)).toEqual(["solo", "help"]);
  card("help").click();
  expect(tried()).toEqual([null]);
  expect(home.querySelector("[data-trying]")).toBeNull();
});
