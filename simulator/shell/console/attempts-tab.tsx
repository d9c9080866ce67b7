import { useState } from 'preact/hooks';
import type { AttemptSummary } from 'microapp-trade-sandbox/shapes';
import { shortDate } from '../format';
import { useLoaded } from '../use-loaded';
import { chooseScenario, getAttempts, getTimeline } from './console-link';
import { useErrorBook } from './orders-tab';
import { words as all } from './strings';
import { Timeline } from './timeline';
import { useActions } from './use-actions';

const words = all.attempts;

const labelOf = ({ time, place, name, outOrderNo = '', failed }: AttemptSummary): string =>
  words.option(shortDate(time), place ?? name, outOrderNo, failed);

/** What was done on the phone, attempt by attempt: also those that no order came of. */
export function AttemptsTab({ version }: { version: number }) {
  const [chosen, setChosen] = useState('');
  const book = useErrorBook();
  const { value: attempts } = useLoaded('', version, getAttempts);
  const { act, said, failed } = useActions(() => undefined);
  const shown = attempts?.find(({ attempt }) => attempt === chosen) ?? attempts?.[0];
  const { value: entries, key } = useLoaded(shown?.attempt ?? null, version, (attempt) =>
    getTimeline({ attempt }),
  );
  return (
    <section class="attempts-tab" aria-label={words.label}>
      {attempts?.length === 0 && <p class="empty">{words.empty}</p>}
      {attempts !== undefined && attempts.length > 0 && (
        <div class="field">
          <label for="attempt">{words.choose}</label>
          <select id="attempt" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">{words.latest}</option>
            {attempts.map((attempt) => (
              <option key={attempt.attempt} value={attempt.attempt}>
                {labelOf(attempt)}
              </option>
            ))}
          </select>
        </div>
      )}
      <p class={`said ${failed ? 'error' : ''}`} role="status">
        {said}
      </p>
      {entries && key === shown?.attempt && (
        <Timeline
          entries={entries}
          book={book}
          onScenario={(name) => act(all.actions.done.scenario(name), () => chooseScenario(name))}
        />
      )}
    </section>
  );
}
