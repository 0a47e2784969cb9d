// What Streamlit hands a component on every data update, and what each of ours offers.

export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

export type Cleanup = () => void;

// Called on every data update with the same parentElement: update in place, never remount.
export type Mount<Data> = (component: Component<Data>) => Cleanup | Promise<Cleanup>;
