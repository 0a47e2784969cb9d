// The canvas as a component of Streamlit: one React root a mount, drawn again with every answer.
import reactFlowCss from "@xyflow/react/dist/style.css?inline";
import { createRoot, type Root } from "react-dom/client";
import type { Cleanup, Component } from "../component";
import { theOutbox } from "../outbox";
import { addStyles, applyTokens, isDark } from "../theme";
import css from "./canvas.css?inline";
import { JourneyPanel } from "./JourneyPanel";
import type { CanvasData } from "./state";

class View {
  // What was drawn last stands on the element, for scripts that drive the page.
  private readonly host: HTMLElement & Partial<Pick<CanvasData, "drawing" | "channel">> = document.createElement("div");
  private readonly root: Root;
  private readonly detach: () => void;
  private component: Component<CanvasData>;

  constructor(component: Component<CanvasData>) {
    this.component = component;
    addStyles(component.parentElement, "flow", reactFlowCss);
    addStyles(component.parentElement, "canvas", css);
    this.host.className = "smw-canvas";
    component.parentElement.append(this.host);
    this.root = createRoot(this.host);
    this.detach = theOutbox().attach((sent) => this.component.setStateValue("entries", sent));
  }

  draw(component: Component<CanvasData>): void {
    this.component = component;
    theOutbox().answer(component.data.channel);
    this.host.drawing = component.data.drawing;
    this.host.channel = component.data.channel;
    const dark = isDark(this.host);
    applyTokens(this.host, dark);
    this.root.render(<JourneyPanel data={component.data} dark={dark} />);
  }

  remove(): void {
    this.detach();
    // React may not unmount while it renders; Streamlit removes us from within a render of its own.
    setTimeout(() => this.root.unmount());
    this.host.remove();
  }
}

const views = new WeakMap<HTMLElement | ShadowRoot, View>();

export function mountCanvas(component: Component<CanvasData>): Cleanup {
  const { parentElement } = component;
  const view = views.get(parentElement) ?? new View(component);
  views.set(parentElement, view);
  view.draw(component);
  return () => {
    views.delete(parentElement);
    view.remove();
  };
}
