// The menus beside the title: which stages and which kinds of task stand in the map.
import { groupKey, groupName, type MapData } from "./mapdata";
import type { Filter } from "./order";

interface Props {
  data: MapData;
  filter: Filter;
  change(filter: Filter): void;
}

export function Filters({ data, filter, change }: Props) {
  const segments = [...new Map(data.groups.map((group) => [group.segment, group.segment_name]))];
  const many = segments.length > 1;
  const stop = (event: React.KeyboardEvent) => event.stopPropagation();
  const options = (segment: string) =>
    data.groups
      .filter((group) => group.segment === segment)
      .map((group) => (
        <option key={groupKey(group)} value={groupKey(group)}>
          {groupName(group, many)}
        </option>
      ));
  return (
    <div className="smw-map-filters">
      <select
        aria-label={many ? "Segment and stage" : "Stage"}
        value={filter.place}
        data-on={filter.place ? "" : undefined}
        onKeyDown={stop}
        onChange={(event) => change({ ...filter, place: event.target.value })}
      >
        <option value="">All stages</option>
        {segments.map(([id, name]) =>
          many ? (
            <optgroup key={id} label={name}>
              <option value={`segment:${id}`}>All of {name}</option>
              {options(id)}
            </optgroup>
          ) : (
            options(id)
          ),
        )}
      </select>
      <select
        aria-label="Kind of task"
        value={filter.kind}
        data-on={filter.kind ? "" : undefined}
        onKeyDown={stop}
        onChange={(event) => change({ ...filter, kind: event.target.value })}
      >
        <option value="">All kinds</option>
        {data.kinds.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
