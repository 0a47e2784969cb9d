// The parts of a journey's picture: cards, groups, ends, lines and their labels, the legend.
import type { Tokens } from "../theme";
import type { Drawing, EndFace, Fill, StageFace, TrackFace } from "./drawing";
import type { Layout, Line, Tone } from "./geometry";
import { fit, widthOf } from "./letters";
import { bottom, num, right, type Box } from "./sizes";
import { cutAt, escaped, nameAt, rawText, rect, textAt } from "./svgText";

export interface Look {
  tokens: Tokens;
  fill: Fill;
}

const NAME = 12; // px
const LOW = 56; // px; a card under this has room for one line of its name
const NARROW = 200; // px; a lane under this has no room for all of its figures
const STRONG = 620;
const RING = 8; // px; the line of a loop runs through its label, and stops before its first letter

export function stagePicture(stage: StageFace, layout: Layout, look: Look): string {
  const box = layout.boxes[stage.id];
  if (!box) return "";
  const group = stage.tracks.length > 0;
  return `<g><title>${escaped(stage.title)}</title>${group ? groupOf(stage, box, layout, look) : card(stage, stage, box, look)}${badge(stage, box, look)}</g>`;
}

function groupOf(stage: StageFace, box: Box, layout: Layout, look: Look): string {
  const { bg, line2, ink, ink3 } = colours(look);
  const [name = ""] = fit(stage.name, box.w - 12, 11, 1);
  const head = textAt(box.x + box.w / 2, box.y + 12.5, name, { weight: 600, fill: ink, anchor: "middle" });
  const fork = `<path d="${layout.forks[stage.id] ?? ""}" fill="none" stroke="${ink3}" stroke-width="1.5"/>`;
  const cards = stage.tracks.map((track, i) => {
    const at = layout.tracks[stage.id]?.[i];
    return at ? card(track, stage, at, look) : "";
  });
  return rect(box, 10, bg, line2) + head + fork + cards.join("");
}

// A stage, or one of the jobs that run in parallel in it.
function card(face: StageFace | TrackFace, stage: StageFace, box: Box, look: Look): string {
  const { line2, ink, ink2 } = colours(look);
  const colour = look.tokens[`${look.fill === "drop_off" ? "drop" : "share"}-${stage.steps[look.fill]}`] ?? colours(look).surface;
  const low = box.h < LOW;
  const [left, end] = [box.x + 9, right(box) - 9];
  const lines = fit(face.name, box.w - 17, NAME, low ? 1 : 2);
  const first = box.y + (low ? Math.max(14, box.h / 2 - 6) : 17);
  const names = lines.map((line, i) => nameAt(left, end, first + i * 14.5, line, { size: NAME, weight: STRONG, fill: ink }));
  const foot = bottom(box) - (low ? 6 : 8);
  const visits = cutAt(left, foot, stage.visits, box.w / 2, { fill: ink2 });
  const days = cutAt(end, foot, face.days, box.w / 2, { fill: ink2, anchor: "end" });
  return rect(box, 8, colour, line2) + names.join("") + visits + days;
}

function badge(stage: StageFace, box: Box, look: Look): string {
  if (!stage.badge) return "";
  const [x, y] = [right(box) - 1, box.y + 1];
  const { surface } = colours(look);
  const circle = `<circle cx="${num(x)}" cy="${num(y)}" r="9" fill="#F0B849" stroke="${surface}" stroke-width="2"/>`;
  return `<g><title>${escaped(stage.badge)}</title>${circle}${textAt(x, y + 4, "!", { weight: 750, fill: "#141A24", anchor: "middle" })}</g>`;
}

export function endPicture(end: EndFace, box: Box, look: Look): string {
  return end.kind === "won" ? wonOf(end, box, look) : laneOf(end, box, look);
}

function wonOf(end: EndFace, box: Box, look: Look): string {
  const { good, "good-soft": soft } = colours(look);
  const room = box.w - 26 - widthOf(end.value, 16);
  const name = cutAt(box.x + 10, box.y + 20, end.name, room, { size: NAME, weight: STRONG, fill: good });
  const value = textAt(right(box) - 10, box.y + 21, end.value, { size: 16, weight: 680, fill: good, anchor: "end" });
  const under = cutAt(box.x + 10, box.y + 41, end.under, box.w - 20, { fill: good });
  return rect(box, 8, soft, good, 1.5) + name + value + under;
}

const LANES: Record<string, [fill: string, stroke: string]> = {
  no_decision: ["sunken", "line2"],
  lost_to_rival: ["bad-soft", "line2"],
  stayed: ["good-soft", "line2"],
  churned: ["bad-soft", "line2"],
};

function laneOf(end: EndFace, box: Box, look: Look): string {
  const { ink, ink2 } = colours(look);
  const [fill, stroke] = LANES[end.kind] ?? ["sunken", "line2"];
  const narrow = box.w < NARROW;
  const value = narrow ? end.value.replace(/ of 100$/, "") : end.value;
  const under = narrow ? "" : end.under;
  const inner = `<tspan font-weight="650" fill="${ink}">${escaped(value)}</tspan>${escaped(under)}`;
  const y = box.y + box.h / 2 + 4;
  const room = box.w - 30 - widthOf(value + under, 11);
  const name = cutAt(box.x + 10, y, end.name, room, { size: narrow ? 11 : NAME, weight: STRONG, fill: ink });
  return rect(box, 6, look.tokens[fill] ?? "", look.tokens[stroke] ?? "") + name + rawText(right(box) - 10, y, inner, { fill: ink2, anchor: "end" });
}

const STROKES: Record<Tone, string> = {
  flow: "flow",
  after: "flow",
  won: "good",
  loop: "ink3",
  no_decision: "flow-no-decision",
  lost_to_rival: "flow-rival",
};

export function linePicture(line: Line, look: Look): string {
  const stroke = look.tokens[STROKES[line.tone]] ?? "";
  const soft = line.tone === "won" ? ' stroke-opacity="0.5"' : "";
  const dashes = line.dashed ? ' stroke-dasharray="5 4"' : "";
  const body = `<path d="${line.d}" fill="none" stroke="${stroke}" stroke-width="${num(line.w)}"${soft}${dashes}/>`;
  const head = look.tokens[line.tone === "won" ? "good" : "ink3"] ?? "";
  return line.head ? `${body}<path d="${line.head}" fill="${head}"/>` : body;
}

export function labelPicture({ label, tone }: Line, look: Look): string {
  if (!label) return "";
  const { surface, ink2, good } = colours(look);
  const quiet = label.quiet ? `<tspan font-weight="450"> ${escaped(label.quiet)}</tspan>` : "";
  const isLoss = tone === "no_decision" || tone === "lost_to_rival";
  return rawText(label.x, label.y, escaped(label.text) + quiet, {
    weight: isLoss ? 450 : tone === "loop" ? 540 : 620,
    fill: tone === "won" ? good : ink2,
    anchor: label.anchor,
    halo: surface,
    ring: tone === "loop" ? RING : undefined,
  });
}

// What the colours and lines mean, from `x` at the middle height `y`; and where it ends.
export function legendPicture(drawing: Drawing, x: number, y: number, look: Look): { svg: string; end: number } {
  const { ink2, ink3, flow, line2 } = colours(look);
  const { low, high } = drawing.legend[look.fill];
  const parts: string[] = [];
  let at = x;
  const say = (text: string, gap: number): void => {
    parts.push(textAt(at, y + 4, text, { fill: ink2 }));
    at += widthOf(text, 11) * 0.95 + gap;
  };
  say(low, 8);
  for (let step = 0; step < 5; step += 1) {
    const colour = look.tokens[`${look.fill === "drop_off" ? "drop" : "share"}-${step}`] ?? "";
    parts.push(rect({ x: at + 16 * step, y: y - 5, w: 16, h: 10 }, 0, colour, ""));
  }
  parts.push(rect({ x: at, y: y - 5, w: 80, h: 10 }, 1, "none", line2));
  at += 88;
  say(high, 20);
  parts.push(rect({ x: at, y: y - 5, w: 22, h: 10 }, 0, flow, ""));
  at += 28;
  say("50 of 100 buyers", 20);
  parts.push(`<path d="M${num(at)} ${num(y)}h22" stroke="${ink3}" stroke-width="1.5" stroke-dasharray="5 4"/>`);
  at += 28;
  say("Loop back", 0);
  return { svg: parts.join(""), end: at };
}

type Known = "surface" | "bg" | "line2" | "ink" | "ink2" | "ink3" | "flow" | "good" | "good-soft";

// tokens.json has all of them, in both themes.
function colours(look: Look): Record<Known, string> {
  return look.tokens as Record<Known, string>;
}
