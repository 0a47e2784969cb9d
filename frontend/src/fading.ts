// Fades the marks and words of a chart that do not concern what is attended to.
import { attending, attentionFrom, concerns } from "./attention";
import { aboutRows, type Chart, type Trace } from "./chart";

interface Bound {
  i: number;
}

// On Plotly's own elements, without a call of Plotly: it would take as long as a repaint.
export function fade(figure: HTMLElement, chart: Chart): void {
  const to = attentionFrom() === "charts" ? null : attending();
  const rows = new Map(
    [...aboutRows(chart)].map(([row, parts]) => [row, !to || parts.some((part) => concerns(part, to))]),
  );
  const kept = chart.about.map((part) => !to || concerns(part, to));
  for (const trace of figure.querySelectorAll<SVGGElement>(".smw-plot .trace")) {
    const drawn = bound<[{ trace: Trace }]>(trace)?.[0]?.trace;
    for (const point of trace.querySelectorAll<SVGElement>(".point")) {
      const index = bound<Bound>(point)?.i;
      if (!drawn || index === undefined) continue;
      const place = drawn.customdata?.[index];
      const on = place === undefined ? rows.get(drawn.y[index] ?? -1) : kept[place];
      point.classList.toggle("smw-chart-faded", on === false);
    }
  }
  for (const word of figure.querySelectorAll<HTMLElement>(".smw-chart-word[data-row]")) {
    word.classList.toggle("smw-chart-faded", rows.get(Number(word.dataset.row)) === false);
  }
}

// What d3 bound to an element: for a trace its points, for a point its number.
export function bound<Data>(element: Element): Data | undefined {
  return (element as Element & { __data__?: Data }).__data__;
}
