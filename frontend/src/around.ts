// What stands around a plot as elements of the page: labels, values, rails, limits. Plotly takes
// longer over an annotation than over a bar.
import type { Chart, Words } from "./chart";
import { html } from "./svg";

type Margin = Chart["figure"]["layout"]["margin"];

// Labels, values and heads, over the plot.
export function words(chart: Chart, margin: Margin, font: number): HTMLElement[] {
  return chart.words.map((each) => text(each, margin, (each.shift * font) / 11));
}

function text(words: Words, margin: Margin, shift: number): HTMLElement {
  const element = html("span", { class: "smw-chart-word" }, words.text);
  const { style } = element;
  style.color = `var(--smw-${words.colour.slice(1)})`;
  if (words.strong) style.fontWeight = "640";
  if (words.row >= 0) element.dataset.row = String(words.row);
  const at = (part: number) => `calc(${margin.l}px + (100% - ${margin.l + margin.r}px) * ${part})`;
  style.top =
    words.y === null ? "0" : `calc(${margin.t}px + (100% - ${margin.t + margin.b}px) * ${words.y})`;
  if (words.y !== null) style.transform = "translateY(-50%)";
  if (words.x === null) {
    style.left = "0";
    style.maxWidth = `${margin.l - 4}px`;
    if (words.full !== words.text) element.title = words.full;
  } else if (words.y === null) style.left = at(words.x);
  else style.right = `calc(100% - ${at(words.x)} - ${shift}px)`;
  return element;
}

// Hairlines under the dots.
export function rails({ rails, figure }: Chart): HTMLElement[] {
  const rows = figure.layout.yaxis.range[0] + 0.5;
  return rails.map(({ row, start, end }) => {
    const rail = html("i", { class: "smw-plot-rail" });
    rail.style.top = `${((row + 0.5) / rows) * 100}%`;
    rail.style.left = `${start * 100}%`;
    rail.style.right = `${(1 - end) * 100}%`;
    return rail;
  });
}

// Dashed lines over the plot; `from` and `to` are the ends of the first x axis, as it is zoomed.
export function limits({ limits }: Chart, [from, to]: [number, number]): HTMLElement[] {
  const shown = limits.map((limit) => ({ ...limit, part: (limit.at - from) / (to - from) }));
  return shown
    .filter(({ part }) => part >= 0 && part <= 1)
    .map(({ text, part }, index, all) => {
      const limit = html("i", { class: "smw-plot-limit" }, html("b", {}, text));
      limit.style.left = `${part * 100}%`;
      // Two limits' words move apart.
      limit.style.setProperty("--aside", String(index - (all.length - 1) / 2));
      return limit;
    });
}
