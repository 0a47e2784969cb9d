// The journey as three tables that are typed into: moves, days and hours.
import { useLayoutEffect, useRef } from "react";
import type { Command } from "../commands";
import { commandsOf } from "../mixwaiting";
import type { Entry } from "../outbox";
import { addStyles } from "../theme";
import { Grid } from "./Grid";
import css from "./table.css?inline";
import type { TableData } from "./tabledata";
import { waitingCells } from "./waiting";

export type { TableData } from "./tabledata";

interface Props {
  data: TableData;
  waiting: readonly Entry[]; // what was done here and `data` does not hold yet
  edit(commands: Command[]): void;
}

export function JourneyTable({ data, waiting: entries, edit }: Props) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => addStyles(root.current as HTMLDivElement, "table", css), []);
  const waiting = waitingCells(commandsOf(entries));
  return (
    <div className="smw-jtable" ref={root}>
      {data.tables.map((table) => (
        <Grid key={`${data.segment} ${table.id}`} table={table} waiting={waiting} edit={edit} />
      ))}
    </div>
  );
}
