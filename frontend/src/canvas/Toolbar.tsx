// The row under the canvas: what the colours say, what can be added, and from where one looks.
import { useState } from "react";
import type { Drawing, Fill } from "./drawing";
import { CompareMenu, LayoutMenu, MoreMenu, type MenusProps } from "./Menus";
import { Palette } from "./Palette";
import { Radios } from "./Radios";

const FILLS: [Fill, string][] = [
  ["drop_off", "Drop-off"],
  ["hours", "Hours"],
  ["cost", "Cost"],
];

export function Toolbar(props: Omit<MenusProps, "say">) {
  const { drawing, look, change, acts, view } = props;
  const [note, say] = useState("");
  const menus = { ...props, say };
  return (
    <div className="smw-toolbar nokey" role="group" aria-label="Canvas">
      <Radios label="Colour of the stages" name="fill" choices={FILLS} value={look.fill} choose={(fill) => change({ fill })} />
      <Legend drawing={drawing} fill={look.fill} />
      <span className="smw-gap" />
      <Palette acts={acts} />
      <LayoutMenu {...menus} />
      <CompareMenu {...menus} />
      <MoreMenu {...menus} />
      <button type="button" className="smw-button smw-icon" aria-label="Zoom out" title="Zoom out (−)" onClick={() => view.zoom(1 / 1.25)}>
        −
      </button>
      <button type="button" className="smw-button smw-icon" aria-label="Zoom in" title="Zoom in (+)" onClick={() => view.zoom(1.25)}>
        +
      </button>
      <button type="button" className="smw-button smw-icon" data-act="fit" aria-label="Fit the journey" title="Fit the journey (F)" onClick={() => view.fit()}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
          <path d="M1.5 5V1.5H5M9 1.5h3.5V5M12.5 9v3.5H9M5 12.5H1.5V9" />
        </svg>
      </button>
      {note && (
        <p className="smw-say" role="alert">
          {note}
          <button type="button" className="smw-button smw-icon" aria-label="Close" title="Close" onClick={() => say("")}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}

function Legend({ drawing, fill }: { drawing: Drawing; fill: Fill }) {
  const { low, high } = drawing.legend[fill];
  return (
    <div className="smw-legend-row">
      <span>{low}</span>
      <span className="smw-ramp" data-ramp={fill === "drop_off" ? "drop" : "share"} aria-hidden="true">
        {[0, 1, 2, 3, 4].map((step) => (
          <i key={step} data-step={step} />
        ))}
      </span>
      <span className="smw-legend-high" title={high}>
        {high}
      </span>
      <span className="smw-legend-more">
        <i className="smw-swatch-flow" aria-hidden="true" /> 50 of 100 buyers
      </span>
      <span className="smw-legend-more">
        <i className="smw-swatch-loop" aria-hidden="true" /> Loop back
      </span>
    </div>
  );
}
