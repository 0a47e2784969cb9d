// The list of keys ("?"): a dialog with what every part of the page has registered.
import { registered, shown, type KeyGroup, type Shortcut } from "./keys";
import { html } from "./svg";

const ORDER: KeyGroup[] = ["Everywhere", "Canvas", "Role mix", "Role map", "Table", "Component map", "Choices", "Judgements"];

export class KeyList {
  readonly element = html("dialog", { class: "smw-keylist", "aria-labelledby": "smw-keylist-title" }) as HTMLDialogElement;

  constructor() {
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close(); // the backdrop
    });
  }

  open(): void {
    if (this.element.open) return;
    const close = html("button", { type: "button", class: "smw-keylist-close", "aria-label": "Close", title: "Close (Esc)" }, "×");
    close.addEventListener("click", () => this.element.close());
    const head = html("header", {}, html("h2", { id: "smw-keylist-title" }, "Keys"), close);
    const groups = html("div", { class: "smw-keylist-groups", tabindex: "0" }, ...grouped(registered()));
    this.element.replaceChildren(html("div", { class: "smw-keylist-body" }, head, groups));
    this.element.showModal();
  }
}

function grouped(shortcuts: Shortcut[]): HTMLElement[] {
  return ORDER.flatMap((group) => {
    const rows = new Map<string, string[]>(); // several keys may do the same
    for (const { says, keys } of shortcuts.filter((each) => each.group === group)) {
      rows.set(says, [...(rows.get(says) ?? []), shown(keys)]);
    }
    if (rows.size === 0) return [];
    const list = [...rows].map(([says, keys]) => html("div", {}, html("dt", {}, ...named(keys)), html("dd", {}, says)));
    return [html("section", {}, html("h3", {}, group), html("dl", {}, ...list))];
  });
}

function named(keys: string[]): (Node | string)[] {
  return [...new Set(keys)].flatMap((each, i) => [...(i ? [" or "] : []), html("kbd", {}, each)]);
}
