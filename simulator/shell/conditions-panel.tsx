import { useState } from 'preact/hooks';
import { HOST_PROFILES } from '../../src/contract/hosts';
import { changedCount, CONDITIONS, fits, STANDARD, type ConditionName, type Conditions } from '../conditions';
import { DEVICES } from '../devices';
import { words } from './conditions-words';
import { sayHere } from './say';

interface Props {
  conditions: Conditions;
  /** Pages of the program, as far as it has told them. */
  pages: readonly string[];
  onChange(change: Partial<Conditions>): void;
}

type ChoiceName = {
  [N in ConditionName]: (typeof CONDITIONS)[N] extends { values: readonly string[] } ? N : never;
}[ConditionName];

const PHONE = ['device', 'orientation', 'font', 'theme', 'safe-area', 'keyboard'] as const;
const CLIENT = ['network', 'delivery', 'profile', 'login'] as const;
const START = ['page', 'query', 'scene', 'referrer', 'extra'] as const;

function labelOf(name: ChoiceName, value: string): string {
  const say = sayHere(words);
  if (name === 'device') return DEVICES.find(({ id }) => id === value)?.name ?? value;
  if (name === 'font') return `${value} px`;
  if (name === 'safe-area' || name === 'keyboard') return say(value as 'on' | 'off');
  if (name === 'profile') {
    const profile = HOST_PROFILES.find(({ id }) => id === value);
    if (!profile) return value;
    return profile.industrySdk ? say('sdk', { lib: profile.baseLibrary }) : profile.baseLibrary;
  }
  return say(`${name}-${value}` as 'network-wifi');
}

function Choice({ name, conditions, onChange }: Omit<Props, 'pages'> & { name: ChoiceName }) {
  const values: readonly string[] = CONDITIONS[name].values;
  return (
    <label class={conditions[name] === STANDARD[name] ? '' : 'changed'}>
      <span>{sayHere(words)(name)}</span>
      <select value={conditions[name]} onChange={(event) => onChange({ [name]: event.currentTarget.value })}>
        {values.map((value) => (
          <option key={value} value={value}>
            {labelOf(name, value)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where the program starts: written out, then begun. */
function Start({ conditions, pages, onChange }: Props) {
  const say = sayHere(words);
  const [own, setOwn] = useState<Partial<Conditions>>({});
  const [wrong, setWrong] = useState<ConditionName>();
  const save = (): void => {
    const bad = START.find((name) => !fits(name, (own[name] ?? '').trim()));
    setWrong(bad);
    if (bad) return;
    onChange(Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value.trim()])));
    setOwn({});
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div class="condition-grid">
        {START.map((name) => (
          <label key={name} class={conditions[name] === STANDARD[name] ? '' : 'changed'}>
            <span>{say(name)}</span>
            <input
              type="text"
              list={name === 'page' ? 'condition-pages' : undefined}
              spellcheck={false}
              autocomplete="off"
              placeholder={name === 'page' ? say('page-hint') : undefined}
              value={own[name] ?? conditions[name]}
              aria-invalid={wrong === name}
              onInput={(event) => setOwn({ ...own, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <datalist id="condition-pages">
        {pages.map((page) => (
          <option key={page} value={page} />
        ))}
      </datalist>
      <p class="bad" role="alert">
        {wrong ? say('wrong', { name: say(wrong) }) : ''}
      </p>
      <p class="actions">
        <button type="submit" class="small">
          {say('apply')}
        </button>
      </p>
    </form>
  );
}

/** What the program runs under: each takes effect as soon as it is chosen. */
export function ConditionsPanel({ conditions, pages, onChange }: Props) {
  const say = sayHere(words);
  const [outcome, setOutcome] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(location.href).then(
      () => setOutcome(say('copied')),
      () => setOutcome(say('copy-failed')),
    );
  };
  const choices = (names: readonly ChoiceName[]) => (
    <div class="condition-grid">
      {names.map((name) => (
        <Choice key={name} name={name} conditions={conditions} onChange={onChange} />
      ))}
    </div>
  );
  return (
    <section class="conditions">
      <p class="quiet">{say('about')}</p>
      <p class="actions">
        <button
          type="button"
          class="small"
          disabled={changedCount(conditions) === 0}
          onClick={() => onChange(STANDARD)}
        >
          {say('standard')}
        </button>
        <button type="button" class="small" onClick={copy}>
          {say('copy-link')}
        </button>
        <span class="copied" role="status">
          {outcome}
        </span>
      </p>
      <h2>{say('start')}</h2>
      <Start conditions={conditions} pages={pages} onChange={onChange} />
      <h2>{say('phone')}</h2>
      {choices(PHONE)}
      <h2>{say('client')}</h2>
      {choices(CLIENT)}
    </section>
  );
}
