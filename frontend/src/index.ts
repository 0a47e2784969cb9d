// The browser components of the workbench: one ES module, one named export a component.
export { mountLive } from "./live";
export { mountJourney } from "./journey";
export { mountMix } from "./mix";
