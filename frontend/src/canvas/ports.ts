// Where lines over the top leave and land on the cards: on each card the lines to one side stand
// in the order of their reach, so that they do not cross near it.
import type { Link } from "./links";
import { center, type Box } from "./sizes";

export interface Ports {
  start: number;
  end: number;
}

interface End {
  order: [number, number];
  link: Link;
  isStart: boolean;
}

const INSET = 0.5; // part of a card that a loop of its own takes, from the left

// By link; `looped` are the places that have a loop to themselves on their top.
export function portsOf(arcs: Link[], looped: ReadonlySet<string>): Map<Link, Ports> {
  const ends = new Map<string, { box: Box; all: End[] }>();
  const add = (link: Link, isStart: boolean): void => {
    const [here, there] = isStart ? [link.source, link.target] : [link.target, link.source];
    const own = ends.get(here.id) ?? { box: here.box, all: [] };
    ends.set(here.id, own);
    own.all.push({ order: orderOf(here.box, there.box), link, isStart });
  };
  for (const link of arcs) {
    add(link, true);
    add(link, false);
  }
  const ports = new Map<Link, Ports>(arcs.map((link) => [link, { start: 0, end: 0 }]));
  for (const [id, { box, all }] of ends) {
    all.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
    const inset = looped.has(id) ? INSET : 0;
    all.forEach(({ link, isStart }, i) => {
      const x = box.x + box.w * (inset + ((1 - inset) * (i + 1)) / (all.length + 1));
      const port = ports.get(link);
      if (port) port[isStart ? "start" : "end"] = x;
    });
  }
  return ports;
}

// Lines to the left stand left, the near ones first; lines to the right mirror them.
function orderOf(here: Box, there: Box): [number, number] {
  const by = center(there) - center(here);
  return by < 0 ? [0, -by] : [1, -by];
}
