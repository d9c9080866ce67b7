import { useState } from 'preact/hooks';
import { sayHere } from '../say';
import { SearchField } from '../search-field';
import { SureButton } from '../sure-button';
import { useSnapshot, type InspectedFrame } from './use-snapshot';
import { ValueEditor } from './value-editor';
import { words } from './words';

/** What the program has stored: to be read, changed and taken out. */
export function StoragePanel(frame: InspectedFrame) {
  const say = sayHere(words);
  const { link } = frame;
  const [text, setText] = useState('');
  const [open, setOpen] = useState('');
  const entries = useSnapshot('storage', frame)?.entries;
  if (!entries) return <p class="empty">{say('waiting')}</p>;
  const wanted = text.trim().toLowerCase();
  const shown = entries.filter(({ key }) => key.toLowerCase().includes(wanted));
  return (
    <section class="inspected">
      <div class="filters">
        <SearchField label={say('filter')} text={text} onText={setText} />
        <SureButton
          small
          label={say('clear')}
          ask={say('clear-sure')}
          disabled={entries.length === 0}
          onSure={() => link.post({ sim: 'clearStorage' })}
        />
      </div>
      {shown.length === 0 && <p class="empty">{say('no-entries')}</p>}
      <ol>
        {shown.map((entry) => (
          <li key={entry.key} class="row">
            <details
              open={open === entry.key}
              onToggle={(event) => {
                if (event.currentTarget.open) setOpen(entry.key);
                else if (open === entry.key) setOpen('');
              }}
            >
              <summary>
                <strong>{entry.key}</strong> <span class="kind">{say('size', { size: entry.size })}</span>
              </summary>
              {open === entry.key && entry.cut && (
                <>
                  <p>{say('cut')}</p>
                  <pre tabIndex={0}>{entry.text}</pre>
                </>
              )}
              {open === entry.key && !entry.cut && (
                <ValueEditor
                  label={say('value', { key: entry.key })}
                  text={entry.text}
                  onSave={(value) => link.post({ sim: 'store', key: entry.key, text: value })}
                >
                  <SureButton
                    small
                    label={say('delete')}
                    ask={say('delete-sure')}
                    onSure={() => link.post({ sim: 'store', key: entry.key })}
                  />
                </ValueEditor>
              )}
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
