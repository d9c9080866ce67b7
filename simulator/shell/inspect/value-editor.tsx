import { isRecord } from '../../record';
import { useEffect, useState } from 'preact/hooks';
import { sayHere } from '../say';
import { words } from './words';

interface Props {
  label: string;
  /** JSON */
  text: string;
  /** Only an object will do. */
  isObject?: boolean;
  onSave(text: string): void;
  children?: preact.ComponentChildren;
}

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** A value as JSON, to be edited. What the program changes is shown until a person types. */
export function ValueEditor({ label, text, isObject = false, onSave, children }: Props) {
  const say = sayHere(words);
  const [own, setOwn] = useState<string>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    if (own !== undefined && pretty(text) === own) setOwn(undefined);
  }, [text, own]);
  const save = (): void => {
    const written = own ?? text;
    try {
      const value: unknown = JSON.parse(written);
      const fits = !isObject || isRecord(value);
      setFailure(fits ? '' : say('no-object'));
      if (!fits) return;
      onSave(written);
      setOwn(undefined);
    } catch (error) {
      setFailure(say('not-json', { reason: error instanceof Error ? error.message : '' }));
    }
  };
  return (
    <form
      class="value-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        {label}
        <textarea
          rows={8}
          spellcheck={false}
          value={own ?? pretty(text)}
          aria-invalid={failure !== ''}
          onInput={(event) => setOwn(event.currentTarget.value)}
        />
      </label>
      <p role="alert" class="bad">
        {failure}
      </p>
      <p class="actions">
        <button type="submit" class="small">
          {say('save')}
        </button>
        {children}
      </p>
    </form>
  );
}
