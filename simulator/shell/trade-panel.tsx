import { ClockControls } from './sandbox/clock-controls';
import { EventList } from './sandbox/event-list';
import { FaultSwitches } from './sandbox/fault-switches';
import { StateFile } from './sandbox/state-file';
import { ScenarioPicker } from './scenarios/scenario-picker';
import type { Preferences } from './preferences';
import { strings } from './strings';
import { useSandbox } from './use-sandbox';
import type { Stream } from './use-stream';

const words = strings.trade;

interface Props {
  stream: Stream;
  preferences: Pick<Preferences, 'onlyCallbacks' | 'favourites'>;
  onPrefer(change: Partial<Preferences>): void;
}

/** The sandbox as a whole: what is staged, what time it is, what goes wrong, what happened. */
export function TradePanel({ stream, preferences, onPrefer }: Props) {
  const { onlyCallbacks, favourites } = preferences;
  const { events, streaming, version, clear } = stream;
  const controls = useSandbox(version);
  const { view } = controls;
  const shown = onlyCallbacks ? events.filter(({ kind }) => kind === 'callback') : events;
  const reset = async (): Promise<boolean> => {
    const done = await controls.reset();
    if (done) clear();
    return done;
  };
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
      <ScenarioPicker
        scenarios={view.scenarios}
        choices={view.choices}
        choose={controls.choose}
        favourites={favourites}
        onFavourites={(next) => onPrefer({ favourites: next })}
      />
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={view.loggedIn}
          onChange={(event) => controls.logIn(event.currentTarget.checked)}
        />
        {words.login}
      </label>
      <ClockControls view={view} advance={controls.advance} version={version} />
      <FaultSwitches version={version} />
      <StateFile now={view.now} reset={reset} onReplaced={controls.refresh} />
      <div class="heading">
        <h2>{words.callbacks}</h2>
        <label class="inline">
          <input
            type="checkbox"
            checked={onlyCallbacks}
            onChange={(event) => onPrefer({ onlyCallbacks: event.currentTarget.checked })}
          />
          {words.onlyCallbacks}
        </label>
      </div>
      <EventList events={shown} />
    </div>
  );
}
