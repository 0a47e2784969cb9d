// The browser components of the workbench: one ES module, one named export a component.
export { mountLive } from "./live";
export { mountCanvas } from "./canvas/mount";
export { mountHistorybar } from "./historybar";
export { mountMix } from "./mix";
export { mountMatrix } from "./matrix/mount";
export { mountWeek } from "./week/week";
export { mountMoves } from "./moves/moves";
export { mountFrontier } from "./frontier/frontier";
export { mountJudgements } from "./judgements/judgements";
export { mountChoices } from "./choices/choices";
export { mountComponentmap } from "./coherence/componentmap";
