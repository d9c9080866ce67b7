import { useState } from 'preact/hooks';
import type { ElementDetail } from '../../inspect';
import { layOut } from '../detail';
import { sayHere } from '../say';
import { SearchField } from '../search-field';
import { SourcePlace } from '../source-place';
import { words } from './elements-words';

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return <p class="quiet">{sayHere(words)('nothing')}</p>;
  return (
    <dl class="pairs">
      {pairs.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All that is known of one element. */
export function ElementDetails({ detail }: { detail: ElementDetail }) {
  const say = sayHere(words);
  const [wanted, setWanted] = useState('');
  const { name, kind, is, box, attributes, data, dataset, styles } = detail;
  const where = {
    page: 'is-page',
    component: 'is-component',
    tag: 'in-template',
    text: 'in-template',
  } as const;
  const asked = wanted.trim().toLowerCase();
  return (
    <section class="element-details" aria-label={say('detail', { name })} tabIndex={0}>
      <h2>{kind === 'text' ? name : `<${name}>`}</h2>
      <p>
        <span class="quiet">{say(where[kind])}</span> <SourcePlace aim={{ file: `${is}.ttml` }} />
      </p>
      <p class="quiet">{box ? say('box', box) : say('not-drawn')}</p>
      <h3>{say('attributes')}</h3>
      <Pairs pairs={attributes} />
      {dataset !== undefined && (
        <>
          <h3>{say('dataset')}</h3>
          <pre>{layOut(dataset)}</pre>
        </>
      )}
      {data !== undefined && (
        <>
          <h3>{say('data')}</h3>
          <pre>{layOut(data)}</pre>
        </>
      )}
      {kind !== 'text' && (
        <>
          <h3>{say('styles')}</h3>
          <SearchField label={say('filter-styles')} text={wanted} onText={setWanted} />
          <Pairs pairs={styles.filter((pair) => pair.some((part) => part.toLowerCase().includes(asked)))} />
        </>
      )}
    </section>
  );
}
