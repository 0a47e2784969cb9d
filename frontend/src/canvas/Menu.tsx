// A button with a menu over it: Esc or a click elsewhere closes it, arrows walk it.
import { useEffect, useRef, useState, type ReactNode } from "react";

interface Props {
  label: string;
  face: ReactNode;
  name: string; // data-menu, for scripts and tests
  children: (close: () => void) => ReactNode;
}

export function Menu({ label, face, name, children }: Props) {
  const [open, setOpen] = useState(false);
  const home = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (!open) return undefined;
    home.current?.querySelector<HTMLElement>("[role^=menuitem]:not(:disabled)")?.focus({ preventScroll: true });
    const outside = (event: PointerEvent): void => {
      if (!home.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [open]);

  return (
    <div className="smw-menu-home" ref={home}>
      <button
        ref={button}
        type="button"
        className="smw-button"
        data-menu={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div className="smw-menu" role="menu" aria-label={label} onKeyDown={(event) => walk(event, close)}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

interface ItemProps {
  act(): void;
  children: ReactNode;
  checked?: boolean;
  disabled?: boolean;
  name?: string;
  onPointerDown?: (event: React.PointerEvent) => void;
}

export function Item({ act, children, checked, disabled, name, onPointerDown }: ItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      data-item={name}
      disabled={disabled}
      tabIndex={-1}
      onClick={act}
      onPointerDown={onPointerDown}
    >
      <i aria-hidden="true">{checked ? "✓" : ""}</i>
      <span>{children}</span>
    </button>
  );
}

export function Heading({ children }: { children: ReactNode }) {
  return <div className="smw-menu-heading">{children}</div>;
}

function walk(event: React.KeyboardEvent, close: () => void): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    return close();
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("[role^=menuitem]:not(:disabled)")];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(next + items.length) % items.length]?.focus();
}
