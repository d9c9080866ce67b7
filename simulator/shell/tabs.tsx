import { useRef } from 'preact/hooks';

interface Props<T extends string> {
  /** Begins the ids of tabs and panel. */
  id: string;
  label: string;
  names: readonly T[];
  titles: Record<T, preact.ComponentChildren>;
  chosen: T;
  class?: string;
  onChoose(name: T): void;
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export const tabId = (id: string, name: string): string => `${id}-tab-${name}`;

/** A row of tabs; the arrow keys walk it. The body has the id `<id>-body` and is named by the chosen tab. */
export function Tabs<T extends string>({
  id,
  label,
  names,
  titles,
  chosen,
  class: look = 'tabs',
  onChoose,
}: Props<T>) {
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (names.indexOf(chosen) + step + names.length) % names.length;
    onChoose(names[next]!);
    row.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div class={look} role="tablist" aria-label={label} ref={row} onKeyDown={walk}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(id, name)}
          aria-selected={name === chosen}
          aria-controls={`${id}-body`}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  );
}
