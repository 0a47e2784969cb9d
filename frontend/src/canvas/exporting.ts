// The journey as a picture that stands alone: an SVG without anything from outside, or a PNG of it.
import { tokensOf } from "../theme";
import type { Drawing, Fill } from "./drawing";
import { isPlaced, lay, type Box, type Positions } from "./geometry";
import { endPicture, labelPicture, legendPicture, linePicture, stagePicture, type Look } from "./pictured";
import { bottom, num } from "./sizes";
import { cutAt, escaped, rect } from "./svgText";
import { tidy } from "./tidy";

export interface PictureOptions {
  dark: boolean;
  fill: Fill;
  title: string;
  font?: string; // Inter as base64 woff2
  positions?: Positions;
}

const PAD = 16; // px around everything
const HEAD = 30; // the title's room
const FOOT = 34; // the legend's
const LARGEST = 8192; // px; browsers draw no larger canvas everywhere

export function journeySvg(drawing: Drawing, { dark, fill, title, font, positions = {} }: PictureOptions): string {
  const layout = lay(drawing, isPlaced(drawing) ? positions : { ...tidy(drawing), ...positions });
  const look: Look = { tokens: tokensOf(dark), fill };
  const { bounds } = layout;
  const legend = legendPicture(drawing, bounds.x + 6, bottom(bounds) + FOOT / 2 + 4, look);
  const w = Math.max(bounds.w, legend.end - bounds.x);
  const view: Box = { x: bounds.x - PAD, y: bounds.y - PAD - HEAD, w: w + 2 * PAD, h: bounds.h + HEAD + FOOT + 2 * PAD };
  const lines = Object.values(layout.lines);
  const { surface = "", ink = "" } = look.tokens;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="smw-title smw-desc" width="${num(view.w)}" height="${num(view.h)}" viewBox="${num(view.x)} ${num(view.y)} ${num(view.w)} ${num(view.h)}">`,
    `<title id="smw-title">${escaped(title)}</title><desc id="smw-desc">${escaped(drawing.label)}</desc>`,
    `<style>${styles(font)}</style>`,
    rect(view, 0, surface, ""),
    cutAt(bounds.x + 6, view.y + PAD + 14, title, w - 12, { size: 14, weight: 640, fill: ink }),
    // Lines under the cards and lanes, texts over everything.
    ...lines.map((line) => linePicture(line, look)),
    ...drawing.ends.map((end) => {
      const box = layout.boxes[end.id];
      return box ? endPicture(end, box, look) : "";
    }),
    ...drawing.stages.map((stage) => stagePicture(stage, layout, look)),
    ...lines.map((line) => labelPicture(line, look)),
    legend.svg,
    "</svg>",
  ].join("\n");
}

function styles(font: string | undefined): string {
  const text = "text{font-family:Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums;white-space:pre}";
  if (!font || !/^[A-Za-z0-9+/=]+$/.test(font)) return text;
  return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${font}) format("woff2")}${text}`;
}

// In a browser only: `scale` pixels for one of the drawing, fewer where the picture would be too large.
export async function journeyPng(svg: string, scale: number): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    const fits = Math.min(scale, LARGEST / Math.max(image.width, image.height, 1));
    canvas.width = Math.max(1, Math.round(image.width * fits));
    canvas.height = Math.max(1, Math.round(image.height * fits));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await blobOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser made no picture."))), "image/png");
  });
}

export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the picture after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
