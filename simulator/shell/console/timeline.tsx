import { useState } from 'preact/hooks';
import type { ErrorBook, TimelineEntry } from 'microapp-trade-sandbox/shapes';
import { Detail } from '../detail';
import { clockTime, dateText, spanText } from '../format';
import { errorOf } from './explain';
import { ErrorNote } from './error-note';
import { words as all } from './strings';
import { payloadsOf, subtitleOf, titleOf } from './timeline-text';

const words = all.timeline;
/** A pause shorter than this is not told. */
const PAUSE_MS = 2000;

interface Props {
  entries: readonly TimelineEntry[];
  book: ErrorBook | undefined;
  onScenario(name: string): void;
}

function Payloads({ entry }: { entry: TimelineEntry }) {
  const [open, setOpen] = useState(false);
  const payloads = payloadsOf(entry);
  if (payloads.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{payloads.map(({ name }) => name).join(' · ')}</summary>
      {open &&
        payloads.map(({ name, text }) => (
          <div key={name}>
            <p class="payload-name">{name}</p>
            <Detail data={text} />
          </div>
        ))}
    </details>
  );
}

function Row({
  entry,
  before,
  book,
  onScenario,
}: { entry: TimelineEntry; before: number | undefined } & Omit<Props, 'entries'>) {
  const error = errorOf(entry);
  const subtitle = subtitleOf(entry);
  const pause = before === undefined ? 0 : entry.time - before;
  return (
    <li class={`step lane-${entry.lane} ${entry.failed ? 'failed' : ''}`}>
      {pause >= PAUSE_MS && <p class="pause">{words.later(spanText(pause))}</p>}
      <p class="step-head">
        <time title={dateText(entry.time)}>{clockTime(entry.time)}</time>
        <span class="lane">{words.lanes[entry.lane]}</span>
        <span class="step-title">{titleOf(entry)}</span>
      </p>
      {subtitle !== '' && <p class="step-more">{subtitle}</p>}
      {error && <ErrorNote error={error} book={book} onScenario={onScenario} />}
      <Payloads entry={entry} />
    </li>
  );
}

/** One purchase in one column, in the order of virtual time. */
export function Timeline({ entries, book, onScenario }: Props) {
  const [onlyFailed, setOnlyFailed] = useState(false);
  const shown = onlyFailed ? entries.filter(({ failed }) => failed) : entries;
  return (
    <div class="timeline">
      <label class="inline">
        <input
          type="checkbox"
          checked={onlyFailed}
          onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
        />
        {words.onlyFailed}
      </label>
      {shown.length === 0 && <p class="empty">{words.empty}</p>}
      <ol aria-label={words.label}>
        {shown.map((entry, index) => (
          <Row
            key={entry.id}
            entry={entry}
            before={shown[index - 1]?.time}
            book={book}
            onScenario={onScenario}
          />
        ))}
      </ol>
    </div>
  );
}
