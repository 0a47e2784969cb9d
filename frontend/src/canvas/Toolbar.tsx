// The row under the canvas: what the colours say, what can be added, and from where one looks.
import type { Drawing, EndKind, Fill } from "./drawing";
import { theOutbox } from "../outbox";
import { canPaste, copy, pasteLast } from "./clipboard";
import type { Chosen } from "./elements";
import { savePicture } from "./exportMenu";
import type { Positions } from "./geometry";
import { freshId } from "./gestures";
import type { LanesBy } from "./lanes";
import { Heading, Item, Menu } from "./Menu";
import { Palette } from "./Palette";
import type { CanvasData, Look } from "./state";
import type { Alignment } from "./tidy";
import type { Acts } from "./useActs";
import type { View } from "./useView";

const FILLS: [Fill, string][] = [
  ["drop_off", "Drop-off"],
  ["hours", "Hours"],
  ["cost", "Cost"],
];
const LANES: [LanesBy, string][] = [
  ["", "No lanes"],
  ["channel", "By channel"],
  ["buyer", "By buyer"],
];
const ALIGNMENTS: [Alignment, string][] = [
  ["left", "Left edges"],
  ["top", "Top edges"],
  ["middle", "On one line"],
  ["distribute", "Equal distances"],
];
const ENDS: [EndKind, string][] = [
  ["lost_to_rival", "Lost to a rival"],
  ["no_decision", "No decision"],
  ["stayed", "Stayed"],
  ["churned", "Churned"],
];

interface Props {
  data: CanvasData;
  drawing: Drawing;
  look: Look;
  change(part: Partial<Look>): void;
  acts: Acts;
  view: View;
  chosen: Chosen;
  dark: boolean;
  positions: Positions;
}

export function Toolbar(props: Props) {
  const { drawing, look, change, acts, view } = props;
  return (
    <div className="smw-toolbar nokey" role="toolbar" aria-label="Canvas">
      <div className="smw-segmented" role="radiogroup" aria-label="Colour of the stages">
        {FILLS.map(([fill, name]) => (
          <button key={fill} type="button" role="radio" aria-checked={look.fill === fill} data-fill={fill} onClick={() => change({ fill })}>
            {name}
          </button>
        ))}
      </div>
      <Legend drawing={drawing} fill={look.fill} />
      <span className="smw-gap" />
      <Palette acts={acts} />
      <ViewMenu {...props} />
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
      <span className="smw-legend-high">{high}</span>
      <span className="smw-legend-more">
        <i className="smw-swatch-flow" aria-hidden="true" /> 50 of 100 buyers
      </span>
      <span className="smw-legend-more">
        <i className="smw-swatch-loop" aria-hidden="true" /> Loop back
      </span>
    </div>
  );
}

function ViewMenu({ data, drawing, look, change, acts, view, chosen, dark, positions }: Props) {
  const several = chosen.places.size > 1;
  return (
    <Menu label="Layout, comparison, export" name="more" face={<span aria-hidden="true">⋯</span>}>
      {(close) => {
        const then = (act: () => void) => () => {
          act();
          close();
        };
        return (
          <>
            <Heading>Layout</Heading>
            <Item name="tidy" act={then(() => { acts.keys.tidy(); view.fit(); })}>Tidy the layout</Item>
            {ALIGNMENTS.map(([how, name]) => (
              <Item key={how} name={`align-${how}`} disabled={!several} act={then(() => acts.align(how))}>
                {name}
              </Item>
            ))}
            <Heading>Lanes</Heading>
            {LANES.map(([lanes, name]) => (
              <Item key={lanes} name={`lanes-${lanes || "none"}`} checked={look.lanes === lanes} act={then(() => change({ lanes }))}>
                {name}
              </Item>
            ))}
            <Heading>Drawn underneath</Heading>
            {data.ghosts.map(({ id, name }) => (
              <Item key={id} name={`ghost-${id || "none"}`} checked={data.ghost === id} act={then(() => theOutbox().put({ kind: "ghost", of: id }))}>
                {name}
              </Item>
            ))}
            <Heading>Copy</Heading>
            <Item name="copy-segment" act={then(() => copy("segment", [drawing.segment]))}>Copy this segment</Item>
            <Item name="paste" disabled={!canPaste()} act={then(() => pasteLast({ stages: acts.chosenStages, segment: drawing.segment, place: acts.freePlace, pasted: acts.focus }))}>
              Paste what was copied
            </Item>
            <Heading>Ends</Heading>
            {ENDS.filter(([kind]) => !drawing.ends.some((end) => end.kind === kind)).map(([kind, name]) => (
              <Item
                key={kind}
                name={`end-${kind}`}
                act={then(() => acts.edit([{ do: "add_outcome", segment: drawing.segment, id: freshId("end"), kind, name }]))}
              >
                Add “{name}”
              </Item>
            ))}
            <Heading>Save the picture</Heading>
            <Item name="svg" act={then(() => void savePicture("svg", { drawing, dark, fill: look.fill, positions, title: `${data.model}: ${segmentName(data, drawing)}` }))}>As SVG</Item>
            <Item name="png" act={then(() => void savePicture("png", { drawing, dark, fill: look.fill, positions, title: `${data.model}: ${segmentName(data, drawing)}` }))}>As PNG</Item>
          </>
        );
      }}
    </Menu>
  );
}

function segmentName(data: CanvasData, drawing: Drawing): string {
  return data.segments.find(({ id }) => id === drawing.segment)?.name ?? "";
}
