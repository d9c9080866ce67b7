import { useState } from 'preact/hooks';
import type { MockInfo } from '../../network';
import { sayHere } from '../say';
import { SearchField } from '../search-field';
import type { ShownRequest } from '../state';
import { useLoaded } from '../use-loaded';
import { Tabs, tabId } from '../tabs';
import { getNetwork } from './network-link';
import { RequestRow } from './request-row';
import { isFailed, ruleOf } from './request-text';
import { RuleEditor, RuleList, type Draft } from './rule-list';
import { words } from './words';

interface Props {
  requests: readonly ShownRequest[];
  rules: readonly MockInfo[];
  onRepeat(id: number): void;
  onClear(): void;
}

const VIEWS = ['requests', 'rules'] as const;
type View = (typeof VIEWS)[number];

const NEW_RULE = JSON.stringify(
  {
    name: 'new',
    api: 'request',
    match: { url: 'https://api.example.com/*' },
    answer: { statusCode: 200, data: {} },
  },
  null,
  2,
);

/** What the program asks, who answered, and the rules that may. */
export function NetworkPanel({ requests, rules, onRepeat, onClear }: Props) {
  const say = sayHere(words);
  const [view, setView] = useState<View>('requests');
  const [text, setText] = useState('');
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [draft, setDraft] = useState<Draft>();
  const [version, setVersion] = useState(0);
  // Rules that the frame has loaded anew may be written otherwise, too.
  const known = rules.map(({ id, on }) => `${id}${on ? '' : '-'}`).join();
  const network = useLoaded(`network ${known}`, version, getNetwork);
  const wanted = text.trim().toLowerCase();
  const shown = requests.filter(
    (entry) => (!onlyFailed || isFailed(entry)) && entry.url.toLowerCase().includes(wanted),
  );
  const edit = (next: Draft): void => {
    setDraft(next);
    setView('rules');
  };
  const done = (): void => {
    setDraft(undefined);
    setVersion((count) => count + 1);
  };
  return (
    <section class="network">
      <Tabs
        id="network"
        label={`${say('requests')}, ${say('rules')}`}
        names={VIEWS}
        titles={{ requests: say('requests'), rules: say('rules') }}
        chosen={view}
        class="tabs small-tabs"
        onChoose={(name: View) => setView(name)}
      />
      <div role="tabpanel" id="network-body" aria-labelledby={tabId('network', view)}>
        {view === 'requests' && (
          <>
            <div class="filters">
              <div class="search">
                <SearchField label={say('filter')} text={text} onText={setText} />
                <button type="button" class="small" onClick={onClear}>
                  {say('clear')}
                </button>
              </div>
              <label class="inline">
                <input type="checkbox" checked={onlyFailed} onChange={() => setOnlyFailed(!onlyFailed)} />
                {say('only-failed')}
              </label>
            </div>
            {shown.length === 0 && <p class="empty">{say(requests.length === 0 ? 'none' : 'no-match')}</p>}
            <ol class="requests" aria-label={say('requests')}>
              {[...shown].reverse().map((entry) => (
                <RequestRow
                  key={entry.key}
                  entry={entry}
                  onRepeat={() => onRepeat(entry.id)}
                  onRule={() => edit({ text: ruleOf(entry) })}
                />
              ))}
            </ol>
          </>
        )}
        {view === 'rules' && (
          <>
            {draft ? (
              <RuleEditor key={draft.id ?? 'new'} draft={draft} onDone={done} />
            ) : (
              <p class="actions">
                <button type="button" onClick={() => edit({ text: NEW_RULE })}>
                  {say('new-rule')}
                </button>
              </p>
            )}
            {network.failure !== '' && (
              <p role="alert" class="bad">
                {network.failure}
              </p>
            )}
            <RuleList rules={rules} network={network.value} onChanged={done} onEdit={edit} />
          </>
        )}
      </div>
    </section>
  );
}
