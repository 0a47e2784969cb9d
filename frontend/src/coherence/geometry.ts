// Where the cards, ribbons, labels and the score of the ring stand, in pixels of the field.

export interface Spot {
  x: number;
  y: number;
}

export interface Box extends Spot {
  width: number;
  height: number;
}

export interface Places {
  cards: Record<string, Box>;
  middle: Spot;
  radius: number;
}

const TOP = 2; // above the upper cards
const LARGE = { width: 820, height: 560 }; // from here on, all is drawn larger
const LEFT = ["customer_selection", "value_delivery"];
const UPPER = ["customer_selection", "value_proposition"];
export const CORNERS = ["customer_selection", "value_proposition", "selling_tasks", "value_delivery"];
const [PILL, DIAMOND, LETTER] = [40, 26, 6]; // px: a number, what stands before its age, a letter of that
const WIDEST = 60; // how far the threads of a frayed ribbon part
const FRAY = 70; // the support at which they would not part at all

export function isLarge(width: number, height: number): boolean {
  return width >= LARGE.width && height >= LARGE.height;
}

// A component at each corner, the score in the middle.
export function places(width: number, height: number, large = isLarge(width, height)): Places {
  const [most, high] = large ? [228, 118] : [184, 100];
  const wide = Math.max(128, Math.min(most, (width - 112) / 2));
  const [right, low] = [width - wide, height - high - TOP];
  const cards = Object.fromEntries(
    CORNERS.map((key) => [
      key,
      { x: LEFT.includes(key) ? 0 : right, y: UPPER.includes(key) ? TOP : low, width: wide, height: high },
    ]),
  );
  return { cards, middle: { x: width / 2, y: height / 2 }, radius: isLarge(width, height) ? 66 : 52 };
}

export function centre({ x, y, width, height }: Box): Spot {
  return { x: x + width / 2, y: y + height / 2 };
}

// Where a pair's number stands: in the middle of a side, a third along a diagonal, so that the
// score is clear of it.
export function labelSpot(one: string, other: string, { cards }: Pick<Places, "cards">): Spot {
  const [a, b] = [cards[one], cards[other]];
  if (!a || !b) return { x: 0, y: 0 };
  const [from, to] = [centre(a), centre(b)];
  const part = isDiagonal(one, other) ? (LEFT.includes(one) ? 0.32 : 0.68) : 0.5;
  return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
}

// The side of its number on which a pair's age stands: on the right where there is room, beside the
// score on the left, else below.
export function ageSide(one: string, other: string, age: string, { cards, middle }: Places): "left" | "right" | "below" {
  if (isDiagonal(one, other)) return "left";
  const [a, b] = [cards[one], cards[other]];
  if (!a || !b) return "below";
  const across = UPPER.includes(one) === UPPER.includes(other);
  const upTo = across ? Math.max(a.x, b.x) : LEFT.includes(one) ? Infinity : 2 * middle.x;
  const needed = PILL / 2 + DIAMOND + age.length * LETTER;
  return labelSpot(one, other, { cards }).x + needed <= upTo ? "right" : "below";
}

export function isDiagonal(one: string, other: string): boolean {
  return LEFT.includes(one) !== LEFT.includes(other) && UPPER.includes(one) !== UPPER.includes(other);
}

export function straight(from: Spot, to: Spot): string {
  return `M${at(from)}L${at(to)}`;
}

// Wider with each point of support.
export function thickness(support: number): number {
  return support >= 75 ? (support - 60) * 0.7 : 5;
}

// Five threads that part the more, the less two components support each other.
export function threads(from: Spot, to: Spot, support: number): { path: string; width: number; dash: string }[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / long, dx / long];
  const spread = Math.min(WIDEST, (FRAY - support) * 1.1);
  return [-1, -0.5, 0, 0.5, 1].map((side, i) => {
    const away = spread * side;
    const by = (part: number, off: number) => ({ x: from.x + dx * part + nx * off, y: from.y + dy * part + ny * off });
    const path = `M${at(from)}C${at(by(0.3, away))} ${at(by(0.7, away * 1.15))} ${at(to)}`;
    return { path, width: 1.8 - Math.abs(side) * 0.5, dash: i % 2 ? "14 6 4 6" : i === 2 ? "" : "30 5" };
  });
}

function at({ x, y }: Spot): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
