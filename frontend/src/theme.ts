// The page's theme: dark or light, and the tokens of charts/tokens.json in it.
import tokens from "../../salesmodel/charts/tokens.json";

export type Tokens = Record<string, string>;

// Streamlit exposes its theme to a component as CSS variables on an element around it.
export function isDark(element: Element): boolean {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = channels(background || "#ffffff");
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

export function tokensOf(dark: boolean): Tokens {
  return dark ? tokens.dark : tokens.light;
}

// Sets the tokens as CSS variables (--smw-ink, --smw-role-ae, ...) on a component's root.
export function applyTokens(root: HTMLElement, dark: boolean): void {
  root.dataset.theme = dark ? "dark" : "light";
  for (const [name, value] of Object.entries(tokensOf(dark))) {
    root.style.setProperty(`--smw-${name}`, value);
  }
}

// A copy of a figure in which each "@token" is the token's colour.
export function coloured(part: unknown, palette: Tokens): unknown {
  if (typeof part === "string") return part.startsWith("@") ? (palette[part.slice(1)] ?? part) : part;
  if (Array.isArray(part)) return part.map((each) => coloured(each, palette));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, coloured(value, palette)]),
  );
}

// One style sheet a root (document or shadow root), however many components it holds.
export function addStyles(parent: Node, id: string, css: string): void {
  const root = parent.getRootNode();
  const home = root instanceof ShadowRoot ? root : document.head;
  if (home.querySelector(`style[data-smw="${id}"]`)) return;
  const style = document.createElement("style");
  style.dataset.smw = id;
  style.textContent = css;
  home.append(style);
}

function channels(colour: string): [number, number, number] {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})/i.exec(colour)?.[1];
  if (hex) {
    const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const at = (start: number) => parseInt(wide.slice(start, start + 2), 16);
    return [at(0), at(2), at(4)];
  }
  const [red = 255, green = 255, blue = 255] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
