// The role-task map as a component of Streamlit: one React root a mount, drawn with every answer.
import { createRoot, type Root } from "react-dom/client";
import type { Cleanup, Component } from "../component";
import { theOutbox } from "../outbox";
import { addStyles, applyTokens, isDark } from "../theme";
import type { MatrixData } from "./mapdata";
import { Matrix } from "./Matrix";
import css from "./matrix.css?inline";

class View {
  private readonly host = document.createElement("div");
  private readonly root: Root;
  private readonly detach: () => void;

  constructor(private component: Component<MatrixData>) {
    addStyles(component.parentElement, "matrix", css);
    this.host.className = "smw-map-host";
    component.parentElement.append(this.host);
    this.root = createRoot(this.host);
    this.detach = theOutbox().attach((sent) => this.component.setStateValue("entries", sent));
  }

  draw(component: Component<MatrixData>): void {
    this.component = component;
    theOutbox().answer(component.data.channel);
    applyTokens(this.host, isDark(this.host));
    this.root.render(<Matrix data={component.data} />);
  }

  remove(): void {
    this.detach();
    // React may not unmount while it renders; Streamlit removes us from within a render of its own.
    setTimeout(() => this.root.unmount());
    this.host.remove();
  }
}

const views = new WeakMap<HTMLElement | ShadowRoot, View>();

export function mountMatrix(component: Component<MatrixData>): Cleanup {
  const { parentElement } = component;
  const view = views.get(parentElement) ?? new View(component);
  views.set(parentElement, view);
  view.draw(component);
  return () => {
    views.delete(parentElement);
    view.remove();
  };
}
