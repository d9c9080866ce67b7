import { useEffect, useRef, useState } from 'preact/hooks';
import type { LogEntry } from '../protocol';
import { Detail } from './detail';
import { clockTime } from './format';
import { LEVELS, type Preferences } from './preferences';
import { SearchField } from './search-field';
import { SourcePlace } from './source-place';
import { filterLog, type NumberedEntry } from './state';
import { strings } from './strings';

const words = strings.log;

interface ChoiceProps<T extends string> {
  legend: string;
  all: readonly T[];
  hidden: readonly T[];
  names: Record<T, string>;
  onChange(hidden: T[]): void;
}

/** Check boxes for what is shown. */
function Choice<T extends string>({ legend, all, hidden, names, onChange }: ChoiceProps<T>) {
  const toggle = (one: T): void =>
    onChange(hidden.includes(one) ? hidden.filter((other) => other !== one) : [...hidden, one]);
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">{legend}</legend>
      {all.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={!hidden.includes(one)} onChange={() => toggle(one)} />
          {names[one]}
        </label>
      ))}
    </fieldset>
  );
}

function Row({ entry }: { entry: NumberedEntry }) {
  const head = (
    <>
      <time>{clockTime(entry.time)}</time>
      <span class="kind">{words.kinds[entry.kind]}</span>
      {entry.level !== 'info' && <span class="level">{words.levels[entry.level]}</span>}
      <span class="text">{entry.text}</span>
    </>
  );
  // What comes with the kit is none of the program's files.
  const at =
    entry.at && ('unit' in entry.at ? !entry.at.unit.startsWith('npm:') : true) ? entry.at : undefined;
  const place = at && (
    <p class="row-place">
      <SourcePlace aim={at} />
    </p>
  );
  if (entry.data === undefined)
    return (
      <li class={`row ${entry.level}`}>
        {head}
        {place}
      </li>
    );
  return (
    <li class={`row ${entry.level}`}>
      <details>
        <summary>{head}</summary>
        {place}
        <Detail data={entry.data} />
      </details>
    </li>
  );
}

interface Props {
  label: string;
  log: readonly NumberedEntry[];
  kinds: readonly LogEntry['kind'][];
  preferences: Preferences;
  onPrefer(change: Partial<Preferences>): void;
  onClear(): void;
}

export function LogList({ label, log, kinds, preferences, onPrefer, onClear }: Props) {
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { hiddenKinds, hiddenLevels } = preferences;
  const shown = filterLog(log, { kinds, hiddenKinds, hiddenLevels, text });
  const any = log.some((entry) => kinds.includes(entry.kind));

  // New entries are followed as long as the reader has not scrolled up.
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [shown.length, shown[shown.length - 1]?.id]);
  const remember = (): void => {
    const list = box.current;
    if (list) atEnd.current = list.scrollHeight - list.clientHeight - list.scrollTop < 24;
  };

  return (
    <section class="log" aria-label={label}>
      <div class="filters">
        <Choice
          legend={words.kinds.label}
          all={kinds}
          hidden={hiddenKinds.filter((kind) => kinds.includes(kind))}
          names={words.kinds}
          onChange={(hidden) =>
            onPrefer({ hiddenKinds: [...hiddenKinds.filter((kind) => !kinds.includes(kind)), ...hidden] })
          }
        />
        <Choice
          legend={words.levels.label}
          all={LEVELS}
          hidden={hiddenLevels}
          names={words.levels}
          onChange={(hidden) => onPrefer({ hiddenLevels: hidden })}
        />
        <div class="search">
          <SearchField label={words.filterText} text={text} onText={setText} />
          <button type="button" class="small" onClick={onClear}>
            {words.clear}
          </button>
        </div>
      </div>
      {shown.length === 0 && <p class="empty">{any ? words.noMatch : words.empty}</p>}
      <div
        ref={box}
        class="rows"
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        onScroll={remember}
      >
        <ol>
          {shown.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </ol>
      </div>
    </section>
  );
}
