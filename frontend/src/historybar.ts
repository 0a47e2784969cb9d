// The scenario bar's part that must not wait for Python: whether the work is kept, against what it
// is compared, undo, redo, the list of steps, and presentation mode.
import type { Cleanup, Component } from "./component";
import css from "./historybar.css?inline";
import { KeyList } from "./keylist";
import { registerKey, shown } from "./keys";
import { theOutbox, type Act, type Channel, type Entry } from "./outbox";
import { endPresent, isPresenting, onPresent, togglePresent } from "./present";
import { StepList, type Steps } from "./steplist";
import { html, svg } from "./svg";
import { addStyles, applyTokens, isDark } from "./theme";

interface Saved {
  text: string;
  tone: "good" | "watch" | "quiet";
}

interface HistoryData {
  saved: Saved;
  undo: string; // what undo takes back, in words; "" for nothing
  redo: string;
  steps: Steps;
  against: string;
  references: string[]; // none when there is nothing to choose
  channel: Channel;
}

const LOOKS_AGAIN = 500; // ms between two looks at how long an entry has waited

class HistoryBar {
  private readonly root = html("div", { class: "smw-scenario" });
  private readonly saved = html("p", { class: "smw-saved", "data-smw": "saved" });
  private readonly said = html("span", { class: "smw-scenario-said", role: "status" });
  private readonly against = html("div", { class: "smw-against", role: "radiogroup", "aria-label": "Against" });
  private readonly undo = iconButton("undo", "M9.6 4.6 5.4 8.8l4.2 4.2M5.8 8.8h6.7a4 4 0 0 1 0 8H8.8");
  private readonly redo = iconButton("redo", "M10.4 4.6l4.2 4.2-4.2 4.2M14.2 8.8H7.5a4 4 0 0 0 0 8h3.7");
  private readonly history = iconButton("history", "M3.6 10a6.4 6.4 0 1 0 2-4.6L3.4 7.4M3.4 3.6v3.8h3.8M10 6.6V10l2.4 1.7");
  private readonly present = html("button", { type: "button", class: "smw-present", "data-smw": "present" });
  private readonly steps = new StepList(this.history, (past) => this.outbox.put({ kind: "steps", past }));
  private readonly keys = new KeyList();
  private readonly outbox = theOutbox();
  private readonly detach: (() => void)[];
  private data!: HistoryData;
  private timer = 0;
  private wasLost = false;

  constructor(component: Component<HistoryData>) {
    addStyles(component.parentElement, "historybar", css);
    const doing = html("div", { class: "smw-doing" }, this.undo, this.redo, this.history);
    this.root.append(this.saved, this.said, this.against, doing, this.present, this.steps.element, this.keys.element);
    component.parentElement.append(this.root);
    this.undo.addEventListener("click", () => this.step("undo"));
    this.redo.addEventListener("click", () => this.step("redo"));
    this.history.addEventListener("click", () => isOff(this.history) || this.steps.toggle());
    this.present.addEventListener("click", togglePresent);
    this.against.addEventListener("keydown", (event) => this.arrow(event));
    this.detach = [
      this.outbox.attach((sent) => component.setStateValue("entries", sent)),
      this.outbox.onChange(() => this.redraw()),
      onPresent(() => this.drawPresent()),
      ...this.shortcuts(),
    ];
    this.drawPresent();
  }

  draw(component: Component<HistoryData>): void {
    this.data = component.data;
    applyTokens(this.root, isDark(this.root));
    this.outbox.answer(component.data.channel);
    this.redraw();
  }

  remove(): void {
    window.clearTimeout(this.timer);
    for (const detach of this.detach) detach();
    endPresent();
    this.root.remove();
  }

  private shortcuts(): (() => void)[] {
    const group = "Everywhere";
    return [
      registerKey({ keys: "Ctrl+Z", says: "Undo", group, act: () => this.step("undo") }),
      registerKey({ keys: "Ctrl+Shift+Z", says: "Redo", group, act: () => this.step("redo") }),
      registerKey({ keys: "Ctrl+Y", says: "Redo", group, act: () => this.step("redo") }),
      registerKey({ keys: "P", says: "Present on the whole screen, and back", group, act: togglePresent }),
      registerKey({ keys: "Escape", says: "Stop presenting", group, act: endPresent, when: () => isPresenting() && nothingOpen() }),
      registerKey({ keys: "?", says: "This list", group, act: () => this.keys.open() }),
    ];
  }

  private step(kind: "undo" | "redo"): void {
    const { past, future } = this.reached();
    if ((kind === "undo" ? past : future) > 0) this.outbox.put({ kind });
  }

  // Where the history stands once everything that waits here is done.
  private reached(): { past: number; future: number } {
    const { now, total } = this.data.steps;
    return this.outbox.after(this.data.channel).reduce(after, { past: now, future: total - now });
  }

  private redraw(): void {
    if (!this.data) return;
    this.drawSaved();
    this.drawAgainst();
    const { past, future } = this.reached();
    const waits = this.outbox.after(this.data.channel).some(({ act }) => changes(act));
    say(this.undo, past > 0, waits ? "Undo" : sentence("Undo", this.data.undo), "Ctrl+Z");
    say(this.redo, future > 0, waits ? "Redo" : sentence("Redo", this.data.redo), "Ctrl+Shift+Z");
    say(this.history, past + future > 0, past + future > 0 ? "Every step, to go back to" : "No steps yet");
    this.steps.draw(this.data.steps);
  }

  private drawSaved(): void {
    window.clearTimeout(this.timer);
    const waiting = this.outbox.after(this.data.channel);
    if (this.outbox.waiting().length > 0) this.timer = window.setTimeout(() => this.drawSaved(), LOOKS_AGAIN);
    const lost = this.outbox.isLost();
    const { text, tone } = this.state(waiting, lost);
    if (this.saved.dataset.tone !== tone || this.saved.textContent !== text) {
      this.saved.dataset.tone = tone;
      this.saved.replaceChildren(html("i", { "aria-hidden": "true" }), html("span", {}, text));
      this.saved.title = text;
    }
    if (lost !== this.wasLost) this.said.textContent = lost ? text : "The connection is back.";
    this.wasLost = lost;
  }

  private state(waiting: readonly Entry[], lost: boolean): Saved {
    const edits = waiting.filter(({ act }) => changes(act)).length;
    if (lost && edits === 0) return { text: "Connection lost, trying again", tone: "watch" };
    const many = edits === 1 ? "1 edit" : `${edits} edits`;
    if (lost) return { text: `Not saved: connection lost, your work is kept here (${many})`, tone: "watch" };
    return edits > 0 ? { text: "Saving", tone: "quiet" } : this.data.saved;
  }

  private drawAgainst(): void {
    const { references } = this.data;
    this.against.hidden = references.length === 0;
    const chosen = this.chosenReference();
    const known = [...this.against.querySelectorAll("button")].map((each) => each.textContent);
    if (known.join() !== references.join()) {
      const choices = references.map((name) => {
        const button = html("button", { type: "button", role: "radio" }, name);
        button.addEventListener("click", () => this.choose(name));
        return button;
      });
      this.against.replaceChildren(html("span", { "aria-hidden": "true" }, "Against"), html("div", {}, ...choices));
    }
    for (const button of this.against.querySelectorAll("button")) {
      const on = button.textContent === chosen;
      button.setAttribute("aria-checked", String(on));
      button.tabIndex = on ? 0 : -1;
    }
  }

  private chosenReference(): string {
    const waiting = this.outbox.after(this.data.channel).flatMap(({ act }) => (act.kind === "against" ? [act.reference] : []));
    return waiting.at(-1) ?? this.data.against;
  }

  private choose(reference: string): void {
    if (reference !== this.chosenReference()) this.outbox.put({ kind: "against", reference });
  }

  private arrow(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const { references } = this.data;
    if (by === undefined || references.length === 0) return;
    event.preventDefault();
    const at = (references.indexOf(this.chosenReference()) + by + references.length) % references.length;
    this.choose(references[at] ?? "");
    this.against.querySelectorAll("button")[at]?.focus();
  }

  private drawPresent(): void {
    const on = isPresenting();
    const words = on ? "Stop" : "Present";
    this.present.replaceChildren(icon("M3.2 4.2h13.6v9.2H3.2zM7 16.8h6M10 13.4v3.4"), html("span", {}, words));
    this.present.setAttribute("aria-pressed", String(on));
    this.present.title = on ? "Stop presenting (Esc)" : "Present on the whole screen (P)";
  }
}

// Whether doing the act changes the model, so that it counts as work to be kept.
function changes({ kind }: Act): boolean {
  return kind === "edit" || kind === "undo" || kind === "redo" || kind === "steps" || kind === "paste";
}

function after({ past, future }: { past: number; future: number }, { act }: Entry): { past: number; future: number } {
  switch (act.kind) {
    case "edit":
    case "paste":
      return { past: past + 1, future: 0 };
    case "undo":
      return { past: past - 1, future: future + 1 };
    case "redo":
      return { past: past + 1, future: future - 1 };
    case "steps":
      return { past: act.past, future: past + future - act.past };
    default:
      return { past, future };
  }
}

function sentence(act: "Undo" | "Redo", what: string): string {
  return what ? `${act}: ${what}` : `Nothing to ${act.toLowerCase()}`;
}

function say(button: HTMLElement, on: boolean, words: string, keys = ""): void {
  // Not "disabled": that would throw the focus away from under whoever undoes with the keyboard.
  button.setAttribute("aria-disabled", String(!on));
  const full = keys ? `${words} (${shown(keys)})` : words;
  button.setAttribute("aria-label", full);
  button.title = full;
}

function isOff(button: HTMLElement): boolean {
  return button.getAttribute("aria-disabled") === "true";
}

function nothingOpen(): boolean {
  return document.querySelector(":popover-open") === null;
}

function icon(path: string): SVGElement {
  return svg("svg", { viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: path }));
}

function iconButton(name: string, path: string): HTMLElement {
  return html("button", { type: "button", class: "smw-icon-button", "data-smw": name }, icon(path));
}

const views = new WeakMap<HTMLElement | ShadowRoot, HistoryBar>();

export function mountHistorybar(component: Component<HistoryData>): Cleanup {
  const parent = component.parentElement;
  const view = views.get(parent) ?? new HistoryBar(component);
  views.set(parent, view);
  view.draw(component);
  return () => {
    views.delete(parent);
    view.remove();
  };
}
