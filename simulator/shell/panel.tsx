import { useRef, type Dispatch } from 'preact/hooks';
import { LogList } from './log-list';
import { PANELS, type PanelName } from './preferences';
import { ProblemList } from './problem-list';
import { problemsOf, type ShellAction, type ShellState } from './state';
import { strings } from './strings';
import { TradePanel } from './trade-panel';

const words = strings.panel;
const CONSOLE_KINDS = ['console', 'problem', 'lifecycle'] as const;
const EVENT_KINDS = ['event', 'api'] as const;

interface Props {
  state: ShellState;
  dispatch: Dispatch<ShellAction>;
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function Panel({ state, dispatch }: Props) {
  const { preferences, log } = state;
  const { panel } = preferences;
  const tabs = useRef<HTMLDivElement>(null);
  const problems = problemsOf(state);
  const prefer = (change: Partial<ShellState['preferences']>): void => dispatch({ type: 'prefer', change });
  const walk = (event: KeyboardEvent): void => {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (PANELS.indexOf(panel) + step + PANELS.length) % PANELS.length;
    prefer({ panel: PANELS[next]! });
    tabs.current?.querySelectorAll('button')[next]?.focus();
  };
  const listFor = (kinds: readonly ('console' | 'problem' | 'lifecycle' | 'event' | 'api')[], name: PanelName) => (
    <LogList
      key={name}
      label={words.tabs[name]}
      log={log}
      kinds={kinds}
      preferences={preferences}
      onPrefer={prefer}
      onClear={() => dispatch({ type: 'clearLog', kinds })}
    />
  );
  return (
    <aside class="panel" id="panel" aria-label={words.label} tabIndex={-1}>
      <div class="tabs" role="tablist" aria-label={words.label} ref={tabs} onKeyDown={walk}>
        {PANELS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === panel}
            aria-controls="panel-body"
            tabIndex={name === panel ? 0 : -1}
            onClick={() => prefer({ panel: name })}
          >
            {words.tabs[name]}
            {name === 'console' && problems.length > 0 && <span class="count">{problems.length}</span>}
          </button>
        ))}
      </div>
      <div class="panel-body" role="tabpanel" id="panel-body" aria-labelledby={`tab-${panel}`}>
        {panel === 'console' && <ProblemList problems={problems} />}
        {panel === 'console' && listFor(CONSOLE_KINDS, 'console')}
        {panel === 'events' && listFor(EVENT_KINDS, 'events')}
        {panel === 'trade' && (
          <TradePanel onlyCallbacks={preferences.onlyCallbacks} onOnlyCallbacks={(onlyCallbacks) => prefer({ onlyCallbacks })} />
        )}
      </div>
    </aside>
  );
}
