// The journey as three tables that are typed into: moves, days and hours.
import { useLayoutEffect, useRef } from "react";
import type { Command } from "../commands";
import { registerKey } from "../keys";
import { commandsOf } from "../mixwaiting";
import type { Entry } from "../outbox";
import { addStyles } from "../theme";
import { Grid } from "./Grid";
import css from "./table.css?inline";
import type { TableData } from "./tabledata";
import { waitingCells } from "./waiting";

export type { TableData } from "./tabledata";

// What the list of keys says.
const KEYS: [string, string][] = [
  ["Arrows", "Walk the cells (Ctrl: to the end)"],
  ["Shift+arrows", "Mark a block"],
  ["Enter", "Type the figure; take it and go down (Shift: up)"],
  ["Tab", "Take the figure and go to the next (Shift: back)"],
  ["F2", "Change the figure as it stands"],
  ["Ctrl+C", "Copy what is marked"],
  ["Ctrl+V", "Paste figures from a spreadsheet"],
  ["L", "Lock a move, or unlock it"],
  ["Esc", "Give up what is being typed"],
];

interface Props {
  data: TableData;
  waiting: readonly Entry[]; // what was done here and `data` does not hold yet
  edit(commands: Command[]): void;
}

export function JourneyTable({ data, waiting: entries, edit }: Props) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => addStyles(root.current as HTMLDivElement, "table", css), []);
  useLayoutEffect(() => {
    const listed = KEYS.map(([keys, says]) => registerKey({ keys, says, group: "Table" }));
    return () => listed.forEach((unlist) => unlist());
  }, []);
  const waiting = waitingCells(commandsOf(entries));
  return (
    <div className="smw-jtable" ref={root}>
      {data.tables.map((table) => (
        <Grid key={`${data.segment} ${table.id}`} table={table} waiting={waiting} edit={edit} />
      ))}
    </div>
  );
}
