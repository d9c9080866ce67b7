import { useState } from 'preact/hooks';
import type { MockInfo, NetworkState } from '../../network';
import { messageOf } from '../http';
import { sayHere } from '../say';
import { SureButton } from '../sure-button';
import { deleteRule, saveRule, switchRule } from './network-link';
import { words } from './words';

/** A rule that is being written; without an id a new one. */
export interface Draft {
  id?: string;
  text: string;
}

interface EditorProps {
  draft: Draft;
  onDone(): void;
}

export function RuleEditor({ draft, onDone }: EditorProps) {
  const say = sayHere(words);
  const [text, setText] = useState(draft.text);
  const [failure, setFailure] = useState('');
  const run = (work: Promise<unknown>): void => {
    work.then(onDone, (error: unknown) => setFailure(messageOf(error)));
  };
  return (
    <form
      class="rule-editor"
      onSubmit={(event) => {
        event.preventDefault();
        run(saveRule(draft.id, text));
      }}
    >
      <label>
        {say('rule-text')}
        <textarea
          rows={14}
          spellcheck={false}
          value={text}
          aria-invalid={failure !== ''}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p role="alert" class="bad">
        {failure}
      </p>
      <p class="actions">
        <button type="submit">{say('save')}</button>
        <button type="button" onClick={onDone}>
          {say('cancel')}
        </button>
        {draft.id !== undefined && (
          <SureButton
            label={say('delete')}
            ask={say('delete-sure')}
            onSure={() => run(deleteRule(draft.id ?? ''))}
          />
        )}
      </p>
    </form>
  );
}

interface Props {
  rules: readonly MockInfo[];
  network: NetworkState | undefined;
  /** Something has been changed. */
  onChanged(): void;
  onEdit(draft: Draft): void;
}

export function RuleList({ rules, network, onChanged, onEdit }: Props) {
  const say = sayHere(words);
  const [failure, setFailure] = useState('');
  const texts = new Map(network?.rules.map(({ id, text }) => [id, text]));
  const toggle = ({ id, on }: MockInfo): void => {
    switchRule(id, !on).then(onChanged, (error: unknown) => setFailure(messageOf(error)));
  };
  return (
    <section class="rules" aria-label={say('rules')}>
      {network?.recording && <p class="notice">{say('recording')}</p>}
      {network?.remote && <p class="notice">{say('remote')}</p>}
      {network && network.maps.length > 0 && (
        <dl class="facts" aria-label={say('maps')}>
          {network.maps.map(({ from, to }) => (
            <div key={from}>
              <dt>{from}</dt>
              <dd>→ {to}</dd>
            </div>
          ))}
        </dl>
      )}
      <p role="alert" class="bad">
        {failure}
      </p>
      {rules.length === 0 && <p class="empty">{say('no-rules')}</p>}
      <ol>
        {rules.map((rule) => {
          const text = texts.get(rule.id);
          return (
            <li key={rule.id} class="row rule">
              <input
                type="checkbox"
                aria-label={say('rule-on', { name: rule.name })}
                checked={rule.on}
                onChange={() => toggle(rule)}
              />
              <span class="text">{rule.name}</span>
              <span class="kind">{rule.kind}</span>
              <span class="kind">{rule.file}</span>
              <span class="kind">{say('answered', { count: rule.count })}</span>
              {text !== undefined && (
                <button
                  type="button"
                  class="small"
                  aria-label={say('edit-rule', { name: rule.name })}
                  onClick={() => onEdit({ id: rule.id, text })}
                >
                  {say('edit')}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
