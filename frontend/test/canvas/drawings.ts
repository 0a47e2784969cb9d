// Drawings for tests: `drawing({ stages: [...], moves: [...] })` with everything else filled in.
import type { Drawing, EndFace, EndKind, EntryFace, MoveFace, StageFace, TrackFace } from "../../src/canvas/drawing";

export type StageGiven = Partial<Omit<StageFace, "tracks">> & { id: string; tracks?: (string | (Partial<TrackFace> & { id: string }))[] };
export type MoveGiven = Partial<MoveFace> & { source: string; target: string };

export interface Given {
  stages?: StageGiven[];
  moves?: (MoveGiven | [source: string, target: string, buyers?: number, reason?: string])[];
  ends?: (EndKind | (Partial<EndFace> & { id: string; kind: EndKind }))[]; // ids are the kinds, unless given
  entries?: EntryFace[];
  label?: string;
}

export const KINDS: EndKind[] = ["won", "no_decision", "lost_to_rival", "stayed", "churned"];

const NAMES: Record<EndKind, string> = {
  won: "Won",
  no_decision: "No decision",
  lost_to_rival: "Lost to rival",
  stayed: "Stayed",
  churned: "Churned",
};

export function drawing({ stages = [], moves = [], ends = KINDS, entries = [], label = "A journey" }: Given): Drawing {
  const before = stages.filter((stage) => !stage.after_win).length;
  let place = 0;
  const faces = stages.map((given): StageFace => {
    const after = given.after_win ?? false;
    const nth = after ? 0 : place++;
    const where = after ? {} : { x: 14 + 136 * nth, y: 160 };
    const base = { x: 14 + 136 * before, y: 165, name: given.id, job: "", buyer: "", channel: "" };
    const figures = { visits: "50", days: "30 d", days_text: "30", entry: nth === 0 && !after ? 1 : 0 };
    const rest = { steps: { drop_off: 1, hours: 2, cost: 3 }, badge: "", title: `About ${given.id}` };
    return { ...base, ...figures, ...rest, ...where, ...given, after_win: after, tracks: (given.tracks ?? []).map(track) };
  });
  return {
    segment: "segment",
    label,
    stages: faces,
    ends: ends.map(end),
    moves: moves.map(move),
    entries,
    legend: {
      drop_off: { low: "0%", high: "40% lost per visit" },
      hours: { low: "0", high: "900 hours a year" },
      cost: { low: "$0", high: "$2.1M a year" },
    },
    ghost: null,
  };
}

function track(given: string | (Partial<TrackFace> & { id: string })): TrackFace {
  const own = typeof given === "string" ? { id: given } : given;
  return { name: own.id, job: "", days: "20 d", days_text: "20", title: "", ...own };
}

function end(given: EndKind | (Partial<EndFace> & { id: string; kind: EndKind })): EndFace {
  const own = typeof given === "string" ? { id: given, kind: given } : given;
  const isWon = own.kind === "won";
  return { name: NAMES[own.kind], value: isWon ? "24" : "54 of 100", under: isWon ? "of 100, was 20" : ", was 57", x: 0, y: 0, ...own };
}

function move(given: MoveGiven | [string, string, number?, string?], i: number): MoveFace {
  const own = Array.isArray(given)
    ? { source: given[0], target: given[1], buyers: given[2] ?? 10, reason: given[3] ?? "" }
    : given;
  const share = (own.buyers ?? 10) / 100;
  return {
    id: `m${i}`,
    buyers: 10,
    percent: `${Math.round(100 * share)}%`,
    percent_text: String(Math.round(100 * share)),
    probability: share,
    reason: "",
    locked: false,
    title: `${own.source} to ${own.target}`,
    ...own,
  };
}

// The journey of the design's picture.
export function consensus(): Drawing {
  return drawing({
    label: "Buyer journey, Enterprise consensus: of 100 buyers 24 are won, 22 are lost to a rival, 54 end in no decision",
    stages: [
      { id: "problem", name: "Problem recognition", visits: "111", days: "34 d", x: 14, steps: { drop_off: 3, hours: 1, cost: 1 } },
      { id: "explore", name: "Solution exploration", visits: "79", days: "28 d", x: 150, steps: { drop_off: 4, hours: 2, cost: 2 } },
      {
        id: "align",
        name: "Evaluate and align",
        visits: "57",
        days: "46 d",
        x: 286,
        steps: { drop_off: 2, hours: 4, cost: 4 },
        badge: "Buyers here average 9 stakeholders",
        tracks: [{ id: "evaluate", name: "Vendor evaluation", days: "38 d" }, { id: "agree", name: "Consensus building", days: "46 d" }],
      },
      { id: "procure", name: "Procurement", visits: "31", days: "27 d", x: 454, steps: { drop_off: 1, hours: 3, cost: 3 } },
      { id: "onboard", name: "Onboarding", visits: "24", days: "45 d", after_win: true, x: 590, y: 165, steps: { drop_off: 0, hours: 1, cost: 1 } },
      { id: "renew", name: "Renewal", visits: "9% lost", days: "yearly", after_win: true, x: 590, y: 227, steps: { drop_off: 1, hours: 1, cost: 1 } },
    ],
    moves: [
      { source: "problem", target: "explore", buyers: 71.1, percent: "64%" },
      { source: "problem", target: "problem", buyers: 11, percent: "10%", reason: "wait a quarter" },
      { source: "problem", target: "no_decision", buyers: 24, percent: "22%" },
      { source: "problem", target: "lost_to_rival", buyers: 4.4, percent: "4%" },
      { source: "explore", target: "align", buyers: 53.8, percent: "68%" },
      { source: "explore", target: "no_decision", buyers: 18, percent: "23%" },
      { source: "explore", target: "lost_to_rival", buyers: 7, percent: "9%" },
      { source: "align", target: "procure", buyers: 30.7, percent: "54%" },
      { source: "align", target: "explore", buyers: 8, percent: "14%", reason: "look again" },
      { source: "align", target: "no_decision", buyers: 9.7, percent: "17%" },
      { source: "align", target: "lost_to_rival", buyers: 8.5, percent: "15%" },
      { source: "procure", target: "won", buyers: 23.9, percent: "78%" },
      { source: "procure", target: "align", buyers: 3.1, percent: "10%", reason: "reopen" },
      { source: "procure", target: "no_decision", buyers: 2.1, percent: "7%" },
      { source: "procure", target: "lost_to_rival", buyers: 1.5, percent: "5%" },
      { source: "onboard", target: "renew", buyers: 22.5, percent: "94%" },
      { source: "onboard", target: "churned", buyers: 1.4, percent: "6%" },
      { source: "renew", target: "renew", buyers: 20, percent: "91%", reason: "a year" },
      { source: "renew", target: "churned", buyers: 2, percent: "9%" },
    ],
    entries: [{ target: "onboard", buyers: 23.9 }],
    ends: [
      { id: "won", kind: "won" },
      { id: "no_decision", kind: "no_decision" },
      { id: "lost_to_rival", kind: "lost_to_rival", value: "22 of 100", under: ", was 23" },
      "stayed",
      { id: "churned", kind: "churned", value: "3 of 100", under: "" },
    ],
  });
}

// The same figures every time (mulberry32): from 0 up to 1.
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// A journey of a shape nobody drew: stages anywhere, moves from anywhere to anywhere.
export function randomDrawing(seed: number, count: number, moveCount: number): Drawing {
  const random = seeded(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const ids = Array.from({ length: count }, (_, i) => `s${i}`);
  const stages = ids.map((id, i): StageGiven => {
    const tracks = random() < 0.15 ? Array.from({ length: 1 + whole(6) }, (_, t) => `${id}.t${t}`) : [];
    return { id, after_win: i > 0 && random() < 0.2, x: whole(200 * count) - 300, y: whole(900) - 300, tracks };
  });
  const targets = [...ids, ...KINDS];
  const moves = Array.from({ length: moveCount }, (): MoveGiven => {
    const reason = random() < 0.3 ? "a reason that is longer than its line" : "";
    return { source: ids[whole(count)] ?? "", target: targets[whole(targets.length)] ?? "", buyers: random() < 0.1 ? 0 : 80 * random(), reason };
  });
  const entries = stages.filter((stage) => stage.after_win).slice(0, 2).map(({ id }) => ({ target: id, buyers: 20 * random() }));
  return drawing({ stages, moves, entries });
}
