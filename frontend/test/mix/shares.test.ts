import { describe, expect, test } from "vitest";
import { byRole, giveShare, moveBoundary, readPercent, setShare, wholePercents, type Share } from "../../src/shares";

function share(role: string, part: number, locked = false): Share {
  return { role, short: role.toUpperCase(), kind: role, share: part, locked, detail: "", rate: "" };
}

// Numbers that are the same at every run.
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function anyShares(random: () => number): Share[] {
  const parts = Array.from({ length: 1 + Math.floor(random() * 12) }, () => random() + 0.001);
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part, i) => share(`r${i}`, part / sum, random() < 0.3));
}

const sumOf = (shares: Share[]) => shares.reduce((sum, each) => sum + each.share, 0);
const lockedOf = (shares: Share[]) => byRole(shares.filter((each) => each.locked));

test("whatever is done, shares sum to one, none is below zero and locks stay", () => {
  const random = generator(7);
  for (let round = 0; round < 3000; round += 1) {
    const before = anyShares(random);
    const at = Math.floor(random() * before.length);
    const role = before[at]?.role ?? "";
    const typed = setShare(before, role, Math.round(random() * 100) / 100, share("new", 0));
    const results = [moveBoundary(before, at, random(), random() < 0.5 ? 0.05 : 0.01), "shares" in typed ? typed.shares : before, giveShare(before, share("new", 0), 0.05) ?? before];
    for (const after of results) {
      expect(sumOf(after)).toBeCloseTo(1, 9);
      expect(Math.min(...after.map((each) => each.share))).toBeGreaterThanOrEqual(0);
      expect(lockedOf(after)).toEqual(lockedOf(before));
      expect(wholePercents(after).reduce((a, b) => a + b, 0)).toBe(100);
    }
  }
});

describe("a share that is typed", () => {
  const three = [share("ae", 0.6), share("se", 0.3), share("sdr", 0.1)];
  test("lets the others give way in proportion", () => {
    expect(setShare(three, "ae", 0.2, null)).toEqual({ shares: [share("ae", 0.2), share("se", 0.6), share("sdr", 0.2)] });
  });
  test("leaves locked ones, and says what is possible", () => {
    const locked = [share("ae", 0.6), share("se", 0.3, true), share("sdr", 0.1)];
    expect(setShare(locked, "ae", 0.7, null)).toEqual({ shares: [share("ae", 0.7), share("se", 0.3, true), share("sdr", 0)] });
    expect(setShare(locked, "ae", 0.8, null)).toEqual({ refused: "AE can have 70% at most: SE 30% is locked." });
  });
  test("of a locked role is refused", () => {
    expect(setShare([share("ae", 0.6, true), share("se", 0.4)], "ae", 0.5, null)).toEqual({ refused: "AE is locked at 60%. Unlock it first." });
  });
  test("is refused when all others are locked", () => {
    const given = setShare([share("ae", 0.6), share("se", 0.4, true)], "ae", 0.5, null);
    expect(given).toEqual({ refused: "Nobody can take the other 10%: SE 40% is locked. Unlock one first." });
  });
  test("of a role that does it alone brings in the first other with the skill", () => {
    expect(setShare([share("ae", 1)], "ae", 0.45, share("se", 0))).toEqual({ shares: [share("ae", 0.45), share("se", 0.55)] });
    expect(setShare([share("ae", 1)], "ae", 0.45, null)).toEqual({ refused: "Nobody can take the other 55%: no other role has the skill for this task." });
  });
});

test.each([["45", 0.45], ["45%", 0.45], [" 12,5 % ", 0.125], ["0", 0], ["100", 1]])("%s is read", (text, value) => {
  expect(readPercent(text)).toBe(value);
});
test.each(["", "many", "-5", "101", "20-30"])("“%s” is refused in words", (text) => {
  expect(typeof readPercent(text)).toBe("string");
});
