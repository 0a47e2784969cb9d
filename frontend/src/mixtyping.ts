// The small input over a part of a bar: Enter takes the number, Esc gives up, Tab takes it and
// goes to the next part.
import { html } from "./svg";
import { isComposing } from "./typing";

export interface TypingActs {
  take(text: string): string | null; // why the number is refused, or null
  closed(): void; // the focus may go back to the bar
  next(step: 1 | -1): boolean; // opens the input over the part beside; false when there is none
  refused(words: string): void;
}

export class Typing {
  private input: HTMLInputElement | null = null;
  private shown = ""; // the present number, as the input first shows it
  role = "";

  constructor(
    private readonly home: HTMLElement,
    private readonly acts: TypingActs,
  ) {}

  get open(): boolean {
    return this.input !== null;
  }

  start(role: string, label: string, text: string, typed: string): void {
    this.close();
    this.role = role;
    this.shown = text;
    const input = html("input", {
      class: "smw-mix-typed",
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-label": label,
    }) as HTMLInputElement;
    input.value = typed || text;
    this.input = input;
    this.home.append(input);
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.leave(input));
    input.addEventListener("input", () => input.removeAttribute("aria-invalid"));
    for (const own of ["click", "dblclick", "pointerdown"]) {
      input.addEventListener(own, (event) => event.stopPropagation());
    }
    input.focus();
    if (!typed) input.select();
  }

  place(left: number, width: number, within: number): void {
    if (!this.input) return;
    const own = Math.max(44, Math.min(64, width));
    const at = Math.max(0, Math.min(within - own, left + width / 2 - own / 2));
    this.input.style.left = `${at}px`;
    this.input.style.width = `${own}px`;
  }

  close(): void {
    const input = this.input;
    this.input = null; // before it leaves the page: its blur must not take the number
    input?.remove();
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.acts.refused("");
      this.close();
      this.acts.closed();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.takes()) {
        this.close();
        this.acts.closed();
      }
    } else if (event.key === "Tab") {
      if (!this.takes()) event.preventDefault();
      else if (this.acts.next(event.shiftKey ? -1 : 1)) event.preventDefault();
      else {
        this.close();
        this.acts.closed(); // the browser goes on from there
      }
    }
  }

  private takes(): boolean {
    if (!this.input) return false;
    // The rounded number that nobody touched must not become the share.
    const why = this.input.value === this.shown ? null : this.acts.take(this.input.value);
    this.acts.refused(why ?? "");
    if (why) this.input.setAttribute("aria-invalid", "true");
    return why === null;
  }

  private leave(input: HTMLInputElement): void {
    if (this.input !== input) return;
    this.takes();
    this.close();
  }
}
