import type { ErrorBook } from 'microapp-trade-sandbox/shapes';
import { languageHere } from '../say';
import { sectionLinks } from './contract-ref';
import { explain, type FoundError } from './explain';
import { words as all } from './strings';

const words = all.errors;

interface Props {
  error: FoundError;
  book: ErrorBook | undefined;
  onScenario(name: string): void;
}

/** The catalogue writes code between backticks. */
const withCode = (text: string) =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));

/** Why a code comes and what helps, in the words of the contract. */
export function ErrorNote({ error, book, onScenario }: Props) {
  const known = book && explain(book, error, languageHere());
  if (!book) return null;
  return (
    <div class="error-note">
      <p>
        <strong>{error.errNo}</strong> {known ? known.meaning : words.unknown}
      </p>
      {error.errMsg !== '' && <code>{error.errMsg}</code>}
      {known && (
        <dl>
          {known.cause !== undefined && (
            <>
              <dt>{words.cause}</dt>
              <dd>{withCode(known.cause)}</dd>
            </>
          )}
          {known.fix !== undefined && (
            <>
              <dt>{words.fix}</dt>
              <dd>{withCode(known.fix)}</dd>
            </>
          )}
          {known.fault && (
            <>
              <dt>{words.fix}</dt>
              <dd>{words.faults[known.fault]}</dd>
            </>
          )}
          <dt>{words.section}</dt>
          <dd class="sections">
            {sectionLinks(known.section, languageHere()).map(({ text, href }) => (
              <a key={href} href={href} target="_blank" rel="noopener">
                {text}
                <span class="visually-hidden">{words.newTab}</span>
              </a>
            ))}
          </dd>
          {known.scenarios.length > 0 && (
            <>
              <dt>{words.scenarios}</dt>
              <dd class="buttons">
                {known.scenarios.map((name) => (
                  <button
                    key={name}
                    type="button"
                    class="small"
                    aria-label={words.use(name)}
                    onClick={() => onScenario(name)}
                  >
                    {name}
                  </button>
                ))}
              </dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}
