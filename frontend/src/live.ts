// Headline figures and chart cards, in one mount that is updated in place.
import { attend, attending } from "./attention";
import { Cards } from "./cards";
import type { Chart } from "./chart";
import type { Cleanup, Component } from "./component";
import { Strip, type Kpi } from "./strip";
import css from "./live.css?inline";
import { addStyles, applyTokens, isDark } from "./theme";

interface LiveData {
  seq: number;
  kpis: Kpi[];
  charts: Chart[];
  template: unknown;
}

class Live {
  private readonly root = document.createElement("div");
  private readonly strip = new Strip();
  private readonly cards = new Cards();
  private dark: boolean | null = null;
  private drawing = 0;

  constructor(private readonly parent: HTMLElement | ShadowRoot) {
    addStyles(parent, "live", css);
    this.root.className = "smw-live";
    this.root.append(this.strip.element, this.cards.element);
    parent.append(this.root);
  }

  async draw(data: LiveData): Promise<void> {
    const drawing = ++this.drawing;
    const dark = isDark(this.root);
    if (dark !== this.dark) applyTokens(this.root, dark);
    this.dark = dark;
    this.strip.draw(data.kpis);
    await this.cards.draw(data.charts, { template: data.template, dark });
    // Says that everything up to this edit is on the screen; a newer drawing says so itself.
    if (drawing === this.drawing) this.root.dataset.painted = String(data.seq);
  }

  remove(): void {
    this.drawing += 1;
    this.cards.remove();
    this.root.remove();
    views.delete(this.parent);
  }
}

const views = new WeakMap<HTMLElement | ShadowRoot, Live>();

async function mount(component: Component<LiveData>): Promise<Cleanup> {
  const { parentElement, data } = component;
  const view = views.get(parentElement) ?? new Live(parentElement);
  views.set(parentElement, view);
  await view.draw(data);
  return () => view.remove();
}

// What the page attends to rides along, for those who have the bundle but not its parts, as tests.
export const mountLive = Object.assign(mount, { attend, attending });
