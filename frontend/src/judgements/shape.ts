// The marks of the four components, so that colour is never alone, and their names in a narrow place.
import { svg } from "../svg";

// A ring with a dot: of one in another, each second circle is filled.
const RING = [5.6, 3.9, 2].map((r) => `M6 ${6 - r}a${r} ${r} 0 1 0 0 ${2 * r} ${r} ${r} 0 1 0 0-${2 * r}z`).join("");

const SHAPES: Record<string, [string, Record<string, string>]> = {
  way_of_buying: ["path", { d: "M2 3.5h8M2 6h8M2 8.5h5", fill: "none", stroke: "currentColor", "stroke-width": "1.5" }],
  customer_selection: ["path", { d: RING, fill: "currentColor", "fill-rule": "evenodd" }],
  value_proposition: ["path", { d: "M6 .8 11.2 6 6 11.2.8 6z", fill: "currentColor" }],
  selling_tasks: ["rect", { x: "1.5", y: "1.5", width: "9", height: "9", rx: "1", fill: "currentColor" }],
  value_delivery: ["path", { d: "M2 1.2 11 6 2 10.8z", fill: "currentColor" }],
};

// The mark of a component, in its colour.
export function shape(kind: string): SVGElement {
  const [name, attributes] = SHAPES[kind] ?? (SHAPES.way_of_buying as [string, Record<string, string>]);
  const colour = kind in SHAPES && kind !== "way_of_buying" ? `color:var(--smw-component-${kind})` : null;
  return svg("svg", { class: "smw-mark", viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true", style: colour }, svg(name, attributes));
}

// A name that does not break after a hyphen.
export function unbroken(name: string): string {
  return name.replaceAll("-", "-\u2060");
}
