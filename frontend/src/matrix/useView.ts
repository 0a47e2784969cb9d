// The size of the map's window, and which rows and columns are in it.
import { useCallback, useLayoutEffect, useState, type RefObject } from "react";
import { columnsInView, HEAD, PREMIUM, rowsInView, scrollTo, widthsFor, type Span, type Widths } from "./layout";

export interface View {
  widths: Widths;
  rows: Span;
  columns: Span;
  scrolled(): void;
  show(top: number, bottom: number, column: number | null): void; // scrolls it into view
}

const FIRST = { width: 640, height: 480 }; // before the page has measured it

export function useView(box: RefObject<HTMLElement | null>, tops: readonly number[], roles: number): View {
  const [size, setSize] = useState(FIRST);
  const [at, setAt] = useState({ top: 0, left: 0 });
  const widths = widthsFor(size.width, roles);
  const spans = (top: number, left: number) => ({
    rows: rowsInView(tops, top, size.height - HEAD),
    columns: columnsInView(widths.role, roles, left, Math.max(0, size.width - widths.name - PREMIUM)),
  });
  const now = spans(at.top, at.left);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0) setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box.current]);

  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    const [top, left] = [element.scrollTop, element.scrollLeft];
    const next = spans(top, left);
    if (!isSame(next.rows, now.rows) || !isSame(next.columns, now.columns)) setAt({ top, left });
  };
  useLayoutEffect(scrolled); // what is shown may have become shorter

  const show = useCallback(
    (top: number, bottom: number, column: number | null) => {
      const element = box.current;
      if (!element) return;
      element.scrollTop = scrollTo(top, bottom, element.scrollTop, size.height - HEAD);
      if (column === null) return;
      const left = column * widths.role;
      element.scrollLeft = scrollTo(left, left + widths.role, element.scrollLeft, size.width - widths.name - PREMIUM);
    },
    [box, size, widths.role, widths.name],
  );
  return { widths, ...now, scrolled, show };
}

function isSame(one: Span, other: Span): boolean {
  return one.from === other.from && one.to === other.to;
}
