// Ctrl+C and Ctrl+V on the canvas: what was copied stays in the workbench, the clipboard carries
// its name. The events of the page are used, since navigator.clipboard is missing over plain http.
import { useEffect, useRef } from "react";
import { isTyping } from "../typing";
import { theOutbox } from "../outbox";
import { freshId } from "./gestures";
import type { Point } from "./geometry";

const PREFIX = "Sales Model Workbench: ";

interface Options {
  stages(): string[];
  segment: string;
  place(): Point; // where what is pasted goes
  pasted(): void;
}

export function useClipboard(options: Options): void {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const copied = (event: ClipboardEvent): void => {
      const stages = latest.current.stages();
      if (isTyping(event) || stages.length === 0 || hasSelectedText()) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", keep("stages", stages));
    };
    const pasted = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isTyping(event) || !text.startsWith(PREFIX)) return;
      event.preventDefault();
      paste(text.slice(PREFIX.length).trim(), latest.current);
    };
    document.addEventListener("copy", copied);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("copy", copied);
      document.removeEventListener("paste", pasted);
    };
  }, []);
}

// Copies from a menu. The copy event reaches the clipboard over plain http too.
export function copy(what: "stages" | "segment", ids: string[]): void {
  if (ids.length === 0) return;
  const text = keep(what, ids);
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", put, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", put, { capture: true });
}

// Keeps stages or a segment under a name; gives what the clipboard carries.
function keep(what: "stages" | "segment", ids: string[]): string {
  const clip = freshId("clip");
  theOutbox().put({ kind: "copy", clip, what, ids });
  last = clip;
  return PREFIX + clip;
}

// What was copied last in this tab, for the menu's "Paste"; the keys go by the clipboard.
let last = "";

export function pasteLast(options: Options): void {
  if (last) paste(last, options);
}

export function canPaste(): boolean {
  return last !== "";
}

function paste(clip: string, { segment, place, pasted }: Options): void {
  const { x, y } = place();
  theOutbox().put({ kind: "paste", clip, segment, ids: freshId("paste"), x, y });
  pasted();
}

function hasSelectedText(): boolean {
  return !(document.getSelection()?.isCollapsed ?? true);
}
