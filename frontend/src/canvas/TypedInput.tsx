// An input over what it changes: takes what is typed as it is; Enter or leaving it takes it, Esc
// gives up. A redraw underneath leaves it alone.
import { useEffect, useRef, useState } from "react";
import { isComposing } from "../typing";

interface Props {
  value: string;
  label: string;
  className?: string;
  take(text: string): void;
  leave(): void;
}

export function TypedInput({ value, label, className, take, leave }: Props) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => input.current?.select(), []);

  const end = (taken: boolean): void => {
    if (ended.current) return;
    ended.current = true;
    const wanted = text.trim();
    if (taken && wanted !== "" && wanted !== value.trim()) take(wanted);
    leave();
  };
  return (
    <input
      ref={input}
      autoFocus
      className={`smw-typed nodrag nopan nokey ${className ?? ""}`}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (isComposing(event.nativeEvent)) return;
        if (event.key === "Enter") end(true);
        else if (event.key === "Escape") end(false);
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
