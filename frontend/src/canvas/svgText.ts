// Text and shapes of a standalone SVG, as strings.
import { cutTo } from "./letters";
import { num, type Box } from "./sizes";

// Safe inside an attribute and between tags; what XML cannot carry at all is left out.
export function escaped(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export interface Style {
  size?: number;
  weight?: number;
  fill: string;
  anchor?: "start" | "middle" | "end";
  halo?: string; // colour around the letters, where a line runs behind them
  ring?: number; // px of that colour on both sides together
}

export function textAt(x: number, y: number, text: string, style: Style): string {
  return rawText(x, y, escaped(text), style);
}

// `inner` is markup already.
export function rawText(x: number, y: number, inner: string, { size = 11, weight, fill, anchor = "start", halo, ring = 3 }: Style): string {
  const end = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  const bold = weight ? ` font-weight="${weight}"` : "";
  const around = halo ? ` stroke="${halo}" stroke-width="${ring}" stroke-linejoin="round" paint-order="stroke"` : "";
  return `<text x="${num(x)}" y="${num(y)}" font-size="${size}"${bold} fill="${fill}"${end}${around}>${inner}</text>`;
}

// A name that starts on its own side: on the right where it is written from right to left.
export function nameAt(left: number, end: number, y: number, name: string, style: Style): string {
  if (!isRightToLeft(name)) return textAt(left, y, name, style);
  return rawText(end, y, escaped(name), style).replace("<text ", '<text direction="rtl" ');
}

// One line of `width` pixels.
export function cutAt(x: number, y: number, text: string, width: number, style: Style): string {
  return textAt(x, y, cutTo(text, width, style.size ?? 11), style);
}

export function rect(box: Box, radius: number, fill: string, stroke: string, width = 1): string {
  const edge = stroke ? ` stroke="${stroke}" stroke-width="${width}"` : "";
  return `<rect x="${num(box.x)}" y="${num(box.y)}" width="${num(box.w)}" height="${num(box.h)}" rx="${radius}" fill="${fill}"${edge}/>`;
}

function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(first);
}
