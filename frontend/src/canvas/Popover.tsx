// A small window over the canvas, for one stage.
import { useEffect, useRef, type ReactNode } from "react";

export function Popover({ label, close, children }: { label: string; close(): void; children: ReactNode }) {
  const home = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    home.current?.focus({ preventScroll: true });
    return () => before?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={home}
      className="smw-popover"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      {children}
    </div>
  );
}
