// Whether a key or a paste belongs to a text that somebody is typing.

// Enter then takes a word from an input method (Japanese, Chinese, Korean), and is not for us.
// Safari sends that Enter after the composing ended, and only its old code tells it apart.
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
