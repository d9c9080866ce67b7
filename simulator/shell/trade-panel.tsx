import { useState } from 'preact/hooks';
import { Detail } from './detail';
import { dateText } from './format';
import type { TradeEvent } from './sandbox-link';
import { ScenarioPicker } from './scenario-picker';
import { strings } from './strings';
import { SureButton } from './sure-button';
import { useSandbox, type SandboxControls } from './use-sandbox';
import type { Stream } from './use-stream';

const words = strings.trade;
const MINUTE_MS = 60_000;
const ADVANCES = [
  [words.advance.minute, MINUTE_MS],
  [words.advance.halfHour, 30 * MINUTE_MS],
  [words.advance.day, 24 * 60 * MINUTE_MS],
  [words.advance.week, 7 * 24 * 60 * MINUTE_MS],
] as const;

function ClockControls({ view, advance }: Pick<SandboxControls, 'view' | 'advance'>) {
  const [minutes, setMinutes] = useState('10');
  const [outcome, setOutcome] = useState('');
  const [busy, setBusy] = useState(false);
  const amount = Number(minutes);
  const usable = Number.isInteger(amount) && amount > 0;
  const go = (ms: number): void => {
    setBusy(true);
    void advance(ms).then((now) => {
      setBusy(false);
      if (now !== undefined) setOutcome(words.advanced(dateText(now)));
    });
  };
  return (
    <fieldset class="field">
      <legend>{words.clock}</legend>
      <p class="now">{dateText(view.now)}</p>
      <div class="buttons">
        {ADVANCES.map(([label, ms]) => (
          <button key={ms} type="button" class="small" disabled={busy} onClick={() => go(ms)}>
            {label}
          </button>
        ))}
      </div>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) go(amount * MINUTE_MS);
        }}
      >
        <label for="advance">{words.advanceBy}</label>
        <input id="advance" type="number" min="1" step="1" value={minutes} onInput={(event) => setMinutes(event.currentTarget.value)} />
        <button type="submit" class="small" disabled={busy || !usable}>
          {words.advanceGo}
        </button>
      </form>
      <p role="status" class="about">
        {outcome}
      </p>
    </fieldset>
  );
}

function Events({ events }: { events: readonly TradeEvent[] }) {
  if (events.length === 0) return <p class="empty">{words.noCallbacks}</p>;
  return (
    <ol class="rows trade-rows">
      {events.map((event) => {
        const head = (
          <>
            <time>{dateText(event.time)}</time>
            <span class="kind">{words.kinds[event.kind] ?? event.kind}</span>
            <span class="text">{event.text}</span>
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

function Reset({ onReset }: { onReset(): Promise<boolean> }) {
  const [outcome, setOutcome] = useState('');
  const reset = (): void => {
    setOutcome('');
    void onReset().then((done) => setOutcome(done ? words.resetDone : ''));
  };
  return (
    <>
      <SureButton label={words.reset} ask={words.resetAsk} onSure={reset} />
      <span role="status">{outcome}</span>
    </>
  );
}

interface Props {
  stream: Stream;
  onlyCallbacks: boolean;
  onOnlyCallbacks(on: boolean): void;
}

export function TradePanel({ stream, onlyCallbacks, onOnlyCallbacks }: Props) {
  const { events, streaming, version, clear } = stream;
  const controls = useSandbox(version);
  const { view } = controls;
  const shown = onlyCallbacks ? events.filter(({ kind }) => kind === 'callback') : events;
  return (
    <div class="trade">
      {view.failure !== '' && (
        <p class="notice error" role="alert">
          {words.unavailable(view.failure)}
          <button type="button" class="small" onClick={controls.refresh}>
            {words.retry}
          </button>
        </p>
      )}
      {!streaming && view.failure === '' && (
        <p class="notice" role="status">
          {words.streamLost}
        </p>
      )}
      {view.loading && <p role="status">{words.loading}</p>}
      <ScenarioPicker scenarios={view.scenarios} choices={view.choices} choose={controls.choose} />
      <label class="switch">
        <input type="checkbox" role="switch" checked={view.loggedIn} onChange={(event) => controls.logIn(event.currentTarget.checked)} />
        {words.login}
      </label>
      <ClockControls view={view} advance={controls.advance} />
      <div class="heading">
        <h2>{words.callbacks}</h2>
        <label class="inline">
          <input type="checkbox" checked={onlyCallbacks} onChange={(event) => onOnlyCallbacks(event.currentTarget.checked)} />
          {words.onlyCallbacks}
        </label>
      </div>
      <Events events={shown} />
      <div class="buttons">
        <Reset
          onReset={async () => {
            const done = await controls.reset();
            if (done) clear();
            return done;
          }}
        />
      </div>
    </div>
  );
}
