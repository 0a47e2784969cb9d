// Where one looks at the canvas from. A journey is fitted when it is first shown and when the room
// for it changes, never while somebody works on it: an edit neither jumps nor zooms.
import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, type RefObject } from "react";
import type { Box } from "./geometry";

const MARGIN = 4; // px around the journey
const LARGEST = 1; // a short journey is not blown up
const PRESENTED = 2;
const ANOTHER = 1.25; // a pane that grows or shrinks by this is looked at anew: presentation mode
const GLIDE = 150; // ms; none under "reduce motion"

interface Seen {
  viewport: { x: number; y: number; zoom: number };
  touched: boolean;
}

export interface View {
  fit(): void;
  zoom(by: number): void;
  touched(): void;
}

export function useView(root: RefObject<HTMLDivElement | null>, bounds: Box, segment: string, shown: boolean): View {
  const flow = useReactFlow();
  const seen = useRef(new Map<string, Seen>());
  const latest = useRef({ bounds, segment });
  latest.current = { bounds, segment };
  const before = useRef("");

  const fitted = useCallback(() => {
    const pane = root.current?.querySelector(".react-flow")?.getBoundingClientRect();
    return pane && pane.width > 0 ? viewportFor(latest.current.bounds, pane.width, pane.height) : null;
  }, [root]);

  const fit = useCallback(
    (glide = true) => {
      const viewport = fitted();
      if (!viewport) return;
      const calm = !glide || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      void flow.setViewport(viewport, { duration: calm ? 0 : GLIDE });
      seen.current.set(latest.current.segment, { viewport, touched: false });
    },
    [flow, fitted],
  );

  // Another segment: as it was left, or fitted the first time.
  useEffect(() => {
    if (!shown || before.current === segment) return;
    if (before.current) {
      const old = seen.current.get(before.current);
      seen.current.set(before.current, { viewport: flow.getViewport(), touched: old?.touched ?? false });
    }
    before.current = segment;
    const known = seen.current.get(segment);
    if (known?.touched) void flow.setViewport(known.viewport);
    else fit(false);
  }, [segment, shown, flow, fit]);

  useEffect(() => {
    const pane = root.current?.querySelector(".react-flow");
    if (!pane) return undefined;
    let width = pane.clientWidth;
    let height = pane.clientHeight;
    const resizing = new ResizeObserver(() => {
      const ratios = [pane.clientWidth / width, pane.clientHeight / height];
      const isAnother = ratios.some((ratio) => !(ratio > 1 / ANOTHER && ratio < ANOTHER));
      if (isAnother || !seen.current.get(latest.current.segment)?.touched) fit(false);
      width = pane.clientWidth;
      height = pane.clientHeight;
    });
    resizing.observe(pane);
    return () => resizing.disconnect();
  }, [root, fit]);

  return useMemo(
    () => ({
      fit: () => fit(),
      zoom: (by: number) => {
        void flow.zoomTo(flow.getZoom() * by);
        remember(seen.current, latest.current.segment, flow.getViewport());
      },
      touched: () => remember(seen.current, latest.current.segment, flow.getViewport()),
    }),
    [flow, fit],
  );
}

function remember(seen: Map<string, Seen>, segment: string, viewport: Seen["viewport"]): void {
  seen.set(segment, { viewport, touched: true });
}

// The whole of `bounds` in the middle of a pane of this size.
export function viewportFor(bounds: Box, width: number, height: number): Seen["viewport"] {
  const largest = document.documentElement.dataset.smwPresent === undefined && width < 900 ? LARGEST : PRESENTED;
  const zoom = Math.min(largest, (width - 2 * MARGIN) / bounds.w, (height - 2 * MARGIN) / bounds.h);
  const safe = Math.max(0.15, zoom);
  return {
    x: (width - safe * bounds.w) / 2 - safe * bounds.x,
    y: (height - safe * bounds.h) / 2 - safe * bounds.y,
    zoom: safe,
  };
}
