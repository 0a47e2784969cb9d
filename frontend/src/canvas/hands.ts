// What the parts of the canvas can ask of it; one object that never changes, and what is being
// typed at the moment.
import { createContext } from "react";
import type { Command } from "../commands";

export type Field = "name" | "days" | "percent" | "reason";

export interface Editing {
  id: string;
  field: Field;
}

export interface Hands {
  edit(commands: Command[]): void;
  startEditing(editing: Editing | null): void;
  startLink(stage: string, event: React.PointerEvent): void;
  startReconnect(move: string, end: "source" | "target", event: React.PointerEvent): void;
  openEditor(stage: string): void;
  chooseTrack(stage: string, track: string): void;
  attend(stage: string | null): void;
}

const nothing = (): void => undefined;

export const HandsContext = createContext<Hands>({
  edit: nothing,
  startEditing: nothing,
  startLink: nothing,
  startReconnect: nothing,
  openEditor: nothing,
  chooseTrack: nothing,
  attend: nothing,
});

export const EditingContext = createContext<Editing | null>(null);
