// A small journey: Ask leads to Offer (60%), to itself (10%) and to no decision (30%); Offer to Won.
import type { Drawing, MoveFace, StageFace } from "../../src/canvas/drawing";

export function stage(id: string, fields: Partial<StageFace> = {}): StageFace {
  return {
    id,
    name: id,
    job: "other",
    buyer: "",
    channel: "",
    after_win: false,
    x: 0,
    y: 160,
    visits: "100",
    days: "10 d",
    days_text: "10",
    entry: 0,
    steps: { drop_off: 0, hours: 0, cost: 0 },
    badge: "",
    title: id,
    tracks: [],
    ...fields,
  };
}

export function move(source: string, target: string, probability: number, fields: Partial<MoveFace> = {}): MoveFace {
  const percent = String(Math.round(100 * probability));
  return {
    id: `${source}.${target}`,
    source,
    target,
    buyers: 100 * probability,
    percent: `${percent}%`,
    percent_text: percent,
    probability,
    reason: "",
    locked: false,
    title: "",
    ...fields,
  };
}

export function small(): Drawing {
  const legend = { low: "0", high: "9" };
  return {
    segment: "seg",
    label: "",
    stages: [stage("ask", { x: 14, entry: 1 }), stage("offer", { x: 150 })],
    ends: [
      { id: "won", kind: "won", name: "Won", value: "60", under: "of 100", x: 0, y: 0 },
      { id: "none", kind: "no_decision", name: "No decision", value: "40 of 100", under: "", x: 0, y: 0 },
    ],
    moves: [move("ask", "ask", 0.1), move("ask", "offer", 0.6), move("ask", "none", 0.3), move("offer", "won", 1)],
    entries: [],
    legend: { drop_off: legend, hours: legend, cost: legend },
    ghost: null,
  };
}
