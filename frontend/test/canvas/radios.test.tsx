import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Radios } from "../../src/canvas/Radios";
import { TypedInput } from "../../src/canvas/TypedInput";

(globalThis as Record<string, unknown>).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
let home: HTMLElement;
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });

beforeEach(() => {
  home = document.createElement("div");
  document.body.append(home);
  root = createRoot(home);
});
afterEach(async () => {
  await act(async () => root.unmount());
  home.remove();
});

test("a choice is one stop of the Tab key, and the arrows choose round and round", async () => {
  const choices = [["a", "A"], ["b", "B"], ["c", "C"]] as const; // prettier-ignore
  let value: "a" | "b" | "c" = "a";
  const draw = (): void => root.render(<Radios label="Letter" name="letter" choices={choices} value={value} choose={(next) => { value = next; draw(); }} />);
  await act(async () => draw());
  const stops = () => [...home.querySelectorAll<HTMLElement>("[role=radio]")].filter((radio) => radio.tabIndex === 0).map((radio) => radio.dataset.letter);
  expect(stops()).toEqual(["a"]);
  home.querySelector<HTMLElement>("[role=radio]")?.focus();
  await press("ArrowRight");
  expect([value, stops(), document.activeElement?.textContent]).toEqual(["b", ["b"], "B"]);
  await press("ArrowUp");
  await press("ArrowLeft");
  expect([value, document.activeElement?.getAttribute("aria-checked")]).toEqual(["c", "true"]);
  await press("ArrowDown");
  expect(value).toBe("a");
});

test("Enter that takes a word from an input method does not end typing", async () => {
  const taken: string[] = [];
  let left = 0;
  await act(async () => root.render(<TypedInput value="Demo" label="Name" take={(text) => taken.push(text)} leave={() => (left += 1)} />));
  const input = home.querySelector("input") as HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, "デモ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.focus();
  await press("Enter", { isComposing: true });
  await press("Enter", { keyCode: 229 } as KeyboardEventInit);
  expect([taken, left]).toEqual([[], 0]);
  await press("Enter");
  expect([taken, left]).toEqual([["デモ"], 1]);
});
