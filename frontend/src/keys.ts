// The page's keyboard shortcuts: one registry, one listener, and the words of the list of keys.
// The listener comes before Streamlit's own shortcuts (R runs the page again, C clears its cache).
import { isTyping } from "./typing";

export type KeyGroup = "Everywhere" | "Canvas" | "Role mix" | "Role map" | "Table" | "Component map" | "Choices" | "Judgements";

export interface Shortcut {
  keys: string; // "Ctrl+Shift+Z", "N", "?", "Escape"; without an act any words: "Double-click"
  says: string;
  group: KeyGroup;
  act?: (event: KeyboardEvent) => void; // without one, the shortcut is only listed
  when?: () => boolean;
}

const shortcuts = new Set<Shortcut>();

// Registers a shortcut until the returned function is called. Of two with the same keys the newer
// one is asked first. Cmd on a Mac is Ctrl. What acts is not for text that is being typed (but
// Escape and F keys are), nor under a dialog; Escape goes on to whoever else listens for it.
export function registerKey(shortcut: Shortcut): () => void {
  if (shortcuts.size === 0) document.addEventListener("keydown", pressed, { capture: true });
  shortcuts.add(shortcut);
  return () => {
    shortcuts.delete(shortcut);
    if (shortcuts.size === 0) document.removeEventListener("keydown", pressed, { capture: true });
  };
}

export function registered(): Shortcut[] {
  return [...shortcuts];
}

function pressed(event: KeyboardEvent): void {
  if (event.isComposing || underDialog()) return;
  const typing = isTyping(event) && !/^(Escape|F\d+)$/.test(event.key);
  if (typing) return;
  const wanted = registered()
    .reverse()
    .find(({ keys, act, when }) => act && matches(event, keys) && (when?.() ?? true));
  if (!wanted) return;
  if (event.key !== "Escape") {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  wanted.act?.(event);
}

export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const control = event.ctrlKey || event.metaKey;
  if (control !== parts.includes("Ctrl") || event.altKey !== parts.includes("Alt")) return false;
  const sign = key.length === 1 && !/[a-z0-9]/i.test(key); // "?" needs Shift on most keyboards
  if (!sign && event.shiftKey !== parts.includes("Shift")) return false;
  return keyOf(event) === key.toLowerCase();
}

// The letter of the key, by its place where the keyboard writes no Latin letters.
function keyOf(event: KeyboardEvent): string {
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = event.key.charCodeAt(0) < 128;
  return (place && !latin ? place : event.key).toLowerCase();
}

function underDialog(): boolean {
  return document.querySelector("dialog[open], [data-testid=stDialog]") !== null;
}

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

// The keys as this computer's keyboard names them.
export function shown(keys: string): string {
  const named = keys.replaceAll("Escape", "Esc");
  return onMac ? named.replaceAll("Ctrl", "⌘") : named;
}

// Lists keys that a component answers by itself, until the returned function is called.
export function listKeys(group: KeyGroup, keys: readonly (readonly [string, string])[]): () => void {
  const off = keys.map(([each, says]) => registerKey({ keys: each, says, group }));
  return () => off.forEach((stop) => stop());
}
