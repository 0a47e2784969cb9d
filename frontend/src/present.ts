// Presentation mode: an attribute of the page that style sheets answer to; Python is not asked.
// It wants the full screen, does without where that is refused, and ends when that is left.

const ATTRIBUTE = "data-smw-present";
const listeners = new Set<() => void>();
let filled = false; // whether the screen was filled for this presentation

export function isPresenting(): boolean {
  return document.documentElement.hasAttribute(ATTRIBUTE);
}

export function togglePresent(): void {
  if (isPresenting()) endPresent();
  else beginPresent();
}

export function beginPresent(): void {
  set(true);
  document.addEventListener("fullscreenchange", screenChanged);
  void fillScreen();
}

export function endPresent(): void {
  if (!isPresenting()) return;
  document.removeEventListener("fullscreenchange", screenChanged);
  if (filled && document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  filled = false;
  set(false);
}

export function onPresent(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen();
  } catch {
    // refused, or a browser without it: the page presents in its window
  }
}

function screenChanged(): void {
  if (document.fullscreenElement) filled = true;
  else endPresent(); // left, perhaps before the page heard that it was filled
}

function set(on: boolean): void {
  document.documentElement.toggleAttribute(ATTRIBUTE, on);
  for (const listener of listeners) listener();
  window.dispatchEvent(new Event("resize")); // canvas and charts fit the new space
}
