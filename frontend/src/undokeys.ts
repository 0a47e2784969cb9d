// Ctrl+Z and Shift+Ctrl+Z (or Ctrl+Y; Cmd on a Mac) press the page's undo and redo buttons.
// Streamlit's own shortcuts would take the keys from a text field too, where they belong to what
// is being typed.

export function listenForUndo(): void {
  document.addEventListener("keydown", pressed);
}

function pressed(event: KeyboardEvent): void {
  const wanted = buttonFor(event);
  if (!wanted || isTyping(event.composedPath()[0])) return;
  const button = document.querySelector<HTMLButtonElement>(`.st-key-${wanted} button`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function buttonFor(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "y") return "redo";
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return null;
}

function isTyping(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
