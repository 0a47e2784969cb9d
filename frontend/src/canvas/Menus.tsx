// The menus of the row under the canvas: how the stages lie, what is drawn underneath, and the rest.
import { theOutbox } from "../outbox";
import { canPaste, copy, pasteLast } from "./clipboard";
import type { Drawing, EndKind } from "./drawing";
import type { Chosen } from "./elements";
import { savePicture } from "./exportMenu";
import type { Positions } from "./geometry";
import { freshId } from "./gestures";
import type { LanesBy } from "./lanes";
import { Heading, Item, Menu } from "./Menu";
import type { CanvasData, Look } from "./state";
import type { Alignment } from "./tidy";
import type { Acts } from "./useActs";
import type { View } from "./useView";

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

export interface MenusProps {
  data: CanvasData;
  drawing: Drawing;
  look: Look;
  change(part: Partial<Look>): void;
  acts: Acts;
  view: View;
  chosen: Chosen;
  dark: boolean;
  positions: Positions;
  say(words: string): void; // what went wrong, to be read by the user
}

export function LayoutMenu({ look, change, acts, view, chosen }: MenusProps) {
  const several = chosen.places.size > 1;
  return (
    <Menu label="Layout and lanes" name="layout" face="Layout">
      {(close) => (
        <>
          <Item name="tidy" act={then(close, () => { acts.keys.tidy(); view.fit(); })}>Tidy the layout</Item>
          <Heading>Align the chosen stages</Heading>
          {ALIGNMENTS.map(([how, name]) => (
            <Item key={how} name={`align-${how}`} disabled={!several} act={then(close, () => acts.align(how))}>
              {name}
            </Item>
          ))}
          <Heading>Lanes</Heading>
          {LANES.map(([lanes, name]) => (
            <Item key={lanes} name={`lanes-${lanes || "none"}`} checked={look.lanes === lanes} act={then(close, () => change({ lanes }))}>
              {name}
            </Item>
          ))}
        </>
      )}
    </Menu>
  );
}

export function CompareMenu({ data }: MenusProps) {
  return (
    <Menu label="Compare with a journey drawn underneath" name="compare" face="Compare">
      {(close) => (
        <>
          <Heading>Drawn underneath</Heading>
          {data.ghosts.map(({ id, name }) => (
            <Item key={id} name={`ghost-${id || "none"}`} checked={data.ghost === id} act={then(close, () => theOutbox().put({ kind: "ghost", of: id }))}>
              {name}
            </Item>
          ))}
        </>
      )}
    </Menu>
  );
}

export function MoreMenu({ data, drawing, look, acts, dark, positions, say }: MenusProps) {
  const stages = acts.chosenStages();
  const save = (kind: "svg" | "png") => async () => {
    const segment = data.segments.find(({ id }) => id === drawing.segment)?.name ?? "";
    say(await savePicture(kind, { drawing, dark, fill: look.fill, positions, title: `${data.model}: ${segment}` }));
  };
  const paste = (): void => pasteLast({ stages: acts.chosenStages, segment: drawing.segment, place: acts.freePlace, pasted: acts.focus });
  const absent = ENDS.filter(([kind]) => !drawing.ends.some((end) => end.kind === kind));
  return (
    <Menu label="Copy, paste, ends, save the picture" name="more" face="More">
      {(close) => (
        <>
          <Item name="copy" disabled={stages.length === 0} act={then(close, () => copy("stages", stages))}>Copy the chosen stages</Item>
          <Item name="copy-segment" act={then(close, () => copy("segment", [drawing.segment]))}>Copy this segment</Item>
          <Item name="paste" disabled={!canPaste()} act={then(close, paste)}>Paste what was copied</Item>
          {absent.length > 0 && <Heading>Ends</Heading>}
          {absent.map(([kind, name]) => (
            <Item
              key={kind}
              name={`end-${kind}`}
              act={then(close, () => acts.edit([{ do: "add_outcome", segment: drawing.segment, id: freshId("end"), kind, name }]))}
            >
              Add “{name}”
            </Item>
          ))}
          <Heading>Save the picture</Heading>
          <Item name="svg" act={then(close, save("svg"))}>As SVG</Item>
          <Item name="png" act={then(close, save("png"))}>As PNG</Item>
        </>
      )}
    </Menu>
  );
}

function then(close: () => void, act: () => unknown): () => void {
  return () => {
    void act();
    close();
  };
}
