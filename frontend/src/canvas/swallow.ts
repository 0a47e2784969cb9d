// The click that ends a drag is none: called when a pointer is let go.

export function swallowClick(): void {
  window.addEventListener("click", swallow, { capture: true });
  window.setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
