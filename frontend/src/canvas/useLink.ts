// Drawing a move by hand: from the edge of a stage, or from the end of a move that is led
// elsewhere, to where the pointer is let go.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Point } from "./geometry";
import { swallowClick } from "./swallow";

export interface Link {
  kind: "new" | "source" | "target"; // a new move, or the end of a known one
  id: string; // the stage, or the move
  from: Point; // canvas coordinates
  to: Point;
  over: string; // the place under the pointer
}

interface Options {
  toCanvas(event: { clientX: number; clientY: number }): Point;
  drop(link: Link): void;
}

export function useLink({ toCanvas, drop }: Options) {
  const [link, setLink] = useState<Link | null>(null);
  const now = useRef<Link | null>(null);
  const latest = useRef({ toCanvas, drop });
  latest.current = { toCanvas, drop };

  const show = useCallback((next: Link | null) => {
    now.current = next;
    setLink(next);
  }, []);

  useEffect(() => {
    if (link === null) return undefined;
    const move = (event: PointerEvent): void => {
      const held = now.current;
      if (held) show({ ...held, to: latest.current.toCanvas(event), over: placeAt(event) });
    };
    const end = (event: PointerEvent): void => {
      const held = now.current;
      show(null);
      swallowClick();
      if (held && event.type === "pointerup") {
        latest.current.drop({ ...held, to: latest.current.toCanvas(event), over: placeAt(event) });
      }
    };
    const giveUp = (event: KeyboardEvent): void => {
      if (event.key === "Escape") show(null);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", giveUp, true);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", giveUp, true);
    };
  }, [link === null, show]);

  const start = useCallback(
    (kind: Link["kind"], id: string, from: Point, event: React.PointerEvent) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      show({ kind, id, from, to: latest.current.toCanvas(event), over: "" });
    },
    [show],
  );
  return { link, start };
}

// The stage or end under the pointer; "" over the empty canvas, "outside" anywhere else.
function placeAt(event: PointerEvent): string {
  const under = document.elementsFromPoint(event.clientX, event.clientY);
  for (const element of under) {
    const place = element.closest<HTMLElement>("[data-place]");
    if (place) return place.dataset.place as string;
  }
  return under.some((element) => element.closest(".smw-canvas .react-flow")) ? "" : "outside";
}
