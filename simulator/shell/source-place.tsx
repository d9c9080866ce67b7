import { useEffect, useState } from 'preact/hooks';
import { call, messageOf } from './http';
import { sayHere } from './say';
import { words } from './source-words';
import { placeOf } from './state';

interface Place {
  file: string;
  line?: number;
  column?: number;
}

interface Excerpt {
  /** Number of the first line. */
  first: number;
  lines: string[];
}

function readExcerpt(answer: unknown): Excerpt {
  const { first, lines } = (answer ?? {}) as Partial<Excerpt>;
  if (typeof first !== 'number' || !Array.isArray(lines)) throw new Error('unreadable answer');
  return { first, lines: lines.map(String) };
}

/** The lines around a place, with a caret below it, and the way into the editor. */
function Excerpt({ file, line = 1, column }: Place) {
  const say = sayHere(words);
  const [excerpt, setExcerpt] = useState<Excerpt>();
  const [failure, setFailure] = useState('');
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    let isHere = true;
    const query = new URLSearchParams({ file, line: String(line) }).toString();
    call(`/__source?${query}`).then(
      (answer) => isHere && setExcerpt(readExcerpt(answer)),
      (error: unknown) => isHere && setFailure(messageOf(error)),
    );
    return () => {
      isHere = false;
    };
  }, [file, line]);
  const open = (): void => {
    call('/__source/open', { file, line, column: column ?? 1 }).then(
      () => setOutcome(say('opened')),
      (error: unknown) => setOutcome(say('open-failed', { reason: messageOf(error) })),
    );
  };
  if (failure !== '') return <p class="bad">{say('missing', { reason: failure })}</p>;
  if (!excerpt) return <p class="quiet">{say('loading')}</p>;
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

/** A place in the sources; pressed, it shows them. */
export function SourcePlace(place: Place) {
  const [isOpen, setOpen] = useState(false);
  const text = placeOf(place);
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
      {isOpen && <Excerpt {...place} />}
    </>
  );
}
