// The shapes of components, of what is unreviewed, and of the legend, as small drawings.
import { svg } from "../svg";

const SHAPES: Record<string, () => SVGElement[]> = {
  "circle-open-dot": () => [
    svg("circle", { cx: 7, cy: 7, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 2 }),
    svg("circle", { cx: 7, cy: 7, r: 2.5, fill: "currentColor" }),
  ],
  diamond: () => [svg("path", { d: "M7 0l7 7-7 7-7-7z", fill: "currentColor" })],
  square: () => [svg("rect", { x: 0.5, y: 0.5, width: 13, height: 13, rx: 2, fill: "currentColor" })],
  "triangle-right": () => [svg("path", { d: "M1.5 .5 13.5 7 1.5 13.5z", fill: "currentColor" })],
};

// A component's shape in its colour.
export function markOf(component: string, mark: string): SVGElement {
  const drawn = svg("svg", { class: "smw-comp-mark", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" });
  drawn.style.color = `var(--smw-component-${component})`;
  drawn.append(...(SHAPES[mark]?.() ?? []));
  return drawn;
}

// The hatched diamond of alignment debt.
export function debtMark(size: number): SVGElement {
  return svg(
    "svg",
    { class: "smw-comp-diamond", width: size, height: size, viewBox: "-10 -10 20 20", "aria-hidden": "true" },
    svg("path", { d: "M0-9L9 0 0 9-9 0z", class: "smw-comp-diamond-body" }),
    svg("path", { d: "M-6 3L3-6M-3 6L6-3", class: "smw-comp-diamond-hatch" }),
  );
}

const KEYS: Record<string, () => SVGElement> = {
  strong: () => drawing(28, svg("path", { d: "M0 6H28", class: "smw-comp-line", "stroke-width": 8 })),
  plain: () => drawing(28, svg("path", { d: "M0 6H28", class: "smw-comp-line", "data-strength": "plain", "stroke-width": 5 })),
  frayed: () => drawing(28, svg("path", { d: "M0 6C8 0 20 0 28 6M0 6H28M0 6C8 12 20 12 28 6", class: "smw-comp-thread", "stroke-width": 1.6 })),
  open: () => drawing(28, svg("path", { d: "M0 6H28", class: "smw-comp-unknown" })),
  debt: () => debtMark(14),
};

export function legendMark(kind: string): SVGElement | string {
  return KEYS[kind]?.() ?? "";
}

function drawing(width: number, ...parts: SVGElement[]): SVGElement {
  return svg("svg", { width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true" }, ...parts);
}
