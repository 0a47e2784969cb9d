import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attend } from "../../src/attention";
import { registered } from "../../src/keys";
import { mountMix } from "../../src/mix";
import type { Row } from "../../src/mixrow";
import { theOutbox, type Channel } from "../../src/outbox";

const outbox = theOutbox();
let home: HTMLElement;
let clean: () => void;

function row(shares: Record<string, number>, locked: string[] = []): Row {
  return {
    task: "demo",
    stage: "ask",
    name: "Demo",
    shares: Object.entries(shares).map(([role, share]) => ({ role, short: role.toUpperCase(), kind: role, share, locked: locked.includes(role), detail: "", rate: "$1" })),
    baseline: [],
    candidates: [
      { role: "am", short: "AM", kind: "am", able: true, reason: "" },
      { role: "csm", short: "CSM", kind: "csm", able: false, reason: "CSM lacks the skill selling, which this task needs." },
    ],
    hours: "10",
    premium: "none",
    premium_in_full: "",
    tone: "none",
  };
}

// Draws rows; `handled`: up to which of the browser's numbers Python has answered.
let answered = 0;
async function draw(rows: Row[], handled = answered): Promise<void> {
  answered = Math.max(answered, handled);
  const channel: Channel = { draft: "d", handled: { [outbox.client]: handled } };
  clean = (await mountMix({ data: { rows, chosen: "", channel }, parentElement: home, setStateValue: () => {}, setTriggerValue: () => {} } as never)) as () => void;
}

const handles = () => [...home.querySelectorAll<HTMLElement>("[role=slider]")];
const values = () => handles().map((handle) => handle.getAttribute("aria-valuetext"));
const press = (element: Element | null, key: string) => element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const input = () => home.querySelector<HTMLInputElement>(".smw-mix-typed");
const lastSeq = () => outbox.waiting().at(-1)?.seq ?? answered;
const edits = () => outbox.waiting().flatMap(({ act }) => (act.kind === "edit" ? [act] : []));
const say = () => home.querySelector<HTMLElement>(".smw-refusal")?.textContent;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.stubGlobal("ResizeObserver", class { observe() {} });
  HTMLElement.prototype.showPopover ??= () => {};
  HTMLElement.prototype.hidePopover ??= () => {};
  home = document.createElement("div");
  document.body.append(home);
  await draw([row({ ae: 0.7, se: 0.3 })]);
});
afterEach(() => {
  clean();
  home.remove();
  answered = Math.max(answered, lastSeq());
  outbox.answer({ draft: "d", handled: { [outbox.client]: answered } });
  vi.useRealTimers();
});

test("what was done stays on the screen until Python acknowledges it", async () => {
  press(handles()[0] ?? null, "ArrowLeft");
  const first = lastSeq();
  vi.advanceTimersByTime(1000);
  press(handles()[0] ?? null, "ArrowLeft");
  await draw([row({ ae: 0.65, se: 0.35 })], first); // the answer to the older of the two
  expect(values()).toEqual(["AE 60%, SE 40%"]);
  await draw([row({ ae: 0.6, se: 0.4 })], lastSeq());
  expect(values()).toEqual(["AE 60%, SE 40%"]);
  await draw([row({ ae: 0.7, se: 0.3 })], lastSeq()); // undone
  expect(values()).toEqual(["AE 70%, SE 30%"]);
});

test("the list of keys names those of the role mix while it is there", () => {
  const named = () => registered().filter(({ group }) => group === "Role mix").map(({ keys }) => keys);
  expect(named()).toContain("L");
  clean();
  expect(named()).toEqual([]);
});

test("Enter that takes a word from an input method does not end typing", () => {
  press(handles()[0] ?? null, "Enter");
  input()?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
  expect(input()).not.toBeNull();
  press(input(), "Enter");
  expect(input()).toBeNull();
});

test("keys within 800 ms are one edit, and so one undo; later ones are another", () => {
  for (let i = 0; i < 3; i += 1) press(handles()[0] ?? null, "ArrowLeft");
  expect(edits().map(({ commands }) => commands)).toEqual([[{ do: "set_shares", task: "demo", shares: { ae: 0.55, se: 0.45 } }]]);
  vi.advanceTimersByTime(900);
  press(handles()[0] ?? null, "ArrowLeft");
  expect(new Set(edits().map(({ mark }) => mark)).size).toBe(2);
});

test("the focus stays at its handle when a lock builds the bar anew", async () => {
  handles()[0]?.focus();
  press(handles()[0] ?? null, "l");
  expect(edits()[0]?.commands).toEqual([{ do: "lock_share", task: "demo", role: "ae", locked: true }]);
  expect(document.activeElement).toBe(handles()[0]);
  await draw([row({ ae: 0.7, se: 0.3 }, ["ae"])], lastSeq());
  expect(document.activeElement).toBe(handles()[0]);
  expect(handles()[0]?.getAttribute("aria-disabled")).toBe("true");
});

test("a digit on a handle opens the number, Enter takes it and the focus goes back", () => {
  handles()[0]?.focus();
  press(handles()[0] ?? null, "4");
  expect(input()?.value).toBe("4");
  (input() as HTMLInputElement).value = "45%";
  press(input(), "Enter");
  expect(edits()[0]?.commands).toEqual([{ do: "set_shares", task: "demo", shares: { ae: 0.45, se: 0.55 } }]);
  expect(input()).toBeNull();
  expect(document.activeElement).toBe(handles()[0]);
});

test("Esc gives up; a number that nobody touched is not sent", () => {
  press(handles()[0] ?? null, "Enter");
  expect(input()?.value).toBe("70");
  press(input(), "Enter");
  press(handles()[0] ?? null, "9");
  press(input(), "Escape");
  expect(outbox.waiting()).toHaveLength(0);
});

test("Tab takes and goes to the next part", () => {
  home.querySelector(".smw-part")?.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
  (input() as HTMLInputElement).value = "50";
  press(input(), "Tab");
  expect(input()?.getAttribute("aria-label")).toBe("SE share of Demo, per cent");
  expect(input()?.value).toBe("50");
});

test("what locks make impossible is refused in words under the bar", async () => {
  await draw([row({ ae: 0.7, se: 0.3 }, ["se"])]);
  press(handles()[0] ?? null, "9");
  (input() as HTMLInputElement).value = "90";
  press(input(), "Enter");
  expect(say()).toBe("AE can have 70% at most: SE 30% is locked.");
  expect(input()?.getAttribute("aria-invalid")).toBe("true");
  expect(outbox.waiting()).toHaveLength(0);
  press(input(), "Escape");
  expect(say()).toBe("");
});

test("a redraw keeps the number that is being typed", async () => {
  press(handles()[0] ?? null, "4");
  const open = input();
  await draw([row({ ae: 0.5, se: 0.5 }, ["se"])]);
  expect(input()).toBe(open);
  expect(document.activeElement).toBe(open);
});

test("a role that does a task alone can be typed down, and the first able one takes the rest", async () => {
  await draw([row({ ae: 1 })]);
  const part = home.querySelector<HTMLElement>(".smw-part");
  part?.focus();
  press(part, "6");
  (input() as HTMLInputElement).value = "60";
  press(input(), "Enter");
  expect(edits()[0]?.commands).toEqual([{ do: "set_shares", task: "demo", shares: { ae: 0.6, am: 0.4 } }]);
  expect(values()).toEqual(["AE 60%, AM 40%"]);
});

test("a role without the skill is shown, not available, with the reason as text", () => {
  home.querySelector<HTMLElement>(".smw-more")?.click();
  const role = home.querySelector(".smw-unable li");
  expect(role?.textContent).toContain("lacks the skill selling");
  expect(role?.querySelector("button")?.getAttribute("aria-disabled")).toBe("true");
});

// A hand on the first handle of a bar of a hundred pixels.
function hand(): (kind: string, x: number) => void {
  const handle = handles()[0] as HTMLElement;
  handle.setPointerCapture = () => {};
  const bar = home.querySelector(".smw-bar") as HTMLElement;
  bar.getBoundingClientRect = () => ({ left: 0, width: 104 }) as DOMRect;
  handle.getBoundingClientRect = () => ({ left: 70, width: 4 }) as DOMRect;
  return (kind, x) => handle.dispatchEvent(Object.assign(new Event(kind), { clientX: x, button: 0, pointerId: 1, shiftKey: true }));
}

// Drags for 400 ms; gives when something was sent. `answers`: whether Python answers each at once.
function dragged(answers: boolean): number[] {
  const to = hand();
  const sent: number[] = [];
  const stop = outbox.attach(() => {
    sent.push(performance.now());
    if (answers) outbox.answer({ draft: "d", handled: { [outbox.client]: lastSeq() } });
  });
  to("pointerdown", 72);
  for (let x = 71; x > 31; x -= 1) {
    to("pointermove", x);
    vi.advanceTimersByTime(10);
  }
  to("pointerup", 32);
  stop();
  return sent;
}

const gapsOf = (sent: number[]) => sent.slice(1, -1).map((at, i) => at - (sent[i] ?? 0));

test("a drag that is answered streams every 80 ms", () => {
  const sent = dragged(true);
  expect(Math.min(...gapsOf(sent))).toBeGreaterThanOrEqual(80);
  expect(sent.length).toBeGreaterThanOrEqual(5);
});

test("a drag waits for its answer, but not for long, and its end is done", () => {
  const sent = dragged(false);
  expect(Math.min(...gapsOf(sent))).toBeGreaterThanOrEqual(200);
  expect(sent.length).toBeGreaterThanOrEqual(3);
  expect(edits()).toHaveLength(1);
  expect(edits()[0]?.done).toBe(true);
});

test("Esc while dragging takes back what was sent", () => {
  const to = hand();
  to("pointerdown", 72);
  to("pointermove", 42);
  vi.advanceTimersByTime(100);
  expect(edits()[0]).toMatchObject({ done: false, commands: [{ shares: { ae: 0.4 } }] });
  press(handles()[0] ?? null, "Escape");
  to("pointermove", 20);
  to("pointerup", 20);
  expect(edits()[0]).toMatchObject({ done: true, commands: [{ shares: { ae: 0.7, se: 0.3 } }] });
  expect(values()).toEqual(["AE 70%, SE 30%"]);
});

test("what others attend to lights its rows and fades the rest", async () => {
  await draw([row({ ae: 1 }), { ...row({ ae: 1 }), task: "other" }]);
  attend({ stages: [], tasks: ["demo"], roles: [], segments: [] }, "charts");
  const [lit, faded] = [...home.querySelectorAll<HTMLElement>(".smw-mix-row:not(.smw-mix-head)")];
  expect([lit?.dataset.lit, faded?.dataset.faded]).toEqual(["", ""]);
  attend(null, "charts");
  expect(faded?.dataset.faded).toBeUndefined();
});
