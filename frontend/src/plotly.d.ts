// The part of Plotly that we call.
declare module "plotly.js-basic-dist-min" {
  export function react(
    host: HTMLElement,
    data: unknown[],
    layout: Record<string, unknown>,
    config?: Record<string, unknown>,
  ): Promise<HTMLElement>;
  export function purge(host: HTMLElement): void;
  export const Plots: { resize(host: HTMLElement): Promise<void> };
}
