import { useState } from 'preact/hooks';
import { messageOf } from '../http';
import type { Choice, ScenarioInfo } from '../sandbox-link';
import { languageHere, sayHere } from '../say';
import { strings } from '../strings';
import { aboutIn, howIn, titleIn } from './find';
import { ScenarioFinder } from './scenario-finder';
import { words as own } from './words';
import { jsonOrText } from '../../../src/contract/schema/formats';

const words = strings.trade;

function expectation({ event, errNo, code }: ScenarioInfo): string {
  if (errNo !== null) return words.expects.error(errNo);
  return event === 'pay' && code !== undefined ? words.expects.pay(code) : words.expects.none;
}

const pairOf = (text: string): [path: string, value: unknown] | undefined => {
  const at = text.indexOf('=');
  return at < 1 ? undefined : [text.slice(0, at).trim(), jsonOrText(text.slice(at + 1))];
};

interface ChosenProps {
  scenario: ScenarioInfo;
  choice: Choice;
  onSet(set: Record<string, unknown>): void;
  onRemove(): void;
}

/** One chosen scenario: what it does, what was changed of it, and a way to change more. */
function Chosen({ scenario, choice, onSet, onRemove }: ChosenProps) {
  const [text, setText] = useState('');
  const pair = pairOf(text);
  const changed = Object.entries(choice.set).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
  const id = `set-${choice.name}`;
  const title = titleIn(languageHere(), scenario);
  const how = howIn(languageHere(), scenario);
  return (
    <li>
      <div class="buttons">
        <strong>{title}</strong>
        <code>{choice.name}</code>
        <button type="button" class="small" aria-label={words.removeScenario(title)} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
      <p>{aboutIn(languageHere(), scenario)}</p>
      {scenario.made === 'page' && how !== undefined && (
        <p>
          {words.madeByPage}
          {how}
        </p>
      )}
      <p>{expectation(scenario)}</p>
      {changed.length > 0 && (
        <p>
          {words.changed}
          <code>{changed.join('; ')}</code>
        </p>
      )}
      {scenario.made !== 'page' && (
        <form
          class="buttons"
          onSubmit={(event) => {
            event.preventDefault();
            if (!pair) return;
            onSet({ ...choice.set, [pair[0]]: pair[1] });
            setText('');
          }}
        >
          <label for={id}>{words.change}</label>
          <input
            id={id}
            type="text"
            placeholder="path=value"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="small" disabled={!pair}>
            {words.apply}
          </button>
        </form>
      )}
    </li>
  );
}

interface Props {
  scenarios: readonly ScenarioInfo[];
  choices: readonly Choice[];
  /** Rejects with why the sandbox refuses. */
  choose(choices: readonly Choice[]): Promise<void>;
  favourites: readonly string[];
  onFavourites(favourites: string[]): void;
}

const groupName = (group: string): string => {
  const key = `group-${group}`;
  return Object.hasOwn(own, key) ? sayHere(own)(key as keyof typeof own & `group-${string}`) : group;
};

/** Chooses one scenario, or several together, and changes what they answer. */
export function ScenarioPicker({ scenarios, choices, choose, favourites, onFavourites }: Props) {
  const [together, setTogether] = useState(false);
  const [problem, setProblem] = useState('');
  const take = (next: readonly Choice[]): void => {
    setProblem('');
    choose(next).catch((error: unknown) => setProblem(messageOf(error)));
  };
  const add = (name: string): void => {
    if (name === '') return take([]);
    const kept = together ? choices.filter((choice) => choice.name !== name) : [];
    take([...kept, { name, set: {} }]);
  };
  const groups = new Map<string, ScenarioInfo[]>();
  for (const scenario of scenarios) {
    const group = scenario.name.split('.')[0]!;
    groups.set(group, [...(groups.get(group) ?? []), scenario]);
  }
  return (
    <div class="field">
      <ScenarioFinder
        scenarios={scenarios}
        chosen={choices.map(({ name }) => name)}
        favourites={favourites}
        onFavourites={onFavourites}
        onPick={add}
      />
      <label for="scenario">{words.scenario}</label>
      <select
        id="scenario"
        aria-describedby="scenario-about"
        value={choices[choices.length - 1]?.name ?? ''}
        onChange={(event) => add(event.currentTarget.value)}
      >
        <option value="">{words.noScenario}</option>
        {[...groups].map(([group, members]) => (
          <optgroup key={group} label={groupName(group)}>
            {members.map((scenario) => (
              <option key={scenario.name} value={scenario.name}>
                {`${titleIn(languageHere(), scenario)} · ${scenario.name}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <label class="plain">
        <input
          type="checkbox"
          checked={together}
          onChange={(event) => setTogether(event.currentTarget.checked)}
        />
        {words.together}
      </label>
      {problem !== '' && (
        <p class="notice error" role="alert">
          {problem}
        </p>
      )}
      <ul id="scenario-about" class="about chosen" aria-live="polite">
        {choices.map((choice) => {
          const scenario = scenarios.find(({ name }) => name === choice.name);
          return (
            scenario && (
              <Chosen
                key={choice.name}
                scenario={scenario}
                choice={choice}
                onSet={(set) => take(choices.map((one) => (one === choice ? { ...one, set } : one)))}
                onRemove={() => take(choices.filter((one) => one !== choice))}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
