// The journey as a picture that leaves the tool.
import type { Drawing, Fill } from "./drawing";
import { download, journeyPng, journeySvg } from "./exporting";
import type { Positions } from "./geometry";

const FONT = "fonts/inter-latin-wght-normal.woff2";
const SCALE = 2; // pixels of the PNG for one of the drawing

const FAILED = {
  svg: "This browser could not save the picture. It may block downloads of this page.",
  png: "This browser could not make a PNG of the journey. Save it as SVG instead.",
};

interface Options {
  drawing: Drawing;
  dark: boolean;
  fill: Fill;
  positions: Positions;
  title: string;
}

// Gives a sentence for the user where it failed, else "".
export async function savePicture(kind: "svg" | "png", { drawing, ...options }: Options): Promise<string> {
  try {
    const svg = journeySvg(drawing, { ...options, font: await font() });
    const name = options.title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80).replaceAll(/^-|-$/g, "") || "journey";
    if (kind === "svg") download(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
    else download(`${name}.png`, await journeyPng(svg, SCALE));
    return "";
  } catch (error) {
    console.error(error);
    return FAILED[kind];
  }
}

// Inter as base64, so that the picture looks the same where Inter is not installed; "" where it
// cannot be had: the picture is then in the reader's own letters.
async function font(): Promise<string> {
  try {
    const here = import.meta.url; // the bundle; the fonts lie beside it
    const answer = await fetch(new URL(FONT, here));
    if (!answer.ok) return "";
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  } catch {
    return "";
  }
}
