// A choice of one among a few, side by side: one stop of the Tab key, the arrows choose.

interface Props<Value extends string> {
  label: string;
  name: string; // data-<name> on each, for scripts and tests
  choices: readonly (readonly [Value, string])[];
  value: Value;
  choose(value: Value): void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Radios<Value extends string>({ label, name, choices, value, choose }: Props<Value>) {
  const walk = (event: React.KeyboardEvent, at: number): void => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = (at + step + choices.length) % choices.length;
    (event.currentTarget.parentElement?.children[to] as HTMLElement | undefined)?.focus();
    const next = choices[to];
    if (next) choose(next[0]);
  };
  return (
    <div className="smw-segmented" role="radiogroup" aria-label={label}>
      {choices.map(([each, text], at) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={value === each}
          tabIndex={value === each ? 0 : -1}
          {...{ [`data-${name}`]: each }}
          onClick={() => choose(each)}
          onKeyDown={(event) => walk(event, at)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
