import { useState } from 'preact/hooks';
import type { ScenarioInfo } from '../sandbox-link';
import { languageHere, sayHere } from '../say';
import { aboutIn, findScenarios, titleIn } from './find';
import { words } from './words';

/** So many are shown; who finds more asks more closely. */
const MOST = 12;

interface Props {
  scenarios: readonly ScenarioInfo[];
  chosen: readonly string[];
  favourites: readonly string[];
  onFavourites(favourites: string[]): void;
  onPick(name: string): void;
}

/** Finds a scenario by what people call it, and keeps the favourites at hand. */
export function ScenarioFinder({ scenarios, chosen, favourites, onFavourites, onPick }: Props) {
  const [query, setQuery] = useState('');
  const say = sayHere(words);
  const language = languageHere();
  const found = findScenarios(scenarios, query);
  const kept = scenarios.filter(({ name }) => favourites.includes(name));
  const isAsked = query.trim() !== '';
  const row = (scenario: ScenarioInfo) => {
    const { name } = scenario;
    const title = titleIn(language, scenario);
    const about = aboutIn(language, scenario);
    const isKept = favourites.includes(name);
    const toggle = (): void =>
      onFavourites(isKept ? favourites.filter((one) => one !== name) : [...favourites, name]);
    return (
      <li key={name}>
        <button type="button" class="pick" aria-pressed={chosen.includes(name)} onClick={() => onPick(name)}>
          {title}
          <small>
            {language === 'zh' && about !== `${title}。` && `${about} `}
            <code>{name}</code>
          </small>
        </button>
        <button
          type="button"
          class="star"
          aria-pressed={isKept}
          aria-label={say(isKept ? 'favourite-remove' : 'favourite-add', { title })}
          onClick={toggle}
        >
          {isKept ? '★' : '☆'}
        </button>
      </li>
    );
  };
  return (
    <div class="finder field">
      <label for="scenario-query">{say('find')}</label>
      <input
        id="scenario-query"
        type="search"
        autocomplete="off"
        placeholder={say('hint')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      {isAsked && found.length === 0 && <p role="status">{say('none')}</p>}
      {isAsked && found.length > 0 && (
        <>
          <ul aria-label={say('hits')}>{found.slice(0, MOST).map(row)}</ul>
          {found.length > MOST && <p class="about">{say('more', { count: found.length - MOST })}</p>}
        </>
      )}
      {!isAsked && kept.length > 0 && (
        <>
          <p class="about" id="favourites">
            {say('favourites')}
          </p>
          <ul aria-labelledby="favourites">{kept.map(row)}</ul>
        </>
      )}
    </div>
  );
}
