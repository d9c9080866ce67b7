import { useState } from 'preact/hooks';
import { dateText } from '../format';
import { messageOf } from '../http';
import { strings } from '../strings';
import { useLoaded } from '../use-loaded';
import type { SandboxControls } from '../use-sandbox';
import { getClocks, setSkew } from './sandbox-tools-link';
import { words as all } from './strings';

const words = strings.trade;
const more = all.clock;
const MINUTE_MS = 60_000;
const ADVANCES = [
  ['minute', MINUTE_MS],
  ['halfHour', 30 * MINUTE_MS],
  ['day', 24 * 60 * MINUTE_MS],
  ['week', 7 * 24 * 60 * MINUTE_MS],
] as const;

/** The phone's clock against the server's. */
function Skew({ version, onSaid }: { version: number; onSaid(text: string): void }) {
  const { value: clocks, reload } = useLoaded('', version, getClocks);
  const [minutes, setMinutes] = useState<string>();
  const shown = minutes ?? String(Math.round((clocks?.skewMs ?? 0) / MINUTE_MS));
  const amount = Number(shown);
  const usable = shown.trim() !== '' && Number.isInteger(amount);
  const set = (event: Event): void => {
    event.preventDefault();
    if (!usable) return;
    setSkew(amount * MINUTE_MS).then(
      ({ deviceNow }) => {
        onSaid(more.skewed(dateText(deviceNow)));
        setMinutes(undefined);
        reload();
      },
      (error: unknown) => onSaid(all.faults.failed(messageOf(error))),
    );
  };
  return (
    <form class="buttons" onSubmit={set}>
      <label for="skew">{more.skew}</label>
      <span class="pair">
        <input
          id="skew"
          type="number"
          step="1"
          value={shown}
          onInput={(event) => setMinutes(event.currentTarget.value)}
        />
        <button type="submit" class="small" disabled={!usable}>
          {more.skewSet}
        </button>
      </span>
      {clocks !== undefined && clocks.skewMs !== 0 && (
        <span class="about">{more.skewNow(dateText(clocks.deviceNow))}</span>
      )}
    </form>
  );
}

/** The virtual clock moves forward only; the phone's may be wrong both ways. */
export function ClockControls({
  view,
  advance,
  version,
}: Pick<SandboxControls, 'view' | 'advance'> & { version: number }) {
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
        {ADVANCES.map(([name, ms]) => (
          <button key={ms} type="button" class="small" disabled={busy} onClick={() => go(ms)}>
            {words.advance[name]}
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
        <input
          id="advance"
          type="number"
          min="1"
          step="1"
          value={minutes}
          onInput={(event) => setMinutes(event.currentTarget.value)}
        />
        <button type="submit" class="small" disabled={busy || !usable}>
          {words.advanceGo}
        </button>
      </form>
      <Skew version={version} onSaid={setOutcome} />
      <p role="status" class="about">
        {outcome}
      </p>
    </fieldset>
  );
}
