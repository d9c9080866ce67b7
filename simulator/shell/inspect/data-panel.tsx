import { useState } from 'preact/hooks';
import { sayHere } from '../say';
import { SourcePlace } from '../source-place';
import { useSnapshot, type InspectedFrame } from './use-snapshot';
import { ValueEditor } from './value-editor';
import { words } from './words';

/** The data of every open page and its components, the page on top first. */
export function DataPanel(frame: InspectedFrame) {
  const say = sayHere(words);
  const [open, setOpen] = useState('');
  const data = useSnapshot('data', frame);
  if (!data) return <p class="empty">{say('waiting')}</p>;
  return (
    <section class="inspected">
      <ol>
        {data.nodes.map((node) => {
          const key = `${node.page} ${node.id}`;
          return (
            <li key={key} class="row" style={{ paddingLeft: Math.min(node.depth, 6) * 14 + 4 }}>
              <details
                open={open === key}
                onToggle={(event) => {
                  if (event.currentTarget.open) setOpen(key);
                  else if (open === key) setOpen('');
                }}
              >
                <summary>
                  <strong>{node.is}</strong>{' '}
                  <span class="kind">{say(node.depth === 0 ? 'page' : 'component')}</span>
                </summary>
                {open === key && !node.is.startsWith('npm:') && (
                  <p class="row-place">
                    <SourcePlace aim={{ unit: node.is, member: 'data' }} />
                  </p>
                )}
                {open === key && node.cut && (
                  <>
                    <p>{say('cut')}</p>
                    <pre tabIndex={0}>{node.text}</pre>
                  </>
                )}
                {open === key && !node.cut && (
                  <ValueEditor
                    isObject
                    label={`${say('data', { name: node.is })}: ${say('data-text')}`}
                    text={node.text}
                    onSave={(text) => frame.link.post({ sim: 'setData', id: node.id, text })}
                  />
                )}
              </details>
            </li>
          );
        })}
      </ol>
      {data.more > 0 && <p>{say('more', { count: data.more })}</p>}
    </section>
  );
}
