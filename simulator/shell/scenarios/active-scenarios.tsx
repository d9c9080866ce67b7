import { useLoaded } from '../use-loaded';
import { chooseScenarios, getScenarios, getState } from '../sandbox-link';
import { languageHere, sayHere } from '../say';
import { titleIn } from './find';
import { words } from './words';

async function readActive() {
  const { choices } = await getState();
  if (choices.length === 0) return [];
  const all = await getScenarios();
  return choices.flatMap(({ name }) => all.filter((scenario) => scenario.name === name));
}

/** The failures that are on, in sight whatever panel is open, and one press that ends them. */
export function ActiveScenarios({ version }: { version: number }) {
  const { value: active = [], reload } = useLoaded('', version, readActive);
  const say = sayHere(words);
  if (active.length === 0) return null;
  return (
    <div class="active-scenarios" role="status">
      {say('active')}
      <ul>
        {active.map((scenario) => (
          <li key={scenario.name}>{titleIn(languageHere(), scenario)}</li>
        ))}
      </ul>
      <button
        type="button"
        class="small"
        onClick={() => void chooseScenarios([]).then(reload, () => undefined)}
      >
        {say('clear')}
      </button>
    </div>
  );
}
