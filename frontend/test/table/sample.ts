// A journey of two stages as its tables.
import type { Group, Row, Table, TableData } from "../../src/table/tabledata";

export function row(path: string, name: string, text: string, changes: Partial<Row> = {}): Row {
  return { path, name, label: name, text, more: "", move: "", locked: false, ...changes };
}

function move(source: string, target: string, text: string, locked = false): Row {
  const id = `${source}.${target}`.toLowerCase();
  const label = `${source} to ${target}, per cent`;
  return row(`moves[${id}].probability`, target, text, { label, more: "12", move: id, locked });
}

export function moves(): Table {
  const lost = {
    key: "lost.ask",
    name: "Lost in all",
    label: "Lost in all of Ask, per cent",
    text: "40%",
    more: "40",
    command: { do: "set_total" as const, moves: ["ask.rival", "ask.nobody"] },
  };
  const ask: Group = {
    key: "ask",
    name: "Ask",
    rows: [move("Ask", "Offer", "60%"), move("Ask", "Rival", "30%"), move("Ask", "Nobody", "10%", true)],
    totals: [lost],
  };
  const offer: Group = { key: "offer", name: "Offer", rows: [move("Offer", "Won", "100%")], totals: [] };
  return { id: "moves", caption: "Moves", columns: ["From, to", "%", "Of 100"], empty: "", groups: [ask, offer], totals: [] };
}

export function days(texts = ["34 d", "10 d"]): Table {
  const rows = [row("stages[ask].dwell", "Ask", texts[0] ?? ""), row("stages[offer].dwell", "Offer", texts[1] ?? "")];
  const total = {
    key: "days.before",
    name: "Until the win",
    label: "Days until the win",
    text: "44 d",
    more: "",
    command: { do: "set_total_days" as const, places: [{ of: "stages" as const, id: "ask" }, { of: "stages" as const, id: "offer" }] },
  };
  return { id: "days", caption: "Days", columns: ["Stage", "Days"], empty: "", groups: [{ key: "before", name: "", rows, totals: [total] }], totals: [] };
}

export function data(texts?: string[]): TableData {
  return { segment: "seg", tables: [moves(), days(texts)] };
}
