import type { Dispatch } from 'preact/hooks';
import type { FrameLink } from './frame-link';
import { ConditionsPanel } from './conditions-panel';
import { words as conditionWords } from './conditions-words';
import { AttemptsTab } from './console/attempts-tab';
import { OrdersTab } from './console/orders-tab';
import { DataPanel } from './inspect/data-panel';
import { ElementsPanel } from './inspect/elements-panel';
import { words as elementWords } from './inspect/elements-words';
import { PerformancePanel } from './inspect/performance-panel';
import { StoragePanel } from './inspect/storage-panel';
import { LogList } from './log-list';
import { PANELS } from './preferences';
import { NetworkPanel } from './network/network-panel';
import { ProblemList } from './problem-list';
import { RedeemPanel } from './redeem/redeem-panel';
import { sayHere } from './say';
import { StartPanel } from './start/start-panel';
import { problemsOf, type ShellAction, type ShellState } from './state';
import { strings } from './strings';
import { Tabs, tabId } from './tabs';
import { TradePanel } from './trade-panel';
import type { Stream } from './use-stream';

const words = strings.panel;
/** Problems have a list of their own above. */
const CONSOLE_KINDS = ['console', 'lifecycle'] as const;
const EVENT_KINDS = ['event', 'api'] as const;

interface Props {
  state: ShellState;
  /** How often steps of the phone have been handed to the sandbox. */
  reported: number;
  dispatch: Dispatch<ShellAction>;
  link: FrameLink;
  stream: Stream;
}

export function Panel({ state, reported, dispatch, link, stream }: Props) {
  const { preferences, log } = state;
  const { panel } = preferences;
  const problems = problemsOf(state);
  const prefer = (change: Partial<ShellState['preferences']>): void => dispatch({ type: 'prefer', change });
  const frame = { link, snapshot: state.snapshot, status: state.status };
  const version = stream.version + reported;
  /** What was pressed goes with its panel: the focus is where the other one begins. */
  const openPanel = (name: ShellState['preferences']['panel']): void => {
    prefer({ panel: name });
    document.getElementById(tabId('panel', name))?.focus();
  };
  const listFor = (
    kinds: readonly ('console' | 'problem' | 'lifecycle' | 'event' | 'api')[],
    name: 'console' | 'events',
  ) => (
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
      <Tabs
        id="panel"
        label={words.label}
        names={PANELS}
        titles={{
          ...words.tabs,
          elements: sayHere(elementWords)('tab'),
          conditions: sayHere(conditionWords)('tab'),
          console: (
            <>
              {words.tabs.console}
              {problems.length > 0 && <span class="count">{problems.length}</span>}
            </>
          ),
        }}
        chosen={panel}
        onChoose={(name) => prefer({ panel: name })}
      />
      <div class="panel-body" role="tabpanel" id="panel-body" aria-labelledby={tabId('panel', panel)}>
        {panel === 'start' && <StartPanel version={version} onOpen={openPanel} />}
        {panel === 'console' && <ProblemList problems={problems} language={preferences.language} />}
        {panel === 'console' && listFor(CONSOLE_KINDS, 'console')}
        {panel === 'events' && listFor(EVENT_KINDS, 'events')}
        {panel === 'network' && (
          <NetworkPanel
            requests={state.requests}
            rules={state.mocks}
            onRepeat={(id) => link.post({ sim: 'repeat', id })}
            onClear={() => dispatch({ type: 'clearRequests' })}
          />
        )}
        {panel === 'elements' && <ElementsPanel {...frame} />}
        {panel === 'data' && <DataPanel {...frame} />}
        {panel === 'storage' && <StoragePanel {...frame} />}
        {panel === 'performance' && <PerformancePanel {...frame} />}
        {panel === 'orders' && <OrdersTab version={version} preferences={preferences} onPrefer={prefer} />}
        {panel === 'attempts' && <AttemptsTab version={version} />}
        {panel === 'trade' && <TradePanel stream={stream} preferences={preferences} onPrefer={prefer} />}
        {panel === 'conditions' && (
          <ConditionsPanel
            conditions={state.conditions}
            pages={state.pages}
            onChange={(change) => dispatch({ type: 'conditions', change })}
          />
        )}
        {panel === 'redeem' && <RedeemPanel version={stream.version} />}
      </div>
    </aside>
  );
}
