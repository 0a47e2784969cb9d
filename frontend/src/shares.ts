// Arithmetic of the shares of one task; shares are fractions that sum to one.

export interface Share {
  role: string;
  short: string;
  kind: string;
  share: number;
  locked: boolean;
  detail: string;
  rate: string;
}

// Moves the boundary between `at` and `at + 1` so that the left of the two gets `left`, cut to
// what the two have together and set to whole steps; nobody else changes.
export function moveBoundary(shares: Share[], at: number, left: number, step: number): Share[] {
  const [one, other] = [shares[at], shares[at + 1]];
  if (!one || !other || one.locked || other.locked) return shares;
  const both = one.share + other.share;
  const stepped = Math.round(left / step) * step;
  // A boundary dragged to its end is at its end, even where that is not a whole step.
  const wanted = left >= both - step / 2 ? both : Math.min(both, Math.max(0, stepped));
  return shares.map((each, i) =>
    i === at ? { ...each, share: clean(wanted) } : i === at + 1 ? { ...each, share: clean(both - wanted) } : each,
  );
}

// Gives a role without a share `points`, taken from the biggest share that is not locked.
export function giveShare(shares: Share[], newcomer: Share, points: number): Share[] | null {
  const open = shares.filter((each) => !each.locked && each.share > 0);
  const giver = open.sort((a, b) => b.share - a.share)[0];
  if (!giver) return null;
  const given = Math.min(points, giver.share);
  const rest = shares.map((each) => (each === giver ? { ...each, share: clean(each.share - given) } : each));
  return [...rest, { ...newcomer, share: given }].filter((each) => each.share > 0);
}

export type Given = { shares: Share[] } | { refused: string };

// Gives a role `wanted` of the task. The others give way in proportion, locked ones stay; where no
// other has a share, the newcomer takes the rest.
export function setShare(shares: Share[], role: string, wanted: number, newcomer: Share | null): Given {
  const own = shares.find((each) => each.role === role);
  if (!own) return { refused: "This role has no share of the task any more." };
  if (Math.abs(own.share - wanted) < 1e-9) return { shares };
  if (own.locked) return { refused: `${own.short} is locked at ${percent(own.share)}. Unlock it first.` };
  const locked = shares.filter((each) => each.locked);
  const kept = locked.reduce((sum, each) => sum + each.share, 0);
  const held = `${listed(locked.map((each) => `${each.short} ${percent(each.share)}`))} ${locked.length > 1 ? "are" : "is"} locked`;
  if (wanted > 1 - kept + 1e-9) return { refused: `${own.short} can have ${percent(1 - kept)} at most: ${held}.` };
  const rest = Math.max(0, clean(1 - kept - wanted));
  const others = shares.filter((each) => each !== own && !each.locked);
  const takers = others.length > 0 || rest === 0 ? others : newcomer ? [newcomer] : [];
  if (rest > 0 && takers.length === 0) {
    const why = locked.length > 0 ? `${held}. Unlock one first` : "no other role has the skill for this task";
    return { refused: `Nobody can take the other ${percent(rest)}: ${why}.` };
  }
  const parts = new Map(split(takers, rest).map((each) => [each.role, each]));
  const row = shares.map((each) => (each === own ? { ...each, share: clean(wanted) } : (parts.get(each.role) ?? each)));
  return { shares: takers === others ? row : [...row, ...parts.values()] };
}

// The takers with shares that add to `rest`: in proportion, or alike where they have none.
function split(takers: Share[], rest: number): Share[] {
  const sum = takers.reduce((total, each) => total + each.share, 0);
  let left = rest;
  return takers.map((each, i) => {
    const part = sum > 0 ? (rest * each.share) / sum : rest / takers.length;
    const share = i === takers.length - 1 ? clean(left) : clean(part);
    left -= share;
    return { ...each, share: Math.max(0, share) };
  });
}

// "45", "45%", "12.5 %", "12,5": the share that was typed, or why it is none.
export function readPercent(text: string): number | string {
  const match = /^\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*%?\s*$/.exec(text);
  if (!match) return `“${text.trim().slice(0, 30)}” is not a per cent. Write it as 45 or 45%.`;
  const value = Number((match[1] as string).replace(",", "."));
  return value > 100 ? `${value}% is more than 100%. Write a share between 0 and 100.` : clean(value / 100);
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10}%`;
}

function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

// Whole per cents that add to a hundred (largest remainder).
export function wholePercents(shares: Share[]): number[] {
  const exact = shares.map((each) => 100 * each.share);
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  let missing = Math.round(exact.reduce((a, b) => a + b, 0)) - whole.reduce((a, b) => a + b, 0);
  const order = exact.map((value, i) => [value - (whole[i] ?? 0), i] as const).sort((a, b) => b[0] - a[0]);
  for (const [, i] of order) {
    if (missing <= 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
    missing -= 1;
  }
  return whole;
}

export function byRole(shares: Share[]): Record<string, number> {
  return Object.fromEntries(shares.filter((each) => each.share > 0).map((each) => [each.role, each.share]));
}

// Without the dust of binary fractions: 0.6, not 0.6000000000000001.
function clean(share: number): number {
  return Math.round(share * 1e12) / 1e12;
}
