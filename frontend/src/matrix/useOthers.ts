// What the map shares with the rest of the page: attention, the chosen task, the list of keys.
import { useEffect, useState, type RefObject } from "react";
import { attend, onAttention } from "../attention";
import { registerKey } from "../keys";

export const OWN = "matrix"; // who attends, when the hand is here

// What the list of keys says; "/" acts.
const KEYS: [string, string][] = [
  ["Arrows", "Walk the cells of the map (Ctrl: to the end)"],
  ["Enter", "Type the share; on a task: choose it; on a head: sort"],
  ["0 to 9", "Type the share"],
  ["Shift+arrows", "Change the share by 1 point"],
  ["+ and -", "Change the share by 1 point"],
  ["L", "Lock the share, or unlock it"],
  ["Space", "Lock the share, or unlock it"],
  ["Esc", "Give up what is being typed"],
];

export function useKeysListed(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const search = () => {
      const input = box.current?.querySelector<HTMLInputElement>(".smw-map-search");
      input?.focus();
      input?.select();
    };
    const off = [
      registerKey({ keys: "/", says: "Search the tasks of the map", group: "Role map", act: search, when: () => box.current !== null }),
      ...KEYS.map(([keys, says]) => registerKey({ keys, says, group: "Role map" as const })),
    ];
    return () => off.forEach((each) => each());
  }, []);
}

// The tasks that another part of the page attends to.
export function useAttention(): readonly string[] | null {
  const [lit, setLit] = useState<readonly string[] | null>(null);
  useEffect(() => {
    const stop = onAttention((to, from) => setLit(to && from !== OWN && to.tasks.length > 0 ? to.tasks : null));
    return () => {
      stop();
      attend(null, OWN);
    };
  }, []);
  return lit;
}

// What was chosen here is marked at once, until Python says what is chosen.
export function useChosen(given: string): [string, (task: string) => void] {
  const [chosen, set] = useState({ given, task: given });
  if (chosen.given !== given) set({ given, task: given });
  return [chosen.given === given ? chosen.task : given, (task) => set({ given, task })];
}
