import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { AttemptsTab } from './console/attempts-tab';
import { OrdersTab } from './console/orders-tab';
import { LanguageChoice } from './language-choice';
import { readPreferences, withAddress, writePreferences, type Preferences } from './preferences';
import { RedeemPanel } from './redeem/redeem-panel';
import { readIn } from './say';
import { strings } from './strings';
import { Tabs, tabId } from './tabs';
import { ActiveScenarios } from './scenarios/active-scenarios';
import { TradePanel } from './trade-panel';
import { useStream } from './use-stream';

/** What there is to see without a phone. */
const NAMES = ['orders', 'attempts', 'trade', 'redeem'] as const;
type Name = (typeof NAMES)[number];

/** The sandbox's console as a page of its own, where no mini-program runs. */
export function ConsolePage({ storage }: { storage: Storage | undefined }) {
  const [preferences, setPreferences] = useState(() =>
    withAddress(readPreferences(storage, navigator.languages), location.search),
  );
  const prefer = (change: Partial<Preferences>): void =>
    setPreferences((before) => ({ ...before, ...change }));
  useLayoutEffect(() => writePreferences(storage, preferences), [storage, preferences]);
  const { language } = preferences;
  readIn(language);
  useEffect(() => void (document.title = strings.sandboxTitle), [language]);
  const stream = useStream();
  const chosen: Name = NAMES.find((name) => name === preferences.panel) ?? 'orders';
  return (
    <main class="panel console-page" id="panel" aria-label={strings.sandboxTitle}>
      <div class="console-head">
        <h1>{strings.sandboxTitle}</h1>
        <span class="spring" />
        <LanguageChoice language={language} onChoose={(chosen) => prefer({ language: chosen })} />
      </div>
      <ActiveScenarios version={stream.version} />
      <Tabs
        id="panel"
        label={strings.panel.label}
        names={NAMES}
        titles={strings.panel.tabs}
        chosen={chosen}
        onChoose={(panel) => prefer({ panel })}
      />
      <div class="panel-body" role="tabpanel" id="panel-body" aria-labelledby={tabId('panel', chosen)}>
        {chosen === 'orders' && (
          <OrdersTab version={stream.version} preferences={preferences} onPrefer={prefer} />
        )}
        {chosen === 'attempts' && <AttemptsTab version={stream.version} />}
        {chosen === 'trade' && <TradePanel stream={stream} preferences={preferences} onPrefer={prefer} />}
        {chosen === 'redeem' && <RedeemPanel version={stream.version} />}
      </div>
    </main>
  );
}
