import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attend, attending } from "../src/attention";
import { mountWeek } from "../src/week/week";
import type { Cause, SellerRow, WeekData } from "../src/week/weekdata";

let home: HTMLElement;
let clean: () => void;
const sent = vi.fn();

const part = (kind: string, hours: number, movable = 0) => ({ kind, label: kind, hours, text: hours.toFixed(1), tip: `${kind} tip`, movable });
const chase: Cause = { task: "chase", name: "Chase stakeholders", share: "8.1%", to: { role: "sdr", kind: "sdr", people: "SDRs" }, saving: { text: "$40k", tone: "some" }, win: { text: "+0.2 pts", tone: "better" }, why: "An hour costs less with SDR." };
const alone: Cause = { ...chase, task: "forms", name: "Forms", to: null, saving: null, win: null, why: "No other role has the skill forms." };

function seller(role: string, more: Partial<SellerRow> = {}): SellerRow {
  const verdict = { share: "59%", reading: "as stated", side: "over", over: true, tip: "" } as const;
  return {
    role, name: role, people: `${role}s`, rate: "$148 an hour", tip: "", hours: 40, line: 11.4,
    parts: [part("meetings", 12), part("prospecting", 8, 6), part("selling", 18), part("free", 2)],
    stated: verdict, actionable: { ...verdict, share: "18%", reading: "can be acted on", side: "within", over: false },
    causes: [chase, alone], ...more,
  };
}

function draw(rows: SellerRow[], more: Partial<WeekData> = {}): void {
  const data: WeekData = {
    title: "AEs spend 59% of the week on non-selling work", subtitle: "Average working week, hours.", rule: "Roles that cost at least 80%.",
    pill: { text: "Restructure", tone: "bad" }, line: "30%", rows, legend: [{ kind: "meetings", label: "Meetings" }], sentence: "Both: ...",
    empty: rows.length ? "" : "No role does selling tasks yet.", top_pay: null, choices: [0.6, 0.8, 1], ...more,
  };
  clean = mountWeek({ data, parentElement: home, setStateValue: sent, setTriggerValue: () => {} }) as () => void;
}

const rows = () => [...home.querySelectorAll<HTMLButtonElement>(".smw-seller-row")];
const causes = (i: number) => home.querySelectorAll<HTMLElement>(".smw-causes")[i];
const open = () => rows().map((row) => row.getAttribute("aria-expanded"));

beforeEach(() => {
  sent.mockClear();
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
  home = document.createElement("div");
  document.body.append(home);
});
afterEach(() => {
  clean();
  home.remove();
});

test("parts are as wide as their hours of the longest week, and the line stands at its hours", () => {
  draw([seller("ae"), seller("am", { hours: 20, parts: [part("meetings", 10), part("selling", 10)], line: 6 })]);
  const widths = (i: number) => [...rows()[i]!.querySelectorAll<HTMLElement>(".smw-seller-bar>i")].map((each) => each.style.width);
  expect(widths(0)).toEqual(["30%", "20%", "45%", "5%"]);
  expect(widths(1)).toEqual(["25%", "25%"]);
  expect([...home.querySelectorAll<HTMLElement>(".smw-week-line")].map((each) => each.style.left)).toEqual(["28.5%", "15%"]);
});

test("the line crosses no number: it moves beside, or is left out where there is no room", () => {
  draw([seller("ae", { line: 3 }), seller("am", { line: 14 })]);
  const number = (i: number, kind: string) => rows()[i]!.querySelector(`[data-kind=${kind}] b`);
  expect(number(0, "meetings")?.getAttribute("style")).toBe("padding-left:25%");
  expect(number(1, "prospecting")?.getAttribute("style")).toBe("padding-left:25%");
  expect(number(1, "meetings")?.getAttribute("style")).toBeNull();
  draw([seller("ae", { parts: [part("meetings", 4), part("selling", 36)], line: 2 })]);
  expect(number(0, "meetings")).toBeNull();
});

test("what others could do is underlined for its part of the hours", () => {
  draw([seller("ae")]);
  expect([...home.querySelectorAll<HTMLElement>(".smw-seller-bar u")].map((each) => each.style.width)).toEqual(["75%"]);
});

test("both verdicts stand in words", () => {
  draw([seller("ae")]);
  expect([...home.querySelectorAll(".smw-verdict")].map((each) => each.textContent)).toEqual(["59% as stated over", "18% can be acted on within"]);
});

test("several sellers are closed until one is opened; the only one is open", () => {
  draw([seller("ae"), seller("am")]);
  expect(open()).toEqual(["false", "false"]);
  rows()[1]?.click();
  expect(open()).toEqual(["false", "true"]);
  draw([seller("ae"), seller("am", { rate: "$99 an hour" })]);
  expect(open()).toEqual(["false", "true"]);
  draw([seller("ae")]);
  expect(open()).toEqual(["true"]);
  rows()[0]?.click();
  draw([seller("ae")]);
  expect(open()).toEqual(["false"]);
});

test("a row opens to who could take each task, and to why nobody can", () => {
  draw([seller("ae")]);
  const lines = [...causes(0)!.querySelectorAll(".smw-cause")].slice(1).map((each) => [...each.children].map((cell) => cell.textContent));
  expect(lines).toEqual([["Chase stakeholders", "8.1%", "SDRs", "$40k", "+0.2 pts"], ["Forms", "8.1%", "No other role has the skill forms."]]);
});

test("pointing at a seller attends to the role and its causes, at a cause to the task and both roles", () => {
  draw([seller("ae")]);
  rows()[0]?.dispatchEvent(new Event("pointerenter"));
  expect(attending()).toEqual({ stages: [], tasks: ["chase", "forms"], roles: ["ae"], segments: [] });
  causes(0)?.querySelectorAll(".smw-cause")[1]?.dispatchEvent(new Event("pointerenter"));
  expect(attending()).toEqual({ stages: [], tasks: ["chase"], roles: ["ae", "sdr"], segments: [] });
  clean();
  expect(attending()).toBeNull();
});

test("a seller fades when another role is meant", () => {
  draw([seller("ae"), seller("am")]);
  attend({ stages: [], tasks: [], roles: ["am"], segments: [] }, "matrix");
  expect([...home.querySelectorAll(".smw-seller")].map((each) => each.hasAttribute("data-faded"))).toEqual([true, false]);
  attend(null, "matrix");
});

test("the rule is shown; where it can be changed, the choice is sent", () => {
  draw([seller("ae")]);
  expect(home.querySelector(".smw-week-rule")?.getAttribute("aria-label")).toContain("Roles that cost at least 80%.");
  draw([seller("ae")], { top_pay: 0.8 });
  const select = home.querySelector<HTMLSelectElement>("select");
  expect([...(select?.options ?? [])].map((each) => each.textContent)).toEqual(["60%", "80%", "100%"]);
  select!.value = "0.6";
  select!.dispatchEvent(new Event("change"));
  expect(sent).toHaveBeenCalledWith("top_pay", 0.6);
});

test("without sellers a sentence says so, and without people the bar does", () => {
  draw([]);
  expect(home.querySelector(".smw-week-empty")?.textContent).toBe("No role does selling tasks yet.");
  draw([seller("ae", { parts: [], hours: 0 })]);
  expect(home.querySelector(".smw-seller-bar")?.textContent).toBe("nobody fills this role");
  expect(home.querySelector(".smw-week-line")).toBeNull();
});

test("names are shown as text, never as HTML", () => {
  draw([seller("ae", { name: "<img src=x>", causes: [{ ...chase, name: "<img src=y>" }] })]);
  expect(home.querySelector("img")).toBeNull();
});
