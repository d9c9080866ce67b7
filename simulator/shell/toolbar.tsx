import type { Dispatch } from 'preact/hooks';
import { HOST_PROFILES } from '../../src/contract/hosts';
import { changedCount } from '../conditions';
import { DEVICES } from '../devices';
import { words as conditionWords } from './conditions-words';
import { sayHere } from './say';
import type { FrameLink } from './frame-link';
import { LanguageChoice } from './language-choice';
import { problemsOf, type ShellAction, type ShellState } from './state';
import { strings } from './strings';

const words = strings.toolbar;

interface Props {
  state: ShellState;
  link: FrameLink;
  reload(): void;
  dispatch: Dispatch<ShellAction>;
}

export function Toolbar({ state, link, reload, dispatch }: Props) {
  const { preferences, hidden } = state;
  const problems = problemsOf(state);
  const changed = changedCount(state.conditions);
  const errors = problems.filter(({ level }) => level === 'error').length;
  const toggleHidden = (): void => {
    link.post({ sim: hidden ? 'show' : 'hide' });
    dispatch({ type: 'hidden', on: !hidden });
  };
  return (
    <header>
      <div class="toolbar" role="toolbar" aria-label={words.label}>
        <div class="tool-group">
          <label class="device-choice">
            <span class="visually-hidden">{words.device}</span>
            <select
              value={state.conditions.device}
              onChange={(event) =>
                dispatch({ type: 'conditions', change: { device: event.currentTarget.value } })
              }
            >
              {DEVICES.map((device) => (
                <option key={device.id} value={device.id}>
                  {device.name}
                </option>
              ))}
            </select>
          </label>
          <label class="device-choice">
            <span class="visually-hidden">{words.profile}</span>
            <select
              value={state.conditions.profile}
              onChange={(event) =>
                dispatch({ type: 'conditions', change: { profile: event.currentTarget.value } })
              }
            >
              {HOST_PROFILES.map(({ id, baseLibrary, industrySdk }) => (
                <option key={id} value={id}>
                  {words.profileName(baseLibrary, industrySdk)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            aria-pressed={changed > 0}
            onClick={() => dispatch({ type: 'prefer', change: { panelOpen: true, panel: 'conditions' } })}
          >
            {changed > 0
              ? sayHere(conditionWords)('changed', { count: changed })
              : sayHere(conditionWords)('tab')}
          </button>
        </div>
        <div class="tool-group">
          <button type="button" onClick={() => link.post({ sim: 'back' })}>
            {words.back}
          </button>
          <button type="button" onClick={reload}>
            {words.reload}
          </button>
          <button type="button" aria-pressed={hidden} onClick={toggleHidden}>
            {hidden ? words.show : words.hide}
          </button>
          <button type="button" onClick={() => link.post({ sim: 'pullDown' })}>
            {words.pullDown}
          </button>
        </div>
        <div class="tool-group">
          <LanguageChoice
            language={preferences.language}
            onChoose={(language) => dispatch({ type: 'prefer', change: { language } })}
          />
          {problems.length > 0 && (
            <button
              type="button"
              class={`badge ${errors > 0 ? 'errors' : 'warnings'}`}
              onClick={() => dispatch({ type: 'prefer', change: { panelOpen: true, panel: 'console' } })}
            >
              {words.problems(problems.length)}
            </button>
          )}
          <button
            type="button"
            onClick={() => dispatch({ type: 'prefer', change: { panelOpen: true, panel: 'redeem' } })}
          >
            {words.redeem}
          </button>
          <button
            type="button"
            aria-expanded={preferences.panelOpen}
            aria-controls="panel"
            onClick={() => dispatch({ type: 'prefer', change: { panelOpen: !preferences.panelOpen } })}
          >
            {preferences.panelOpen ? words.closePanel : words.openPanel}
          </button>
        </div>
      </div>
    </header>
  );
}
