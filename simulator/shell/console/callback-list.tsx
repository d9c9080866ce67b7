import type { CallbackRecord } from 'microapp-trade-sandbox/shapes';
import { Detail } from '../detail';
import { shortDate } from '../format';
import { resendCallback } from './console-link';
import { StateChip } from './state-chip';
import { words as all } from './strings';
import { outcomeOf } from './timeline-text';
import type { Act } from './use-actions';

const words = all.order.callbacks;
const actions = all.actions;

function Callback({ callback, act }: { callback: CallbackRecord; act: Act }) {
  const { type, state, createTime, nextTime, attempts, body } = callback;
  return (
    <article class="card" aria-label={`${type} ${callback.callbackId}`}>
      <p class="line">
        <code>{type}</code>
        <StateChip table="callback" state={state} />
        <span class="quiet">{words.attempts(attempts.length)}</span>
        <span class="spring" />
        <time>{shortDate(createTime)}</time>
        <button
          type="button"
          class="small"
          aria-label={actions.resendType(type)}
          onClick={() => act(actions.done.resend, () => resendCallback(callback.callbackId))}
        >
          {actions.resend}
        </button>
      </p>
      {nextTime !== undefined && <p class="quiet">{words.next(shortDate(nextTime))}</p>}
      <details>
        <summary>{words.body}</summary>
        <Detail data={body} />
      </details>
      <ol class="attempts">
        {attempts.map((attempt) => (
          <li key={attempt.attempt}>
            <details>
              <summary>{`${shortDate(attempt.time)} ${words.attempt(attempt.attempt)} ${outcomeOf(attempt)}`}</summary>
              <Detail data={JSON.stringify(attempt.headers)} />
              {attempt.answer !== undefined && <Detail data={attempt.answer} />}
            </details>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** Every callback of an order with every attempt, oldest first. */
export function CallbackList({ callbacks, act }: { callbacks: readonly CallbackRecord[]; act: Act }) {
  if (callbacks.length === 0) return <p class="empty">{words.none}</p>;
  return (
    <>
      {callbacks.map((callback) => (
        <Callback key={callback.callbackId} callback={callback} act={act} />
      ))}
    </>
  );
}
