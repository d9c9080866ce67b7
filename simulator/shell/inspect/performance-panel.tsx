import { sayHere } from '../say';
import { useSnapshot, type InspectedFrame } from './use-snapshot';
import { words } from './words';

/** Pages that can be open, and KB that a program may store: what `tt` refuses beyond. */
const MOST_PAGES = 10;
const STORAGE_KB = 10_240;

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
    [say('pages'), String(values.pages), String(MOST_PAGES)],
    [say('storage'), say('kb', { value: values.storageKb }), say('kb', { value: STORAGE_KB })],
  ];
  return (
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
  );
}
