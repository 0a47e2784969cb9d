// The move that a hand is drawing.
import { ViewportPortal } from "@xyflow/react";
import type { Layout } from "./geometry";
import type { Link } from "./useLink";

export function LinkLayer({ link, layout }: { link: Link; layout: Layout }) {
  const over = layout.boxes[link.over];
  const { from, to } = link;
  return (
    <ViewportPortal>
      <svg className="smw-linking" aria-hidden="true">
        <path d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
        <circle cx={to.x} cy={to.y} r={4} />
        {over && <rect x={over.x - 4} y={over.y - 4} width={over.w + 8} height={over.h + 8} rx={10} />}
      </svg>
    </ViewportPortal>
  );
}
