import type { Performance } from '../../inspect';
import { OPEN_PAGES, SET_DATA_KB, STORAGE_KB } from '../../rules/limits';
import { sayHere } from '../say';
import { useSnapshot, type InspectedFrame } from './use-snapshot';
import { words } from './words';

const kbText = (bytes: number): string => (bytes / 1024).toFixed(bytes < 102_400 ? 1 : 0);

/** Who calls `setData` how often, and how much it carries. */
function Updates({ values }: { values: Performance }) {
  const say = sayHere(words);
  const { updates, moreUpdates } = values;
  const heads = [
    say('caller'),
    say('per-second'),
    say('calls'),
    say('sum'),
    say('largest', { limit: SET_DATA_KB }),
  ];
  return (
    <>
      <h2>{say('updates')}</h2>
      {updates.length === 0 && <p class="empty">{say('no-updates')}</p>}
      {updates.length > 0 && (
        <div class="wide-table" tabIndex={0} role="region" aria-label={say('updates')}>
          <table class="measures">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {updates.map(({ is, perSecond, peak, calls, bytes, largest }) => (
                <tr key={is}>
                  <th scope="row">
                    <code>{is}</code>
                  </th>
                  <td>{`${perSecond} / ${peak}`}</td>
                  <td>{calls}</td>
                  <td>{say('kb', { value: kbText(bytes) })}</td>
                  <td class={largest > SET_DATA_KB * 1024 ? 'bad' : ''}>
                    {say('kb', { value: kbText(largest) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moreUpdates > 0 && <p>{say('more-updates', { count: moreUpdates })}</p>}
    </>
  );
}

/** How the program does, beside what the platform allows. */
export function PerformancePanel(frame: InspectedFrame) {
  const say = sayHere(words);
  const values = useSnapshot('performance', frame)?.values;
  if (!values) return <p class="empty">{say('waiting')}</p>;
  const ms = (value: number | undefined): string => (value === undefined ? '–' : say('ms', { value }));
  const rows: [string, string, string][] = [
    [say('first-paint'), ms(values.firstPaint), '–'],
    [say('ready'), ms(values.ready), '–'],
    [say('nodes'), String(values.nodes), '–'],
    [say('depth'), String(values.depth), '–'],
    [say('pages'), String(values.pages), String(OPEN_PAGES)],
    [say('storage'), say('kb', { value: values.storageKb }), say('kb', { value: STORAGE_KB })],
  ];
  return (
    // A panel that scrolls has something in it that the keyboard reaches.
    <section tabIndex={0} aria-label={say('measure')}>
      <table class="measures">
        <thead>
          <tr>
            <th scope="col">{say('measure')}</th>
            <th scope="col">{say('measured-value')}</th>
            <th scope="col">{say('limit')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value, limit]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{limit}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Updates values={values} />
    </section>
  );
}
