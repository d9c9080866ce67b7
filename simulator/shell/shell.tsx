import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
  type Dispatch,
} from 'preact/hooks';
import type { FrameMessage } from '../protocol';
import { addressWith, toldBy } from './conditions-address';
import type { FrameLink } from './frame-link';
import { Panel } from './panel';
import { Phone } from './phone';
import { readPreferences, withAddress, writePreferences } from './preferences';
import { readIn } from './say';
import { setLoggedIn } from './sandbox-link';
import { listenToServer } from './server-link';
import { StepReporter } from './step-reporter';
import { initialState, problemCount, reduce, type ShellAction, type ShellState } from './state';
import { strings } from './strings';
import { ActiveScenarios } from './scenarios/active-scenarios';
import { Toolbar } from './toolbar';
import { useStream } from './use-stream';

interface Props {
  link: FrameLink;
  /** Gives the listener for the frame's messages; what came before is passed on at once. */
  onFrame(listener: (message: FrameMessage) => void): void;
  storage: Storage | undefined;
}

const told = toldBy(document.documentElement);

/** The phone alone, as the documentation's pages hold it: `?embed`. */
const embedded = new URLSearchParams(location.search).has('embed');

interface Reloading {
  /** Counts the frame's elements: another number is another element. */
  generation: number;
  /** The frame's document has begun, or gone. */
  left(): void;
  reload(keepData: boolean): void;
}

/**
 * A running frame keeps its pages over a reload, and after an edit their data too. One that did not start
 * is loaded anew, and so is one that has not left since it was asked: it may have fetched an older build.
 */
function useReloading(
  current: ShellState['status'],
  link: FrameLink,
  dispatch: Dispatch<ShellAction>,
): Reloading {
  const [generation, setGeneration] = useState(0);
  const status = useRef(current);
  status.current = current;
  /** The frame was asked to reload, and has not left yet. */
  const asked = useRef(false);
  /** At once, not with the next picture: a build may end before it. */
  const left = useCallback(() => {
    asked.current = false;
    status.current = 'starting';
  }, []);
  const reload = useCallback(
    (keepData: boolean) => {
      if (status.current === 'running' && !asked.current) {
        asked.current = true;
        link.post({ sim: 'reload', keepData });
      } else {
        left();
        // Nothing that the old one still says is heard.
        link.use(null);
        dispatch({ type: 'frameLeft' });
        setGeneration((count) => count + 1);
      }
    },
    [link, left],
  );
  return { generation, left, reload };
}

export function Shell({ link, onFrame, storage }: Props) {
  const [state, dispatch] = useReducer(reduce, storage, (store) =>
    initialState(
      withAddress(readPreferences(embedded ? undefined : store, navigator.languages), location.search),
      told,
      location.search,
    ),
  );
  const { generation, left, reload } = useReloading(state.status, link, dispatch);
  const [reported, setReported] = useState(0);
  useEffect(() => {
    const reporter = new StepReporter(() => setReported((count) => count + 1));
    onFrame((message) => {
      if (message.sim === 'starting' || message.sim === 'leaving') left();
      if (message.sim === 'step') reporter.add(message.step);
      else dispatch({ type: 'frame', message });
    });
  }, [onFrame, left]);
  useEffect(
    () =>
      listenToServer(
        (event) => {
          dispatch({ type: 'diagnostics', diagnostics: event.diagnostics });
          if (event.type === 'rebuilt') reload(true);
          else if (event.type === 'styles') link.post({ sim: 'styles', styles: event.styles });
        },
        (on) => dispatch({ type: 'connected', on }),
      ),
    [reload, link],
  );
  // With the picture that shows it: whoever reloads at once finds it.
  useLayoutEffect(() => {
    if (!embedded) writePreferences(storage, state.preferences);
  }, [storage, state.preferences]);

  const { conditions } = state;
  useLayoutEffect(() => {
    const search = addressWith(location.search, conditions, told);
    if (!embedded && search !== location.search)
      history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
  }, [conditions]);
  useEffect(() => {
    if (conditions.login !== '') setLoggedIn(conditions.login === 'in').catch(() => undefined);
  }, [conditions.login]);

  const { language } = state.preferences;
  // Before anything is drawn: what is below reads its words while it is.
  readIn(language);
  useEffect(() => {
    document.title = strings.title;
    if (state.status === 'running') link.post({ sim: 'language', language });
  }, [link, language, state.status]);

  const stream = useStream(!embedded);
  const problems = problemCount(state);
  if (embedded)
    return (
      <div class="shell embedded">
        <Phone state={state} link={link} dispatch={dispatch} generation={generation} />
      </div>
    );
  return (
    <div class={`shell ${state.preferences.panelOpen ? 'with-panel' : ''}`}>
      <a class="skip" href="#panel">
        {strings.skipToPanel}
      </a>
      <Toolbar state={state} link={link} reload={() => reload(false)} dispatch={dispatch} />
      <p class="visually-hidden" role="alert">
        {problems > 0 ? strings.problems.announce(problems) : ''}
      </p>
      {!state.connected && (
        <p class="notice error" role="alert">
          {strings.connection.lost}
        </p>
      )}
      <ActiveScenarios version={stream.version} />
      <Phone state={state} link={link} dispatch={dispatch} generation={generation} />
      {state.preferences.panelOpen && (
        <Panel state={state} reported={reported} dispatch={dispatch} link={link} stream={stream} />
      )}
    </div>
  );
}
