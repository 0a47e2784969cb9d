// The part of Plotly that we call.
declare module "plotly.js-basic-dist-min" {
  export interface Point {
    customdata?: number;
  }
  export interface Host extends HTMLElement {
    layout: { xaxis?: { range?: [number, number] } };
    on(event: "plotly_hover", listener: (event: { points: Point[] }) => void): void;
    on(event: "plotly_unhover" | "plotly_relayout", listener: () => void): void;
  }
  export function react(
    host: HTMLElement,
    data: unknown[],
    layout: Record<string, unknown>,
    config?: Record<string, unknown>,
  ): Promise<Host>;
  export function purge(host: HTMLElement): void;
}
