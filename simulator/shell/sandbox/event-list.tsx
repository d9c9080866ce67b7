import { Detail } from '../detail';
import { dateText } from '../format';
import type { TradeEvent } from '../sandbox-link';
import { languageHere } from '../say';
import { strings } from '../strings';
import { eventIn } from '../../words/event-words';

const words = strings.trade;

/** What happened in the sandbox, oldest first. */
export function EventList({ events }: { events: readonly TradeEvent[] }) {
  if (events.length === 0) return <p class="empty">{words.noCallbacks}</p>;
  return (
    <ol class="rows trade-rows">
      {events.map((event) => {
        const head = (
          <>
            <time>{dateText(event.time)}</time>
            <span class="kind">{words.kinds[event.kind] ?? event.kind}</span>
            <span class="text">{eventIn(languageHere(), event.text)}</span>
          </>
        );
        return (
          <li key={`${event.id}:${event.time}`} class={`row ${event.kind === 'problem' ? 'error' : 'info'}`}>
            {event.data === undefined ? (
              head
            ) : (
              <details>
                <summary>{head}</summary>
                <Detail data={JSON.stringify(event.data)} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}
