// The head of the map: search and order over the tasks, a head a role, the premium.
import { memo } from "react";
import type { Span, Widths } from "./layout";
import type { Column, MapData, Measure } from "./mapdata";
import type { Sort } from "./order";

interface Props {
  roles: readonly Column[];
  columns: Span;
  widths: Widths;
  sort: Sort;
  measures: MapData["measures"];
  measure: Measure;
  text: string;
  focused: string | null; // "#name", a role's id or "#premium"
  press(by: string): void;
  order(by: string): void;
  show(measure: Measure): void;
  search(text: string): void;
  leave(): void; // Esc in the search
}

const ORDERS: [string, string][] = [
  ["journey", "In journey order"],
  ["premium", "By premium"],
  ["hours", "By hours"],
  ["name", "By name"],
];

export const Head = memo(function Head(props: Props) {
  const { roles, columns, widths, sort, focused, press } = props;
  return (
    <div role="row" aria-rowindex={1} className="smw-map-head">
      <div role="columnheader" aria-colindex={1} aria-sort={said(sort, "name")} className="smw-map-corner">
        <div className="smw-map-find">
          <Search text={props.text} search={props.search} leave={props.leave} />
          <select
            aria-label="What the cells show"
            value={props.measure}
            onChange={(event) => props.show(event.target.value as Measure)}
            onKeyDown={(event) => event.stopPropagation()}
          >
            {props.measures.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="smw-map-orders">
          <button
            type="button"
            data-cell="#head #name"
            tabIndex={focused === "#name" ? 0 : -1}
            onClick={() => press("name")}
            title="Sort by name"
          >
            Task
            <Way sort={sort} by="name" />
          </button>
          <Order sort={sort} roles={roles} order={props.order} />
        </div>
      </div>
      <div className="smw-map-room" style={{ width: columns.from * widths.role }} />
      {roles.slice(columns.from, columns.to).map((role, i) => (
        <div
          key={role.id}
          role="columnheader"
          aria-colindex={columns.from + i + 2}
          aria-sort={said(sort, `role:${role.id}`)}
          className="smw-map-role"
        >
          <button
            type="button"
            data-cell={`#head ${role.id}`}
            tabIndex={focused === role.id ? 0 : -1}
            onClick={() => press(`role:${role.id}`)}
            title={`${role.name}, ${role.rate} an hour. Sort by share.`}
            aria-label={`${role.name}, ${role.rate} an hour: sort by share`}
          >
            <i style={{ background: `var(--smw-${role.colour.slice(1)})` }} />
            <b>
              <span dir="auto">{role.short}</span>
              <Way sort={sort} by={`role:${role.id}`} />
            </b>
            <small>{role.rate}</small>
          </button>
        </div>
      ))}
      <div className="smw-map-rest" />
      <div role="columnheader" aria-colindex={roles.length + 2} aria-sort={said(sort, "premium")} className="smw-map-prem-head">
        <button
          type="button"
          data-cell="#head #premium"
          tabIndex={focused === "#premium" ? 0 : -1}
          onClick={() => press("premium")}
          title="Cost a year above the most cost-effective roles with the same fulfilment. Sort by premium."
        >
          <Way sort={sort} by="premium" />
          Premium
        </button>
      </div>
    </div>
  );
});

function Search({ text, search, leave }: Pick<Props, "text" | "search" | "leave">) {
  return (
    <input
      type="search"
      className="smw-map-search"
      placeholder="Search  /"
      aria-label="Search tasks"
      value={text}
      maxLength={200}
      onChange={(event) => search(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") leave();
      }}
    />
  );
}

function Order({ sort, roles, order }: { sort: Sort; roles: readonly Column[]; order(by: string): void }) {
  const role = roles.find(({ id }) => `role:${id}` === sort.by);
  return (
    <select
      aria-label="Order of the tasks"
      value={sort.by}
      onChange={(event) => order(event.target.value)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {ORDERS.map(([by, name]) => (
        <option key={by} value={by}>
          {name}
        </option>
      ))}
      {role && <option value={sort.by}>By {role.short} share</option>}
    </select>
  );
}

function Way({ sort, by }: { sort: Sort; by: string }) {
  if (sort.by !== by) return null;
  return <em aria-hidden="true">{sort.down ? "↓" : "↑"}</em>;
}

function said(sort: Sort, by: string): "ascending" | "descending" | undefined {
  return sort.by === by ? (sort.down ? "descending" : "ascending") : undefined;
}
