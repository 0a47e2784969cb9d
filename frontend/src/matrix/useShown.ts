// What stands in the map: the tasks that pass the filter, in order, with what waits for an answer.
import { useMemo, useRef, useState } from "react";
import type { Entry } from "../outbox";
import { withWaiting } from "./given";
import { topsOf } from "./layout";
import type { MapData, Measure, Task } from "./mapdata";
import { ALL, IN_JOURNEY_ORDER, inOrderOf, linesOf, passing, sorted, type Filter, type Line, type Sort } from "./order";

export interface Shown {
  sort: Sort;
  filter: Filter;
  measure: Measure;
  setSort(sort: Sort): void;
  setFilter(filter: Filter): void;
  setMeasure(measure: Measure): void;
  tasks: Task[]; // in the map, from top to bottom
  lines: Line[];
  tops: number[];
}

// Order, filter and measure stay as they are when the page is left and opened again.
const AT_FIRST: { sort: Sort; filter: Filter; measure: Measure } = { sort: IN_JOURNEY_ORDER, filter: ALL, measure: "share" };
let lately = AT_FIRST;

export function forget(): void {
  lately = AT_FIRST;
}

// `holds`: a hand is at work in the map, and no row moves from under it.
export function useShown(data: MapData, entries: readonly Entry[], holds: boolean): Shown {
  const [{ sort, filter, measure }, set] = useState(lately);
  const change = (part: Partial<typeof lately>) => {
    lately = { sort, filter, measure, ...part };
    set(lately);
  };
  const known = knownIn(data, sort, filter);
  const all = useMemo(() => withWaiting(data, entries), [data, entries]);
  const passed = useMemo(() => passing(all, data.groups, known.filter), [all, data, known.filter]);
  const tasks = useHeldOrder(passed, known.sort, holds);
  const lines = useMemo(() => linesOf(tasks, known.sort), [tasks, known.sort]);
  const tops = useMemo(() => topsOf(lines), [lines]);
  return {
    ...known,
    measure,
    setSort: (next) => change({ sort: next }),
    setFilter: (next) => change({ filter: next }),
    setMeasure: (next) => change({ measure: next }),
    tasks,
    lines,
    tops,
  };
}

// A choice of what is not there any more chooses nothing.
function knownIn(data: MapData, sort: Sort, filter: Filter): { sort: Sort; filter: Filter } {
  const places = useMemo(
    () => new Set(data.groups.flatMap((group) => [`segment:${group.segment}`, `${group.segment}/${group.stage ?? ""}`])),
    [data],
  );
  return useMemo(() => {
    const role = sort.by.startsWith("role:") ? sort.by.slice(5) : null;
    const place = places.has(filter.place) ? filter.place : "";
    const kind = data.kinds.some(({ id }) => id === filter.kind) ? filter.kind : "";
    return {
      sort: role !== null && data.roles.every(({ id }) => id !== role) ? IN_JOURNEY_ORDER : sort,
      filter: place === filter.place && kind === filter.kind ? filter : { ...filter, place, kind },
    };
  }, [data, places, sort, filter]);
}

function useHeldOrder(tasks: Task[], sort: Sort, holds: boolean): Task[] {
  const kept = useRef<{ sort: Sort; ids: string[] } | null>(null);
  return useMemo(() => {
    const before = kept.current;
    const same = before !== null && before.sort === sort && isSameSet(before.ids, tasks);
    const next = holds && same && sort.by !== "journey" ? inOrderOf(before.ids, tasks) : sorted(tasks, sort);
    kept.current = { sort, ids: next.map(({ id }) => id) };
    return next;
  }, [tasks, sort, holds]);
}

function isSameSet(ids: readonly string[], tasks: readonly Task[]): boolean {
  const now = new Set(tasks.map(({ id }) => id));
  return ids.length === now.size && ids.every((id) => now.has(id));
}
