import { useEffect, useState } from 'preact/hooks';
import type { SourceAim } from '../protocol';
import { call, messageOf } from './http';
import { sayHere } from './say';
import { words } from './source-words';
import { placeOf } from './state';

interface Excerpt {
  file: string;
  /** Number of the line that is meant, and the column in it if that is known. */
  line: number;
  column?: number;
  /** Number of the first line. */
  first: number;
  lines: string[];
}

function readExcerpt(answer: unknown): Excerpt {
  const { file, line, column, first, lines } = (answer ?? {}) as Partial<Excerpt>;
  if (
    typeof first !== 'number' ||
    typeof line !== 'number' ||
    typeof file !== 'string' ||
    !Array.isArray(lines)
  )
    throw new Error('unreadable answer');
  return { file, line, first, lines: lines.map(String), ...(typeof column === 'number' && { column }) };
}

const queryOf = (aim: SourceAim): string =>
  new URLSearchParams(
    Object.entries(aim)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** The lines around a place, with a caret below it, and the way into the editor. */
function Excerpt({ aim, named }: { aim: SourceAim; named: boolean }) {
  const say = sayHere(words);
  const [excerpt, setExcerpt] = useState<Excerpt>();
  const [failure, setFailure] = useState('');
  const [outcome, setOutcome] = useState('');
  const query = queryOf(aim);
  useEffect(() => {
    let isHere = true;
    call(`/__source?${query}`).then(
      (answer) => isHere && setExcerpt(readExcerpt(answer)),
      (error: unknown) => isHere && setFailure(messageOf(error)),
    );
    return () => {
      isHere = false;
    };
  }, [query]);
  if (failure !== '') return <p class="bad">{say('missing', { reason: failure })}</p>;
  if (!excerpt) return <p class="quiet">{say('loading')}</p>;
  const { file, line, column } = excerpt;
  const open = (): void => {
    call('/__source/open', { file, line, column: column ?? 1 }).then(
      () => setOutcome(say('opened')),
      (error: unknown) => setOutcome(say('open-failed', { reason: messageOf(error) })),
    );
  };
  const width = String(excerpt.first + excerpt.lines.length).length;
  const text = excerpt.lines.flatMap((content, index) => {
    const number = excerpt.first + index;
    const shown = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${content}`;
    if (number !== line || column === undefined) return [shown];
    // A tab is as wide below as it is above.
    const before = content.slice(0, column - 1).replace(/[^\t]/g, ' ');
    return [shown, `  ${' '.repeat(width)} | ${before}^`];
  });
  return (
    <div class="excerpt">
      {!named && <code class="excerpt-place">{placeOf(excerpt)}</code>}
      <pre tabIndex={0}>{text.join('\n')}</pre>
      <p class="actions">
        <button type="button" class="small" onClick={open}>
          {say('open')}
        </button>
        <span role="status" class="quiet">
          {outcome}
        </span>
      </p>
    </div>
  );
}

const nameOf = (aim: SourceAim): string =>
  'file' in aim ? placeOf(aim) : [aim.unit, aim.member && `${aim.member}()`].filter(Boolean).join(' ');

/** A place in the sources; pressed, it shows them. */
export function SourcePlace({ aim }: { aim: SourceAim }) {
  const [isOpen, setOpen] = useState(false);
  const text = nameOf(aim);
  return (
    <>
      <button
        type="button"
        class="place"
        aria-expanded={isOpen}
        aria-label={sayHere(words)('show', { place: text })}
        onClick={() => setOpen(!isOpen)}
      >
        <code>{text}</code>
      </button>
      {isOpen && <Excerpt aim={aim} named={'file' in aim} />}
    </>
  );
}
