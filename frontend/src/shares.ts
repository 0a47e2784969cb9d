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
