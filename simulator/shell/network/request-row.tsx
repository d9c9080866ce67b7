import { useState } from 'preact/hooks';
import type { NetworkSide } from '../../network';
import { Detail } from '../detail';
import { clockTime } from '../format';
import { wordsIn } from '../../rules/diagnose';
import { errorIn } from '../../rules/errors-said';
import { languageHere, sayHere } from '../say';
import { SourcePlace } from '../source-place';
import type { ShownRequest } from '../state';
import { curlOf, isFailed, sizeText } from './request-text';
import { words } from './words';

interface Props {
  entry: ShownRequest;
  onRepeat(): void;
  onRule(): void;
}

/** Header and body of one side. */
function Side({ title, side }: { title: string; side: NetworkSide }) {
  const say = sayHere(words);
  const header = Object.entries(side.header).map(([name, value]) => `${name}: ${value}`);
  return (
    <section class="side">
      <h3>{title}</h3>
      {header.length > 0 && <pre tabIndex={0}>{header.join('\n')}</pre>}
      {side.body !== undefined && side.body !== '' && <Detail data={side.body} />}
      {side.body === undefined && side.size > 0 && <p>{say('bytes')}</p>}
      {side.cut && <p>{say('cut')}</p>}
    </section>
  );
}

function Facts({ entry }: { entry: ShownRequest }) {
  const say = sayHere(words);
  const { url, page, target, redirects = [], error, messages, at, trouble } = entry;
  const told = trouble && wordsIn(languageHere(), trouble);
  return (
    <dl class="facts">
      <dt>URL</dt>
      <dd>{url}</dd>
      <dt>{say('page')}</dt>
      <dd>{page}</dd>
      {at && (
        <>
          <dt>{say('called-at')}</dt>
          <dd>
            <SourcePlace aim={at} />
          </dd>
        </>
      )}
      {target !== undefined && (
        <>
          <dt>{say('target')}</dt>
          <dd>{target}</dd>
        </>
      )}
      {redirects.length > 0 && (
        <>
          <dt>{say('redirects')}</dt>
          <dd>{redirects.join(' → ')}</dd>
        </>
      )}
      {error !== undefined && (
        <>
          <dt>{say('failed')}</dt>
          <dd class="bad">{errorIn(languageHere(), error)}</dd>
        </>
      )}
      {told && (
        <>
          <dt>{say('body')}</dt>
          <dd class={trouble?.isFault ? 'bad' : ''}>{told.message}</dd>
          <dt>{say('fix')}</dt>
          <dd>{told.fix}</dd>
        </>
      )}
      {messages && (
        <>
          <dt>{say('messages', { out: messages.out, in: messages.in })}</dt>
          <dd>
            <pre tabIndex={0}>
              {messages.last.map(({ out, text }) => `${out ? '→' : '←'} ${text}`).join('\n')}
            </pre>
          </dd>
        </>
      )}
    </dl>
  );
}

function shortUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return `${pathname}${search} · ${host}`;
}

export function RequestRow({ entry, onRepeat, onRule }: Props) {
  const say = sayHere(words);
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState('');
  const { method, statusCode, took, by, rule, answer, request, error, trouble } = entry;
  const status = error !== undefined ? say('failed') : (statusCode ?? say('pending'));
  const who = by === 'mock' ? say('by-mock', { name: rule?.name ?? '' }) : say(`by-${by}`);
  const copy = (): void => {
    navigator.clipboard.writeText(curlOf(entry)).then(
      () => setCopied(say('copied')),
      () => setCopied(say('copy-failed')),
    );
  };
  return (
    <li class={`row ${isFailed(entry) ? 'error' : ''}`}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <time>{clockTime(entry.started)}</time>
          <strong class="method">{entry.api === 'request' ? method : entry.api}</strong>{' '}
          <span class="text">{shortUrl(entry.url)}</span>{' '}
          <span class="request-facts">
            <span>{status}</span>
            {took !== undefined && <span>{say('took', { ms: took })}</span>}
            {answer && <span>{sizeText(answer.size)}</span>}
            <span class="tag plain">{who}</span>
            {trouble?.isFault && <span class="tag wrong">{say('bad-body')}</span>}
          </span>
        </summary>
        {open && (
          <div class="request">
            <p class="actions">
              <button type="button" class="small" onClick={copy}>
                {say('curl')}
              </button>
              {!entry.isOld && entry.api !== 'connectSocket' && (
                <button type="button" class="small" onClick={onRepeat}>
                  {say('repeat')}
                </button>
              )}
              {by !== 'mock' && (
                <button type="button" class="small" onClick={onRule}>
                  {say('make-rule')}
                </button>
              )}
              <span role="status" class="copied">
                {copied}
              </span>
            </p>
            <Facts entry={entry} />
            <Side title={say('request-side', { size: sizeText(request.size) })} side={request} />
            {answer && <Side title={say('answer-side', { size: sizeText(answer.size) })} side={answer} />}
          </div>
        )}
      </details>
    </li>
  );
}
