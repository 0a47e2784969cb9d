import { beforeEach, expect, test, vi } from "vitest";
import { attend, attending, concerns, onAttention, together, type Attention } from "../src/attention";

function about(part: Partial<Attention>): Attention {
  return { stages: [], tasks: [], roles: [], segments: [], ...part };
}

beforeEach(() => attend(null, "test"));

test("a listener hears what is attended to, from where, and its end", () => {
  const heard = vi.fn();
  const stop = onAttention(heard);
  const stage = about({ stages: ["rec"] });
  attend(stage, "canvas");
  expect(attending()).toEqual(stage);
  attend(null, "canvas");
  expect(attending()).toBeNull();
  expect(heard.mock.calls).toEqual([[stage, "canvas"], [null, "canvas"]]);
  stop();
  attend(stage, "canvas");
  expect(heard).toHaveBeenCalledTimes(2);
});

test("the same thing twice is told once; from another component it is told again", () => {
  const heard = vi.fn();
  const stop = onAttention(heard);
  attend(about({ roles: ["ae"] }), "mix");
  attend(about({ roles: ["ae"] }), "mix");
  expect(heard).toHaveBeenCalledTimes(1);
  attend(about({ roles: ["ae"] }), "charts");
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
});

test("an end without a beginning is not told", () => {
  const heard = vi.fn();
  const stop = onAttention(heard);
  attend(null, "charts");
  expect(heard).not.toHaveBeenCalled();
  stop();
});

test("a listener may stop listening while it hears", () => {
  const second = vi.fn();
  const stop = onAttention(() => stop());
  const stopSecond = onAttention(second);
  attend(about({ tasks: ["call"] }), "mix");
  expect(second).toHaveBeenCalledTimes(1);
  stopSecond();
});

test("two concern each other when any kind of id meets", () => {
  const bar = about({ stages: ["rec"], tasks: ["call"], roles: ["ae"] });
  expect(concerns(bar, about({ stages: ["rec"] }))).toBe(true);
  expect(concerns(bar, about({ stages: ["eva"], roles: ["ae"] }))).toBe(true);
  expect(concerns(bar, about({ stages: ["call"] }))).toBe(false);
  expect(concerns(bar, about({}))).toBe(false);
});

test("a whole row is about what its parts are about, each once", () => {
  const parts = [about({ stages: ["rec"], roles: ["ae"] }), about({ stages: ["rec"], roles: ["se"] })];
  expect(together(parts)).toEqual(about({ stages: ["rec"], roles: ["ae", "se"] }));
});
