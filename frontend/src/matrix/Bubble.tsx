// The card beside a cell: what it holds and how that was worked out, or why something cannot be.
import { useLayoutEffect, useRef } from "react";
import type { Hint } from "./words";

export interface Said {
  cell: string; // data-cell of the cell it stands at
  refused: string; // a sentence in place of the hint, told at once
}

interface Props {
  said: Said | null;
  hint: Hint | null;
  home: React.RefObject<HTMLElement | null>;
}

const GAP = 6; // px

export function Bubble({ said, hint, home }: Props) {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const own = card.current;
    if (!own) return;
    const cell = said && (said.refused || hint) && home.current?.querySelector(`[data-cell="${said.cell}"]`);
    if (!cell) {
      if (own.matches(":popover-open")) own.hidePopover();
      return;
    }
    if (!isOpen(own)) own.showPopover?.();
    place(own, cell.getBoundingClientRect());
  });
  return (
    <div ref={card} popover="manual" className="smw-map-bubble" data-refused={said?.refused ? "" : undefined}>
      {said?.refused && <p>{said.refused}</p>}
      {hint && !said?.refused && (
        <div role="tooltip">
          <b dir="auto">{hint.head}</b>
          {hint.facts.length > 0 && (
            <dl>
              {hint.facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {hint.notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </div>
      )}
    </div>
  );
}

function isOpen(card: HTMLElement): boolean {
  return card.hasAttribute("popover") && card.matches(":popover-open");
}

// Under the cell, or over it where there is no room. A room sees the map enlarged: what is measured
// on the screen is more there than the card's own pixels.
function place(card: HTMLElement, at: DOMRect): void {
  const zoom = card.currentCSSZoom ?? 1;
  const [width, height] = [card.offsetWidth * zoom, card.offsetHeight * zoom];
  const left = Math.max(8, Math.min(window.innerWidth - width - 8, at.left + at.width / 2 - width / 2));
  const under = at.bottom + GAP + height <= window.innerHeight - 4;
  card.style.left = `${Math.round(left / zoom)}px`;
  card.style.top = `${Math.round((under ? at.bottom + GAP : Math.max(4, at.top - GAP - height)) / zoom)}px`;
}
