// The input that a cell becomes while its share is typed. What stands in it is its own, so that a
// new drawing of the map takes neither the text nor the caret.
import { useLayoutEffect, useRef, useState } from "react";
import { isComposing } from "../typing";
import type { Typing } from "./Cell";

export type Ending = "enter" | "next" | "back" | "leave" | "giveUp" | "again"; // again: more is typed

interface Props {
  label: string;
  typing: Typing;
  end(text: string, how: Ending): void;
}

export function ShareInput({ label, typing, end }: Props) {
  const [text, setText] = useState(typing.text);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (typing.select) input.current?.select();
  }, []);
  const press = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event.nativeEvent)) return;
    const how: Partial<Record<string, Ending>> = { Escape: "giveUp", Enter: "enter", Tab: event.shiftKey ? "back" : "next" };
    const ending = how[event.key];
    if (!ending) return;
    event.preventDefault();
    end(text, ending);
  };
  return (
    <input
      ref={input}
      className="smw-map-input"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-invalid={typing.refused || undefined}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (typing.refused) end(event.target.value, "again");
      }}
      onKeyDown={press}
      onBlur={() => end(text, "leave")}
    />
  );
}
