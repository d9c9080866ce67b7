import { useRef, useState } from 'preact/hooks';
import { shortDate } from '../format';
import { messageOf } from '../http';
import { strings } from '../strings';
import { SureButton } from '../sure-button';
import { exportState, importState } from './sandbox-tools-link';
import { words as all } from './strings';

const words = all.state;

const fileName = (time: number): string => `trade-sandbox-${shortDate(time).replace(/\D+/g, '')}.json`;

/** Has the browser save a text as a file. */
function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

interface Props {
  now: number;
  reset(): Promise<boolean>;
  /** Everything may have changed. */
  onReplaced(): void;
}

/** Keeping a situation, bringing one back, and beginning anew. */
export function StateFile({ now, reset, onReplaced }: Props) {
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState({ text: '', failed: false });
  const input = useRef<HTMLInputElement>(null);
  const run = (work: () => Promise<string>): void => {
    setSaid({ text: '', failed: false });
    work().then(
      (text) => setSaid({ text, failed: false }),
      (error: unknown) => setSaid({ text: words.failed(messageOf(error)), failed: true }),
    );
  };
  const keep = async (): Promise<string> => {
    const name = fileName(now);
    save(await exportState(), name);
    return words.exported(name);
  };
  const bringBack = async (chosen: File): Promise<string> => {
    await importState(await chosen.text(), words.notJson);
    setFile(undefined);
    if (input.current) input.current.value = '';
    onReplaced();
    return words.imported;
  };
  const empty = async (): Promise<string> => ((await reset()) ? strings.trade.resetDone : '');
  return (
    <fieldset class="field">
      <legend>{words.title}</legend>
      <div class="buttons">
        <button type="button" onClick={() => run(keep)}>
          {words.export}
        </button>
        {/* The browser's own control would speak the browser's language. */}
        <label class="file-choice">
          <span>{words.choose}</span>
          <input
            ref={input}
            class="visually-hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? undefined)}
          />
        </label>
        {file && (
          <SureButton
            label={words.import(file.name)}
            ask={words.importSure}
            onSure={() => run(() => bringBack(file))}
          />
        )}
        <span class="spring" />
        <SureButton label={strings.trade.reset} ask={strings.trade.resetAsk} onSure={() => run(empty)} />
      </div>
      <p role="status" class={`said ${said.failed ? 'error' : ''}`}>
        {said.text}
      </p>
    </fieldset>
  );
}
