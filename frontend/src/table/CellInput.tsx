// The input that a figure becomes while it is typed. What stands in it is its own, so that a new
// drawing of the table takes neither the text nor the caret.
import { useLayoutEffect, useRef, useState } from "react";
import { isComposing } from "../typing";

export type Way = "stay" | "up" | "down" | "next" | "back";

interface Props {
  at: string;
  label: string;
  text: string;
  select: boolean; // the whole text, to be typed over
  take(text: string, way: Way): boolean; // false: nothing lies that way, the browser may go on
  giveUp(): void;
  paste(text: string): boolean; // false: no block, let the input have it
}

export function CellInput({ at, label, text, select, take, giveUp, paste }: Props) {
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    done.current = false;
    input.current?.focus();
    if (select) input.current?.select();
    else input.current?.setSelectionRange(text.length, text.length);
  }, []);

  const finish = (way: Way): boolean => {
    if (done.current) return true;
    done.current = true;
    return take(typed, way);
  };
  const press = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      done.current = true;
      giveUp();
    } else if (event.key === "Enter") {
      event.preventDefault();
      finish(event.shiftKey ? "up" : "down");
    } else if (event.key === "Tab" && finish(event.shiftKey ? "back" : "next")) event.preventDefault();
  };
  return (
    <input
      ref={input}
      data-at={at}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={press}
      onBlur={() => finish("stay")}
      onPaste={(event) => {
        if (!paste(event.clipboardData.getData("text/plain"))) return;
        done.current = true;
        event.preventDefault();
      }}
    />
  );
}
