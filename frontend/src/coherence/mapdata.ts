// What Python says of the four components (salesmodel/charts/component_map.py).

export interface Hint {
  head: string;
  facts: [string, string][];
  notes: string[];
}

export interface ComponentCard {
  key: string; // of the component
  mark: string; // its shape, as salesmodel/charts/palette.py names it
  name: string;
  open: boolean; // nothing chosen yet
  score: string;
  change: { text: string; tone: "better" | "worse" | "none" } | null; // null: no baseline
  text: string; // the choice in one line
  full: string; // the choice in full, a line a segment
  read: boolean; // from the model, not chosen by hand
  hint: Hint;
}

export type Strength = "strong" | "plain" | "frayed" | "open";

export interface PairRibbon {
  key: string; // "one:other"
  one: string;
  other: string;
  name: string;
  support: number | null; // 0 to 100, null while it is not known
  text: string;
  strength: Strength;
  debt: string; // how long it has been unreviewed; "" when it is not
  hint: Hint;
}

export interface HeatCell {
  about: string; // the component or pair that it chooses
  text: string;
  words: string; // under the number
  step: number; // of the ramp: −4 to 4, 0 for neither
  own: boolean; // on the diagonal
  debt: boolean;
  name: string;
  hint: Hint;
}

export interface HeatHead {
  key: string;
  mark: string; // "" for how they buy
  name: string;
  text: string; // the choice, or the way of buying
}

export interface HeatRow extends HeatHead {
  cells: HeatCell[];
}

export interface MapData {
  of: string; // the segment, "" for the whole
  title: string;
  subtitle: string;
  score: { part: number; text: string; hint: Hint }; // part: 0 to 1
  components: ComponentCard[];
  pairs: PairRibbon[];
  legend: { kind: string; label: string }[];
  heat: { title: string; subtitle: string; columns: HeatHead[]; rows: HeatRow[] };
  table: { columns: string[]; rows: string[][] };
  empty: string;
  chosen: Chosen;
}

// What is chosen: a component, a pair, or "" for nothing; `count` numbers what was chosen in the
// browser, so that an answer to an older choice is known as one.
export interface Chosen {
  key: string;
  count: number;
}

// What the hand or the focus is on: a card, a ribbon, the score or a cell of the heat map.
export interface Item {
  id: string; // names it and its hint
  about: string; // the component or pair that it chooses; "" for the score
  at: Element;
}

export interface Hands {
  over(item: Item): void;
  off(item: Item): void;
  choose(about: string): void;
}

// Whether two are about the same: a pair concerns its two components and itself.
export function concerns(one: string, other: string): boolean {
  const [a, b] = [one.split(":"), other.split(":")];
  return a.length === b.length ? one === other : a.some((part) => b.includes(part));
}

// An element that is pointed at, focused and chosen. What a click focuses is not shown as if keys
// had walked there.
export function listen(element: HTMLElement, item: Item, hands: Hands): void {
  let pressed = false;
  element.addEventListener("pointerdown", () => (pressed = true));
  element.addEventListener("focus", () => {
    if (!pressed) hands.over(item);
    pressed = false;
  });
  element.addEventListener("blur", () => hands.off(item));
  element.addEventListener("click", () => (pressed = false));
  listenToHand(element, item, hands);
}

// An element for the hand alone: the keys have a button that is about the same. A drawing that
// listened for the focus would be a stop of Tab.
export function listenToHand(element: Element, item: Item, hands: Hands): void {
  element.addEventListener("pointerenter", () => hands.over(item));
  element.addEventListener("pointerleave", () => hands.off(item));
  if (item.about) element.addEventListener("click", () => hands.choose(item.about));
}
