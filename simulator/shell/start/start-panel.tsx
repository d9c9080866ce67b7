import { useState } from 'preact/hooks';
import { AttemptsTab } from '../console/attempts-tab';
import { chooseScenario } from '../console/console-link';
import type { PanelName } from '../preferences';
import { contractPage } from '../console/contract-ref';
import { languageHere, sayHere } from '../say';
import { STEPS, useProgress, type StartStep } from './use-progress';
import { words } from './words';

/** Pages of the contract, which every dev server has. */
const PAGES = {
  'docs-button': 'pay-button',
  'docs-card': 'consume-card',
  'docs-apis': 'jsapi',
  'docs-server': 'open-api',
} as const;

interface Props {
  version: number;
  onOpen(panel: PanelName): void;
}

/** Where the documentation site is in the shell's language, if this server has one. */
function docsAddress(): string | undefined {
  const { docs } = document.documentElement.dataset;
  // Without a language it would begin in the browser's.
  return docs === undefined ? undefined : `${docs}${languageHere() === 'en' ? 'en/' : '?lang=zh'}`;
}

function Links() {
  const say = sayHere(words);
  const site = docsAddress();
  const link = (href: string, text: string) => (
    <a key={href} href={href} target="_blank" rel="noopener">
      {text}
      <span class="visually-hidden">{say('new-tab')}</span>
    </a>
  );
  return (
    <nav class="start-links" aria-label={say('docs')}>
      {site !== undefined && link(site, say('docs'))}
      {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((key) =>
        link(contractPage(PAGES[key], languageHere()), say(key)),
      )}
    </nav>
  );
}

/** What there is to try, ticked off as it is done, and below it the timeline of what is being done. */
export function StartPanel({ version, onOpen }: Props) {
  const say = sayHere(words);
  const progress = useProgress(version);
  const [isWanted, setWanted] = useState(false);
  const isDone = progress !== undefined && STEPS.every((step) => progress[step]);
  const next = STEPS.find((step) => progress?.[step] !== true);
  const actions: Partial<Record<StartStep, () => void>> = {
    fail: () => void chooseScenario('pay.failed'),
    redeem: () => onOpen('redeem'),
    refund: () => onOpen('orders'),
  };
  return (
    <div class="start">
      <section aria-labelledby="start-title">
        <h2 id="start-title">{say('title')}</h2>
        {isDone && !isWanted ? (
          <p class="start-done">
            {say('all-done')}{' '}
            <button type="button" class="small" onClick={() => setWanted(true)}>
              {say('again')}
            </button>
          </p>
        ) : (
          <ol class="start-steps">
            {STEPS.map((step, index) => {
              const done = progress?.[step] === true;
              const act = actions[step];
              return (
                <li key={step} class={done ? 'done' : step === next ? 'next' : ''}>
                  <span class="start-mark" aria-hidden="true">
                    {done ? '✓' : index + 1}
                  </span>
                  <div>
                    <h3>
                      {say(step)}
                      <span class="visually-hidden">{done ? say('done') : say('open')}</span>
                    </h3>
                    <p>{say(`${step}-how`)}</p>
                    {step !== 'buy' && act && (
                      <button type="button" class="small" onClick={act}>
                        {say(`${step}-do`)}
                      </button>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
        )}
        <Links />
      </section>
      <section class="start-follow" aria-labelledby="start-follow">
        <h2 id="start-follow">{say('follow')}</h2>
        <AttemptsTab version={version} />
      </section>
    </div>
  );
}
