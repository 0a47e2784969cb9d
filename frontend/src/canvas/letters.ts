// How wide a text becomes, estimated from Inter's letters: places are worked out before a browser
// sees the text, and a picture that leaves the tool cannot ask one.

const NARROW = new Set("ijlItfr.,:;'’|!()[]- ");
const WIDE = new Set("mwMW@%—");

// In pixels at font size `size`, semi-bold.
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const letter of text) em += emOf(letter);
  return size * em;
}

// `text` in at most `lines` lines of `width` pixels; what does not fit ends in an ellipsis.
export function fit(text: string, width: number, size: number, lines = 2): string[] {
  let words = text.trim().split(/\s+/u).filter(Boolean);
  const fitted: string[] = [];
  while (words.length > 0 && fitted.length < lines) {
    const last = fitted.length === lines - 1;
    const taken = last ? words.length : wordsThatFit(words, width, size);
    fitted.push(cutTo(words.slice(0, taken).join(" "), width, size));
    words = words.slice(taken);
  }
  return fitted;
}

function wordsThatFit(words: string[], width: number, size: number): number {
  let taken = 1;
  let used = widthOf(words[0] ?? "", size);
  for (const word of words.slice(1)) {
    used += widthOf(` ${word}`, size);
    if (used > width) break;
    taken += 1;
  }
  return taken;
}

// One line of `width` pixels. Walks from the start, so that a very long name costs no more than
// what is seen of it, and never cuts a letter of two code units in half.
export function cutTo(text: string, width: number, size: number): string {
  const dots = size * emOf("…");
  let used = 0;
  let whole = 0; // length of what still fits with the ellipsis behind it
  let at = 0;
  for (const letter of text) {
    used += size * emOf(letter);
    at += letter.length;
    if (used > width) return `${text.slice(0, whole).trimEnd()}…`;
    if (used + dots <= width) whole = at;
  }
  return text;
}

function emOf(letter: string): number {
  if (NARROW.has(letter)) return 0.33;
  if (WIDE.has(letter)) return 0.9;
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return letter >= "A" && letter <= "Z" ? 0.68 : 0.57;
  if (code >= 0x1100 && code !== 0x2026 && code !== 0x2019) return code < 0x2000 ? 0.7 : 1.05; // ideographs, emoji
  return letter !== letter.toLowerCase() ? 0.68 : 0.57;
}
