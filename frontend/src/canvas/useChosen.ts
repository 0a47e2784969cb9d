// What is chosen on the canvas. A stage chosen here is told to Python, whose panel follows; one
// chosen elsewhere (a finding, the address) is chosen here.
import { useCallback, useEffect, useRef, useState } from "react";
import { theOutbox } from "../outbox";
import type { Drawing } from "./drawing";
import type { Chosen } from "./elements";
import { chosenStage, type CanvasData } from "./state";

type Change = (now: Chosen) => Chosen;
export type SetChosen = (change: Change, tell: boolean) => void;

export function useChosen(data: CanvasData, drawing: Drawing): [Chosen, SetChosen] {
  const [chosen, setState] = useState<Chosen>(() => chosenStage(data.stage));
  const latest = useRef({ chosen, drawing });
  latest.current.drawing = drawing;
  const told = useRef(data.stage);
  const shown = useRef(drawing.segment);

  const setChosen = useCallback<SetChosen>((change, tell) => {
    const next = change(latest.current.chosen);
    latest.current.chosen = next;
    setState(next);
    const only = next.places.size === 1 ? [...next.places][0] : undefined;
    // A stage that was made just now is not in the drawing yet; only ends are no stages for sure.
    const isStage = only !== undefined && !latest.current.drawing.ends.some((end) => end.id === only);
    if (!tell || !isStage || only === told.current) return;
    told.current = only;
    theOutbox().put({ kind: "choose", stage: only });
  }, []);

  // Chosen elsewhere: what Python says differs from what it was told, and nothing is on its way.
  useEffect(() => {
    const onItsWay = theOutbox().after(data.channel).some(({ act }) => act.kind === "choose");
    if (onItsWay || data.stage === told.current) return;
    const { stages, segment } = latest.current.drawing;
    // When the chosen stage has gone, Python's panel shows another one; nothing is chosen for it here.
    const hasGone = segment === shown.current && !stages.some(({ id }) => id === told.current);
    told.current = data.stage;
    shown.current = segment;
    if (!hasGone) setChosen(() => chosenStage(data.stage), false);
  }, [data.stage, data.channel, setChosen]);

  return [chosen, setChosen];
}
