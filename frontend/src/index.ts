// The browser components of the workbench: one ES module, one named export a component.
import { listenForUndo } from "./undokeys";

export { mountLive } from "./live";
export { mountJourney } from "./journey";
export { mountMix } from "./mix";

listenForUndo();
