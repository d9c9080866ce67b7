import { LANGUAGES, LANGUAGE_NAMES, languageOf, type Language } from '../words/language';
import { strings } from './strings';

interface Props {
  language: Language;
  onChoose(language: Language): void;
}

/** The switch: each language by its own name, so that it is found in any. */
export function LanguageChoice({ language, onChoose }: Props) {
  return (
    <label class="device-choice">
      <span class="visually-hidden">{strings.toolbar.language}</span>
      <select
        value={language}
        onChange={(event) => {
          const chosen = languageOf(event.currentTarget.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
